/* SPDX-License-Identifier: MulanPSL-2.0
 * The page that says why something could not be done, and who or what helps. */
#ifndef LIANXIN_WEB_DESK_DESK_ANSWER_H
#define LIANXIN_WEB_DESK_DESK_ANSWER_H

#include "web/desk/desk_frame.h"
#include "web/retry.h"

struct desk_refusal {
	struct desk_frame frame;
	const char *heading, *message, *hint;
	struct view_retry retry;
	const char *back, *back_label;
};

TEMPLATE(desk_refusal, desk_refusal);

#endif
