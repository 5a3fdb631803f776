/* SPDX-License-Identifier: MulanPSL-2.0
 * What a balancer asks, on both faces: plain text, never kept, not in the access log. */
#ifndef LIANXIN_WEB_HEALTH_H
#define LIANXIN_WEB_HEALTH_H

#include "web/route.h"

/* /healthz: the process answers; the database is not asked. */
page_handler page_health;
/* /readyz: 200 while people may be sent here, 503 otherwise. The desk is ready while the database
 * takes writes, and else says why; the public face while its pages can be made, from a replica too.
 */
page_handler page_ready;

#endif
