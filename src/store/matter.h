/* SPDX-License-Identifier: MulanPSL-2.0
 * Matters: what somebody handed in, the steps it went through, and where it stands. The entry of
 * the register (store/register.h) is what counts in the year's tables; a matter hangs on it. */
#ifndef LIANXIN_STORE_MATTER_H
#define LIANXIN_STORE_MATTER_H

#include "base/day.h"
#include "store/register.h"

/* clang-format off */
/* MATTER(NAME, code, Chinese) */
#define MATTER_TABLE(MATTER)                                                                       \
	MATTER(REQUEST, "request", "政府信息公开申请")                                             \
	MATTER(CORRECTION, "correction", "政府信息更正申请")                                       \
	MATTER(SUGGESTION, "suggestion", "主动公开建议")                                           \
	MATTER(COMPLAINT, "complaint", "投诉举报")
/* clang-format on */
enum matter_kind {
#define MATTER(NAME, code, label) MATTER_##NAME,
	MATTER_TABLE(MATTER)
#undef MATTER
		MATTER__MAX
};
const char *matter_kind_code(enum matter_kind kind);
const char *matter_kind_label(enum matter_kind kind);
bool matter_kind_parse(const char *code, enum matter_kind *ret_kind);

/* Bytes of somebody else; n 0: none. */
struct blob {
	const void *bytes;
	size_t n;
};

struct matter {
	int64_t id, agency_id;
	int64_t version; /* 1, and one more by each change of this row */
	enum matter_kind kind;
	int64_t entry_id; /* in the register of its kind */
	int64_t filed_at; /* moment */
	int64_t filed_by; /* account; 0: the requester, online */
	const char *form; /* JSON, nothing personal */
	struct blob key;  /* wrapped data key */
	struct blob person, mark, code;
};
/* id and version are given. ERR_CONFLICT: the entry has a matter already. */
enum err matter_insert(struct store *store, const struct matter *matter,
		       const struct author *author, struct error *error,
		       int64_t *ret_id) MUST_CHECK;
/* Replaces form, key, person, mark and code of the version seen. reason: not empty. */
enum err matter_update(struct store *store, const struct matter *matter, const char *reason,
		       const struct author *author, struct error *error) MUST_CHECK;
enum err matter_get(struct store *store, int64_t id, struct arena *arena, struct error *error,
		    struct matter *ret_matter) MUST_CHECK;
/* ERR_MISSING when the entry has no matter: it was entered as a bare row of the register. */
enum err matter_of_entry(struct store *store, enum matter_kind kind, int64_t entry_id,
			 struct arena *arena, struct error *error,
			 struct matter *ret_matter) MUST_CHECK;

/* By the number of its entry, which is not struck; ERR_MISSING when there is none, or it has no
 * matter. */
enum err matter_find(struct store *store, int64_t agency_id, const char *number,
		     struct error *error, int64_t *ret_id) MUST_CHECK;

/* The entry of the register of requests with this number, in the flow or not. */
enum err matter_entry_find(struct store *store, int64_t agency_id, const char *number,
			   struct error *error, int64_t *ret_entry_id) MUST_CHECK;

struct matter_step {
	int64_t id, matter_id;
	bool struck;
	const char *struck_reason; /* "" unless struck */
	day day;
	const char *event; /* code of law/life.h */
	int n;
	unsigned roles;
	int64_t account_id; /* 0: the requester, online */
	const char *party;  /* personal */
	const char *note;
	int64_t letter_id; /* 0: none */
	int64_t at;	   /* moment */
	bool stands;	   /* not stored, office/ sets it: accepted once, though refused today */
};
/* id, at and account come from the author. */
enum err matter_step_insert(struct store *store, int64_t agency_id, const struct matter_step *step,
			    const struct author *author, struct error *error,
			    int64_t *ret_id) MUST_CHECK;
/* ERR_CONFLICT when it is struck already or not this matter's. */
enum err matter_step_strike(struct store *store, int64_t agency_id, int64_t matter_id,
			    int64_t step_id, const char *reason, const struct author *author,
			    struct error *error) MUST_CHECK;
/* In the order of days, struck ones too. */
enum err matter_steps(struct store *store, int64_t matter_id, struct arena *arena,
		      struct error *error, struct matter_step **ret_steps,
		      size_t *ret_n) MUST_CHECK;

/* next_due is a day's text, or one of these, so that they stand in the order of urgency. */
#define DUE_AT_ONCE ""
#define DUE_NOTHING "9999-12-31"

/* Where a matter stands: derived, not journalled. */
struct matter_state {
	int64_t matter_id, agency_id;
	enum matter_kind kind;
	int64_t version;
	const char *state, *ending; /* codes of law/life.h, law/life_path.h */
	day received, due;	    /* DAY_NONE: not known, none runs */
	const char *next_due;	    /* see above */
	const char *next_duty;	    /* code of law/life_duty.h, "" none */
	int64_t post_id;	    /* 0: nobody */
	day reckoned;
};
/* Writes the state; `seen` is the version it was worked out from (0: there was none), the new one
 * is seen + 1. ERR_CONFLICT when somebody else was faster. */
enum err matter_state_put(struct store *store, const struct matter_state *state, int64_t seen,
			  struct error *error) MUST_CHECK;
/* Rewrites what follows from the calendar and the day (due, next_due, next_duty, reckoned): the
 * version stays, since nobody decided anything. */
enum err matter_state_reckon(struct store *store, const struct matter_state *state,
			     struct error *error) MUST_CHECK;
enum err matter_state_get(struct store *store, int64_t matter_id, struct arena *arena,
			  struct error *error, struct matter_state *ret_state) MUST_CHECK;
/* An open matter, as far as its days hang on it. */
struct matter_stale {
	int64_t agency_id, matter_id;
	struct matter_step *steps; /* in the order of days, without struck ones */
	size_t n_steps;
};
/* Open matters of one agency whose days were worked out before `today`, in an office where days
 * pass (a consultation is open), or all open ones: by id, after the matter `after` of that agency,
 * then of the next agency that has any; n 0: that was the last. Of a step only what a fold needs:
 * day, event, n, roles, account. */
enum err matter_state_stale(struct store *store, bool all, day today,
			    const struct matter_stale *after, size_t limit, struct arena *arena,
			    struct error *error, struct matter_stale **ret_stale,
			    size_t *ret_n) MUST_CHECK;

struct duty_row {
	int64_t matter_id;
	const char *kind; /* code of law/life_duty.h */
	int consult;
	const char *turn; /* "office", "requester", "others" */
	day due;	  /* DAY_NONE: owed now */
};
/* All duties of a matter, in place of those before. */
enum err duties_put(struct store *store, int64_t agency_id, int64_t matter_id,
		    const struct duty_row *duties, size_t n, struct error *error) MUST_CHECK;

/* The number after the last one given in the series, from 1; taken for good when the transaction
 * commits. sign: 机关代字 with the kind's word, or "request". */
enum err document_series_next(struct store *store, int64_t agency_id, const char *sign, int year,
			      struct error *error, int64_t *ret_number) MUST_CHECK;
/* A number of the series that was given elsewhere, on paper: none up to it is given any more. */
enum err document_series_raise(struct store *store, int64_t agency_id, const char *sign, int year,
			       int64_t number, struct error *error) MUST_CHECK;

#endif
