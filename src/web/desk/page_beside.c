/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_beside.h"

#include <inttypes.h>
#include <string.h>

#include "law/life_duty.h"
#include "office/beside.h"
#include "office/holidays.h"
#include "office/matter_list.h"
#include "web/desk/page_case.h"

static const struct view_head heads[] = {{"编号", false}, {"种类", false},     {"事项", false},
					 {"现在", false}, {"下一件事", false}, {"期限", false}};

static const char *state_label(const char *code)
{
	for (int state = 0; state < LIFE_STATE__MAX; state++)
		if (strcmp(life_state_code((enum life_state)state), code) == 0)
			return life_state_label((enum life_state)state);
	return code;
}

static const char *duty_label(const char *code)
{
	for (int duty = 0; duty < LIFE_DUTY__MAX; duty++)
		if (strcmp(life_duty_code((enum life_duty_kind)duty), code) == 0)
			return life_duty_label((enum life_duty_kind)duty);
	return "";
}

static const char *due_words(const struct beside_row *row, char light, struct arena *arena)
{
	if (strcmp(row->next_due, DUE_NOTHING) == 0) return "";
	if (strcmp(row->next_due, DUE_AT_ONCE) == 0) return "现在";
	return light == 'r'
		       ? arena_printf(arena, "%s，%s", row->next_due, page_case_light_words(light))
		       : row->next_due;
}

static struct view_row shown(const struct desk *desk, const struct beside_row *row, char light)
{
	struct arena *arena = desk->arena;
	struct view_cell *cells = arena_array(arena, COUNT_OF(heads), sizeof *cells);
	const char *texts[] = {row->number,
			       matter_kind_label(row->kind),
			       row->subject,
			       state_label(row->state),
			       duty_label(row->next_duty),
			       due_words(row, light, arena)};
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		cells[i] = (struct view_cell){.label = heads[i].label, .text = texts[i]};
	cells[0].href = arena_printf(arena, "/cases/%" PRId64, row->id);
	cells[0].nowrap = true;
	cells[COUNT_OF(heads) - 1].late = light == 'r';
	return (struct view_row){cells, COUNT_OF(heads), false};
}

static void show_registers(struct desk_beside *view, struct arena *arena)
{
	struct desk_beside_register *rows = arena_array(arena, MATTER__MAX, sizeof *rows);
	for (int kind = MATTER_REQUEST + 1; kind < MATTER__MAX; kind++) {
		const struct register_facts *facts =
			register_facts(matter_register((enum matter_kind)kind));
		rows[view->n_registers++] = (struct desk_beside_register){
			ARENA_JOIN(arena, "/registers/", facts->name), facts->label};
	}
	view->registers = rows;
}

/* "/beside?light=red&of=correction" */
static const char *address(enum matter_light_of light, enum matter_kind kind, struct arena *arena)
{
	bool lit = light < MATTER_LIGHT__MAX, one = kind < MATTER__MAX;
	return ARENA_JOIN(arena, "/beside", lit ? "?light=" : "",
			  lit ? matter_light_code(light) : "", one ? lit ? "&of=" : "?of=" : "",
			  one ? matter_kind_code(kind) : "");
}

static void show_filters(const struct desk *desk, const struct matter_counts *counts,
			 enum matter_light_of light, enum matter_kind kind,
			 struct desk_beside *view)
{
	struct arena *arena = desk->arena;
	view->lights = arena_array(arena, MATTER_LIGHT_NONE + 1, sizeof *view->lights);
	view->kinds = arena_array(arena, MATTER__MAX, sizeof *view->kinds);
	view->lights[view->n_lights++] = (struct view_link){address(MATTER_LIGHT__MAX, kind, arena),
							    "全部", light == MATTER_LIGHT__MAX};
	for (int i = 0; i < MATTER_LIGHT_NONE; i++) {
		enum matter_light_of at = (enum matter_light_of)i;
		view->lights[view->n_lights++] =
			(struct view_link){address(at, kind, arena),
					   ARENA_JOIN(arena, matter_light_label(at), " ",
						      desk_count(counts->lights[i], "件", arena)),
					   light == at};
	}
	view->kinds[view->n_kinds++] =
		(struct view_link){address(light, MATTER__MAX, arena), "全部", kind == MATTER__MAX};
	for (int i = MATTER_REQUEST + 1; i < MATTER__MAX; i++) {
		enum matter_kind at = (enum matter_kind)i;
		view->kinds[view->n_kinds++] = (struct view_link){
			address(light, at, arena), matter_kind_label(at), kind == at};
	}
	view->narrowed = light < MATTER_LIGHT__MAX || kind < MATTER__MAX;
}

void page_beside(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_beside view = {0};
	struct matter_counts counts;
	const struct calendar *calendar = NULL;
	struct beside_row *rows = NULL;
	size_t n = 0;
	enum matter_light_of light = matter_light_parse(request_query(request, "light"));
	enum matter_kind kind = MATTER__MAX;
	desk_begin(&desk, request, reply, "更正建议投诉");
	(void)matter_kind_parse(request_query(request, "of"), &kind);
	enum err err = besides_list(desk.office, desk.actor, desk.agency_id, kind, light,
				    desk.arena, &desk.error, &rows, &n);
	if (err == ERR_NONE)
		err = besides_count(desk.office, desk.actor, desk.agency_id, true, desk.arena,
				    &desk.error, &counts);
	if (err == ERR_NONE)
		err = holidays_calendar(desk.office, desk.agency_id, desk.arena, &desk.error,
					&calendar);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	struct view_row *lines = arena_array(desk.arena, n, sizeof *lines);
	day today = clock_today(&request->site->clock);
	for (size_t i = 0; i < n; i++)
		lines[i] = shown(&desk, &rows[i], matter_light(rows[i].next_due, today, calendar));
	view.table = (struct view_table){.heads = heads,
					 .n_heads = COUNT_OF(heads),
					 .rows = lines,
					 .n_rows = n,
					 .empty = "没有在办的更正申请、建议和投诉举报。"};
	view.may_file = desk_may(&desk, PERMIT_MATTER_FILE);
	view.cut = n == BESIDE_LIST_MAX;
	show_filters(&desk, &counts, light, kind, &view);
	if (view.narrowed) view.table.empty = "没有这样的。";
	show_registers(&view, desk.arena);
	view.frame = desk.frame;
	render_desk_beside(&reply->body, &view);
}
