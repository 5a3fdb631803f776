/* SPDX-License-Identifier: MulanPSL-2.0
 * Annual reports: all years, one year as a page, its papers to download. Papers were printed once,
 * when the report was published; nothing is computed here. */
#include <string.h>

#include "base/escape.h"
#include "paper/paper.h"
#include "web/public/pages.h"

enum { FRAME_BYTES = 8192 }; /* about what stands around the paper */

/* What may be downloaded, and how the link says so. */
static const struct paper_file {
	const char *format, *label;
	bool opens; /* in the browser, rather than being saved */
} files[] = {
	{"pdf", "下载 PDF", true},
	{"docx", "下载 Word 文档", false},
	{"text", "纯文本", true},
};

static const char *file_name(const struct paper_file *file, struct arena *arena)
{
	return ARENA_JOIN(arena, "report.", paper_format_find(file->format)->ending);
}

static const char *at_of(struct request *request, int64_t moment)
{
	return arena_text(request->arena, moment_text(moment).s);
}

static const char *report_href(struct request *request, const struct public_page *page, int year,
			       const char *file, int issue)
{
	struct arena *arena = request->arena;
	return ARENA_JOIN(arena, page->base, "/report/", arena_int(arena, year),
			  file[0] == '\0' ? "" : "/", file,
			  issue == 0 ? "" : "?issue=", issue == 0 ? "" : arena_int(arena, issue));
}

void page_report_list(struct request *request, struct reply *reply)
{
	struct view_report_list view = {.n_rows = 0};
	struct public_page *page = &view.page;
	struct error error;
	struct public_report *reports;
	size_t n;
	if (!public_page_begin(request, reply, PART_REPORTS, "政府信息公开年报", page)) return;
	if (public_report_list(request->thread->public_store, page->agency.id, request->arena,
			       &error, &reports, &n) != ERR_NONE) {
		public_page_fail(request, reply, &error);
		return;
	}
	public_page_crumb(page, NULL, "政府信息公开年报");
	view.rows = arena_array(request->arena, n, sizeof *view.rows);
	for (size_t i = 0; i < n; i++) {
		const struct public_report *report = &reports[i];
		if (!report->newest) continue;
		view.rows[view.n_rows++] = (struct view_report_row){
			.year = report->year,
			.issue = report->issue,
			.reissued = report->issue > 1,
			.href = report_href(request, page, report->year, "", 0),
			.pdf_href = report_href(request, page, report->year, "report.pdf", 0),
			.docx_href = report_href(request, page, report->year, "report.docx", 0),
			.at = at_of(request, report->published_at),
		};
	}
	render_public_report_list(&reply->body, &view);
}

/* The report the address names: {year}, and ?issue= for an older issue. False when it already
 * answered. */
static bool find_report(struct request *request, struct reply *reply,
			const struct public_page *page, struct public_report *ret_report)
{
	const char *issue = request_query(request, "issue");
	int64_t year, number = 0;
	struct error error;
	bool named = http_number(public_page_param(request, 0), &year) && year <= 2999 &&
		     (issue[0] == '\0' || (http_number(issue, &number) && number <= 999));
	if (named && public_report_get(request->thread->public_store, page->agency.id, (int)year,
				       (int)number, request->arena, &error, ret_report) == ERR_NONE)
		return true;
	if (!named) error_set(&error, ERR_MISSING, NULL, "没有这一年的报告。");
	public_page_fail(request, reply, &error);
	return false;
}

/* Our page has its own head and style: of the printed page only what stands inside <main>, which is
 * the last thing in it. */
static bool paper_body(const struct public_paper *paper, struct safe_html *ret_html)
{
	static const char open[] = "<main>\n", close[] = "</main>\n</body>\n</html>\n";
	const char *begin = paper->bytes, *end = begin + paper->n;
	size_t left;
	/* from tag to tag: before it stands one long style sheet, and memmem reads it all */
	for (;; begin++) {
		begin = memchr(begin, '<', (size_t)(end - begin));
		if (begin == NULL) return false;
		left = (size_t)(end - begin);
		if (left < sizeof open + sizeof close - 2) return false;
		if (memcmp(begin, open, sizeof open - 1) == 0) break;
	}
	begin += sizeof open - 1;
	left -= sizeof open + sizeof close - 2;
	if (memcmp(begin + left, close, sizeof close - 1) != 0) return false;
	*ret_html = (struct safe_html){begin, left};
	return true;
}

