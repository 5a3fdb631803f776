/* SPDX-License-Identifier: MulanPSL-2.0
 * What passes while somebody asks for a lost query code, and the one-time codes that are good for
 * minutes. All that write need a store_transaction(). */
#ifndef LIANXIN_STORE_CODE_H
#define LIANXIN_STORE_CODE_H

#include "base/digest.h"
#include "store/matter.h"

struct code_ask {
	int64_t at;	  /* moment */
	const char *word; /* random, of the places of what is sealed */
	struct blob key, content;
};
enum err code_ask_insert(struct store *store, const struct code_ask *ask, struct error *error,
			 int64_t *ret_id) MUST_CHECK;
/* ERR_MISSING when it was looked at already. */
enum err code_ask_get(struct store *store, int64_t id, struct arena *arena, struct error *error,
		      struct code_ask *ret_ask) MUST_CHECK;
enum err code_ask_drop(struct store *store, int64_t id, struct error *error) MUST_CHECK;
/* The matters whose entry has this number and is not struck: one per agency at most. */
enum err code_matters(struct store *store, const char *number, struct arena *arena,
		      struct error *error, int64_t **ret_ids, size_t *ret_n) MUST_CHECK;

struct proof_code {
	struct digest mark;
	int64_t expires_at; /* moment */
	int64_t tries;	    /* since the last right one */
};
/* In place of the one before. */
enum err proof_code_put(struct store *store, int64_t matter_id, const struct digest *mark,
			int64_t expires_at, struct error *error) MUST_CHECK;
/* ERR_MISSING when the matter has none. */
enum err proof_code_get(struct store *store, int64_t matter_id, struct error *error,
			struct proof_code *ret_code) MUST_CHECK;
/* Counts one more try, before anybody looks whether it is right: of several at one moment each
 * waits for the one before. No code, no try. */
enum err proof_code_try(struct store *store, int64_t matter_id, struct error *error) MUST_CHECK;
/* A right one: the tries begin anew. */
enum err proof_code_right(struct store *store, int64_t matter_id, struct error *error) MUST_CHECK;
enum err proof_code_drop(struct store *store, int64_t matter_id, struct error *error) MUST_CHECK;
/* Forgets one-time codes whose time is over, and asks older than the moment. */
enum err code_sweep(struct store *store, int64_t now, int64_t before,
		    struct error *error) MUST_CHECK;

#endif
