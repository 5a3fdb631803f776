/* SPDX-License-Identifier: MulanPSL-2.0
 * What is wrong with a year's report, and what changed since it was frozen. */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "office/annual_inside.h"
#include "office/setting.h"

static struct narrative_facts facts_of(const struct annual *annual)
{
	return (struct narrative_facts){&annual->agency, annual->year, &annual->live,
					&annual->counts};
}

void annual_draft(const struct annual *annual, struct arena *arena, struct narrative *ret_narrative)
{
	struct narrative_facts facts = facts_of(annual);
	narrative_draft(&facts, arena, ret_narrative);
}

static const struct correction *kind_correction(const struct annual *annual, int column)
{
	struct cell opening = annual->live.requests[ROW_R2][column];
	struct cell closing = annual->last.requests[ROW_R4][column];
	for (size_t i = 0; i < annual->n_corrections; i++) {
		const struct correction *c = &annual->corrections[i];
		if (strcmp(c->row, table_row_id(ROW_R2)) != 0 ||
		    strcmp(c->column, table_column_id(column)) != 0)
			continue;
		/* the newest counts, and only while the figures are those that were signed for */
		return c->before == closing.value && c->after == opening.value ? c : NULL;
	}
	return NULL;
}

const struct correction *annual_carry_correction(const struct annual *annual, int column)
{
	if (column != COLUMN_TOTAL) return kind_correction(annual, column);
	/* the total follows from its parts */
	const struct correction *found = NULL;
	for (int kind = 0; kind < REQUESTER__MAX; kind++) {
		if (annual->live.requests[ROW_R2][kind].value ==
		    annual->last.requests[ROW_R4][kind].value)
			continue;
		found = kind_correction(annual, kind);
		if (found == NULL) return NULL;
	}
	return found;
}

/* t3.carry that a signed correction explains stays visible, as a matter of form. */
static void take_years(const struct annual *annual, struct arena *arena, struct findings *found,
		       struct findings *findings)
{
	for (const struct finding *f = found->first; f != NULL; f = f->next) {
		struct finding finding = *f;
		int column;
		if (strcmp(f->identity, "t3.carry") == 0 &&
		    table_column_parse(f->column, &column)) {
			const struct correction *correction =
				annual_carry_correction(annual, column);
			if (correction != NULL) {
				finding.severity = FINDING_FORM;
				finding.text = arena_printf(
					arena, "%s；已由%s签署更正（第%" PRId64 "号）：%s", f->text,
					correction->signed_name, correction->id,
					correction->reason);
			} else if (column == COLUMN_TOTAL) {
				finding.text = arena_printf(
					arena, "%s；签署各类申请人的更正后随之消除", f->text);
			}
		}
		findings_add(findings, arena, &finding);
	}
}

enum err annual_find(struct office *office, struct annual *annual, struct arena *arena,
		     struct error *error)
{
	struct narrative_limits limits;
	enum err err = setting_number(office, annual->agency.id, SETTING_OVERVIEW_LENGTH, error,
				      &limits.overview_length);
	if (err == ERR_NONE)
		err = setting_number(office, annual->agency.id, SETTING_REPEAT_PERCENT, error,
				     &limits.repeat_percent);
	if (err != ERR_NONE) return err;
	memset(&annual->findings, 0, sizeof annual->findings);
	tables_check(&annual->live, arena, &annual->findings);
	if (annual->has_last) {
		struct findings years = {0};
		tables_check_years(&annual->last, &annual->live, arena, &years);
		take_years(annual, arena, &years, &annual->findings);
	}
	struct narrative_facts facts = facts_of(annual);
	narrative_check(&annual->narrative, annual->has_last ? &annual->last_narrative : NULL,
			&facts, &limits, arena, &annual->findings);
	return ERR_NONE;
}

struct drift {
	struct arena *arena;
	struct findings *findings;
};

static void drift_cell(const struct drift *drift, const char *table, const char *row,
		       const char *column, struct cell frozen, struct cell now)
{
	if (frozen.kind == now.kind && frozen.value == now.value) return;
	struct finding finding = {
		.id = arena_printf(drift->arena, "since.freeze:%s:%s:%s", table, row, column),
		.identity = "since.freeze",
		.severity = FINDING_FORM,
		.table = table,
		.row = row,
		.column = column,
		.expected = frozen.value,
		.found = now.value,
		.has_values = true,
		.text = arena_printf(drift->arena,
				     "定稿时为%" PRId64 "，现在按台账统计为%" PRId64
				     "：定稿后有登记、更正或作废",
				     frozen.value, now.value)};
	findings_add(drift->findings, drift->arena, &finding);
}

