/* SPDX-License-Identifier: MulanPSL-2.0
 * Handing a mail to a server: SMTP with STARTTLS, or inside TLS from the start. */
#ifndef LIANXIN_REACH_MAIL_H
#define LIANXIN_REACH_MAIL_H

#include "reach/message.h"
#include "reach/wire.h"

struct mail_server {
	/* "smtps://host:465", or "smtp://host:587", which must offer STARTTLS unless it is on this
	 * machine's loopback address */
	const char *url;
	const char *user, *password; /* "" none */
	const char *ca;		     /* file of the authority of its certificate; "" the system's */
};
/* Errors say what went wrong in our own words, never the server's: those repeat addresses. stop:
 * given up soon after it becomes true. */
enum wire_answer mail_send(const struct mail_server *server, const struct message *message,
			   const atomic_bool *stop, struct error *error);

#endif
