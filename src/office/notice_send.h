/* SPDX-License-Identifier: MulanPSL-2.0
 * Sending what waits in the outbox: one notice at a time, taken for a lease that outlasts the
 * slowest server, handed over outside any transaction, and then written down. A process that dies
 * in between leaves the row to the next, which may send it a second time, under the same name; none
 * is lost. */
#ifndef LIANXIN_OFFICE_NOTICE_SEND_H
#define LIANXIN_OFFICE_NOTICE_SEND_H

#include <stdatomic.h>

#include "office/notice.h"

/* By which machines this process sends, and where the tracking page is. Not changed once it is
 * open: threads may share it. */
struct notice_route;
/* file: of reach/route_file.h; NULL or no server in it: such a process sends nothing. domain: the
 * public host name, "" not known. */
enum err notice_route_open(const char *file, const char *domain, struct error *error,
			   struct notice_route **ret_route) MUST_CHECK;
/* NULL is fine. */
void notice_route_close(struct notice_route *route);

/* Sends the one due longest. *ret_did false: none is due that can be sent from here. What did not
 * go is written to its row and is no error of this function. From a thread that may wait. */
enum err notice_send(struct office *office, const struct notice_route *route,
		     const atomic_bool *stop, struct error *error, bool *ret_did) MUST_CHECK;
/* How long after its n-th try a notice is tried again: a minute, two, four … six hours. */
int64_t notice_pause_ms(int tries);

#endif
