/* SPDX-License-Identifier: MulanPSL-2.0
 * Codes by mail or SMS: a lost query code, and the one-time code for one's letters. */
#ifndef LIANXIN_WEB_PUBLIC_LOST_H
#define LIANXIN_WEB_PUBLIC_LOST_H

#include "office/visitor_code.h"
#include "web/public/track.h"

struct view_lost {
	struct public_page page;
	struct view_problems problems;
	const char *title;
	bool off;	  /* there is no way to send one */
	const char *sent; /* what was done, NULL: the form */
	const char *back_href, *back;
	struct view_form form;
};
TEMPLATE(public_lost, view_lost);
page_handler page_track_lost, page_track_lost_send, page_track_code;

#endif
