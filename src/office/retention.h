/* SPDX-License-Identifier: MulanPSL-2.0
 * Keeping and erasing what belongs to requests and to what else is handed in, in the flow or not:
 * the approved schedule (保管期限表), the dry run of what would go and why the rest stays, the list
 * one person proposes and another confirms, and its execution in batches. Without a schedule
 * nothing is ever erased; what is archived never is. */
#ifndef LIANXIN_OFFICE_RETENTION_H
#define LIANXIN_OFFICE_RETENTION_H

#include "base/digest.h"
#include "office/job.h"
#include "store/retention.h"

/* RETENTION_GO_MOST: lines on one list; the rest comes on the next. RETENTION_STAY_SHOWN: of
 * those that stay, how many are named. */
enum { RETENTION_GO_MOST = 2000, RETENTION_STAY_SHOWN = 500 };

/* "group.class=months …" and back; a text of another version that cannot be read gives no rule at
 * all, so that everything stays. */
void retention_rules_read(const char *text, struct retention_rules *ret_rules);
const char *retention_rules_text(const struct retention_rules *rules, struct arena *arena);

/* Newest first; the first is in force. */
enum err retention_schedules(struct office *office, const struct actor *actor, int64_t agency_id,
			     struct arena *arena, struct error *error,
			     struct retention_schedule **ret_schedules, size_t *ret_n) MUST_CHECK;
struct retention_order {
	int64_t seen; /* number of the schedule it takes the place of; 0: there is none */
	const char *approval, *approved; /* as typed; the day as YYYY-MM-DD */
	/* as typed, in months; "": kept for good */
	const char *months[RETENTION_GROUP__MAX][RETENTION_CLASS__MAX];
};
/* The field of a rule: "dropped.person", in the arena. */
const char *retention_field(enum retention_group group, enum retention_class class,
			    struct arena *arena);
/* A new schedule. ERR_CONTENT with *problems ("approval", "approved", the rules' fields);
 * ERR_CONFLICT when another was entered meanwhile. */
enum err retention_schedule_put(struct office *office, const struct actor *actor, int64_t agency_id,
				const struct retention_order *order, struct arena *arena,
				struct problems *problems, struct error *error) MUST_CHECK;

/* One matter or entry, class by class. */
struct retention_line {
	int64_t matter_id; /* 0: an entry of a register that has none */
	enum matter_kind kind;
	int64_t entry_id;
	const char *number;
	enum retention_group group;
	day ended;
	struct retention_verdict verdicts[RETENTION_CLASS__MAX];
	struct retention_amount amounts[RETENTION_CLASS__MAX];
	unsigned goes;	       /* bits 1 << class: what would be erased */
	int64_t things, bytes; /* of these */
};
struct retention_plan {
	const struct retention_schedule *schedule; /* in force; NULL: none, nothing goes */
	int remedy_years;
	day day;		   /* as of which */
	struct retention_line *go; /* matters, then entries without, by kind; each by number */
	size_t n_go;
	bool more; /* there are further ones for the next list */
	int64_t things, bytes;
	char digest[DIGEST_HEX]; /* of what goes */
	struct retention_line *stay;
	size_t n_stay;		       /* named … */
	int64_t stays;		       /* … of so many that ended and stay whole */
	int64_t archived, open, empty; /* untouched; not ended; nothing left to erase */
};
/* The dry run, as of today: changes nothing, opens nothing personal. */
enum err retention_plan(struct office *office, const struct actor *actor, int64_t agency_id,
			struct arena *arena, struct error *error,
			struct retention_plan *ret_plan) MUST_CHECK;

/* Freezes the plan that was seen as a list. digest: the seen plan's. ERR_CONFLICT, Chinese: it is
 * another one by now, nothing is to go, or a list is not finished yet. */
enum err retention_propose(struct office *office, const struct actor *actor, int64_t agency_id,
			   const char *digest, struct arena *arena, struct error *error,
			   int64_t *ret_id) MUST_CHECK;
enum err retention_lists(struct office *office, const struct actor *actor, int64_t agency_id,
			 struct arena *arena, struct error *error,
			 struct retention_list **ret_lists, size_t *ret_n) MUST_CHECK;

/* A line that is no longer what was proposed. */
struct retention_change {
	const char *number;   /* of the request; "" for the schedule */
	const char *was, *is; /* Chinese */
};
struct retention_view {
	struct retention_list list;
	struct retention_item *items;
	size_t n_items;
	struct retention_change *changes; /* since it was proposed; of a proposed one alone */
	size_t n_changes;
	bool own; /* the actor proposed it, and may not confirm it */
};
/* A list, its lines, and what changed since it was proposed. ERR_MISSING: no such list, or of an
 * agency out of reach. */
enum err retention_open(struct office *office, const struct actor *actor, int64_t list_id,
			struct arena *arena, struct error *error,
			struct retention_view *ret_view) MUST_CHECK;
/* By another person than the one who proposed it; from the version seen. ERR_CONFLICT, Chinese:
 * something changed since it was proposed (retention_open() says what), the same person, or
 * somebody was faster. */
enum err retention_confirm(struct office *office, const struct actor *actor, int64_t list_id,
			   int64_t version, struct arena *arena, struct error *error) MUST_CHECK;
/* Takes a proposal back, or refuses it. ERR_CONTENT with *problems ("reason"). */
enum err retention_drop(struct office *office, const struct actor *actor, int64_t list_id,
			int64_t version, const char *reason, struct problems *problems,
			struct error *error) MUST_CHECK;
/* Erases what a confirmed list names, batch by batch, each in a transaction of its own;
 * interrupted, the same call goes on. Each request is judged once more: what may not go any more is
 * kept, and the list says why. ERR_CONFLICT when the list is not confirmed. */
enum err retention_run(struct office *office, const struct actor *actor, int64_t list_id,
		       struct error *error) MUST_CHECK;
/* Timed work: a list that was confirmed, all its batches. */
enum err retention_work(struct office *office, const struct job *job, struct error *error);

/* The sentence for a matter of which something was erased: what, when, by which schedule; "" when
 * nothing was. */
enum err retention_words(struct office *office, int64_t matter_id, struct arena *arena,
			 struct error *error, const char **ret_words) MUST_CHECK;
/* The same of an entry of a register that knows matters, in the flow or not; and as a set of bits
 * 1 << class. Others: "" and none. */
enum err retention_entry_words(struct office *office, enum register_id id, int64_t entry_id,
			       struct arena *arena, struct error *error, const char **ret_words,
			       unsigned *ret_classes) MUST_CHECK;
/* Does a column of the register go with one of these classes (office/personal.h)? What was erased
 * there is not corrected any more. */
bool retention_column_gone(enum register_id id, const char *column, unsigned classes);
/* Labels of a list's classes, joined by "、". */
const char *retention_classes_label(const char *classes, struct arena *arena);
/* Why a line of a list was kept after all. */
const char *retention_kept_words(const char *why);

#endif
