/* SPDX-License-Identifier: MulanPSL-2.0
 * The schedule in force, what it would erase today and why the rest stays, and the lists. */
#include "web/desk/page_retention.h"

#include <inttypes.h>
#include <string.h>

#include "office/matter.h"

enum { SHOWN = 200 };

enum { DIGEST };
static const struct form_field propose_fields[] = {[DIGEST] = FORM_CARRIED("digest")};

struct view_cell *retention_row(struct view_row *ret_row, const struct view_head *heads, size_t n,
				const char *const *texts, struct arena *arena)
{
	struct view_cell *cells = arena_array(arena, n, sizeof *cells);
	for (size_t i = 0; i < n; i++)
		cells[i] = (struct view_cell){.label = heads[i].label, .text = texts[i]};
	*ret_row = (struct view_row){.cells = cells, .n_cells = n};
	return cells;
}

const char *retention_size(int64_t bytes, struct arena *arena)
{
	enum { KILO = 1024, TENTHS = 10 };
	if (bytes < KILO) return arena_printf(arena, "%" PRId64 " 字节", bytes);
	if (bytes < KILO * KILO) return arena_printf(arena, "%" PRId64 " KB", bytes / KILO);
	int64_t tenths = bytes * TENTHS / (KILO * KILO);
	return arena_printf(arena, "%" PRId64 ".%" PRId64 " MB", tenths / TENTHS, tenths % TENTHS);
}

const char *retention_state_label(const char *state)
{
	static const struct {
		const char *code, *label;
	} rows[] = {{"proposed", "等待确认"},
		    {"confirmed", "正在执行"},
		    {"done", "执行完毕"},
		    {"dropped", "已撤回"}};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (strcmp(rows[i].code, state) == 0) return rows[i].label;
	return state;
}

static void show_rules(struct desk *desk, const struct retention_schedule *schedule,
		       struct desk_retention *view)
{
	enum { COLUMNS = RETENTION_CLASS__MAX + 1 };
	struct arena *arena = desk->arena;
	struct retention_rules rules;
	struct view_head *heads = arena_array(arena, COLUMNS, sizeof *heads);
	struct view_row *rows = arena_array(arena, RETENTION_GROUP__MAX, sizeof *rows);
	retention_rules_read(schedule->rules, &rules);
	heads[0].label = "怎样办结";
	for (int c = 0; c < RETENTION_CLASS__MAX; c++)
		heads[c + 1].label = retention_class_label((enum retention_class)c);
	for (int g = 0; g < RETENTION_GROUP__MAX; g++) {
		const char *texts[COLUMNS] = {retention_group_label((enum retention_group)g)};
		for (int c = 0; c < RETENTION_CLASS__MAX; c++)
			texts[c + 1] =
				rules.months[g][c] == 0
					? "不清除"
					: arena_printf(arena, "办结后 %d 个月", rules.months[g][c]);
		retention_row(&rows[g], heads, COLUMNS, texts, arena);
	}
	view->number = schedule->number;
	view->approval = schedule->approval;
	view->approved = arena_text(arena, day_text(schedule->approved).s);
	view->entered =
		arena_printf(arena, "%s 登记于 %s", schedule->by_name, moment_text(schedule->at).s);
	view->rules = (struct view_table){
		.heads = heads, .n_heads = COLUMNS, .rows = rows, .n_rows = RETENTION_GROUP__MAX};
}

/* "身份和联系方式 3 项；附件 1 项：保管期限还没有届满（自 2035-01-10）" */
static const char *say_classes(const struct retention_line *line, bool goes, struct arena *arena)
{
	const char *text = "";
	for (int i = 0; i < RETENTION_CLASS__MAX; i++) {
		const struct retention_verdict *verdict = &line->verdicts[i];
		const char *label = retention_class_label((enum retention_class)i);
		if (line->amounts[i].things == 0 || ((line->goes & 1U << i) != 0) != goes) continue;
		text = arena_printf(arena, "%s%s%s %" PRId64 " 项", text,
				    text[0] == '\0' ? "" : "；", label, line->amounts[i].things);
		if (!goes)
			text = arena_printf(arena, "%s：%s", text,
					    retention_why_words(verdict->why));
		if (!goes && verdict->from != DAY_NONE)
			text = arena_printf(arena, "%s（自 %s）", text, day_text(verdict->from).s);
	}
	return text[0] == '\0' ? "没有" : text;
}

