/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/address.h"
#include "base/digest.h"
#include "base/random.h"
#include "web/body.h"
#include "web/page_cache.h"

void exchange_begin(struct exchange *exchange, const struct site *site, enum face face,
		    const char *uri)
{
	memset(exchange, 0, offsetof(struct exchange, arena));
	exchange->request.arena = &exchange->arena;
	exchange->request.site = site;
	exchange->request.face = face;
	reply_init(&exchange->reply);
	size_t n = strlen(uri);
	if (n >= EXCHANGE_TARGET_MAX) return;
	memcpy(exchange->target, uri, n + 1);
	exchange->n_target = n;
}

void exchange_end(struct exchange *exchange)
{
	body_close(exchange->body);
	uploads_close(&exchange->request);
	reply_release(&exchange->reply);
	if (exchange->arena.head != NULL) arena_reset(&exchange->arena);
}

void exchange_free(struct exchange *exchange)
{
	arena_release(&exchange->arena);
	free(exchange);
}

const char *exchange_method(const char *method)
{
	static const char *const known[] = {"GET", "HEAD", "POST"};
	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (strcmp(method, known[i]) == 0) return known[i];
	return NULL;
}

/* Without allocating: this runs for every page that the cache answers. */
static bool wants_elder(const char *cookies)
{
	return cookies != NULL && strstr(cookies, COOKIE_ELDER "=1") != NULL;
}

void exchange_cache_key(struct exchange *exchange)
{
	exchange->target[exchange->n_target + 1] = wants_elder(exchange->guard.cookie) ? '1' : '0';
	exchange->n_key = exchange->n_target + 2;
}

static bool listed(const char *list, const char *address)
{
	size_t n = strlen(address);
	while (list != NULL && n > 0 && *list != '\0') {
		list += strspn(list, ", ");
		size_t item = strcspn(list, ", ");
		if (item == n && strncmp(list, address, n) == 0) return true;
		list += item;
	}
	return false;
}

void exchange_sender(struct exchange *exchange, const char *peer, const char *trusted)
{
	struct request *request = &exchange->request;
	const struct guard *guard = &exchange->guard;
	char plain[ADDRESS_TEXT];
	bool known = address_plain(peer, strlen(peer), plain);
	request->from = arena_text(&exchange->arena, known ? plain : peer);
	request->host = guard->host == NULL ? "" : guard->host;
	if (!listed(trusted, request->from)) return;
	request->https =
		guard->forwarded_proto != NULL && strcmp(guard->forwarded_proto, "https") == 0;
	if (guard->forwarded_for == NULL) return;
	/* the last entry is the one our own proxy wrote; what stands before it anybody may invent
	 */
	const char *last = strrchr(guard->forwarded_for, ',');
	last = last == NULL ? guard->forwarded_for : last + 1;
	last += strspn(last, " ");
	size_t n = strcspn(last, " ");
	/* in one spelling, or each spelling, and each port, would be a visitor of its own */
	if (address_plain(last, n, plain)) request->from = arena_text(&exchange->arena, plain);
}

int exchange_route(struct exchange *exchange, enum method method)
{
	struct request *request = &exchange->request;
	request->method = method;
	const char *mark = memchr(exchange->target, '?', exchange->n_target);
	size_t n_path = mark == NULL ? exchange->n_target : (size_t)(mark - exchange->target);
	request->path = arena_text_n(&exchange->arena, exchange->target, n_path);
	request->query = mark == NULL ? "" : mark + 1;
	request->cookies = exchange->guard.cookie == NULL ? "" : exchange->guard.cookie;
	switch (route_find(request->site->faces[request->face].routes, method, request->path,
			   &exchange->arena, &request->route, request->params)) {
	case ROUTE_FOUND: break;
	case ROUTE_NO_PATH: return 404;
	case ROUTE_BAD_PATH: return 400;
	case ROUTE_NO_METHOD:
		exchange->reply.allow = method == METHOD_POST ? "GET, HEAD" : "POST";
		return 405;
	}
	bool good = body_split(&exchange->arena, request->query, strlen(request->query),
			       &request->query_fields, &request->n_query_fields);
	return good ? 0 : 400;
}

static int body_status(enum body_error error)
{
	switch (error) {
	case BODY_FINE: return 0;
	case BODY_TOO_LARGE: return 413;
	case BODY_WRONG_TYPE: return 415;
	case BODY_NO_SPACE: return 507;
	case BODY_BAD: break;
	}
	return 400;
}

int exchange_body_open(struct exchange *exchange)
{
	const struct route *route = exchange->request.route;
	return body_status(body_open(&exchange->arena, exchange->guard.content_type,
				     route->body_limit, route->files, exchange->request.site->spool,
				     &exchange->body));
}

