/* SPDX-License-Identifier: MulanPSL-2.0
 * The desk's navigation: one row per place, shown to those who may see it. */
#ifndef LIANXIN_WEB_DESK_DESK_NAV_H
#define LIANXIN_WEB_DESK_DESK_NAV_H

#include "web/desk/desk.h"

/* clang-format off */
/* NAV(path, Chinese label, permission or ROUTE_SIGNED_IN, keeps the year, what an administrator
 * finds there (on his first page); "" for places of the office's daily work). Add a page's row when
 * its route is there. */
#define DESK_NAV_TABLE(NAV)                                                                        \
	NAV("/", "总览", PERMIT_OVERVIEW, true, "")                                                  \
	NAV("/registers", "台账", PERMIT_ENTRY_READ, true, "")                                       \
	NAV("/accounts", "账号", PERMIT_ACCOUNT_READ, false, "谁可以登录，各有什么角色")             \
	NAV("/account", "我的账号", ROUTE_SIGNED_IN, false, "修改密码，查看自己的角色")
/* clang-format on */

/* Sets the frame's navigation: what the actor may see, the present place marked, and below 台账 the
 * registers while one of them is open. */
void desk_nav_fill(struct desk *desk);

struct desk_area {
	const char *href, *label, *note;
};
/* The places with a note that the actor may see: the first page of who has no overview. */
size_t desk_nav_areas(const struct desk *desk, struct desk_area **ret_areas);

#endif
