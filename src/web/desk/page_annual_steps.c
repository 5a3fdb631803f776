/* SPDX-License-Identifier: MulanPSL-2.0
 * The buttons of the report: begin, freeze, back to draft, sign, publish, re-issue. */
#include <inttypes.h>
#include <string.h>

#include "web/desk/desk_entry.h"
#include "web/desk/page_annual.h"

/* The year the form was about. False: answered. */
static bool begin(struct desk *desk, struct request *request, struct reply *reply)
{
	struct desk_years years;
	desk_begin(desk, request, reply, "年度报告");
	enum err err = desk_year(desk, "/report", &years);
	if (err != ERR_NONE) desk_fail(desk, err);
	return err == ERR_NONE;
}

static void finish(struct desk *desk, enum err err, enum notice_code notice)
{
	if (err == ERR_NONE)
		desk_done(desk, page_annual_href(desk, "/report"), notice, "", desk->year);
	else
		desk_fail(desk, err);
}

/* The version the page was shown with; -1 for none, which matches no report. */
static int64_t version_of(const struct request *request)
{
	int64_t version;
	return http_number(request_form(request, "version"), &version) ? version : -1;
}

/* False: the page came back, because the reason is missing or too long. */
static bool read_reason(struct desk *desk, struct form *form)
{
	if (form_read(form, desk->request)) return true;
	struct desk_years years;
	struct annual annual;
	if (page_annual_load(desk, "/report", &years, &annual))
		page_annual_show(desk, &annual, &years, form);
	return false;
}

void page_annual_start(struct request *request, struct reply *reply)
{
	struct desk desk;
	if (!begin(&desk, request, reply)) return;
	finish(&desk, annual_start(desk.office, desk.actor, desk.agency_id, desk.year, &desk.error),
	       NOTICE_BEGUN);
}

void page_annual_freeze(struct request *request, struct reply *reply)
{
	struct desk desk;
	if (!begin(&desk, request, reply)) return;
	finish(&desk,
	       annual_freeze(desk.office, desk.actor, desk.agency_id, desk.year,
			     version_of(request), &desk.error),
	       NOTICE_FROZEN);
}

void page_annual_thaw(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	if (!begin(&desk, request, reply)) return;
	page_annual_reason(&form, false, desk.arena);
	if (!read_reason(&desk, &form)) return;
	finish(&desk,
	       annual_thaw(desk.office, desk.actor, desk.agency_id, desk.year, version_of(request),
			   form.values[0], &desk.error),
	       NOTICE_THAWED);
}

void page_annual_sign(struct request *request, struct reply *reply)
{
	struct desk desk;
	if (!begin(&desk, request, reply)) return;
	finish(&desk,
	       annual_sign(desk.office, desk.actor, desk.agency_id, desk.year,
			   request_form(request, "role"), &desk.error),
	       NOTICE_SIGNED);
}

void page_annual_publish_ask(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_years years;
	struct annual annual;
	desk_begin(&desk, request, reply, "发布年度报告");
	if (!page_annual_load(&desk, "/report", &years, &annual)) return;
	struct desk_fact *rows = arena_array(desk.arena, 4, sizeof *rows);
	size_t n = 0;
	rows[n++] = (struct desk_fact){"年度", arena_printf(desk.arena, "%d 年，第 %d 版",
							    desk.year, annual.report.issue)};
	for (size_t i = 0; i < annual.n_signatures && n < 4; i++)
		rows[n++] = (struct desk_fact){strcmp(annual.signatures[i].role, "head") == 0
						       ? "工作机构负责人"
						       : "签发人",
					       annual.signatures[i].name};
	struct desk_confirm view = {
		.heading = "发布这份年度报告",
		.text = "发布后马上对公众可见，数字和文字都不能再改；发现错误只能写明原因重新发布，"
			"两个版本都会保留。",
		.action = page_annual_href(&desk, "/report/publish"),
		.button = "发布",
		.back = page_annual_href(&desk, "/report"),
		.summary = {rows, n},
	};
	desk_trail(&desk, view.back, "年度报告");
	view.frame = desk.frame;
	render_desk_confirm(&reply->body, &view);
}

void page_annual_publish(struct request *request, struct reply *reply)
{
	struct desk desk;
	if (!begin(&desk, request, reply)) return;
	finish(&desk,
	       annual_publish(desk.office, desk.actor, desk.agency_id, desk.year, &desk.error),
	       NOTICE_PUBLISHED);
}

void page_annual_reissue(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	if (!begin(&desk, request, reply)) return;
	page_annual_reason(&form, true, desk.arena);
	if (!read_reason(&desk, &form)) return;
	finish(&desk,
	       annual_reissue(desk.office, desk.actor, desk.agency_id, desk.year, form.values[0],
			      &desk.error),
	       NOTICE_REISSUED);
}