void exchange_body_feed(struct exchange *exchange, const char *bytes, size_t n)
{
	exchange->body_status = body_status(body_feed(exchange->body, bytes, n));
}

int exchange_body_finish(struct exchange *exchange)
{
	if (exchange->body_status != 0) return exchange->body_status;
	return body_status(body_finish(exchange->body, &exchange->request));
}

const char *csrf_of(const char *cookie, struct arena *arena)
{
	const char *text = arena_printf(arena, "csrf:%s", cookie);
	struct digest digest = digest_of(text, strlen(text));
	char hex[DIGEST_HEX];
	digest_hex(&digest, hex);
	return arena_text_n(arena, hex, CSRF_TOKEN - 1);
}

/* The token is a digest of a cookie that other sites can neither read nor set for us: of the
 * login, or before sign-in of a random one that this answer leaves behind. */
static void make_csrf(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	const char *seed = request_cookie(request, COOKIE_LOGIN);
	if (seed == NULL) seed = request_cookie(request, COOKIE_FORM);
	if (seed == NULL || seed[0] == '\0') {
		char *fresh = arena_alloc(&exchange->arena, 33);
		random_hex(fresh, 16);
		seed = fresh;
		reply_set_cookie(&exchange->reply, COOKIE_FORM, fresh, -1);
	}
	memcpy(request->csrf, csrf_of(seed, &exchange->arena), CSRF_TOKEN);
}

/* Browsers tell where a form came from; one that says "elsewhere" is believed. */
static bool same_origin(const struct guard *guard)
{
	const char *site = guard->fetch_site;
	if (site != NULL && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0)
		return false;
	if (guard->origin == NULL) return true;
	const char *host = strstr(guard->origin, "://");
	return host != NULL && guard->host != NULL && strcmp(host + 3, guard->host) == 0;
}

static bool same_text(const char *a, const char *b)
{
	size_t n = strlen(a);
	if (n != strlen(b)) return false;
	unsigned difference = 0;
	for (size_t i = 0; i < n; i++) difference |= (unsigned)(a[i] ^ b[i]);
	return difference == 0;
}

int exchange_ready(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	request->generation = exchange->generation;
	request->elder = wants_elder(exchange->guard.cookie);
	bool form = request->method == METHOD_POST && !(request->route->flags & ROUTE_NO_CSRF);
	if (request->face == FACE_PUBLIC && request->method == METHOD_GET &&
	    !(request->route->flags & ROUTE_FORM))
		return 0;
	make_csrf(exchange);
	if (!form) return 0;
	bool ours = same_origin(&exchange->guard) &&
		    same_text(request_form(request, "csrf"), request->csrf);
	return ours ? 0 : 403;
}

static void make_etag(struct exchange *exchange)
{
	struct reply *reply = &exchange->reply;
	const struct route *route = exchange->request.route;
	if (reply->status != 200 || reply->etag != NULL || reply->no_cache ||
	    !(route->flags & ROUTE_CACHED))
		return;
	uint64_t hash = reply->fixed != NULL ? page_hash(reply->fixed, reply->n_fixed)
					     : page_hash(buf_text(&reply->body), reply->body.n);
	char *etag = arena_text_n(&exchange->arena, "\"0123456789abcdef\"", 18);
	for (size_t i = 0; i < 16; i++) etag[1 + i] = "0123456789abcdef"[hash >> (60 - 4 * i) & 15];
	reply->etag = etag;
}

void exchange_run(struct exchange *exchange, struct web_thread *thread)
{
	struct request *request = &exchange->request;
	struct reply *reply = &exchange->reply;
	const struct face_rules *rules = &request->site->faces[request->face];
	request->thread = thread;
	exchange->ran = true;
	if (exchange->refused != 0) {
		exchange_refuse(exchange, thread, exchange->refused);
		return;
	}
	if (request->route->flags & ROUTE_BARE) {
		request->route->handler(request, reply);
	} else if (rules->guard == NULL || rules->guard(request, reply)) {
		uploads_check(request);
		(rules->run == NULL ? request->route->handler : rules->run)(request, reply);
	}
	if (!buf_ok(&exchange->reply.body)) exchange_refuse(exchange, thread, 500);
	make_etag(exchange);
}

/* What may be sent, when more was; NULL: the usual sentence. */
static const char *limits_text(const struct request *request, int status)
{
	const struct file_rule *files = request->route == NULL ? NULL : request->route->files;
	if (status != 413 || files == NULL) return NULL;
	return arena_printf(request->arena,
			    "提交的文件太大，没有收下。每个文件最多 %s，一次一共最多 %s；"
			    "请缩小以后，或者分几次再发。",
			    upload_size(files->each, request->arena),
			    upload_size(files->total, request->arena));
}

