/* SPDX-License-Identifier: MulanPSL-2.0
 * What a page sees of HTTP: a request that was checked and read to its end, and a reply to fill.
 * Nothing here knows which library carries it (server.c alone does). */
#ifndef LIANXIN_WEB_HTTP_H
#define LIANXIN_WEB_HTTP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "web/upload.h"

enum method { METHOD_GET, METHOD_POST }; /* HEAD is answered as GET without its body */
enum face { FACE_PUBLIC, FACE_DESK, FACE__MAX };

enum {
	ROUTE_MAX_PARAMS = 4,
	REPLY_MAX_COOKIES = 2,
	REPLY_BODY_MAX = 64 * 1024 * 1024,
	RETRY_SECONDS = 3, /* Retry-After of a 503 */
	CSRF_TOKEN = 33,   /* bytes, its '\0' included */
};

/* One field of the query or of a sent form; names and values are UTF-8 without C0 controls
 * except tab and newline. */
struct field {
	const char *name, *value;
};

struct route;
struct site;
struct web_thread;

struct request {
	struct arena *arena; /* lives as long as the request */
	const struct route *route;
	const struct site *site;   /* what the whole server shares (site.h) */
	struct web_thread *thread; /* this thread's doors to the office (site.h) */
	enum face face;
	enum method method;
	const char *path;		      /* as sent, without the query */
	const char *query;		      /* as sent, after the '?'; "" when none */
	const char *params[ROUTE_MAX_PARAMS]; /* the {…} parts of the route's pattern, decoded */
	struct field *query_fields, *form_fields;
	size_t n_query_fields, n_form_fields;
	struct upload *uploads; /* room for UPLOADS_MAX */
	size_t n_uploads;
	const char *cookies; /* the Cookie header, or "" */
	const char *host;    /* the Host header, checked by the guard; "" when none */
	const char *from;    /* the sender's address; behind a trusted proxy the one it names */
	int64_t generation;  /* the store's, as the server knew it when the request came; 0 unknown
			      */
	bool https;	     /* at the browser's end */
	bool elder;	     /* large and high-contrast, from the cookie */
	void *actor;	     /* desk: struct actor of whoever is signed in, set by the guard */
	void *login;	     /* desk: set by the guard beside the actor */
	char csrf[CSRF_TOKEN]; /* desk and public forms: the token this browser must send back */
};

struct reply_cookie {
	const char *name, *value;
	int max_age; /* seconds; 0 deletes, -1 until the browser closes */
};

struct reply {
	int status; /* 200 unless set */
	const char *type;
	struct buf body;   /* the server takes it over */
	const char *fixed; /* instead of body: bytes that outlive the server */
	size_t n_fixed;
	bool from_file; /* instead of both: n_file bytes of fd (outgoing.h); the server closes it */
	int fd;
	int64_t n_file;
	const char *etag;	   /* with its quotes; NULL: the server makes one for a 200 GET */
	const char *location;	   /* for 303 */
	const char *disposition;   /* e.g. attachment; filename*=… */
	const char *cache_control; /* NULL: the face's usual one */
	struct reply_cookie cookies[REPLY_MAX_COOKIES];
	size_t n_cookies;
	int retry_after;   /* seconds; 0: none */
	const char *allow; /* for 405 */
	bool no_cache;	   /* keep this page out of the page cache */
	bool forget;	   /* the browser drops the pages it kept of this face */
	bool sandbox;	   /* somebody else's file: the browser may run and show nothing of it */
};

/* The first value of a query's or form's field, "" when it was not sent. */
const char *request_query(const struct request *request, const char *name);
const char *request_form(const struct request *request, const char *name);
/* The first file of a field, NULL when none was sent. */
const struct upload *request_upload(const struct request *request, const char *field);
/* A cookie's value in the request's arena, NULL when it was not sent. */
const char *request_cookie(const struct request *request, const char *name);

/* What a form must carry to be ours, of a browser that holds this cookie: CSRF_TOKEN bytes. */
const char *csrf_of(const char *cookie, struct arena *arena);

void reply_init(struct reply *reply);
void reply_release(struct reply *reply);
/* The body is a file to be saved under this name (RFC 6266, RFC 8187), never shown in our name:
 * attachment, sandboxed, in no cache. name: clean (file_name_clean); media_type: one of
 * base/file_check.h, anything else is sent as unknown bytes. */
void reply_file(struct reply *reply, const char *name, const char *media_type, struct arena *arena);
/* 303 to a path of this face; location must start with exactly one '/', anything else goes to "/".
 * It must outlive the reply (arena). */
void reply_redirect(struct reply *reply, const char *location);
/* max_age as in reply_cookie; always HttpOnly, SameSite=Strict, Path=/. */
void reply_set_cookie(struct reply *reply, const char *name, const char *value, int max_age);

/* A number in an address: digits alone, at most 15, no leading zero but for 0 itself. */
bool http_number(const char *text, int64_t *ret_number);

/* Decodes %XX and, in queries and forms, '+'. False when an escape is broken, the result is not
 * UTF-8, or holds a control character other than tab, newline and (dropped) carriage return. */
bool http_decode(struct arena *arena, const char *text, size_t n, bool plus, const char **ret_text);

#endif
