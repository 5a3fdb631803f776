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
	const struct view_link *channels; /* the first question; none when it is answered */
	size_t n_channels;
	const char *channel, *channel_label;
	const struct desk_intake_group *groups;
	size_t n_groups;
};
struct desk_filed {
	struct desk_frame frame;
	int64_t id;
	const char *number, *code, *state, *received;
	bool again;
	const char *unconfirmed; /* why the confirmation was not kept; NULL: it was, or is none */
	struct view_table alike;
	bool several;	  /* several others asked the same */
	bool may_suggest; /* that it be published for all */
};

TEMPLATE(desk_intake, desk_intake);
TEMPLATE(desk_filed, desk_filed);

page_handler page_intake, page_intake_send;

#endif
