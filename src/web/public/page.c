/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/public/page.h"

#include <string.h>

#include "base/escape.h"
#include "base/log.h"
#include "web/elder.h"
#include "web/public/error.h"
#include "web/public/memo.h"

static const struct {
	const char *path, *label;
} parts[PART__MAX] = {
	[PART_GUIDE] = {"/guide", "政府信息公开指南"},
	[PART_RULES] = {"/rules", "政府信息公开制度"},
	[PART_RECORDS] = {"/records", "法定主动公开内容"},
	[PART_REPORTS] = {"/report", "政府信息公开年报"},
	[PART_APPLY] = {"/apply", "依申请公开"},
};

/* Addresses of one agency of the tree begin with /a/{agency}. */
static bool names_agency(const struct request *request)
{
	return request->route != NULL && strncmp(request->route->pattern, "/a/", 3) == 0;
}

const char *public_page_param(const struct request *request, size_t index)
{
	const char *param = request->params[index + (names_agency(request) ? 1 : 0)];
	return param == NULL ? "" : param;
}

static bool find_agency(struct request *request, struct error *error,
			const struct public_agency **ret_agency,
			const struct public_agency **ret_all, size_t *ret_n)
{
	enum err err = memo_agencies(request, error, ret_all, ret_n);
	if (err != ERR_NONE) return false;
	int64_t id = 0;
	if (names_agency(request) && !http_number(request->params[0], &id)) id = -1;
	for (size_t i = 0; i < *ret_n; i++) {
		const struct public_agency *agency = &(*ret_all)[i];
		if (id == 0 || agency->id == id) { /* the first agency of all has no number */
			*ret_agency = agency;
			return true;
		}
	}
	error_set(error, ERR_MISSING, NULL, "没有这个单位。");
	return false;
}

const char *public_page_href(const struct request *request, const struct public_page *page,
			     const char *path)
{
	return ARENA_JOIN(request->arena, page->base, path);
}

void public_page_meta(struct public_page *page, const char *name, const char *content)
{
	if (content == NULL || content[0] == '\0') return;
	BUG_IF(page->n_meta == PUBLIC_MAX_META);
	page->meta[page->n_meta++] = (struct public_meta){name, content};
}

void public_page_crumb(struct public_page *page, const char *href, const char *label)
{
	BUG_IF(page->n_crumbs == PUBLIC_MAX_CRUMBS);
	page->crumbs[page->n_crumbs++] = (struct view_link){href, label, href == NULL};
}

static void fill_links(struct request *request, struct public_page *page, enum public_part part,
		       const struct public_agency *agencies, size_t n)
{
	for (int i = PART_NONE + 1; i < PART__MAX; i++)
		page->parts[page->n_parts++] =
			(struct view_link){public_page_href(request, page, parts[i].path),
					   parts[i].label, i == (int)part};
	page->agencies = arena_array(request->arena, n, sizeof *page->agencies);
	for (size_t i = 0; i < n; i++) {
		const struct public_agency *agency = &agencies[i];
		/* those below this one; on the first agency's pages the heads of other trees too */
		bool below = agency->parent_id == page->agency.id;
		bool beside = page->base[0] == '\0' && i > 0 && agency->parent_id == 0;
		if (!below && !beside) continue;
		page->agencies[page->n_agencies++] = (struct view_link){
			arena_printf(request->arena, "/a/%lld/", (long long)agency->id),
			agency->short_name[0] != '\0' ? agency->short_name : agency->name, false};
	}
}

static void fill_frame(struct request *request, struct public_page *page, enum public_part part,
		       const char *heading, bool first)
{
	const struct public_agency *agency = &page->agency;
	const struct site *site = request->site;
	page->base = first ? "" : arena_printf(request->arena, "/a/%lld", (long long)agency->id);
	page->home = first ? "/" : public_page_href(request, page, "/");
	page->name = agency->site_name[0] != '\0' ? agency->site_name : agency->name;
	page->host = agency->site_host[0] != '\0' ? agency->site_host : agency->name;
	page->title = heading == NULL ? page->name
				      : ARENA_JOIN(request->arena, heading, " - ", page->name);
	page->css = site->assets.css;
	page->script = site->assets.script;
	page->icon = site->assets.icon;
	page->mode = request->elder ? "elder" : "";
	page->elder_href = elder_href(request);
	page->elder_label = elder_label(request);
	page->demo = site->demo;
	public_page_meta(page, "SiteName", page->name);
	public_page_meta(page, "SiteDomain", site->domain);
	public_page_meta(page, "SiteIDCode", agency->site_code);
	if (part == PART_NONE) return;
	public_page_meta(page, "ColumnName", parts[part].label);
	public_page_meta(page, "ColumnType", "政府信息公开");
}

