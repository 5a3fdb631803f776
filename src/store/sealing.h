/* SPDX-License-Identifier: MulanPSL-2.0
 * What a database knows of the master key that seals its personal data (base/vault.h): the office's
 * key of marks, wrapped by it, which begins with the master key's id. Rows of meta; they go along
 * with copies and backups, and open nothing without the key file. Then the wrapped keys themselves,
 * for a change of the master key. */
#ifndef LIANXIN_STORE_SEALING_H
#define LIANXIN_STORE_SEALING_H

#include "base/vault.h"
#include "store/matter.h"

/* NEXT is there only while the master key is being changed: some keys lie under the one, some under
 * the other. */
enum sealing_row { SEALING_NOW, SEALING_NEXT };

/* ERR_MISSING when there is no such row: for NOW, the office has no key yet. ERR_ENV when what is
 * there is none. */
enum err sealing_get(struct store *store, enum sealing_row row, struct error *error,
		     struct wrapped_key *ret_wrapped) MUST_CHECK;
/* Inside a transaction, as all below. */
enum err sealing_put(struct store *store, enum sealing_row row, const struct wrapped_key *wrapped,
		     struct error *error) MUST_CHECK;
enum err sealing_drop_next(struct store *store, struct error *error) MUST_CHECK;

/* A matter's data key as it lies in its row. */
struct matter_key_row {
	int64_t id, agency_id, version;
	enum matter_kind kind;
	int64_t entry_id;
	struct blob key;
};
/* Those wrapped by the master key of this id (16 digits), in order of id, after `after`. */
enum err matter_keys_under(struct store *store, const char *master_id, int64_t after, size_t limit,
			   struct arena *arena, struct error *error,
			   struct matter_key_row **ret_rows, size_t *ret_n) MUST_CHECK;
/* Replaces the key of the version seen; journalled with the reason. ERR_CONFLICT when the row was
 * changed meanwhile. */
enum err matter_key_replace(struct store *store, const struct matter_key_row *row,
			    const struct wrapped_key *wrapped, const char *reason,
			    const struct author *author, struct error *error) MUST_CHECK;

#endif
