/* SPDX-License-Identifier: MulanPSL-2.0
 * A correction request, a suggestion, a complaint comes in over the counter, by post, fax or mail:
 * the columns of its register, who said it and how to reach him, then the slip with number and
 * query code. One form for every kind that has steps. */
#ifndef LIANXIN_WEB_DESK_PAGE_BESIDE_NEW_H
#define LIANXIN_WEB_DESK_PAGE_BESIDE_NEW_H

#include "web/desk/desk.h"

page_handler page_beside_new, page_beside_send;

#endif
