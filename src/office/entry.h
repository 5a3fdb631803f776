/* SPDX-License-Identifier: MulanPSL-2.0
 * The registers' use cases: add, correct, strike, list, open, export. One code path for all;
 * store/register.h describes their columns. Personal columns are masked in lists; opening an entry
 * that has any is journalled. */
#ifndef LIANXIN_OFFICE_ENTRY_H
#define LIANXIN_OFFICE_ENTRY_H

#include "office/permission.h"
#include "store/count.h"
#include "store/journal.h"
#include "store/register.h"

/* The journal's object that entries of a register are. */
enum journal_object entry_object(enum register_id id);

struct entry_added {
	int64_t id;
	bool again; /* the same form had been sent before: this is what it added then */
};
/* values: one text per column of register_facts(id), "" when empty, as the clerk typed them. word:
 * the form's (office/once.h), "" for none.
 * ERR_CONTENT: not a good entry, or one of a day still to come; *problems says why in Chinese;
 * ERR_CONFLICT: the number is taken.
 */
enum err entry_add(struct office *office, const struct actor *actor, enum register_id id,
		   int64_t agency_id, const char *const *values, const char *word,
		   struct problems *problems, struct error *error,
		   struct entry_added *ret_added) MUST_CHECK;
/* What this very form has added before; ERR_MISSING when it has not. */
enum err entry_added_before(struct office *office, const struct actor *actor, enum register_id id,
			    int64_t agency_id, const char *const *values, const char *word,
			    struct error *error, int64_t *ret_id) MUST_CHECK;
/* Replaces the values of the version the clerk saw. reason: required, at most 500 characters.
 * ERR_CONFLICT: somebody changed or struck it meanwhile; or the request is under way and its steps
 * say what would be changed (days, channel, outcome); or what would be changed was erased by the
 * approved schedule. A year that is frozen or published keeps its figures; the difference shows in
 * annual_drift(). */
enum err entry_correct(struct office *office, const struct actor *actor, enum register_id id,
		       int64_t agency_id, int64_t entry_id, int64_t version,
		       const char *const *values, const char *reason, struct problems *problems,
		       struct error *error) MUST_CHECK;
/* The entry stays readable and counts nowhere any more; a request under way is closed with it. */
enum err entry_strike(struct office *office, const struct actor *actor, enum register_id id,
		      int64_t agency_id, int64_t entry_id, int64_t version, const char *reason,
		      struct problems *problems, struct error *error) MUST_CHECK;

/* How many entries of a year are not struck out, to COUNT_MORE (store/count_some.h). */
enum err entry_count(struct office *office, const struct actor *actor, enum register_id id,
		     int64_t agency_id, int year, struct error *error, int64_t *ret_n) MUST_CHECK;
/* Has the year any, struck out or not? */
enum err entry_any(struct office *office, const struct actor *actor, enum register_id id,
		   int64_t agency_id, int year, struct error *error, bool *ret_any) MUST_CHECK;

/* A page of entries, personal columns masked ("张＊＊"). ERR_DENIED for a text filter where the
 * register holds names and the actor may not see them: what is found would tell whose they are. */
enum err entry_list(struct office *office, const struct actor *actor, enum register_id id,
		    int64_t agency_id, const struct entry_filter *filter, struct arena *arena,
		    struct error *error, struct entry_page *ret_page) MUST_CHECK;
/* The entries a cell of the year's tables counts, masked likewise. cursor: "" first. */
enum err entry_behind(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		      struct cell_ref cell, const char *cursor, size_t limit, struct arena *arena,
		      struct error *error, struct entry_page *ret_page) MUST_CHECK;
/* One entry, masked like a list. */
enum err entry_look(struct office *office, const struct actor *actor, enum register_id id,
		    int64_t agency_id, int64_t entry_id, struct arena *arena, struct error *error,
		    struct entry *ret_entry) MUST_CHECK;
/* One entry whole. Where the register has personal columns: journalled as OPEN when the actor may
 * see them, masked when not. */
enum err entry_open(struct office *office, const struct actor *actor, enum register_id id,
		    int64_t agency_id, int64_t entry_id, struct arena *arena, struct error *error,
		    struct entry *ret_entry) MUST_CHECK;
/* What was done to it, oldest first; values (content) are left out where the actor may not see
 * personal data. */
enum err entry_history(struct office *office, const struct actor *actor, enum register_id id,
		       int64_t agency_id, int64_t entry_id, struct arena *arena,
		       struct error *error, struct journal_entry **ret_entries,
		       size_t *ret_n) MUST_CHECK;

/* A name as lists show it: the first character, the rest hidden at a width that tells nothing; ""
 * stays "". In the arena. */
const char *entry_masked(const char *text, struct arena *arena);

/* The header line an import wants, with a byte order mark so that spreadsheets read UTF-8; in the
 * arena. */
const char *entry_template(enum register_id id, struct arena *arena);
/* Writes pieces of a CSV somewhere; a non-zero return stops. */
typedef enum err entry_write(const char *bytes, size_t n, void *context, struct error *error);
/* The entries the filter passes as a CSV that an import takes back; journalled as EXPORT. */
enum err entry_export(struct office *office, const struct actor *actor, enum register_id id,
		      int64_t agency_id, const struct entry_filter *filter, entry_write *write,
		      void *context, struct error *error) MUST_CHECK;

#endif
