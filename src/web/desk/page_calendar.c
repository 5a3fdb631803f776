/* SPDX-License-Identifier: MulanPSL-2.0
 * The year's calendar, and what an office adds to it. */
#include "web/desk/page_calendar.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "office/holidays.h"
#include "web/desk/desk_entry.h"

enum { NOTICE_MAX = 256 * 1024, WEEKS = 6 };

enum { DATE, KIND, NAME, SOURCE };
static const struct form_choice kinds[] = {
	{"holiday", "放假"}, {"workday", "调休上班"}, {NULL, NULL}};
static const struct form_field day_fields[] = {
	[DATE] = {"date", "日期", FORM_DAY, .hint = "例如 2026-03-20", .required = true},
	[KIND] = {"kind", "安排", FORM_RADIOS, .choices = kinds, .required = true},
	[NAME] = {"name", "名称", FORM_LINE, .hint = "例如 开斋节", .required = true},
	[SOURCE] = {"source", "依据", FORM_LINE, .hint = "放假文件的文号或者名称", .required = true,
		    .most = 100},
};
static const struct form_field remove_fields[] = {DESK_REASON("原因", NULL)};

/* The page's forms as they are shown: one to add a day, one to remove each. */
struct forms {
	struct form day, remove;
	int64_t removing;     /* the day whose form came back with mistakes; 0: none */
	struct problems page; /* mistakes of the notice, or of no form */
};

static void forms_begin(struct desk *desk, struct request *request, struct reply *reply,
			struct forms *ret_forms)
{
	desk_begin(desk, request, reply, "工作日历");
	*ret_forms = (struct forms){.removing = 0};
	FORM_INIT(&ret_forms->day, day_fields, desk->arena);
	FORM_INIT(&ret_forms->remove, remove_fields, desk->arena);
	form_set(&ret_forms->day, KIND, kinds[0].code);
	problems_init(&ret_forms->page, desk->arena);
}

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

static struct view_form remove_form(const struct desk *desk, const struct forms *forms, int64_t id)
{
	struct form fresh;
	const struct form *form = &forms->remove;
	if (id != forms->removing) {
		FORM_INIT(&fresh, remove_fields, desk->arena);
		fresh.id = arena_printf(desk->arena, "%" PRId64, id);
		form = &fresh;
	}
	struct view_form view =
		form_view(form, arena_printf(desk->arena, "/calendar/%" PRId64 "/remove", id),
			  "移除", desk->request->csrf);
	view.button_class = "second";
	return view;
}

static void fill_rows(const struct desk *desk, const struct holiday *holidays, size_t n,
		      const struct forms *forms, struct desk_calendar *view)
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
			.form = remove_form(desk, forms, holiday->id),
			.open = holiday->id == forms->removing,
			.may_remove = holiday->agency_id == desk->agency_id && view->may_write};
	}
	view->rows = rows;
}

static struct view_problems problems_of(struct desk *desk, const struct forms *forms)
{
	if (!form_good(&forms->day)) return desk_problems(desk, &forms->day);
	if (!form_good(&forms->remove)) return desk_problems(desk, &forms->remove);
	if (forms->page.count > 0) desk_form_failed(desk);
	return form_problems_of(&forms->page, NULL, desk->arena);
}

static void show(struct desk *desk, const struct forms *forms, const char *checked)
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
	fill_rows(desk, holidays, n, forms, &view);
	view.form = form_view(&forms->day, "/calendar", "加进日历", desk->request->csrf);
	view.problems = problems_of(desk, forms);
	desk->frame.title = arena_printf(desk->arena, "%d 年工作日历", desk->year);
	view.frame = desk->frame;
	render_desk_calendar(&desk->reply->body, &view);
}

void page_calendar(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct forms forms;
	forms_begin(&desk, request, reply, &forms);
	show(&desk, &forms, NULL);
}

static const char *here(const struct desk *desk, int year)
{
	return arena_printf(desk->arena, "/calendar?year=%d", year);
}

void page_calendar_add(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct forms forms;
	int64_t id = 0;
	forms_begin(&desk, request, reply, &forms);
	struct form *form = &forms.day;
	enum err err = ERR_NONE;
	if (form_read(form, request)) {
		const struct holiday fresh = {.agency_id = desk.agency_id,
					      .date = form_day(form, DATE),
					      .working = strcmp(form->values[KIND], "workday") == 0,
					      .name = form->values[NAME],
					      .source = form->values[SOURCE]};
		err = holidays_add(desk.office, desk.actor, &fresh, &form->problems, &desk.error,
				   &id);
	}
	if (err == ERR_CONFLICT) form_wrong(form, DATE, "%s", desk.error.message);
	if (!form_good(form))
		show(&desk, &forms, NULL);
	else if (err != ERR_NONE)
		desk_fail(&desk, err);
	else
		desk_done(&desk, here(&desk, day_year(form_day(form, DATE))), NOTICE_DAY_ADDED, "",
			  0);
}

void page_calendar_remove(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct forms forms;
	int64_t id;
	forms_begin(&desk, request, reply, &forms);
	if (!http_number(request->params[0], &id)) {
		desk_missing(&desk);
		return;
	}
	struct form *form = &forms.remove;
	forms.removing = id;
	form->id = request->params[0];
	enum err err = ERR_NONE;
	if (form_read(form, request))
		err = holidays_remove(desk.office, desk.actor, desk.agency_id, id, form->values[0],
				      &desk.error);
	if (!form_good(form))
		show(&desk, &forms, NULL);
	else if (err != ERR_NONE)
		desk_fail(&desk, err);
	else
		desk_done(&desk, here(&desk, desk.year == 0 ? desk.this_year : desk.year),
			  NOTICE_DAY_REMOVED, "", 0);
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
	struct forms forms;
	int64_t year = 0;
	size_t n = 0, rows = 0;
	forms_begin(&desk, request, reply, &forms);
	bool dry_run = strcmp(request_form(request, "check"), "yes") == 0;
	const char *bytes = read_notice(&desk, &n);
	if (bytes == NULL || !http_number(request_form(request, "notice_year"), &year)) {
		problem_add(&forms.page, "file", "请选择通知的表格文件（CSV，不超过 256 KB）。");
		show(&desk, &forms, NULL);
		return;
	}
	enum err err = holidays_import(desk.office, desk.actor, (int)year, bytes, n, dry_run,
				       desk.arena, &forms.page, &desk.error, &rows);
	if (err == ERR_CONFLICT) problem_add(&forms.page, "file", "%s", desk.error.message);
	if (err == ERR_CONFLICT || err == ERR_CONTENT)
		show(&desk, &forms, NULL);
	else if (err != ERR_NONE)
		desk_fail(&desk, err);
	else if (dry_run)
		show(&desk, &forms,
		     arena_printf(
			     desk.arena,
			     "文件没有问题：%zu 天。还没有写入，要写入请再选一次文件并点“导入”。",
			     rows));
	else
		desk_done(&desk, here(&desk, (int)year), NOTICE_CALENDAR, "", (int64_t)rows);
}
