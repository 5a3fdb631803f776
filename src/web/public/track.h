/* SPDX-License-Identifier: MulanPSL-2.0
 * Following one's own matter by number and query code, and what the requester may do with it. Both
 * go in a posted form, and then in a cookie of this browser for half an hour; neither ever stands
 * in an address. */
#ifndef LIANXIN_WEB_PUBLIC_TRACK_H
#define LIANXIN_WEB_PUBLIC_TRACK_H

#include "office/visitor.h"
#include "web/form.h"
#include "web/public/apply.h"

/* The matter of the cookie. */
struct track {
	struct public_page page;
	struct visitor_case seen;
	const char *code;   /* as the receipt shows it */
	const char *filed;  /* 2025-01-02 10:00 */
	const char *agency; /* who handles it */
};
/* This browser opened the matter: it may go on for TRACK_SECONDS. */
void track_remember(const struct request *request, struct reply *reply, const char *number,
		    const char *code);
/* Opens it, and turns the page, which was begun, to whoever handles it: before that nothing tells
 * who does. False when the reply is filled: to the page that asks for number and code. */
bool track_open(struct request *request, struct reply *reply, const char *title,
		struct track *track) MUST_CHECK;
/* public_page_begin() for a page below the matter's, and track_open(). */
bool track_begin(struct request *request, struct reply *reply, const char *title,
		 struct track *track) MUST_CHECK;
/* "2025年1月2日", "" for DAY_NONE. */
const char *track_day(const struct request *request, day on);
/* The reply for an error of the office: 429, 409 with its sentence, or public_page_fail(). */
void track_fail(struct request *request, struct reply *reply, enum err err,
		const struct error *error);

/* track.c */
struct view_track_ask {
	struct public_page page;
	struct view_problems problems;
	struct view_form form;
	const char *here; /* a matter is open in this browser */
};
TEMPLATE(public_track_ask, view_track_ask);
page_handler page_track_ask, page_track_enter, page_track_leave;

/* track_case.c */
struct view_reason {
	const char *at, *text, *article;
};
struct view_track_letter {
	const char *id, *title, *number, *at;
};
/* What is to be paid; "" for what is not known. */
struct view_fee {
	const char *amount, *tariff, *count, *payment, *noticed, *by, *paid;
	bool open, late, lapsed;
};
struct view_track_given {
	const char *id, *name, *size;
	const char *reply; /* 发文字号 of its reply, where there are several; NULL */
	bool withdrawn;
};
struct view_track {
	struct public_page page;
	struct view_problems problems;
	const char *number, *agency, *subject, *filed, *state, *received, *due;
	const char *where_href, *where; /* where what was adopted is public; NULL */
	const char *erased;		/* what was erased of it; "" nothing */
	const char *thing;		/* 申请, 建议 … */
	bool waits, remedies;
	struct view_reason *reasons; /* why this day */
	size_t n_reasons;
	const char *owes, *owes_by;
	bool owes_late;
	struct view_fee fee;
	bool has_fee;
	const char *rated, *rate_href; /* what was said; NULL: it cannot be said now */
	const char *answer_href, *explain_href, *withdraw_href; /* NULL: not now */
	const char *const *late;				/* paragraphs */
	size_t n_late;
	struct view_steps timeline;
	struct view_track_letter *letters;
	size_t n_letters;
	struct view_track_given *givens; /* files that go out with the reply */
	size_t n_givens;
	/* how letters are asked for: what is said of it; the question; a code may be sent, and is
	 * better */
	const char *proof;
	struct view_field tail;
	bool may_read, asks, may_send, code_first;
	const char *csrf, *action, *leave_action, *complain_href;
};
TEMPLATE(public_track, view_track);
page_handler page_track, page_track_letter;

/* track_act.c */
struct view_track_act {
	struct public_page page;
	struct view_problems problems;
	const char *title, *lead, *number;
	struct view_form form;
};
TEMPLATE(public_track_act, view_track_act);
page_handler page_track_clarify, page_track_clarify_send, page_track_explain,
	page_track_explain_send, page_track_withdraw, page_track_withdraw_send;

/* track_rate.c */
page_handler page_track_rate, page_track_rate_send;

#endif