static void fill_issues(struct request *request, struct view_report *view,
			const struct public_report *all, size_t n, int issue)
{
	view->issues = arena_array(request->arena, n, sizeof *view->issues);
	for (size_t i = 0; i < n; i++) {
		if (all[i].year != view->year) continue;
		view->issues[view->n_issues++] = (struct view_report_issue){
			.issue = all[i].issue,
			.href = report_href(request, &view->page, view->year, "", all[i].issue),
			.at = at_of(request, all[i].published_at),
			.reason = all[i].reason,
			.here = all[i].issue == issue,
		};
	}
	if (view->n_issues < 2) view->n_issues = 0;
}

static void fill_report(struct request *request, struct view_report *view,
			const struct public_report *report)
{
	struct public_page *page = &view->page;
	int asked = report->newest ? 0 : report->issue;
	view->year = report->year;
	view->issue = report->issue;
	view->newest = report->newest;
	view->newest_href = report_href(request, page, report->year, "", 0);
	view->at = at_of(request, report->published_at);
	view->reason = report->reason;
	view->journal_head = report->journal_head;
	view->journal_entry = report->journal_entry;
	view->files = arena_array(request->arena, COUNT_OF(files), sizeof *view->files);
	for (size_t i = 0; i < COUNT_OF(files); i++)
		view->files[view->n_files++] =
			(struct view_link){report_href(request, page, report->year,
						       file_name(&files[i], request->arena), asked),
					   files[i].label, false};
	const char *year = arena_int(request->arena, report->year);
	const char *title = ARENA_JOIN(request->arena, year, "年政府信息公开工作年度报告");
	public_page_crumb(page, public_page_href(request, page, "/report"), "政府信息公开年报");
	public_page_crumb(page, NULL, ARENA_JOIN(request->arena, year, "年"));
	public_page_meta(page, "ArticleTitle",
			 ARENA_JOIN(request->arena, page->agency.name, title));
	public_page_meta(page, "PubDate", view->at);
	public_page_meta(page, "ContentSource", page->agency.name);
	page->title = ARENA_JOIN(request->arena, title, " - ", page->name);
}

struct shown {
	struct view_report *view;
	struct reply *reply;
	bool good;
};

static void show_paper(const struct public_paper *paper, void *context)
{
	struct shown *shown = context;
	shown->good = paper_body(paper, &shown->view->paper);
	if (!shown->good) return;
	buf_reserve(&shown->reply->body, shown->view->paper.n + FRAME_BYTES);
	render_public_report(&shown->reply->body, shown->view);
}

void page_report(struct request *request, struct reply *reply)
{
	struct view_report view = {.year = 0};
	struct shown shown = {&view, reply, false};
	struct store *store = request->thread->public_store;
	struct public_report report, *all = NULL;
	struct error error;
	size_t n = 0;
	if (!public_page_begin(request, reply, PART_REPORTS, "年度报告", &view.page)) return;
	if (!find_report(request, reply, &view.page, &report)) return;
	enum err err = ERR_NONE;
	/* the only issue has no others to list */
	if (!report.newest || report.issue != 1)
		err = public_report_list(store, view.page.agency.id, request->arena, &error, &all,
					 &n);
	if (err == ERR_NONE) {
		fill_report(request, &view, &report);
		fill_issues(request, &view, all, n, report.issue);
		err = public_report_paper(store, report.id, "html", request->arena, show_paper,
					  &shown, &error);
	}
	if (err == ERR_NONE && !shown.good)
		err = error_set(&error, ERR_ENV, NULL,
				"the printed page of report %lld has no <main>",
				(long long)report.id);
	if (err != ERR_NONE) public_page_fail(request, reply, &error);
}

static void send_paper(const struct public_paper *paper, void *context)
{
	struct reply *reply = context;
	reply->type = paper->media_type;
	buf_add(&reply->body, paper->bytes, paper->n);
}

void page_report_file(struct request *request, struct reply *reply)
{
	const char *name = public_page_param(request, 1);
	const struct paper_file *file = NULL;
	for (size_t i = 0; i < COUNT_OF(files); i++)
		if (strcmp(file_name(&files[i], request->arena), name) == 0) file = &files[i];
	if (file == NULL) {
		public_error_page(request, reply, 404, NULL);
		return;
	}
	struct public_page page;
	struct public_report report;
	struct error error;
	if (!public_page_begin(request, reply, PART_REPORTS, "年度报告", &page)) return;
	if (!find_report(request, reply, &page, &report)) return;
	if (public_report_paper(request->thread->public_store, report.id, file->format,
				request->arena, send_paper, reply, &error) != ERR_NONE) {
		public_page_fail(request, reply, &error);
		return;
	}
	public_page_paper(request, reply, reply->type,
			  arena_printf(request->arena, "%s%d年政府信息公开工作年度报告.%s",
				       page.agency.name, report.year,
				       paper_format_find(file->format)->ending),
			  file->opens);
}
