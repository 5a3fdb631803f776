/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_beside.h"

#include <inttypes.h>
#include <string.h>

#include "law/life_duty.h"
#include "office/beside.h"
#include "office/holidays.h"
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

void page_beside(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_beside view = {0};
	const struct calendar *calendar = NULL;
	struct beside_row *rows = NULL;
	size_t n = 0;
	desk_begin(&desk, request, reply, "更正建议投诉");
	enum err err = beside_open_ones(desk.office, desk.actor, desk.agency_id, desk.arena,
					&desk.error, &rows, &n);
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
	show_registers(&view, desk.arena);
	view.frame = desk.frame;
	render_desk_beside(&reply->body, &view);
}
