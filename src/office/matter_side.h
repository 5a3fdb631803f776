/* SPDX-License-Identifier: MulanPSL-2.0
 * What hangs beside a matter's steps: the search log, letters, the posts it was given to, files
 * that are struck out. */
#ifndef LIANXIN_OFFICE_MATTER_SIDE_H
#define LIANXIN_OFFICE_MATTER_SIDE_H

#include "office/matter.h"
#include "store/letter_row.h"
#include "store/matter_alike.h"
#include "store/post.h"
#include "store/search_log.h"

/* All in the arena; each list as its store function orders it. */
struct matter_side {
	struct search *searches;
	size_t n_searches;
	struct letter_row *letters;
	size_t n_letters;
	int64_t *on_paper; /* ids of those that went out on paper */
	size_t n_on_paper;
	struct assignment *assignments;
	size_t n_assignments;
	struct post *posts; /* of the agency, struck ones too */
	size_t n_posts;
};
/* For the page of a case that matter_open() gave. Whoever may not see people sees of the search log
 * its days alone. */
enum err matter_side(struct office *office, const struct actor *actor,
		     const struct matter_case *matter_case, struct arena *arena,
		     struct error *error, struct matter_side *ret_side) MUST_CHECK;

/* The letters that went out by a step and stand, oldest first; how many of them. */
enum { STEP_LETTERS_MAX = 4 };
size_t matter_step_letters(const struct matter_side *side, const struct matter_step *step,
			   struct letter_row *ret_rows[STEP_LETTERS_MAX]);
/* Is the letter undone with its step: it went out on paper and was only entered here, or it never
 * leaves the house? Otherwise it was numbered here and sent, which nobody unsays. */
bool matter_letter_undone(const struct matter_side *side, const struct letter_row *letter);
/* Are all letters of the step undone with it? */
bool matter_step_undone(const struct matter_side *side, const struct matter_step *step);
/* The name of a post, "" for 0 or one that is not there. */
const char *matter_post_name(const struct matter_side *side, int64_t post_id);

/* What a case that matter_open() gave resembles, as store/matter_alike.h says. */
enum err matter_resembles(struct office *office, const struct actor *actor,
			  const struct matter_case *matter_case, struct arena *arena,
			  struct error *error, struct matter_alike **ret_alike,
			  size_t *ret_n) MUST_CHECK;

/* Somebody searched: a row of the search log and the step 登记检索 in one transaction, so that no
 * reply 不存在 stands on the one without the other. search: day, searcher, place, words and found.
 * Otherwise as matter_take(); ERR_CONTENT also for "searcher", "place", "words", "found". */
enum err matter_search(struct office *office, const struct actor *actor, int64_t id, int64_t seen,
		       const struct search *search, const struct matter_file *files, size_t n_files,
		       struct arena *arena, struct problems *problems,
		       struct error *error) MUST_CHECK;
/* Strikes a row of the search log out. The step stays: it is struck by itself. */
enum err matter_search_strike(struct office *office, const struct actor *actor, int64_t id,
			      int64_t search_id, const char *reason, struct arena *arena,
			      struct problems *problems, struct error *error) MUST_CHECK;
/* Strikes a file out. It stays readable; whoever gets the reply no longer gets it. */
enum err matter_file_strike(struct office *office, const struct actor *actor, int64_t id,
			    int64_t attachment_id, const char *reason, struct arena *arena,
			    struct problems *problems, struct error *error) MUST_CHECK;
/* Gives the case to a post, first or anew. ERR_CONTENT ("post", "note"); ERR_CONFLICT: somebody was
 * faster. */
enum err matter_assign(struct office *office, const struct actor *actor, int64_t id, int64_t seen,
		       int64_t post_id, const char *note, struct arena *arena,
		       struct problems *problems, struct error *error) MUST_CHECK;
#endif
