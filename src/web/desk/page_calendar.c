/* SPDX-License-Identifier: MulanPSL-2.0
 * The year's calendar, and what an office adds to it. */
#include "web/desk/page_calendar.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "office/holidays.h"
#include "web/desk/desk_entry.h"
#include "web/typed.h"

enum { NOTICE_MAX = 256 * 1024, WEEKS = 6 };

static const char *class_of(const struct calendar_day *look, day d)
{
	if (look->local) return look->working ? "work local" : "off local";
	if (look->name != NULL) return look->working ? "work" : "off";
	return day_of_week(d) >= 5 ? "weekend" : "";
}

/* One month as weeks from Monday. False when a day lies outside the calendar. */
static bool fill_month(const struct desk *desk, const struct calendar *calendar, int month,
		       struct desk_calendar_month *ret_month)
{
	struct desk_calendar_week *weeks = arena_array(desk->arena, WEEKS, sizeof *weeks);
	struct desk_calendar_day *days = arena_array(desk->arena, WEEKS * 7, sizeof *days);
	day first = DAY_NONE;
	BUG_IF(!day_make(desk->year, month, 1, &first));
	int before = day_of_week(first), working = 0;
	size_t at = (size_t)before;
	for (size_t i = 0; i < WEEKS * 7; i++) days[i] = (struct desk_calendar_day){"", "", "", ""};
	day d = DAY_NONE;
	for (int of_month = 1; day_make(desk->year, month, of_month, &d); of_month++, at++) {
		struct calendar_day look;
		struct error error;
		if (calendar_look(calendar, d, &look, &error) != ERR_NONE) return false;
		days[at].text = arena_printf(desk->arena, "%d", of_month);
		days[at].class = class_of(&look, d);
		if (look.name != NULL) {
			days[at].mark = look.working ? "班" : "休";
			days[at].words =
				arena_printf(desk->arena, "%d月%d日，%s，%s", month, of_month,
					     look.name, look.working ? "上班" : "放假");
		}
		working += look.working;
	}
	size_t n = (at + 6) / 7;
	for (size_t w = 0; w < n; w++) weeks[w] = (struct desk_calendar_week){&days[w * 7], 7};
	*ret_month = (struct desk_calendar_month){.label = arena_printf(desk->arena, "%d月", month),
						  .working = working,
						  .weeks = weeks,
						  .n_weeks = n};
	return true;
}

static void fill_months(const struct desk *desk, const struct calendar *calendar,
			struct desk_calendar *view)
{
	struct desk_calendar_month *months = arena_array(desk->arena, 12, sizeof *months);
	view->unknown = day_year_start(desk->year) < calendar_first(calendar) ||
			day_year_end(desk->year) > calendar_last(calendar);
	view->provisional = day_year_end(desk->year) > calendar_last_announced(calendar);
	for (int month = 1; month <= 12 && !view->unknown; month++) {
		if (!fill_month(desk, calendar, month, &months[month - 1])) {
			view->unknown = true;
			break;
		}
		view->working += months[month - 1].working;
		view->n_months++;
	}
	view->months = months;
	int from = day_year(calendar_first(calendar)), to = day_year(calendar_last(calendar));
	struct view_link *years = arena_array(desk->arena, (size_t)(to - from + 1), sizeof *years);
	for (int year = to; year >= from; year--)
		years[view->n_years++] = (struct view_link){
			arena_printf(desk->arena, "/calendar?year=%d", year),
			arena_printf(desk->arena, "%d", year), year == desk->year};
	view->years = years;
	view->notice_year = day_year(calendar_last_announced(calendar)) + 1;
}

static void fill_rows(const struct desk *desk, const struct holiday *holidays, size_t n,
		      struct desk_calendar *view)
{
	struct desk_calendar_row *rows = arena_array(desk->arena, n, sizeof *rows);
	for (size_t i = 0; i < n; i++) {
		const struct holiday *holiday = &holidays[i];
		if (day_year(holiday->date) != desk->year) continue;
		rows[view->n_rows++] = (struct desk_calendar_row){
			.date = arena_text(desk->arena, day_text(holiday->date).s),
			.name = holiday->name,
			.kind = holiday->working ? "上班" : "放假",
			.source = holiday->agency_id == 0 ? arena_printf(desk->arena, "全国通知 %s",
									 holiday->source)
							  : holiday->source,
			.id = holiday->id,
			.may_remove = holiday->agency_id == desk->agency_id && view->may_write};
	}
	view->rows = rows;
}

static void fill_fields(const struct desk *desk, const struct problems *problems,
			struct desk_calendar *view)
{
	const struct request *request = desk->request;
	view->date = desk_field_line("date", "日期", "例如 2026-03-20",
				     request_form(request, "date"), problems);
	view->name = desk_field_line("name", "名称", "例如 开斋节", request_form(request, "name"),
				     problems);
	view->source = desk_field_line("source", "依据", "放假文件的文号或者名称",
				       request_form(request, "source"), problems);
	view->date.optional_mark = view->name.optional_mark = view->source.optional_mark = false;
	view->reason = desk_field_line("reason", "原因", NULL, "", NULL);
	view->reason.optional_mark = false;
}