const char *retention_case_href(const struct desk *desk, int64_t matter_id, enum matter_kind kind,
				int64_t entry_id)
{
	if (matter_id == 0 && desk_may(desk, PERMIT_ENTRY_READ))
		return arena_printf(desk->arena, "/registers/%s/%" PRId64,
				    register_facts(matter_register(kind))->name, entry_id);
	if (matter_id == 0 || !desk_may(desk, PERMIT_MATTER_READ)) return NULL;
	return arena_printf(desk->arena, "/cases/%" PRId64, matter_id);
}

static struct view_table lines_table(const struct desk *desk, const struct retention_line *lines,
				     size_t n, bool goes, const char *empty)
{
	struct arena *arena = desk->arena;
	enum { NUMBER, KIND, ENDED, GOES, STAYS, COLUMNS };
	static const struct view_head heads[COLUMNS] = {
		[NUMBER] = {.label = "登记编号"},    [KIND] = {.label = "怎样办结"},
		[ENDED] = {.label = "办结之日"},     [GOES] = {.label = "清除"},
		[STAYS] = {.label = "保留，为什么"},
	};
	size_t shown = n < SHOWN ? n : SHOWN;
	struct view_row *rows = arena_array(arena, shown + 1, sizeof *rows);
	for (size_t i = 0; i < shown; i++) {
		const char *texts[COLUMNS] = {lines[i].number,
					      retention_group_label(lines[i].group),
					      arena_text(arena, day_text(lines[i].ended).s),
					      goes ? say_classes(&lines[i], true, arena) : "没有",
					      say_classes(&lines[i], false, arena)};
		struct view_cell *cells = retention_row(&rows[i], heads, COLUMNS, texts, arena);
		cells[NUMBER].href = retention_case_href(desk, lines[i].matter_id, lines[i].kind,
							 lines[i].entry_id);
		cells[NUMBER].nowrap = cells[ENDED].nowrap = true;
	}
	return (struct view_table){
		.heads = heads, .n_heads = COLUMNS, .rows = rows, .n_rows = shown, .empty = empty};
}

static void show_plan(struct desk *desk, const struct retention_plan *plan,
		      struct desk_retention *view)
{
	struct arena *arena = desk->arena;
	struct form form;
	view->remedy_years = plan->remedy_years;
	view->n_go = plan->n_go;
	view->more = plan->more || plan->n_go > SHOWN;
	view->sum = arena_printf(arena, "%zu 件、%" PRId64 " 项，文件和文书共 %s", plan->n_go,
				 plan->things, retention_size(plan->bytes, arena));
	view->go = lines_table(desk, plan->go, plan->n_go, true,
			       plan->schedule == NULL ? "还没有保管期限表，什么都不能清除。"
						      : "今天没有可以清除的内容。");
	view->stay = lines_table(desk, plan->stay, plan->n_stay, false, "没有。");
	view->stays = plan->stays;
	view->stays_more = plan->stays > SHOWN;
	view->archived = plan->archived;
	view->open = plan->open;
	view->empty = plan->empty;
	FORM_INIT(&form, propose_fields, arena);
	form_set(&form, DIGEST, arena_text(arena, plan->digest));
	view->propose = form_view(&form, "/retention", "提出清除清单", desk->request->csrf);
	view->may_propose = desk_may(desk, PERMIT_RETENTION_PROPOSE);
}

