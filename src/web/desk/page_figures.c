/* SPDX-License-Identifier: MulanPSL-2.0
 * The page of all numbers. */
#include "web/desk/page_figures.h"

#include <inttypes.h>
#include <string.h>

#include "base/escape.h"
#include "office/annual_screen.h"

enum { TABLES_MAX = 1024 * 1024, TALLY_ROWS = 12 };

/* A tally's row leads to the list of its entries where the list can be filtered by that column. */
static const char *tally_href(const struct desk *desk, const struct register_facts *facts,
			      const char *column, const char *key)
{
	for (size_t i = 0; i < facts->n_filters; i++) {
		if (strcmp(facts->columns[facts->filters[i]].name, column) != 0) continue;
		struct buf code;
		buf_init(&code, 1024);
		escape_url(&code, *key == '\0' ? "-" : key);
		const char *href = arena_printf(desk->arena, "/registers/%s?year=%d&%s=%s",
						facts->name, desk->year, column, buf_text(&code));
		buf_release(&code);
		return href;
	}
	return NULL;
}

static void tally_add(const struct desk *desk, struct desk_figures *view, struct desk_tally *rows,
		      const char *label, enum register_id id, const char *column,
		      const struct tallies *tallies)
{
	if (tallies->n == 0) return;
	static const struct view_head heads[] = {{"类别", false}, {"数量", true}};
	const struct register_facts *facts = register_facts(id);
	size_t place = register_column(facts, column);
	size_t n = tallies->n < TALLY_ROWS ? tallies->n : TALLY_ROWS;
	struct view_row *lines = arena_array(desk->arena, n, sizeof *lines);
	for (size_t i = 0; i < n; i++) {
		const struct tally *tally = &tallies->rows[i];
		struct view_cell *cells = arena_array(desk->arena, 2, sizeof *cells);
		const char *text =
			place == facts->n_columns
				? tally->key
				: column_choice_label(&facts->columns[place], tally->key);
		cells[0] = (struct view_cell){.label = "类别",
					      .text = *text == '\0' ? "未填写" : text,
					      .href = tally_href(desk, facts, column, tally->key)};
		cells[1] = (struct view_cell){
			.label = "数量",
			.text = arena_printf(desk->arena, "%" PRId64, tally->count),
			.number = true};
		lines[i] = (struct view_row){.cells = cells, .n_cells = 2};
	}
	rows[view->n_tallies++] = (struct desk_tally){.label = label,
						      .measure = facts->measure,
						      .table = {.caption = label,
								.heads = heads,
								.n_heads = 2,
								.rows = lines,
								.n_rows = n}};
}

static void fill_tallies(const struct desk *desk, const struct count_facts *facts,
			 struct desk_figures *view)
{
	struct desk_tally *rows = arena_array(desk->arena, 6, sizeof *rows);
	tally_add(desk, view, rows, "主动公开信息，按文种", REGISTER_RECORDS, "kind",
		  &facts->records_by_kind);
	tally_add(desk, view, rows, "主动公开信息，按主题", REGISTER_RECORDS, "topic",
		  &facts->records_by_topic);
	tally_add(desk, view, rows, "主动公开信息，按重点领域", REGISTER_RECORDS, "key_area",
		  &facts->records_by_key_area);
	tally_add(desk, view, rows, "主动公开信息，按公开渠道", REGISTER_RECORDS, "published_via",
		  &facts->records_by_via);
	tally_add(desk, view, rows, "政策解读，按形式", REGISTER_INTERPRETATIONS, "form",
		  &facts->interpretations_by_form);
	tally_add(desk, view, rows, "本年新收申请，按渠道", REGISTER_REQUESTS, "channel",
		  &facts->requests_by_channel);
	view->tallies = rows;
}

/* The numbers that differ from the frozen ones, one sentence each. */
static void fill_drift(const struct desk *desk, const struct annual *annual,
		       struct desk_figures *view)
{
	struct findings findings = {0};
	annual_drift(annual, desk->arena, &findings);
	struct view_cell *rows = arena_array(desk->arena, findings.count, sizeof *rows);
	size_t n = 0;
	for (const struct finding *f = findings.first; f != NULL; f = f->next)
		rows[n++] = (struct view_cell){.text = f->text};
	view->drift = rows;
	view->n_drift = n;
}

static enum err print_tables(struct desk *desk, const struct annual *annual,
			     struct desk_figures *view)
{
	struct buf out;
	buf_init(&out, TABLES_MAX);
	const char *prefix = arena_printf(desk->arena, "/figures/%d/", desk->year);
	enum err err =
		annual_print_tables(desk->office, annual, prefix, desk->arena, &out, &desk->error);
	view->tables = (struct safe_html){arena_text(desk->arena, buf_text(&out)), out.n};
	buf_release(&out);
	return err;
}

void page_figures(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_figures view = {0};
	struct annual annual;
	desk_begin(&desk, request, reply, "统计");
	enum err err = desk_year(&desk, "/figures", &view.years);
	if (err == ERR_NONE)
		err = annual_load(desk.office, desk.actor, desk.agency_id, desk.year, desk.arena,
				  &desk.error, &annual);
	if (err == ERR_NONE) err = print_tables(&desk, &annual, &view);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	view.year = desk.year;
	view.running = desk.year >= desk.this_year;
	view.state = annual.has_report ? report_state_label(annual.report.state) : "";
	if (annual.has_report && annual.report.state != REPORT_DRAFT) {
		view.frozen_at = arena_text(desk.arena, moment_text(annual.report.frozen_at).s);
		fill_drift(&desk, &annual, &view);
	}
	fill_tallies(&desk, &annual.counts, &view);
	view.frame = desk.frame;
	render_desk_figures(&reply->body, &view);
}
