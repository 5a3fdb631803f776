/* SPDX-License-Identifier: MulanPSL-2.0
 * What a database knows of the master key that seals its personal data (base/vault.h): the office's
 * key of marks, wrapped by it, which begins with the master key's id. A row of meta, named
 * 'vault_key'; it goes along with copies and backups, and opens nothing without the key file. */
#ifndef LIANXIN_STORE_SEALING_H
#define LIANXIN_STORE_SEALING_H

#include "base/vault.h"
#include "store/store.h"

/* ERR_MISSING while the office has no key yet. ERR_ENV when what is there is none. */
enum err sealing_get(struct store *store, struct error *error,
		     struct wrapped_key *ret_wrapped) MUST_CHECK;
/* Inside a transaction. */
enum err sealing_put(struct store *store, const struct wrapped_key *wrapped,
		     struct error *error) MUST_CHECK;

#endif
