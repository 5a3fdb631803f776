/* SPDX-License-Identifier: MulanPSL-2.0
 * The desk's addresses and its door: what `serve` is given for the desk's face. */
#ifndef LIANXIN_WEB_DESK_DESK_ROUTES_H
#define LIANXIN_WEB_DESK_DESK_ROUTES_H

#include "web/site.h"

/* Ends with pattern NULL. */
extern const struct route desk_routes[];
/* Who is signed in: sets request->actor. Without a login only ROUTE_OPEN rows pass, everything else
 * leads to the sign-in page and back; a password that must be changed comes before all else; a
 * row's permission that the actor does not hold is answered, and journalled, as a refusal. */
bool desk_guard(struct request *request, struct reply *reply);

#endif
