/* SPDX-License-Identifier: MulanPSL-2.0
 * Binding the two faces' addresses. */
#ifndef LIANXIN_WEB_LISTEN_H
#define LIANXIN_WEB_LISTEN_H

#include "base/error.h"

struct listen_address {
	char host[64]; /* a numeric address, without brackets */
	char port[8];
	bool loopback;
};

/* "127.0.0.1:8080", "[::1]:8080", "0.0.0.0:80"; ERR_USAGE otherwise. Port 0 lets the system
 * choose. */
enum err listen_parse(const char *text, struct error *error,
		      struct listen_address *ret_address) MUST_CHECK;
/* A list of proxies as --trusted-proxy takes it: numeric addresses, comma-separated, each written
 * as the system writes it, because visitors' addresses are compared as text. ERR_USAGE otherwise: a
 * name there would silently trust nobody. NULL is fine. */
enum err listen_proxies_check(const char *list, struct error *error) MUST_CHECK;
/* A bound, non-blocking socket that does not listen yet (the server makes it); ERR_ENV with one
 * sentence when the port is taken or not allowed. ret_port: the port it got. */
enum err listen_bind(const struct listen_address *address, struct error *error, int *ret_fd,
		     int *ret_port) MUST_CHECK;

#endif
