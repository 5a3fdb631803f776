/* SPDX-License-Identifier: MulanPSL-2.0
 * Elder mode (适老版) on both faces: large and high-contrast, kept in a cookie. */
#ifndef LIANXIN_WEB_ELDER_H
#define LIANXIN_WEB_ELDER_H

#include "web/http.h"

/* The page of /elder: ?on=1 or 0, then back to ?back=. */
void page_elder(struct request *request, struct reply *reply);
/* Where the link leads that changes the mode and comes back to this very page; in the arena. */
const char *elder_href(const struct request *request);
/* What the link says. */
const char *elder_label(const struct request *request);

#endif
