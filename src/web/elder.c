/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/elder.h"

#include <string.h>

#include "base/escape.h"
#include "web/site.h"

enum { YEAR_SECONDS = 365 * 24 * 3600 };

void page_elder(struct request *request, struct reply *reply)
{
	bool on = strcmp(request_query(request, "on"), "1") == 0;
	reply_set_cookie(reply, COOKIE_ELDER, on ? "1" : "", on ? YEAR_SECONDS : 0);
	reply_redirect(reply, request_query(request, "back"));
}

const char *elder_href(const struct request *request)
{
	struct buf url;
	buf_init(&url, 16384);
	buf_printf(&url, "/elder?on=%d&back=", request->elder ? 0 : 1);
	escape_url(&url, request->path);
	if (request->query != NULL && request->query[0] != '\0') {
		BUF_LIT(&url, "%3F");
		escape_url(&url, request->query);
	}
	const char *text = arena_text(request->arena, buf_ok(&url) ? buf_text(&url) : "/elder");
	buf_release(&url);
	return text;
}

const char *elder_label(const struct request *request)
{
	return request->elder ? "退出大字高对比" : "大字高对比（适老版）";
}
