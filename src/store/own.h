/* SPDX-License-Identifier: MulanPSL-2.0
 * What a requester reads of his own matter, through own_* views alone; for a store opened with
 * STORE_OWN. A matter is found by the mark of its number and query code, and by nothing else: there
 * is no list, and who knows only one of the two finds what everybody finds, nothing. */
#ifndef LIANXIN_STORE_OWN_H
#define LIANXIN_STORE_OWN_H

#include "base/day.h"
#include "base/digest.h"
#include "store/matter.h"

struct own_matter {
	int64_t id, agency_id;
	enum matter_kind kind;
	int64_t filed_at; /* moment */
	const char *number, *subject;
	const char *outcome; /* "" while open */
	bool struck;
	const char *state; /* code of law/life.h */
	day received, due; /* DAY_NONE: not confirmed; none runs */
};
/* ERR_MISSING with one sentence, whatever was wrong. */
enum err own_find(struct store *store, const struct digest *mark, struct arena *arena,
		  struct error *error, struct own_matter *ret_matter) MUST_CHECK;

struct own_step {
	day day;
	const char *event; /* code of law/life.h; "consult-ended" for any end of a consultation */
	int64_t letter_id; /* 0: none */
};
enum err own_steps(struct store *store, int64_t matter_id, struct arena *arena, struct error *error,
		   struct own_step **ret_steps, size_t *ret_n) MUST_CHECK;

struct own_duty {
	const char *kind; /* code of law/life_duty.h */
	day due;	  /* DAY_NONE: owed now, the law names no day */
};
enum err own_duties(struct store *store, int64_t matter_id, struct arena *arena,
		    struct error *error, struct own_duty **ret_duties, size_t *ret_n) MUST_CHECK;

struct own_letter {
	int64_t id;
	const char *kind, *number; /* of law/letter.h; 发文字号 */
	day day;
};
enum err own_letters(struct store *store, int64_t matter_id, struct arena *arena,
		     struct error *error, struct own_letter **ret_letters,
		     size_t *ret_n) MUST_CHECK;

/* What was erased of it, oldest first: codes of law/retention.h, by whose approval. */
struct own_erased {
	day day;
	const char *classes, *approval;
};
enum err own_erased(struct store *store, int64_t matter_id, struct arena *arena,
		    struct error *error, struct own_erased **ret_rows, size_t *ret_n) MUST_CHECK;
/* What goes out with the reply, once it is issued. */
struct own_given {
	int64_t id;
	const char *name, *media_type;
	int64_t size;	   /* bytes */
	int64_t letter_id; /* the reply it goes with; 0: of one entered without its letter */
	bool withdrawn;	   /* struck out since: to be told, not to be had */
};
enum err own_givens(struct store *store, int64_t matter_id, struct arena *arena,
		    struct error *error, struct own_given **ret_givens, size_t *ret_n) MUST_CHECK;

#endif