bool public_page_begin(struct request *request, struct reply *reply, enum public_part part,
		       const char *heading, struct public_page *ret_page)
{
	struct error error;
	const struct public_agency *agency;
	const struct public_agency *agencies;
	size_t n;
	memset(ret_page, 0, sizeof *ret_page);
	if (!find_agency(request, &error, &agency, &agencies, &n)) {
		public_page_fail(request, reply, &error);
		return false;
	}
	ret_page->agency = *agency;
	fill_frame(request, ret_page, part, heading, agency == agencies);
	fill_links(request, ret_page, part, agencies, n);
	if (part != PART_NONE || heading != NULL)
		public_page_crumb(ret_page, ret_page->home, "首页");
	return true;
}

void public_page_turn(struct request *request, enum public_part part, const char *heading,
		      int64_t agency_id, struct public_page *page)
{
	struct error error;
	const struct public_agency *agencies;
	size_t n;
	if (memo_agencies(request, &error, &agencies, &n) != ERR_NONE) return;
	for (size_t i = 0; i < n; i++) {
		if (agencies[i].id != agency_id) continue;
		memset(page, 0, sizeof *page);
		page->agency = agencies[i];
		fill_frame(request, page, part, heading, i == 0);
		fill_links(request, page, part, agencies, n);
		public_page_crumb(page, page->home, "首页");
		return;
	}
}

void public_page_fail(struct request *request, struct reply *reply, const struct error *error)
{
	bool missing = error->code == ERR_MISSING || error->code == ERR_USAGE;
	if (!missing)
		log_line(LOG_ERROR, "public page %s: %s %s",
			 request->route == NULL ? "-" : request->route->pattern, error->message,
			 error->detail);
	public_error_page(request, reply, missing ? 404 : 503, NULL);
}

void public_page_paper(const struct request *request, struct reply *reply, const char *media_type,
		       const char *name, bool opens)
{
	struct buf header;
	buf_init(&header, 4096);
	buf_puts(&header, opens ? "inline; filename*=UTF-8''" : "attachment; filename*=UTF-8''");
	escape_url(&header, name);
	reply->disposition = arena_text(request->arena, buf_text(&header));
	reply->type = media_type;
	buf_release(&header);
}

void public_error_page(struct request *request, struct reply *reply, int status, const char *text)
{
	struct view_error view = {.status = status};
	struct error error;
	const struct public_agency *agency = NULL;
	const struct public_agency *agencies = NULL;
	size_t n = 0;
	/* an error page must not need the database: without it, it goes bare */
	const struct route *route = request->route;
	request->route = NULL;
	static const struct public_agency nobody = {
#define FIELD(name) .name = "",
		PUBLIC_AGENCY_FIELDS(FIELD)
#undef FIELD
	};
	/* nor wait for it again when it has just not answered */
	bool found = status == 503 ? memo_last(request, &agencies, &n)
				   : request->thread->public_store != NULL &&
					     find_agency(request, &error, &agency, &agencies, &n);
	if (status == 503) agency = agencies;
	view.page.agency = found ? *agency : nobody;
	view.title = status == 404   ? "没有找到页面"
		     : status == 429 ? "操作太频繁"
		     : status == 503 ? "请稍后再试"
		     : status >= 500 ? "暂时不能提供服务"
				     : "不能处理这个请求";
	view.text = text == NULL ? status_text(status) : text;
	fill_frame(request, &view.page, PART_NONE, view.title, true);
	if (view.page.name[0] == '\0') view.page.name = "政府信息公开";
	fill_links(request, &view.page, PART_NONE, agencies, found ? n : 0);
	request->route = route;
	if (status == 503) {
		view.retry = retry_of(request);
		reply->retry_after = RETRY_SECONDS;
	}
	reply->status = status;
	reply->no_cache = true;
	buf_clear(&reply->body);
	render_public_error(&reply->body, &view);
}
