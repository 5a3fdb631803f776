/* SPDX-License-Identifier: MulanPSL-2.0
 * One step of many similar cases: looked at together, taken one by one. Each has its own
 * transaction, journal entry, number, letter and remedy; what is not possible for one says why and
 * holds up no other. Every rule of the single step holds, who may bring it among them. */
#ifndef LIANXIN_OFFICE_MATTER_BATCH_H
#define LIANXIN_OFFICE_MATTER_BATCH_H

#include "office/matter_letter.h"

enum { BATCH_MOST = 200 };

/* clang-format off */
/* STEP(NAME): the events that are taken for many, in the order of a case. What needs somebody's own
 * judgement of a single case (a consultation, a fee) is not among them. */
#define BATCH_TABLE(STEP)                                                                          \
	STEP(CONFIRM)                                                                              \
	STEP(REGISTER)                                                                             \
	STEP(ASK_CLARIFICATION)                                                                    \
	STEP(EXTEND)                                                                               \
	STEP(EXTEND_TOLD)                                                                          \
	STEP(DRAFT)                                                                                \
	STEP(REVIEW)                                                                               \
	STEP(CHECK)                                                                                \
	STEP(APPROVE)                                                                              \
	STEP(ISSUE)                                                                                \
	STEP(ARCHIVE)
/* clang-format on */
/* The event of a code that is taken for many; "assign" gives the cases to a post. */
bool batch_event_find(const char *code, enum life_event *ret_event);
#define BATCH_ASSIGN "assign"

/* What is to be done with all of them. */
struct batch_order {
	bool assign; /* to post_id; otherwise the event */
	int64_t post_id;
	enum life_event event;
	day on;
	int n;			 /* EXTEND, ASK_CLARIFICATION: working days */
	enum life_ending ending; /* DRAFT */
	const char *note;
	const char *values[FIELD__MAX]; /* of the letter; NULL or "": none */
};

/* clang-format off */
/* RESULT(NAME, Chinese) */
#define BATCH_RESULT_TABLE(RESULT)                                                                 \
	RESULT(OPEN, "没有办")                                                                     \
	RESULT(DONE, "已办好")                                                                     \
	RESULT(ALREADY, "刚才已经办好，没有重复办理")                                              \
	RESULT(LEFT_OUT, "这一次不办")                                                             \
	RESULT(REFUSED, "不能办")                                                                  \
	RESULT(FASTER, "有别人先办过")                                                             \
	RESULT(FAILED, "没有保存")
/* clang-format on */
enum batch_result {
#define RESULT(NAME, label) BATCH_##NAME,
	BATCH_RESULT_TABLE(RESULT)
#undef RESULT
		BATCH_RESULT__MAX
};
const char *batch_result_label(enum batch_result result);

struct batch_case {
	int64_t id, seen; /* seen: version of its state, 0: as it is now */
	bool left_out;
	const char *values[FIELD__MAX]; /* of this one alone, before those of the order */
	/* set by matter_batch_look() */
	bool found; /* now is there */
	struct matter_case now;
	bool possible;
	const char *why; /* not possible: why not; otherwise what is irregular, "" nothing */
	bool has_letter;
	struct matter_letter letter; /* as it would go out, or the draft to be looked at */
	struct doc *doc;	     /* NULL: none, or it lacks something */
	/* set by matter_batch_take() */
	enum batch_result result;
	const char *said; /* why not; the letter's number; "" */
};
/* What the step would be for each. Opening drafts that are there is journalled. ERR_DENIED: the
 * actor takes no steps (assigns nothing) at all. */
enum err matter_batch_look(struct office *office, const struct actor *actor,
			   const struct batch_order *order, struct batch_case *cases, size_t n,
			   struct arena *arena, struct error *error) MUST_CHECK;
/* Looks, and takes it where it is possible and not left out. The same again does nothing twice: a
 * case that has gone on since `seen` is left alone. Papers are printed when first asked for. */
enum err matter_batch_take(struct office *office, const struct actor *actor,
			   const struct batch_order *order, struct batch_case *cases, size_t n,
			   struct arena *arena, struct error *error) MUST_CHECK;

#endif
