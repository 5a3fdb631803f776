/* SPDX-License-Identifier: MulanPSL-2.0
 * What the pages of both faces share, fixed when `serve` starts. */
#ifndef LIANXIN_WEB_SITE_H
#define LIANXIN_WEB_SITE_H

#include "web/asset.h"
#include "web/route.h"

struct store;
struct office;
struct public_memo;
struct watch;

#define COOKIE_LOGIN "lianxin_login" /* the token office/ gave at sign-in */
#define COOKIE_FORM "lianxin_form"   /* seeds the CSRF token before sign-in */
#define COOKIE_ELDER "lianxin_elder" /* "1": large, high contrast */

/* One thread's doors: store handles are not shared between threads. */
struct web_thread {
	struct store *public_store; /* STORE_PUBLIC; the public pages' only door */
	struct public_memo *memo;   /* what public pages keep between requests; NULL: nothing */
	struct store *own_store;    /* STORE_OWN: a requester's own matter */
	/* the desk's only door; public pages ask it through office/visitor.h alone */
	struct office *office;
	/* Opens the doors before the thread's first request; false: not now. NULL: they are open.
	 */
	bool (*open)(struct web_thread *thread);
};

/* Fills an error page (400, 403, 404, 405, 413, 500, 503 …) in this face's dress; text says in
 * Chinese what happened, NULL: the usual sentence for the status. */
typedef void page_error(struct request *request, struct reply *reply, int status, const char *text);
/* Decides before the page runs whether this request may go on, and sets request->actor. When it
 * may not, it fills the reply (sign-in page, 403) and returns false. */
typedef bool page_guard(struct request *request, struct reply *reply);

/* Runs request->route's page; a face may put something around it, as a snapshot to read from. */
typedef void page_run(struct request *request, struct reply *reply);

struct face_rules {
	const struct route *routes;
	page_error *error_page;
	page_guard *guard; /* NULL: everybody may see everything in the table */
	page_run *run;	   /* NULL: the page alone */
};

struct site {
	struct clock clock;
	struct face_rules faces[FACE__MAX];
	struct assets assets;
	const char
		*domain; /* for meta tags and the site map, e.g. "www.example.gov.cn"; "" unknown */
	bool demo;	 /* demonstration data: every page says so */
	const char *spool;   /* the folder for files that arrive (spool.h); NULL: the usual one */
	const char *clamd;   /* the virus scanner (office/scan.h); NULL: none */
	struct watch *watch; /* what the process knows of its database */
};

/* The usual sentence for a status, Chinese. */
const char *status_text(int status);

#endif
