/* SPDX-License-Identifier: MulanPSL-2.0
 * The papers for whoever applies on paper, as pages and as files: the application form, the chart
 * of how an application goes. And the address that a receipt's code holds. */
#ifndef LIANXIN_WEB_PUBLIC_HANDOUT_H
#define LIANXIN_WEB_PUBLIC_HANDOUT_H

#include "office/handout.h"
#include "web/public/page.h"

struct view_handout {
	struct public_page page;
	const char *title, *lead;
	const struct view_link *files;
	size_t n_files;
	const char *const *steps; /* the chart in words */
	size_t n_steps;
	bool chart; /* paper is a drawing that scrolls in its box; else a sheet */
	struct safe_html paper;
	const char *other_href, *other, *apply_href;
};
TEMPLATE(public_handout, view_handout);
page_handler page_handout_form, page_handout_flow, page_handout_file;

/* Where a number is followed, with the number filled in and never the query code, as seen from
 * outside: under the site's domain, else under the host that this browser asked. "" when neither is
 * known. */
const char *tracking_address(const struct request *request, const char *number);
/* What a drawing looks like on a page; in the request's arena. NULL: nothing. */
struct safe_html drawing_html(const struct request *request, const struct drawing *drawing);

#endif
