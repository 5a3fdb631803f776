/* SPDX-License-Identifier: MulanPSL-2.0
 * Posts: which there are, who holds each, what is open there; one post with all that changes it. */
#ifndef LIANXIN_WEB_DESK_PAGE_POSTS_H
#define LIANXIN_WEB_DESK_PAGE_POSTS_H

#include "office/post.h"
#include "web/desk/desk.h"
#include "web/desk/desk_field.h"

struct desk_posts_row {
	const char *href, *name, *holders;
	int64_t open;
	bool struck;
	const char *struck_reason;
	bool unheld; /* cases are open and nobody is there */
};
struct desk_posts {
	struct desk_frame frame;
	struct view_problems problems;
	const struct desk_posts_row *rows;
	size_t n_rows;
	struct view_form form; /* to add one */
};
struct desk_post_holder {
	const char *name, *since, *until; /* until "": goes on */
	bool away;
	bool going_on;
	struct view_form form; /* to end it */
};
struct desk_post {
	struct desk_frame frame;
	struct view_problems problems;
	int64_t id, open;
	const char *name;
	bool struck, unheld;
	const char *struck_reason;
	const struct desk_post_holder *holders;
	size_t n_holders;
	struct view_form begin, rename, strike;
	bool may_begin; /* there is somebody to choose */
};
TEMPLATE(desk_posts, desk_posts);
TEMPLATE(desk_post, desk_post);

page_handler page_posts, page_posts_add, page_post, page_post_begin, page_post_rename,
	page_post_strike, page_post_end;

#endif
