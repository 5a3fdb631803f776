/* SPDX-License-Identifier: MulanPSL-2.0
 * The thread that sends notices: it alone waits for mail servers and gateways, so that neither a
 * visitor nor the sealing of the journal does. */
#ifndef LIANXIN_BELL_POSTMAN_H
#define LIANXIN_BELL_POSTMAN_H

#include "base/clock.h"
#include "base/error.h"

struct postman;
struct commit_group;
struct vault;
struct notice_route;
/* As bell_start(); route must outlive it. */
enum err postman_start(const char *url, struct clock clock, struct commit_group *group,
		       const struct vault *vault, const struct notice_route *route,
		       struct error *error, struct postman **ret_postman) MUST_CHECK;
/* Breaks off what is being sent: it will be sent again. NULL is fine. */
void postman_stop(struct postman *postman);

#endif
