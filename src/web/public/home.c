/* SPDX-License-Identifier: MulanPSL-2.0
 * The first page: the four statutory parts, what is new, the latest report. */
#include "web/public/pages.h"

enum { NEWS_MAX = 8 };

void page_home(struct request *request, struct reply *reply)
{
	struct view_home view = {.has_report = false};
	struct public_page *page = &view.page;
	struct error error;
	struct public_report *reports;
	size_t n;
	if (!public_page_begin(request, reply, PART_NONE, NULL, page)) return;
	enum err err = record_news(request, page, NULL, NEWS_MAX, &error, &view.news, &view.n_news);
	if (err == ERR_NONE)
		err = public_report_list(request->thread->public_store, page->agency.id,
					 request->arena, &error, &reports, &n);
	if (err != ERR_NONE) {
		public_page_fail(request, reply, &error);
		return;
	}
	view.guide_href = public_page_href(request, page, "/guide");
	view.rules_href = public_page_href(request, page, "/rules");
	view.records_href = public_page_href(request, page, "/records");
	view.reports_href = public_page_href(request, page, "/report");
	if (n > 0) {
		view.has_report = true;
		view.report_year = reports[0].year;
		view.report_href =
			arena_printf(request->arena, "%s/report/%d", page->base, reports[0].year);
		view.report_at = arena_text(request->arena, moment_text(reports[0].published_at).s);
	}
	render_public_home(&reply->body, &view);
}
