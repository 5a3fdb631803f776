/* SPDX-License-Identifier: MulanPSL-2.0
 * The office and its key: which key file belongs to it, and the data keys of its cases. Whatever
 * holds personal data is sealed with seal_bytes() under the data key of its case. */
#ifndef LIANXIN_OFFICE_SEALING_H
#define LIANXIN_OFFICE_SEALING_H

#include "base/vault.h"
#include "office/office.h"

/* Where the key of a database file lies unless named: beside it, "PATH.key". NULL for a database on
 * a server, whose key must be named. In the arena. */
const char *sealing_beside(const char *url, struct arena *arena);

/* Gives an office that has no key yet this one, for good; an office that has it already keeps it.
 * Then as sealing_begin(). ERR_ENV when the office has another. NULL: the office stays without. */
enum err sealing_found(struct office *office, struct vault *vault, struct error *error) MUST_CHECK;
/* Makes the vault ready and the office use it; once per vault, which threads may share afterwards:
 * the others' offices just take the pointer. Writes nothing. ERR_MISSING while the office has no
 * key; ERR_ENV when it has another, with both ids. The vault must outlive the office. */
enum err sealing_begin(struct office *office, struct vault *vault, struct error *error) MUST_CHECK;

/* The office's key of marks, opened with one vault and wrapped by another: for rekey.c. */
enum err sealing_rewrap_marks(struct store *store, const struct vault *from, const struct vault *to,
			      struct error *error, struct wrapped_key *ret_wrapped) MUST_CHECK;

/* A data key for a new case, and how it is to be kept, at the place (base/seal.h). In the office of
 * the transaction that keeps it (office_inside): so no key is made under a master key that was
 * changed meanwhile.
 * ERR_ENV with a sentence for clerks when the office has no vault or not the right one. The caller
 * wipes ret_key. */
enum err sealing_new_key(const struct office *office, const char *place, struct error *error,
			 struct data_key *ret_key, struct wrapped_key *ret_wrapped) MUST_CHECK;
/* The same for a key drawn before the transaction, with data_key_draw(): its files are sealed
 * while nobody waits for this writer. */
enum err sealing_keep_key(const struct office *office, const char *place,
			  const struct data_key *key, struct error *error,
			  struct wrapped_key *ret_wrapped) MUST_CHECK;
/* The data key of a case. ERR_ENV with a sentence for clerks, and the reason in the detail, when it
 * does not open or there is no vault. The caller wipes ret_key. */
enum err sealing_open_key(const struct office *office, const char *place, const void *wrapped,
			  size_t n, struct error *error, struct data_key *ret_key) MUST_CHECK;

#endif
