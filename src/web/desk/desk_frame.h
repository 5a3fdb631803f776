/* SPDX-License-Identifier: MulanPSL-2.0
 * What every desk page wears: title, header, navigation, the years, a notice. Views only; desk.c
 * fills them. */
#ifndef LIANXIN_WEB_DESK_DESK_FRAME_H
#define LIANXIN_WEB_DESK_DESK_FRAME_H

#include "web/view.h"

/* One line of the navigation, with the lines below it when it is open. */
struct desk_nav_item {
	const char *href, *label;
	bool here; /* the page it leads to is this one */
	bool open; /* this page stands below it */
	const struct view_link *below;
	size_t n_below;
};

struct desk_frame {
	const char *css, *desk_css, *script, *icon; /* addresses of assets */
	const char *title;			    /* plain text, for <title> */
	bool alone;				    /* no navigation: before sign-in */
	bool failed; /* the form came back with mistakes: said in <title> */
	bool elder, demo, signed_in;
	const char *agency, *person;	      /* who is signed in, where */
	const char *elder_href, *elder_label; /* the link that changes the mode */
	const char *csrf;
	const char *once; /* the word of a form whose effect must not be doubled (office/once.h) */
	const struct desk_nav_item *nav;
	size_t n_nav;
	const struct view_link *trail; /* the way up, without the page itself */
	size_t n_trail;
	const char *notice; /* what was just done */
	const struct view_link *notice_links;
	size_t n_notice_links;
};

struct desk_years {
	const struct view_link *years; /* newest first */
	size_t n_years;
};

/* The registers with their counts: on the overview and on a page of its own. */
struct desk_register_row {
	const char *href, *add_href, *label;
	const char *count; /* "12 件"; NULL none */
	int64_t n;	   /* to COUNT_MORE */
};
struct desk_register_table {
	int year;
	bool may_add;
	const struct desk_register_row *rows;
	size_t n_rows;
};

TEMPLATE_AROUND(desk_frame, desk_frame);
TEMPLATE(desk_nav, desk_frame);
TEMPLATE(desk_years, desk_years);
TEMPLATE(desk_register_table, desk_register_table);

#endif
