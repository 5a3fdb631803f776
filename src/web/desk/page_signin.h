/* SPDX-License-Identifier: MulanPSL-2.0
 * Signing in and out, also in the middle of a form, and setting a password: by a one-time link,
 * when it must be changed, or of one's own accord. */
#ifndef LIANXIN_WEB_DESK_PAGE_SIGNIN_H
#define LIANXIN_WEB_DESK_PAGE_SIGNIN_H

#include "web/desk/desk.h"
#include "web/desk/desk_field.h"

struct desk_signin {
	struct desk_frame frame;
	struct view_problems problems;
	const char *reason; /* why he is here again; NULL: he just came */
	bool kept;	    /* what he sent is carried along */
	bool file;	    /* but its files are not */
	struct view_form form;
};

/* Signed in again, with a form that was not taken before. */
struct desk_kept {
	struct desk_frame frame;
	bool file;
	struct view_form form;
};

struct desk_password {
	struct desk_frame frame;
	struct view_problems problems;
	const char *heading, *lead;
	const char *dead_link; /* why it cannot be used; NULL: it can */
	struct view_form form;
};

TEMPLATE(desk_signin, desk_signin);
TEMPLATE(desk_kept, desk_kept);
TEMPLATE(desk_password, desk_password);

/* Answers a form of somebody whose login has ended: the sign-in page, and the form's fields with
 * it. False: there is nothing to keep. */
bool page_signin_keep(struct request *request, struct reply *reply) MUST_CHECK;

page_handler page_signin, page_signin_send, page_signout, page_setup, page_setup_send,
	page_password, page_password_send;

#endif