void exchange_refuse(struct exchange *exchange, struct web_thread *thread, int status)
{
	struct request *request = &exchange->request;
	request->thread = thread;
	if (request->path == NULL) request->path = "/";
	if (request->cookies == NULL) request->cookies = "";
	request->elder = wants_elder(exchange->guard.cookie);
	buf_clear(&exchange->reply.body);
	exchange->reply.status = status;
	exchange->reply.no_cache = true;
	if (status == 503) exchange->reply.retry_after = RETRY_SECONDS;
	request->site->faces[request->face].error_page(request, &exchange->reply, status,
						       limits_text(request, status));
}

const char *status_text(int status)
{
	switch (status) {
	case 400: return "收到的请求不完整或者不合规范，请返回上一页重试。";
	case 403:
		return "您没有进行这项操作的权限，或者页面停留过久已经失效，请返回上一页刷新后重试"
		       "。";
	case 404: return "没有找到这个页面。它可能已经移走，或者网址有误。";
	case 405: return "这个网址不接受这种操作，请从页面上的按钮或者链接进入。";
	case 411: return "请求没有说明内容的长度，不予处理。";
	case 413: return "提交的内容或者文件太大。";
	case 414: return "网址太长。";
	case 415: return "提交的内容格式不对。";
	case 429: return "操作太频繁，请过一段时间再试。";
	case 503: return "系统暂时忙不过来，请过几秒再试。";
	case 507:
		return "系统暂时没有地方存放文件，这次提交没有收下。请稍后再试，或者先不附文件提交"
		       "。";
	default: return "系统出错，已经记录。请稍后重试；如果仍然出错，请与管理员联系。";
	}
}

void exchange_plain(struct exchange *exchange, int status)
{
	struct reply *reply = &exchange->reply;
	reply->status = status;
	reply->type = "text/plain; charset=utf-8";
	reply->no_cache = true;
	buf_puts(&reply->body, status_text(status));
	buf_putc(&reply->body, '\n');
	exchange->close = true;
}

bool exchange_unchanged(const struct exchange *exchange, const char *etag)
{
	const char *held = exchange->guard.if_none_match;
	return held != NULL && etag != NULL &&
	       (strcmp(held, "*") == 0 || strstr(held, etag) != NULL);
}

static void cookie_header(const struct reply_cookie *cookie, bool https, header_add *add,
			  void *context)
{
	char text[512], age[32] = "";
	if (cookie->max_age >= 0) snprintf(age, sizeof age, "; Max-Age=%d", cookie->max_age);
	int n = snprintf(text, sizeof text, "%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s",
			 cookie->name, cookie->value, age, https ? "; Secure" : "");
	BUG_IF(n < 0 || (size_t)n >= sizeof text);
	add(context, "Set-Cookie", text);
}

void exchange_headers(const struct exchange *exchange, bool unchanged, header_add *add,
		      void *context)
{
	const struct request *request = &exchange->request;
	const struct reply *reply = &exchange->reply;
	const char *keep = reply->cache_control;
	bool shared = request->face == FACE_PUBLIC &&
		      (request->route == NULL || !(request->route->flags & ROUTE_PRIVATE));
	if (keep == NULL) keep = shared ? "no-cache" : "no-store";
	/* behind these no page of ours loads, frames, or sends anything that is not ours */
	add(context, "Content-Security-Policy",
	    reply->sandbox ? "sandbox; default-src 'none'; frame-ancestors 'none'"
			   : "default-src 'none'; style-src 'self'; script-src 'self'; img-src "
			     "'self' data:; "
			     "form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
	add(context, "X-Content-Type-Options", "nosniff");
	add(context, "Referrer-Policy", "same-origin");
	add(context, "Cache-Control", keep);
	if (reply->etag != NULL) add(context, "ETag", reply->etag);
	if (request->route != NULL && request->route->flags & ROUTE_CACHED)
		add(context, "Vary", "Cookie");
	if (exchange->close) add(context, "Connection", "close");
	if (unchanged) return;
	add(context, "Content-Type", reply->type);
	if (reply->location != NULL) add(context, "Location", reply->location);
	if (reply->forget) add(context, "Clear-Site-Data", "\"cache\"");
	if (reply->disposition != NULL) add(context, "Content-Disposition", reply->disposition);
	if (reply->allow != NULL) add(context, "Allow", reply->allow);
	for (size_t i = 0; i < reply->n_cookies; i++)
		cookie_header(&reply->cookies[i], request->https, add, context);
	if (reply->retry_after > 0) {
		char seconds[16];
		snprintf(seconds, sizeof seconds, "%d", reply->retry_after);
		add(context, "Retry-After", seconds);
	}
}
