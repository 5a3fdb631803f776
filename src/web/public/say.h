/* SPDX-License-Identifier: MulanPSL-2.0
 * Three short forms beside the application: a correction request, a suggestion to make something
 * public, a complaint. */
#ifndef LIANXIN_WEB_PUBLIC_SAY_H
#define LIANXIN_WEB_PUBLIC_SAY_H

#include "web/form.h"
#include "web/public/page.h"

struct view_say {
	struct public_page page;
	struct view_problems problems;
	const char *title, *lead, *next, *office;
	const char *number; /* it is kept; NULL: the form */
	const char *code;   /* to follow it by; NULL: it cannot be followed */
	const char *track_href;
	const char *closed; /* why there is no form; NULL: there is one */
	struct view_form form;
};
TEMPLATE(public_say, view_say);
page_handler page_correction, page_correction_send, page_suggestion, page_suggestion_send,
	page_complaint, page_complaint_send;

#endif
