/* SPDX-License-Identifier: MulanPSL-2.0
 * The report as paper: to read on the screen, and to download. A published year gives the papers
 * that were kept; any other is printed now, marked as a draft. */
#include <string.h>

#include "office/annual_screen.h"
#include "web/desk/page_annual.h"

enum { PREVIEW_MAX = 4 * 1024 * 1024 };

void page_annual_preview(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_years years;
	struct annual annual;
	struct desk_preview view = {0};
	desk_begin(&desk, request, reply, "报告预览");
	if (!page_annual_load(&desk, "/report/preview", &years, &annual)) return;
	struct buf out;
	buf_init(&out, PREVIEW_MAX);
	enum err err = annual_print_screen(desk.office, &annual, desk.arena, &out, &desk.error);
	view.paper = (struct safe_html){arena_text(desk.arena, buf_text(&out)), out.n};
	buf_release(&out);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	struct desk_report_file *files;
	view.n_files = page_annual_files(&desk, &annual, &files);
	view.files = files;
	view.published = annual.has_report && annual.report.state == REPORT_PUBLISHED;
	view.year_href = page_annual_href(&desk, "/report");
	desk_trail(&desk, view.year_href, "年度报告");
	view.frame = desk.frame;
	render_desk_preview(&reply->body, &view);
}

/* The kept paper of a published year. */
static enum err kept(struct desk *desk, const struct paper_format *format, struct buf *out)
{
	struct report_paper copy;
	enum err err = annual_paper_kept(desk->office, desk->actor, desk->agency_id, desk->year,
					 format, desk->arena, &desk->error, &copy);
	if (err == ERR_NONE) buf_add(out, copy.bytes, copy.n);
	return err;
}

void page_annual_paper(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_years years;
	struct annual annual;
	desk_begin(&desk, request, reply, "年度报告");
	const struct paper_format *format = paper_format_find(request->params[0]);
	if (format == NULL) {
		desk_missing(&desk);
		return;
	}
	if (!page_annual_load(&desk, "/report", &years, &annual)) return;
	bool published = annual.has_report && annual.report.state == REPORT_PUBLISHED;
	enum err err = published ? kept(&desk, format, &reply->body)
				 : annual_print_apart(
					   annual_document(desk.office, &annual, false, desk.arena),
					   format, &reply->body, &desk.error);
	if (err != ERR_NONE) {
		buf_clear(&reply->body);
		desk_fail(&desk, err);
		return;
	}
	reply->type = format->media_type;
	reply->disposition = arena_printf(desk.arena, "attachment; filename=\"report-%d%s.%s\"",
					  desk.year, published ? "" : "-draft", format->ending);
}
