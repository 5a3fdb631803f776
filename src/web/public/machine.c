/* SPDX-License-Identifier: MulanPSL-2.0
 * What machines ask for: robots.txt, the site map. */
#include <string.h>

#include "web/public/pages.h"

void page_robots(struct request *request, struct reply *reply)
{
	reply->type = "text/plain; charset=utf-8";
	reply->no_cache = true;
	buf_puts(&reply->body, request->site->demo ? "User-agent: *\nDisallow: /\n"
						   : "User-agent: *\nDisallow: /elder\n");
	if (request->site->domain[0] != '\0' && !request->site->demo)
		buf_printf(&reply->body, "Sitemap: https://%s/sitemap.xml\n",
			   request->site->domain);
}

static void add_url(struct request *request, struct view_sitemap *view, const char *base,
		    const char *path)
{
	const char *domain = request->site->domain;
	view->urls[view->n_urls++] =
		arena_printf(request->arena, "%s%s%s%s", domain[0] == '\0' ? "" : "https://",
			     domain, base, path);
}

static enum err add_agency(struct request *request, struct view_sitemap *view,
			   const struct public_agency *agency, bool first, struct error *error)
{
	static const char *const paths[] = {"/", "/guide", "/rules", "/records", "/report"};
	struct public_report *reports;
	size_t n;
	enum err err = public_report_list(request->thread->public_store, agency->id, request->arena,
					  error, &reports, &n);
	if (err != ERR_NONE) return err;
	const char *base =
		first ? "" : arena_printf(request->arena, "/a/%lld", (long long)agency->id);
	const char **before = view->urls;
	view->urls =
		arena_array(request->arena, view->n_urls + COUNT_OF(paths) + n, sizeof *view->urls);
	if (view->n_urls > 0) memcpy(view->urls, before, view->n_urls * sizeof *before);
	for (size_t i = 0; i < COUNT_OF(paths); i++) add_url(request, view, base, paths[i]);
	for (size_t i = 0; i < n; i++)
		if (reports[i].newest)
			add_url(request, view, base,
				arena_printf(request->arena, "/report/%d", reports[i].year));
	return ERR_NONE;
}

void page_sitemap(struct request *request, struct reply *reply)
{
	struct view_sitemap view = {.n_urls = 0};
	struct public_agency *agencies;
	struct error error;
	size_t n;
	enum err err = public_agency_list(request->thread->public_store, request->arena, &error,
					  &agencies, &n);
	for (size_t i = 0; err == ERR_NONE && i < n; i++)
		err = add_agency(request, &view, &agencies[i], i == 0, &error);
	if (err != ERR_NONE) {
		public_page_fail(request, reply, &error);
		return;
	}
	reply->type = "application/xml; charset=utf-8";
	render_public_sitemap(&reply->body, &view);
}
