/* SPDX-License-Identifier: MulanPSL-2.0
 * Letters of a case: what may be written, drafts with their preview, issuing, papers; and the reply
 * assistant that leads to one of the endings. */
#ifndef LIANXIN_WEB_DESK_PAGE_LETTER_H
#define LIANXIN_WEB_DESK_PAGE_LETTER_H

#include "law/life_offer.h"
#include "office/matter_letter.h"
#include "web/desk/page_case.h"

struct desk_letter_offer {
	const char *href, *label, *words;
};
struct desk_letters {
	struct desk_frame frame;
	const char *number, *subject;
	struct view_table letters;
	const struct desk_letter_offer *offers;
	size_t n_offers;
	const char *reply_href; /* NULL: no reply is due now */
};

struct desk_letter_form {
	struct desk_frame frame;
	struct view_problems problems;
	const char *heading, *number, *subject;
	const char *contains; /* what a reply of this ending must say; NULL: no reply */
	const char *judged;
	const char *changed;	   /* somebody was faster; NULL: nobody */
	struct desk_summary known; /* what the case says by itself */
	struct view_form form;
};

struct desk_letter_lack {
	const char *label, *text;
};
struct desk_letter {
	struct desk_frame frame;
	struct view_problems problems;
	const char *heading, *number, *subject, *state;
	struct safe_html paper; /* empty when something lacks */
	bool whole, issued, struck;
	const char *struck_reason;
	const struct desk_letter_lack *lacks;
	size_t n_lacks;
	const char *changed;
	const char *edit_href;	       /* NULL: it is not to be changed now */
	const struct view_link *files; /* of an issued one */
	size_t n_files;
	const char *explain; /* what the button does; NULL: there is none now */
	struct view_form form;
	const struct view_link *steps; /* what others do with a reply now */
	size_t n_steps;
	const char *undo_href; /* of one on paper: to strike it with its step; NULL: not so */
	bool may_strike;
	struct view_form strike;
};

struct desk_reply_answer {
	const char *stage, *question, *answer, *href;
};
struct desk_reply {
	struct desk_frame frame;
	const char *number, *subject;
	const char *closed;			 /* no reply is due now: why; NULL */
	const struct desk_reply_answer *answers; /* given so far */
	size_t n_answers;
	const char *stage, *question; /* the next; NULL at the end */
	const char *yes_href, *no_href;
	const char *outcome; /* at the end; NULL before */
	const char *article, *letter, *contains, *judged, *twice;
	const struct view_link *needs; /* what must be done before */
	size_t n_needs;
	const char *write_href, *write_label;
	const struct view_link *drafts;
	size_t n_drafts;
};

TEMPLATE(desk_letters, desk_letters);
TEMPLATE(desk_letter_form, desk_letter_form);
TEMPLATE(desk_letter, desk_letter);
TEMPLATE(desk_reply, desk_reply);

page_handler page_letters, page_letter_new, page_letter_add, page_letter, page_letter_take,
	page_letter_edit, page_letter_change, page_letter_strike, page_letter_paper, page_reply;

/* "/cases/1/letters/2" with the rest. */
const char *page_letter_path(const struct desk *desk, int64_t id, int64_t letter_id,
			     const char *rest);
/* How a letter's field is asked for; its name is the field's key. */
struct form_field page_letter_field(enum letter kind, enum letter_field field, struct arena *arena);
/* The events by which the letter may go out now from this person; how many. */
size_t page_letter_events(const struct desk *desk, const struct matter_case *now, enum letter kind,
			  enum life_event *ret_events, size_t room);
/* What this person may do with the case now. */
struct life_offers page_letter_offers(const struct desk *desk, const struct matter_case *now);
/* "草稿", "已印发", "已作废". */
const char *page_letter_state(const struct matter_letter *letter);
/* Is it the letter a request is answered with? */
bool page_letter_replies(enum letter kind);

#endif