static void show(struct desk *desk, const struct problems *problems, const char *checked)
{
	struct desk_calendar view = {.checked = checked};
	const struct calendar *calendar = NULL;
	struct holiday *holidays = NULL;
	size_t n = 0;
	if (desk->year == 0) desk->year = desk->this_year;
	enum err err = holidays_calendar(desk->office, desk->agency_id, desk->arena, &desk->error,
					 &calendar);
	if (err == ERR_NONE)
		err = holidays_list(desk->office, desk->actor, desk->agency_id, desk->arena,
				    &desk->error, &holidays, &n);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	view.year = desk->year;
	view.may_write = desk_may(desk, PERMIT_CALENDAR_WRITE);
	view.may_notice = view.may_write;
	fill_months(desk, calendar, &view);
	fill_rows(desk, holidays, n, &view);
	fill_fields(desk, problems, &view);
	if (problems != NULL && problems->count > 0) {
		view.problems = desk_problems_of(problems, desk->arena);
		desk_form_failed(desk);
	}
	desk->frame.title = arena_printf(desk->arena, "%d 年工作日历", desk->year);
	view.frame = desk->frame;
	render_desk_calendar(&desk->reply->body, &view);
}

void page_calendar(struct request *request, struct reply *reply)
{
	struct desk desk;
	desk_begin(&desk, request, reply, "工作日历");
	show(&desk, NULL, NULL);
}

/* Shows the page again, with an office's conflict as a mistake of the form. */
static void refuse(struct desk *desk, enum err err, const char *field, struct problems *problems)
{
	if (err == ERR_CONFLICT) problem_add(problems, field, "%s", desk->error.message);
	if (err == ERR_CONFLICT || err == ERR_CONTENT)
		show(desk, problems, NULL);
	else
		desk_fail(desk, err);
}

static const char *here(const struct desk *desk, int year)
{
	return arena_printf(desk->arena, "/calendar?year=%d", year);
}

void page_calendar_add(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct problems problems;
	desk_begin(&desk, request, reply, "工作日历");
	problems_init(&problems, desk.arena);
	struct holiday fresh = {.agency_id = desk.agency_id,
				.date = DAY_NONE,
				.working = strcmp(request_form(request, "kind"), "workday") == 0,
				.name = request_form(request, "name"),
				.source = request_form(request, "source")};
	const char *typed = request_form(request, "date");
	fresh.date = typed_day(typed, "date", "日期", &problems);
	if (fresh.date == DAY_NONE) {
		if (problems.count == 0) problem_add(&problems, "date", "请填写日期。");
		show(&desk, &problems, NULL);
		return;
	}
	int64_t id;
	enum err err = holidays_add(desk.office, desk.actor, &fresh, &problems, &desk.error, &id);
	if (err == ERR_NONE)
		desk_done(&desk, here(&desk, day_year(fresh.date)), NOTICE_DAY_ADDED, "", 0);
	else
		refuse(&desk, err, "date", &problems);
}

void page_calendar_remove(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct problems problems;
	int64_t id;
	desk_begin(&desk, request, reply, "工作日历");
	problems_init(&problems, desk.arena);
	if (!http_number(request->params[0], &id)) {
		desk_missing(&desk);
		return;
	}
	const char *reason = request_form(request, "reason");
	if (*reason == '\0') {
		problem_add(&problems, "", "移除一天要写明原因。");
		show(&desk, &problems, NULL);
		return;
	}
	enum err err =
		holidays_remove(desk.office, desk.actor, desk.agency_id, id, reason, &desk.error);
	if (err == ERR_NONE)
		desk_done(&desk, here(&desk, desk.year == 0 ? desk.this_year : desk.year),
			  NOTICE_DAY_REMOVED, "", 0);
	else
		refuse(&desk, err, "", &problems);
}

/* The sent file's bytes in the arena; NULL when none was sent or it is too large. */
static const char *read_notice(const struct desk *desk, size_t *ret_n)
{
	const struct upload *upload = request_upload(desk->request, "file");
	if (upload == NULL || upload->bytes <= 0 || upload->bytes > NOTICE_MAX) return NULL;
	char *bytes = arena_alloc(desk->arena, (size_t)upload->bytes + 1);
	ssize_t got = pread(upload->fd, bytes, (size_t)upload->bytes, 0);
	if (got != upload->bytes) return NULL;
	*ret_n = (size_t)got;
	return bytes;
}

void page_calendar_notice(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct problems problems;
	int64_t year = 0;
	size_t n = 0, rows = 0;
	desk_begin(&desk, request, reply, "工作日历");
	problems_init(&problems, desk.arena);
	bool dry_run = strcmp(request_form(request, "check"), "yes") == 0;
	const char *bytes = read_notice(&desk, &n);
	if (bytes == NULL || !http_number(request_form(request, "notice_year"), &year)) {
		problem_add(&problems, "file", "请选择通知的表格文件（CSV，不超过 256 KB）。");
		show(&desk, &problems, NULL);
		return;
	}
	enum err err = holidays_import(desk.office, desk.actor, (int)year, bytes, n, dry_run,
				       desk.arena, &problems, &desk.error, &rows);
	if (err != ERR_NONE)
		refuse(&desk, err, "file", &problems);
	else if (dry_run)
		show(&desk, NULL,
		     arena_printf(
			     desk.arena,
			     "文件没有问题：%zu 天。还没有写入，要写入请再选一次文件并点“导入”。",
			     rows));
	else
		desk_done(&desk, here(&desk, (int)year), NOTICE_CALENDAR, "", (int64_t)rows);
}
