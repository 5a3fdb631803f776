/* SPDX-License-Identifier: MulanPSL-2.0
 * Retention: an agency's schedules, the lists of what is to go and their lines, what there is of a
 * matter to go, and the erasing itself. What may go is law/retention.h's to say. */
#ifndef LIANXIN_STORE_RETENTION_H
#define LIANXIN_STORE_RETENTION_H

#include "law/retention.h"
#include "store/journal.h"
#include "store/matter.h"

struct retention_schedule {
	int64_t id, agency_id;
	int64_t number;	      /* 1, 2, 3… of the agency */
	const char *approval; /* who approved it, by which document */
	day approved;
	const char *rules;   /* as stored: "group.class=months …" */
	const char *by_name; /* who entered it */
	int64_t at;
};
/* id, account and at come from the author. ERR_CONFLICT, Chinese: that number is taken. */
enum err retention_schedule_insert(struct store *store, const struct retention_schedule *schedule,
				   const struct author *author, struct error *error,
				   int64_t *ret_id) MUST_CHECK;
/* Newest first; the first is in force. */
enum err retention_schedule_list(struct store *store, int64_t agency_id, struct arena *arena,
				 struct error *error, struct retention_schedule **ret_schedules,
				 size_t *ret_n) MUST_CHECK;

struct retention_list {
	int64_t id, agency_id, version, schedule_id;
	int64_t schedule_number;
	const char *approval; /* of its schedule */
	const char *state;    /* proposed, confirmed, done, dropped */
	day day;	      /* as of which it was made */
	const char *digest;   /* hex */
	int64_t matters, things, bytes;
	int64_t proposed_by, proposed_at;
	const char *proposed_name;
	int64_t decided_by, decided_at; /* 0: not yet */
	const char *decided_name;	/* "" not yet */
	const char *reason;		/* why dropped */
	int64_t erased, kept, waiting;	/* matters, as they are now */
};
/* A matter, or an entry of a register that was never taken into the flow. */
struct retention_item {
	int64_t id;
	int64_t matter_id; /* 0: of an entry without one */
	enum matter_kind kind;
	int64_t entry_id;
	const char *number;  /* of its entry */
	const char *classes; /* codes, a blank between them */
	int64_t things, bytes;
	const char *state; /* waiting, erased, kept */
	const char *why;
	day day; /* DAY_NONE unless erased */
};
/* With its lines. ERR_CONFLICT, Chinese: another list of the agency is not finished. */
enum err retention_list_insert(struct store *store, const struct retention_list *list,
			       const struct retention_item *items, size_t n,
			       const struct author *author, struct error *error,
			       int64_t *ret_id) MUST_CHECK;
/* To confirmed or dropped, from the version seen; reason "" unless dropped. ERR_CONFLICT, Chinese,
 * when it moved on. */
enum err retention_list_decide(struct store *store, const struct retention_list *list,
			       const char *state, const char *reason, const struct author *author,
			       struct error *error) MUST_CHECK;
/* Nothing of it waits any more. */
enum err retention_list_finish(struct store *store, const struct retention_list *list,
			       const struct author *author, struct error *error) MUST_CHECK;
enum err retention_list_get(struct store *store, int64_t id, struct arena *arena,
			    struct error *error, struct retention_list *ret_list) MUST_CHECK;
/* Newest first, at most 100. */
enum err retention_list_all(struct store *store, int64_t agency_id, struct arena *arena,
			    struct error *error, struct retention_list **ret_lists,
			    size_t *ret_n) MUST_CHECK;
/* In the order in which they were put on the list. waiting: only those still to be done, at most
 * `limit`; else all. */
enum err retention_items(struct store *store, int64_t list_id, bool waiting, size_t limit,
			 struct arena *arena, struct error *error,
			 struct retention_item **ret_items, size_t *ret_n) MUST_CHECK;
/* why "": it was erased on that day; else it was kept, and why. */
enum err retention_item_done(struct store *store, int64_t item_id, const char *why, day on,
			     struct error *error) MUST_CHECK;

