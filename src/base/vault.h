/* SPDX-License-Identifier: MulanPSL-2.0
 * The vault: the office's master key, kept in a file outside the database. It seals nothing itself
 * but small data keys, one per case, which lie sealed ("wrapped") in the database: changing the
 * master key re-wraps those alone, and erasing a wrapped key erases all that was sealed under it.
 *
 * Marks are for finding what is sealed (the same identity number again, a query code) without
 * opening anything. Their key is drawn at random once per office and lies wrapped in the database
 * too, so that marks outlive a change of the master key.
 *
 * A vault is not changed after vault_set_marks(): threads may share it. */
#ifndef LIANXIN_BASE_VAULT_H
#define LIANXIN_BASE_VAULT_H

#include "base/digest.h"
#include "base/seal.h"

enum {
	VAULT_ID_BYTES = 8,
	VAULT_ID_TEXT = 2 * VAULT_ID_BYTES + 1,
	/* a format byte, the id of the master key, the sealed data key */
	WRAPPED_BYTES = 1 + VAULT_ID_BYTES + DATA_KEY_BYTES + SEAL_OVERHEAD
};

struct vault;
struct wrapped_key {
	unsigned char bytes[WRAPPED_BYTES];
};

/* Draws a new master key into a new file, readable by its owner alone, on disk when this returns:
 * 64 hexadecimal digits and a newline, so that it can be printed and locked away. ERR_ENV when
 * something is there already; then it stays as it is. */
enum err vault_make_file(const char *path, struct error *error) MUST_CHECK;
/* ERR_MISSING when there is no such file. ERR_ENV, each with its own sentence, when it cannot be
 * read, is not a plain file, others may read it, or holds no key. The one exception of the rights
 * is a file of root and root's group, which that group may read: so systemd hands out credentials.
 */
enum err vault_open(const char *path, struct error *error, struct vault **ret_vault) MUST_CHECK;
/* Overwrites the keys. NULL is fine. */
void vault_free(struct vault *vault);
/* 16 hexadecimal digits that tell one master key from another, and nothing about it. */
const char *vault_id(const struct vault *vault);

/* A new random data key, and how it lies in the database; place as for seal_bytes(), e.g.
 * "matter.key:42". The caller wipes ret_key. */
void vault_new_data_key(const struct vault *vault, const char *place, struct data_key *ret_key,
			struct wrapped_key *ret_wrapped);
/* Wraps a data key there is, as after a change of the master key. */
void vault_wrap(const struct vault *vault, const char *place, const struct data_key *key,
		struct wrapped_key *ret_wrapped);
/* The caller wipes ret_key. ERR_ENV when it was wrapped by another master key (the message names
 * both), is damaged, or was moved here from another place. */
enum err vault_open_data_key(const struct vault *vault, const char *place, const void *wrapped,
			     size_t n, struct error *error, struct data_key *ret_key) MUST_CHECK;
/* The id of the master key that wrapped it, and whether that is this one: looks at the id alone. */
void vault_wrapper_id(const struct wrapped_key *wrapped, char ret_id[VAULT_ID_TEXT]);
bool vault_wrapped_by(const struct vault *vault, const void *wrapped, size_t n);

/* Gives the vault the key of marks; overwrites nothing. BUG when it has one already. */
void vault_set_marks(struct vault *vault, const struct data_key *key);
/* HMAC-SM3 of the text under the key of marks: equal texts of one purpose ("identity", "code") give
 * equal marks, and without the key nobody can try texts against them. The text is taken as it is.
 * BUG before vault_set_marks(). */
void vault_mark(const struct vault *vault, const char *purpose, const char *text,
		struct digest *ret_mark);

#endif
