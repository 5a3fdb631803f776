/* SPDX-License-Identifier: MulanPSL-2.0
 * The application online: what can be asked for, the form with one question a page, its check, the
 * receipt. The answers travel in the posted form alone: never in an address, a log or a store of
 * ours before they are handed in. */
#ifndef LIANXIN_WEB_PUBLIC_APPLY_H
#define LIANXIN_WEB_PUBLIC_APPLY_H

#include "office/filing.h"
#include "web/form.h"
#include "web/public/page.h"

/* "NUMBER/CODE/PASS" of the matter this browser follows, for half an hour. */
#define COOKIE_TRACK "lianxin_track"
enum { TRACK_SECONDS = 30 * 60 };

/* apply.c */
struct view_apply {
	struct public_page page;
	const char *action, *text; /* the search */
	bool searched;
	struct view_link *found;
	size_t n_found;
	const char *more_href, *records_href; /* all that was found */
	const char *start_href, *track_href, *guide_href, *form_href, *flow_href;
	const char *correction_href, *suggestion_href, *complain_href;
	const char *office;
};
TEMPLATE(public_apply, view_apply);
page_handler page_apply;

/* apply_form.c: the pages in their order; APPLY_CHECK shows all answers */
enum apply_step {
	APPLY_WHO,
	APPLY_NAME,
	APPLY_CONTACT,
	APPLY_AGENT,
	APPLY_WHAT,
	APPLY_HOW,
	APPLY_PROOF,
	APPLY_HELP,
	APPLY_CHECK,
	APPLY_DONE,
	APPLY__MAX
};

struct view_apply_step {
	struct public_page page;
	const char *title, *lead;
	int at, of; /* 第 at 步，共 of 步 */
	struct view_problems problems;
	const struct view_field *fields;
	size_t n_fields;
	const char *csrf, *from; /* the page that is answered */
	const char *action, *back, *button;
	const char *proof_note;
};
TEMPLATE(public_apply_step, view_apply_step);

struct view_answer {
	const char *label, *text;
};
struct view_answers {
	const char *title, *action; /* where to change them */
	struct view_answer *answers;
	size_t n_answers;
};
struct view_apply_check {
	struct public_page page;
	struct view_problems problems;
	struct view_answers *groups;
	size_t n_groups;
	const struct view_field *fields; /* all of them, carried */
	size_t n_fields;
	const char *csrf, *from, *action;
};
TEMPLATE(public_apply_check, view_apply_check);
page_handler page_apply_first, page_apply_step;

/* What each page asks: its address ("1" …, "check", "done"), title, fields; ends with
 * FILING__MAX. */
struct apply_page {
	const char *code, *title, *lead;
	enum filing_field fields[8];
};
const struct apply_page *apply_page(enum apply_step step);
bool apply_page_parse(const char *code, enum apply_step *ret_step);

/* apply_fields.c: the form of all pages: first the fields of office/filing.h in their order, then
 * these. */
enum { APPLY_WORD = FILING__MAX, APPLY_IDENTITY, APPLY_AUTHORISATION, APPLY_FIELDS };
/* All fields as `step` shows them: its own to be answered, the others carried. agent: one applies,
 * and shows his authority. */
void apply_form(struct form *form, enum apply_step step, bool natural, bool agent,
		struct arena *arena);
/* Takes the answers of a posted page, made plain; what does not go with the kind of requester is
 * dropped. */
void apply_read(struct form *form, const struct request *request, struct filing *ret_filing);
/* The step whose page asks for the field. */
enum apply_step apply_step_of(const char *field);

/* apply_receipt.c */
struct view_receipt {
	struct public_page page;
	const char *number, *code, *subject, *filed, *received, *due;
	bool waits;	       /* 待确认 */
	bool again;	       /* the same form had been handed in */
	struct safe_html scan; /* a QR code of the address with the number; nothing: not known */
	const char *track_href, *pdf_href, *leave_action, *csrf;
};
TEMPLATE(public_receipt, view_receipt);
page_handler page_apply_done, page_receipt_pdf;

#endif
