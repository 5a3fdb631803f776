/* SPDX-License-Identifier: MulanPSL-2.0
 * Refuses requests that a proxy before us and the library behind us could read differently
 * (request smuggling), and picks out the few headers the house uses. libmicrohttpd 0.9.75 accepts
 * all of what is refused here; docs: stack notes, section 11. */
#ifndef LIANXIN_WEB_GUARD_H
#define LIANXIN_WEB_GUARD_H

struct guard {
	int n_host, n_length, n_encoding;
	bool bad;	/* an ill-formed name or value, or one that may stand once alone */
	int64_t length; /* Content-Length, -1 when none */
	const char *host, *cookie, *if_none_match, *content_type, *forwarded_for, *forwarded_proto,
		*origin, *fetch_site;
};

void guard_init(struct guard *guard);
/* One header line as the library read it; the pointers must outlive the guard. */
void guard_header(struct guard *guard, const char *name, size_t n_name, const char *value,
		  size_t n_value);

enum guard_answer {
	GUARD_FINE,
	GUARD_BAD,	      /* 400, close */
	GUARD_LENGTH_MISSING, /* 411, close: a body without Content-Length */
};
/* The answer once all headers were seen. url as sent; version "HTTP/1.1" or "HTTP/1.0"; body:
 * whether this method may carry one. */
enum guard_answer guard_judge(const struct guard *guard, const char *url, const char *version,
			      bool body);

#endif
