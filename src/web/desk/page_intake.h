/* SPDX-License-Identifier: MulanPSL-2.0
 * A request comes in over the counter, by post, fax or mail: first how, then on which day in the
 * words of Art. 31, who asks, for what; then the slip for the requester. */
#ifndef LIANXIN_WEB_DESK_PAGE_INTAKE_H
#define LIANXIN_WEB_DESK_PAGE_INTAKE_H

#include "web/desk/desk.h"
#include "web/desk/page_case.h"

struct desk_intake_group {
	const char *title, *hint; /* hint "" none */
	const struct view_field *fields;
	size_t n_fields;
};
struct desk_intake {
	struct desk_frame frame;
	struct view_problems problems;
	const char *title, *path; /* of the page */
	const char *question, *why;
	const struct view_link *channels; /* the answers to it; none when it is answered */
	size_t n_channels;
	/* what was answered, under which name the form carries it */
	const char *answered, *name, *chosen, *chosen_label;
	const char *lead; /* NULL none */
	const struct desk_intake_group *groups;
	size_t n_groups;
};
struct desk_filed {
	struct desk_frame frame;
	int64_t id;
	const char *who; /* whom the slip is for */
	const char *number, *code, *state, *received;
	struct safe_html scan; /* the number as a QR code, without the query code */
	const char *more_href, *alike_title;
	bool again, unnamed;
	const char *unconfirmed; /* why the confirmation was not kept; NULL: it was, or is none */
	struct view_table alike;
	bool several;	  /* several others asked the same */
	bool may_suggest; /* that it be published for all */
};

TEMPLATE(desk_intake, desk_intake);
TEMPLATE(desk_filed, desk_filed);

page_handler page_intake, page_intake_send;

/* A field of office/filing.h in a form of the desk, and its choices. */
struct form_field page_intake_field(enum filing_field field);
void page_intake_offer(struct form *form, enum filing_field field, size_t at);
/* The number as a QR code, for the slip. */
struct safe_html page_intake_code(struct arena *arena, const char *number);
/* What what was just filed resembles: fills alike and several. */
enum err page_intake_alike(struct desk *desk, const struct matter_case *now,
			   struct desk_filed *view) MUST_CHECK;

#endif
