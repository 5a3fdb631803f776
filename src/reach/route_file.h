/* SPDX-License-Identifier: MulanPSL-2.0
 * By which machines notices go out, from a file outside the database: it holds passwords. Lines of
 * "name = value"; '#' begins a comment. */
#ifndef LIANXIN_REACH_ROUTE_FILE_H
#define LIANXIN_REACH_ROUTE_FILE_H

#include "reach/hook.h"
#include "reach/mail.h"

/* ROUTE(name of the field, name in the file, English) */
#define ROUTE_TABLE(ROUTE)                                                                         \
	ROUTE(mail_server, "mail.server", "smtps://HOST:465, or smtp://HOST:587 with STARTTLS")    \
	ROUTE(mail_from, "mail.from", "the address mails come from")                               \
	ROUTE(mail_user, "mail.user", "user name at the mail server")                              \
	ROUTE(mail_password, "mail.password", "password at the mail server")                       \
	ROUTE(mail_ca, "mail.ca", "file of the authority of its certificate, unless the system's") \
	ROUTE(sms_hook, "sms.hook", "https://… that takes a POST of {\"to\", \"text\", \"id\"}")   \
	ROUTE(sms_secret, "sms.secret", "sent along as a bearer token")                            \
	ROUTE(sms_ca, "sms.ca", "file of the authority of its certificate, unless the system's")

enum { ROUTE_VALUE = 256 };
struct route {
#define ROUTE(field, name, help) char field[ROUTE_VALUE];
	ROUTE_TABLE(ROUTE)
#undef ROUTE
};

/* ERR_ENV, each with its own sentence: no such file, others may read it, a line that is none, a
 * server without TLS that is not on this machine, a server without mail.from. */
enum err route_read(const char *path, struct error *error, struct route *ret_route) MUST_CHECK;
/* Overwrites the secrets. */
void route_wipe(struct route *route);

#endif
