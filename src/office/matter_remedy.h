/* SPDX-License-Identifier: MulanPSL-2.0
 * Reconsiderations and suits about a matter: the entry of their register (which table 4 counts),
 * its link to the matter, and the matter's step, written together. */
#ifndef LIANXIN_OFFICE_MATTER_REMEDY_H
#define LIANXIN_OFFICE_MATTER_REMEDY_H

#include "office/matter.h"
#include "store/remedy_row.h"

struct matter_remedy {
	struct remedy_row row;
	struct entry entry; /* personal columns masked */
	day noticed;	    /* DAY_NONE: the step of the notice was struck out */
	bool running;
};
/* A reply that was served: the first, and one more for each that was ordered anew. */
struct matter_reply {
	enum life_ending ending;
	day served;
};
/* A notice that was entered as a step, with no case linked to it yet. */
struct matter_notice {
	int64_t step_id;
	enum register_id kind;
	day on;
};
struct matter_remedies {
	struct matter_remedy *rows; /* as they were linked, struck ones too */
	size_t n_rows;
	struct matter_reply *replies;
	size_t n_replies;
	struct matter_notice *notices;
	size_t n_notices;
};
/* Of a case that matter_open() gave; in the arena. */
enum err matter_remedies(struct office *office, const struct actor *actor,
			 const struct matter_case *matter_case, struct arena *arena,
			 struct error *error, struct matter_remedies *ret_remedies) MUST_CHECK;

/* A notice of reconsideration or suit came in. */
struct matter_remedy_order {
	enum register_id kind; /* REGISTER_RECONSIDERATIONS or REGISTER_LITIGATION */
	const char *values[REGISTER_MAX_COLUMNS]; /* of the entry, in column order, "" when empty */
	int64_t known;	 /* the entry to be linked instead, that has this number; 0: none */
	int64_t step_id; /* the notice was entered by that step already; 0: it is entered now */
	day on;		 /* the notice was received; with step_id: not asked */
	bool summary;	 /* reconsideration by the summary procedure (简易程序) */
	const char *note;
	const struct matter_file *files;
	size_t n_files;
};
/* What is irregular about it, in Chinese, "" nothing: a suit that had to wait for reconsideration.
 * To be confirmed by whoever enters it. */
const char *matter_remedy_words(const struct matter_remedies *remedies,
				const struct matter_remedy_order *order);
/* Enters it: the entry, the link and the step, or none of them. seen: as matter_take().
 * ERR_CONTENT with *problems (columns of the register, "on", "event", "note"). The number stands in
 * the register already: ERR_CONTENT, and *ret_known is that entry, to be confirmed by `known`. */
enum err matter_remedy_enter(struct office *office, const struct actor *actor, int64_t id,
			     int64_t seen, const struct matter_remedy_order *order,
			     struct arena *arena, struct problems *problems, struct error *error,
			     int64_t *ret_known) MUST_CHECK;

/* How a case ended. */
struct matter_remedy_end {
	day closed;	    /* of the decision or judgment */
	const char *result; /* code of the registers: upheld, corrected, other */
	day on;		    /* the office received it */
	bool remake;	    /* the reply is to be made anew */
	int days;	    /* calendar days to do so; 0: the decision names none */
	const char *note;
	const struct matter_file *files;
	size_t n_files;
};
/* Enters it: the register's entry, the link and the step 复议诉讼结束 or 被责令重新作出答复, or
 * none of them. ERR_CONTENT with *problems ("closed", "result", "on", "remake", "n", "event",
 * "note"); ERR_CONFLICT: somebody was faster, or it is over already. */
enum err matter_remedy_finish(struct office *office, const struct actor *actor, int64_t id,
			      int64_t seen, int64_t remedy_id, const struct matter_remedy_end *end,
			      struct arena *arena, struct problems *problems,
			      struct error *error) MUST_CHECK;
/* It was linked by mistake. The step and the register's entry stay: each is struck by itself. */
enum err matter_remedy_strike(struct office *office, const struct actor *actor, int64_t id,
			      int64_t remedy_id, const char *reason, struct arena *arena,
			      struct problems *problems, struct error *error) MUST_CHECK;

#endif
