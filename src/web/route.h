/* SPDX-License-Identifier: MulanPSL-2.0
 * The table of addresses. One row drives dispatch, the permission asked before the page runs, the
 * limits on what may be sent, and the documentation; src/web/public/routes.c and
 * src/web/desk/routes.c hold one table each. */
#ifndef LIANXIN_WEB_ROUTE_H
#define LIANXIN_WEB_ROUTE_H

#include "web/http.h"

struct file_rule;
typedef void page_handler(struct request *request, struct reply *reply);

enum route_flag {
	ROUTE_QUICK = 1,     /* bounded, indexed reads only: runs on the event loop */
	ROUTE_CACHED = 2,    /* public pages: the page cache may keep the answer */
	ROUTE_NO_CSRF = 4,   /* a POST that changes nothing of ours */
	ROUTE_BARE = 8,	     /* never asks the database, nor who asks: on the event loop even when
			      * the database is across a network */
	ROUTE_UNLOGGED = 16, /* asked every second by a balancer: kept out of the access log */
	ROUTE_SECRET = 32,   /* its form holds a password: never shown again */
	ROUTE_SAVES = 64,    /* short, but for the disk: many may wait for one commit */
	ROUTE_FORM = 128,    /* a public page with a form that is posted: it gets the token */
	ROUTE_PRIVATE = 256, /* a public page about a person: kept by no cache and no browser */
	ROUTE_DRAWS = 512,   /* half a second of drawing: in a lane of its own */
};

/* Asked of the desk's guard before the page runs. Values from 0 are office/permission.h's
 * enum action. */
enum {
	ROUTE_OPEN = -1,     /* no sign-in: public pages, sign-in itself */
	ROUTE_SIGNED_IN = -2 /* any account, e.g. change one's own password */
};

struct route {
	enum method method;
	const char *pattern; /* "/report/{year}"; a {part} takes one path segment, not empty */
	page_handler *handler;
	int permission;
	unsigned flags;
	size_t body_limit;	       /* bytes of a sent form without its files; 0 for GET */
	const struct file_rule *files; /* what its files must be (upload.h); 0: none may be sent */
	const char *help;	       /* one English line for the documentation */
};

enum route_match { ROUTE_FOUND, ROUTE_NO_PATH, ROUTE_NO_METHOD, ROUTE_BAD_PATH };

/* Finds the row for a path as sent (percent-encoded, without query); table ends with pattern NULL.
 * Fixed segments win over {parts} by standing earlier in the table. ret_params are decoded into
 * the arena; a part that decodes to '/', "." or ".." is ROUTE_BAD_PATH, as is broken encoding. */
enum route_match route_find(const struct route *table, enum method method, const char *path,
			    struct arena *arena, const struct route **ret_route,
			    const char *ret_params[ROUTE_MAX_PARAMS]);

#endif
