/* SPDX-License-Identifier: MulanPSL-2.0
 * A mail as it goes over the wire: RFC 5322 headers, RFC 2047 for what is not ASCII in them, a text
 * of UTF-8 in base64 (RFC 2045), so that no line is too long and nothing in a text is taken for a
 * header or the end. Pure. */
#ifndef LIANXIN_REACH_MESSAGE_H
#define LIANXIN_REACH_MESSAGE_H

#include "base/buf.h"

struct message {
	const char *from, *to; /* bare addresses, message_address() holds for both */
	const char *from_name; /* UTF-8, "" none */
	const char *subject;   /* UTF-8; control characters become spaces */
	const char *text;      /* UTF-8, lines end with '\n' */
	const char *ref;       /* its name, letters and digits: the same when it is sent again */
	int64_t at;	       /* moment it was written */
};

/* One plain address of ASCII, "name@example.cn", as it may stand in a header or a command: no
 * space, control character, quote, bracket, comma, colon or backslash; at most 254 characters. */
bool message_address(const char *text);
/* The part behind the '@'. */
const char *message_domain(const char *address);
/* Adds the whole message, lines ended by CR LF. BUG for addresses that are none. */
void message_build(const struct message *message, struct buf *ret_bytes);

#endif