void annual_drift(const struct annual *annual, struct arena *arena, struct findings *findings)
{
	struct drift drift = {arena, findings};
	const struct tables *frozen = &annual->tables, *live = &annual->live;
	for (int row = 0; row < STOCK__MAX; row++)
		for (int column = 0; column < STOCK_COLUMN__MAX; column++)
			drift_cell(&drift, "table2", stock_row_id((enum stock_row)row),
				   stock_column_id((enum stock_column)column),
				   frozen->stock[row][column], live->stock[row][column]);
	for (int kind = 0; kind < DECISION__MAX; kind++)
		drift_cell(&drift, "table2", decision_id((enum decision_kind)kind), "",
			   frozen->decisions[kind], live->decisions[kind]);
	for (int row = 0; row < ROW__MAX; row++)
		for (int column = 0;
		     table_row_in(FORMAT_2021, (enum table_row)row) && column < COLUMN__MAX;
		     column++)
			drift_cell(&drift, "table3", table_row_id((enum table_row)row),
				   table_column_id(column), frozen->requests[row][column],
				   live->requests[row][column]);
	for (int group = 0; group < CASE__MAX; group++)
		for (int result = 0; result < RESULT__MAX; result++)
			drift_cell(&drift, "table4", case_group_id((enum case_group)group),
				   case_result_id((enum case_result)result),
				   frozen->cases[group][result], live->cases[group][result]);
}

static const char *const severities[] = {
	[FINDING_CERTAIN] = "certain", [FINDING_PROBABLE] = "probable", [FINDING_FORM] = "form"};

const char *findings_to_text(const struct findings *findings, struct arena *arena)
{
	json_t *list = json_array();
	for (const struct finding *f = findings->first; f != NULL; f = f->next) {
		json_t *json =
			json_pack("{ss,ss,ss,ss,ss,ss,ss}", "id", f->id, "identity", f->identity,
				  "severity", severities[f->severity], "table", f->table, "row",
				  f->row, "column", f->column, "text", f->text);
		BUG_IF(json == NULL);
		if (f->has_values) {
			json_object_set_new(json, "expected", json_integer(f->expected));
			json_object_set_new(json, "found", json_integer(f->found));
		}
		json_array_append_new(list, json);
	}
	char *dump = json_dumps(list, JSON_COMPACT);
	BUG_IF(dump == NULL);
	const char *text = arena_text(arena, dump);
	free(dump);
	json_decref(list);
	return text;
}

static bool finding_from(json_t *json, struct finding *ret_finding)
{
	const char *severity;
	struct finding finding = {0};
	if (json_unpack(json, "{ss,ss,ss,ss,ss,ss,ss}", "id", &finding.id, "identity",
			&finding.identity, "severity", &severity, "table", &finding.table, "row",
			&finding.row, "column", &finding.column, "text", &finding.text) != 0)
		return false;
	json_t *expected = json_object_get(json, "expected"),
	       *found = json_object_get(json, "found");
	finding.has_values = json_is_integer(expected) && json_is_integer(found);
	finding.expected = json_integer_value(expected);
	finding.found = json_integer_value(found);
	for (size_t i = 0; i < COUNT_OF(severities); i++) {
		if (strcmp(severities[i], severity) != 0) continue;
		finding.severity = (enum finding_severity)i;
		*ret_finding = finding;
		return true;
	}
	return false;
}

bool findings_from_text(const char *text, struct arena *arena, struct findings *ret_findings)
{
	json_t *list = json_loads(text, 0, NULL);
	struct findings findings = {0};
	bool good = json_is_array(list);
	for (size_t i = 0; good && i < json_array_size(list); i++) {
		struct finding finding;
		good = finding_from(json_array_get(list, i), &finding);
		if (good) findings_add(&findings, arena, &finding);
	}
	json_decref(list);
	if (good) *ret_findings = findings;
	return good;
}
