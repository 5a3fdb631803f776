/* SPDX-License-Identifier: MulanPSL-2.0
 * Handing a short message to an SMS gateway: a POST of {"to", "text", "id"} with a bearer secret.
 * The id is the same when a message is sent again, so that the gateway can tell. */
#ifndef LIANXIN_REACH_HOOK_H
#define LIANXIN_REACH_HOOK_H

#include "reach/wire.h"

struct hook_server {
	const char *url;    /* https; http on this machine's loopback address alone */
	const char *secret; /* "" none */
	const char *ca;	    /* as of a mail server */
};
/* Any 2xx is taken; a redirect is not followed. Errors and stop as of mail_send(). */
enum wire_answer hook_send(const struct hook_server *server, const char *to, const char *text,
			   const char *id, const atomic_bool *stop, struct error *error);

#endif