/* What was erased of a matter, newest first. */
struct retention_mark {
	day day;
	const char *classes, *approval;
	int64_t schedule_number, list_id;
};
enum err retention_marks(struct store *store, int64_t matter_id, struct arena *arena,
			 struct error *error, struct retention_mark **ret_marks,
			 size_t *ret_n) MUST_CHECK;
/* The same by the entry, whether it has a matter or not. */
enum err retention_entry_marks(struct store *store, enum matter_kind kind, int64_t entry_id,
			       struct arena *arena, struct error *error,
			       struct retention_mark **ret_marks, size_t *ret_n) MUST_CHECK;

/* A matter of any kind that ended without being archived, or whose entry is struck out; or such an
 * entry that has no matter. */
struct retention_candidate {
	int64_t matter_id; /* 0: it has none */
	int64_t entry_id;
	enum matter_kind kind;
	const char *number, *outcome; /* outcome: of the entry, "" while open */
	day closed;		      /* of the entry: replied or answered; DAY_NONE while open */
	bool struck;
	int64_t struck_at;    /* moment; 0 unless struck */
	int64_t corrected_at; /* moment somebody last corrected the entry; 0: nobody did */
	bool remedy_linked;   /* a linked reconsideration or suit runs */
	unsigned left; /* of one without matter: bits 1 << class of which it still holds some */
};
/* By matter, after `after`. */
enum err retention_candidates(struct store *store, int64_t agency_id, int64_t after, size_t limit,
			      struct arena *arena, struct error *error,
			      struct retention_candidate **ret_candidates,
			      size_t *ret_n) MUST_CHECK;
/* The same of one matter, whatever its state. */
enum err retention_candidate_get(struct store *store, int64_t matter_id, struct arena *arena,
				 struct error *error,
				 struct retention_candidate *ret_candidate) MUST_CHECK;
/* Entries of one kind that have no matter and are closed or struck out, by entry, after `after`. A
 * reconsideration or suit that runs counts as theirs when it is by a person of the same name, or
 * its cause names their number: nothing else links them. */
enum err retention_entries(struct store *store, int64_t agency_id, enum matter_kind kind,
			   int64_t after, size_t limit, struct arena *arena, struct error *error,
			   struct retention_candidate **ret_candidates, size_t *ret_n) MUST_CHECK;
/* The same of one entry. ERR_MISSING: it has a matter by now, or is neither closed nor struck. */
enum err retention_entry_get(struct store *store, int64_t agency_id, enum matter_kind kind,
			     int64_t entry_id, struct arena *arena, struct error *error,
			     struct retention_candidate *ret_candidate) MUST_CHECK;
/* How many entries of a kind without matter are neither closed nor struck out. */
enum err retention_entries_open(struct store *store, int64_t agency_id, enum matter_kind kind,
				struct error *error, int64_t *ret_open) MUST_CHECK;
/* How many of the agency's matters are archived, and how many neither that nor ended. */
enum err retention_others(struct store *store, int64_t agency_id, struct error *error,
			  int64_t *ret_archived, int64_t *ret_open) MUST_CHECK;

/* What there still is of each class. */
struct retention_amount {
	int64_t things, bytes; /* bytes: of files, letters and papers, before sealing */
};
enum err retention_amounts(struct store *store, int64_t matter_id, struct error *error,
			   struct retention_amount ret_amounts[RETENTION_CLASS__MAX]) MUST_CHECK;

/* What stands where a text was that may not be empty. */
#define RETENTION_ERASED "（已清除）"
/* Erases what there is of one class: the rows' values, and the journal's of all their entries (an
 * ERASE entry each, then the row as it stands now, so that `verify` goes on answering for it). The
 * data key goes with the last thing sealed under it. note: by which list and schedule. */
enum err retention_erase(struct store *store, int64_t agency_id,
			 const struct retention_candidate *candidate, enum retention_class class,
			 const char *note, const struct author *author,
			 struct error *error) MUST_CHECK;

#endif
