/* SPDX-License-Identifier: MulanPSL-2.0
 * Reconsiderations and suits about a case: a section of its page, a page of their own, and the
 * forms of a notice and of a result. */
#ifndef LIANXIN_WEB_DESK_PAGE_REMEDY_H
#define LIANXIN_WEB_DESK_PAGE_REMEDY_H

#include "office/matter_remedy.h"
#include "web/desk/desk.h"

struct desk_remedy {
	const char *kind, *number, *href; /* href: its entry in the register */
	const char *filed, *noticed;
	const char *answer; /* by when the office answers, or that it did */
	bool answer_late;
	const char *result;				     /* with its day; "" while it runs */
	const char *answer_href, *finish_href, *strike_href; /* NULL: not now, or not this reader */
	bool struck;
	const char *struck_reason;
};
struct desk_remedy_reply {
	const char *label, *ending, *served;
};
struct desk_remedy_notice {
	const char *label, *day, *href; /* href NULL: not this reader */
};
struct desk_remedies {
	const struct desk_remedy_reply *replies;
	size_t n_replies;
	const struct desk_remedy *rows;
	size_t n_rows;
	const struct desk_remedy_notice *notices;
	size_t n_notices;
	const char *review_href, *suit_href; /* to enter one; NULL: not now */
};
struct desk_remedies_page {
	struct desk_frame frame;
	const char *number, *subject;
	struct desk_remedies remedies;
};
TEMPLATE(desk_remedies, desk_remedies);
TEMPLATE(desk_remedies_page, desk_remedies_page);

page_handler page_remedies, page_remedy_new, page_remedy_add, page_remedy_finish,
	page_remedy_finish_send;

/* The section of the page of a case that matter_open() gave. */
enum err page_remedies_fill(struct desk *desk, const struct matter_case *matter_case,
			    struct desk_remedies *ret_remedies) MUST_CHECK;
/* Where a step about reconsideration or suits is taken; NULL: by its own form, like others. */
const char *page_remedy_href(const struct desk *desk, const struct matter_case *matter_case,
			     const struct desk_remedies *remedies, enum life_event event);

#endif
