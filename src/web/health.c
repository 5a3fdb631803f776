/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/health.h"

#include "web/site.h"
#include "web/watch.h"

static void plain(struct reply *reply, int status, const char *text)
{
	reply->status = status;
	reply->type = "text/plain; charset=utf-8";
	reply->cache_control = "no-store";
	reply->no_cache = true;
	buf_puts(&reply->body, text);
	buf_putc(&reply->body, '\n');
}

void page_health(struct request *request, struct reply *reply)
{
	(void)request;
	plain(reply, 200, "ok");
}

void page_ready(struct request *request, struct reply *reply)
{
	char why[WATCH_WHY];
	bool desk = request->face == FACE_DESK;
	bool ready = desk ? watch_ready(request->site->watch, why)
			  : watch_readable(request->site->watch);
	if (!ready) reply->retry_after = RETRY_SECONDS;
	plain(reply, ready ? 200 : 503, ready ? "ready" : desk ? why : "not ready");
}