static void show_lists(struct desk *desk, const struct retention_list *lists, size_t n,
		       struct desk_retention *view)
{
	enum { NUMBER, DAY, STATE, MATTERS, WHO, COLUMNS };
	static const struct view_head heads[COLUMNS] = {
		[NUMBER] = {.label = "清单"},	 [DAY] = {.label = "试算日期"},
		[STATE] = {.label = "情况"},	 [MATTERS] = {.label = "件数"},
		[WHO] = {.label = "提出和确认"},
	};
	struct arena *arena = desk->arena;
	struct view_row *rows = arena_array(arena, n + 1, sizeof *rows);
	for (size_t i = 0; i < n; i++) {
		const struct retention_list *list = &lists[i];
		const char *href = arena_printf(arena, "/retention/%" PRId64, list->id);
		const char *texts[COLUMNS] = {
			arena_printf(arena, "第 %" PRId64 " 号", list->id),
			arena_text(arena, day_text(list->day).s),
			retention_state_label(list->state),
			arena_printf(arena, "%" PRId64 " 件", list->matters),
			arena_printf(arena, "%s%s%s", list->proposed_name,
				     list->decided_name[0] == '\0' ? "" : "、",
				     list->decided_name)};
		retention_row(&rows[i], heads, COLUMNS, texts, arena)[NUMBER].href = href;
		if (strcmp(list->state, "proposed") == 0 || strcmp(list->state, "confirmed") == 0)
			view->waits_href = href;
	}
	view->lists = (struct view_table){.heads = heads,
					  .n_heads = COLUMNS,
					  .rows = rows,
					  .n_rows = n,
					  .empty = "还没有提出过清除清单。"};
}

static void show(struct desk *desk, const char *failed)
{
	struct desk_retention view = {.failed = failed};
	struct retention_schedule *schedules = NULL;
	struct retention_list *lists = NULL;
	struct retention_plan plan;
	size_t n_schedules = 0, n_lists = 0;
	enum err err = retention_schedules(desk->office, desk->actor, desk->agency_id, desk->arena,
					   &desk->error, &schedules, &n_schedules);
	if (err == ERR_NONE)
		err = retention_plan(desk->office, desk->actor, desk->agency_id, desk->arena,
				     &desk->error, &plan);
	if (err == ERR_NONE)
		err = retention_lists(desk->office, desk->actor, desk->agency_id, desk->arena,
				      &desk->error, &lists, &n_lists);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	if (n_schedules > 0) show_rules(desk, &schedules[0], &view);
	show_plan(desk, &plan, &view);
	show_lists(desk, lists, n_lists, &view);
	if (desk_may(desk, PERMIT_RETENTION_SCHEDULE)) {
		view.schedule_href = "/retention/schedule";
		view.schedule_label = n_schedules == 0 ? "登记保管期限表" : "登记新的一版";
	}
	if (failed[0] != '\0') {
		desk->reply->status = 409;
		desk->frame.failed = true;
	}
	view.frame = desk->frame;
	render_desk_retention(&desk->reply->body, &view);
}

void page_retention(struct request *request, struct reply *reply)
{
	struct desk desk;
	desk_begin(&desk, request, reply, "保管和清除");
	show(&desk, "");
}

void page_retention_propose(struct request *request, struct reply *reply)
{
	struct desk desk;
	int64_t id = 0;
	desk_begin(&desk, request, reply, "保管和清除");
	enum err err =
		retention_propose(desk.office, desk.actor, desk.agency_id,
				  request_form(request, "digest"), desk.arena, &desk.error, &id);
	if (err == ERR_CONFLICT)
		show(&desk, arena_printf(desk.arena, "%s%s", desk.error.message, desk.error.hint));
	else if (err != ERR_NONE)
		desk_fail(&desk, err);
	else
		desk_done(&desk, arena_printf(desk.arena, "/retention/%" PRId64, id),
			  NOTICE_RETENTION_PROPOSED, "", id);
}
