/* SPDX-License-Identifier: MulanPSL-2.0
 * Correction requests, suggestions and complaints: what is under way. Each is handled on the page
 * of a case. */
#ifndef LIANXIN_WEB_DESK_PAGE_BESIDE_H
#define LIANXIN_WEB_DESK_PAGE_BESIDE_H

#include "web/desk/desk.h"
#include "web/view.h"

struct desk_beside_register {
	const char *href, *label;
};
struct desk_beside {
	struct desk_frame frame;
	struct view_link *lights, *kinds; /* to narrow it by; the one in force is here */
	size_t n_lights, n_kinds;
	bool narrowed, cut;
	bool may_file;
	struct view_table table;
	const struct desk_beside_register *registers; /* where the closed ones stand, new ones go */
	size_t n_registers;
};
TEMPLATE(desk_beside, desk_beside);
page_handler page_beside;

#endif
