/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_jobs.h"

#include <inttypes.h>

#include "office/job.h"

enum { COLUMNS = 5 };
static const struct view_head heads[COLUMNS] = {
	{.label = "任务"}, {.label = "下次办理"}, {.label = "上次办成"},
	{.label = "状态"}, {.label = "错误说明"},
};

static const char *moment(struct arena *arena, int64_t at)
{
	return at == 0 ? "还没有" : arena_text(arena, moment_text(at).s);
}

static const char *state_of(const struct job *job, int64_t now, struct arena *arena)
{
	if (job->taken_until > now) return arena_printf(arena, "%s 正在办理", job->taken_by);
	if (job->last_error[0] != '\0')
		return arena_printf(arena, "出错 %" PRId64 " 次", job->attempts);
	return "正常";
}

static struct view_row row_of(const struct job *job, int64_t now, struct arena *arena)
{
	const struct job_facts *facts = job_find(job->name);
	const char *label = facts == NULL ? job->name : facts->label;
	const char *texts[COLUMNS] = {
		*job->payload == '\0' ? label
				      : arena_printf(arena, "%s（%s）", label, job->payload),
		moment(arena, job->due_at), moment(arena, job->done_at), state_of(job, now, arena),
		job->last_error};
	struct view_cell *cells = arena_array(arena, COLUMNS, sizeof *cells);
	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = (struct view_cell){.label = heads[i].label,
					      .text = texts[i],
					      .nowrap = i >= 1 && i <= 3,
					      .late = i == 3 && *job->last_error != '\0'};
	return (struct view_row){.cells = cells, .n_cells = COLUMNS};
}

void page_jobs(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_jobs view = {.failing = 0};
	struct job *jobs = NULL;
	size_t n = 0;
	desk_begin(&desk, request, reply, "定时任务");
	enum err err = job_board(desk.office, desk.actor, desk.arena, &desk.error, &jobs, &n);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	int64_t now = clock_now(&request->site->clock);
	struct view_row *rows = arena_array(desk.arena, n, sizeof *rows);
	for (size_t i = 0; i < n; i++) {
		rows[i] = row_of(&jobs[i], now, desk.arena);
		view.failing += jobs[i].last_error[0] != '\0';
	}
	view.table = (struct view_table){.heads = heads,
					 .n_heads = COLUMNS,
					 .rows = rows,
					 .n_rows = n,
					 .empty = "还没有任务。"};
	view.frame = desk.frame;
	render_desk_jobs(&reply->body, &view);
}
