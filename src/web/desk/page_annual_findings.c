/* SPDX-License-Identifier: MulanPSL-2.0
 * What the check found in the report: what must be mended, what needs a reason, and the carry-over
 * that the head may correct under signature. */
#include <inttypes.h>
#include <string.h>

#include "web/desk/page_annual.h"
#include "web/desk/page_figures.h"

static const char *kind_of(enum finding_severity severity)
{
	switch (severity) {
	case FINDING_CERTAIN: return "必须改正";
	case FINDING_PROBABLE: return "需要说明";
	case FINDING_FORM: return "格式提示";
	}
	return "";
}

/* Where the finding can be mended: the number, or the text. */
static void place(const struct desk *desk, const struct finding *finding, struct desk_finding *row)
{
	const char *short_table = strcmp(finding->table, "table2") == 0	  ? "t2"
				  : strcmp(finding->table, "table3") == 0 ? "t3"
				  : strcmp(finding->table, "table4") == 0 ? "t4"
									  : NULL;
	enum narrative_part part;
	if (short_table != NULL) {
		const char *line = *finding->row == '\0' ? "g" : finding->row;
		const char *column = *finding->column == '\0' ? "" : finding->column;
		const char *key = arena_printf(desk->arena, "%s.%s%s%s", short_table, line,
					       *column == '\0' ? "" : ".", column);
		struct cell_ref cell;
		if (!figure_parse(key, desk->arena, &cell)) return;
		row->href = arena_printf(desk->arena, "/figures/%d/%s", desk->year, key);
		row->href_label = "看计入的记录";
	} else if (narrative_parse(finding->row, &part)) {
		row->href = page_annual_href(
			desk, arena_printf(desk->arena, "/report/text/%s", narrative_key(part)));
		row->href_label = "去修改文字";
	}
}

enum { FINDING, COLUMN, REASON };
static const struct form_field answer_fields[] = {
	[FINDING] = FORM_CARRIED("finding"),
	[COLUMN] = FORM_CARRIED("column"),
	[REASON] =
		DESK_REASON("原因", "写明核实的情况，例如：本年新增两家派出机构，文件数随之增加。"),
};
static const struct form_field carry_fields[] = {
	[FINDING] = FORM_CARRIED("finding"),
	[COLUMN] = FORM_CARRIED("column"),
	[REASON] = DESK_REASON("更正的原因",
			       "例如：上年有一件申请漏计。由负责人签名，原因可以随时打开查看。"),
};

static void answer_form(struct form *form, bool carry, struct arena *arena)
{
	if (carry)
		FORM_INIT(form, carry_fields, arena);
	else
		FORM_INIT(form, answer_fields, arena);
}

/* at: which of the page's forms; failed: the one that came back with mistakes, or NULL. */
static struct desk_finding finding_row(struct desk *desk, const struct annual *annual,
				       const struct finding *finding, bool draft, size_t at,
				       struct form *failed)
{
	struct desk_finding row = {.id = finding->id,
				   .text = finding->text,
				   .kind = kind_of(finding->severity),
				   .certain = finding->severity == FINDING_CERTAIN,
				   .probable = finding->severity == FINDING_PROBABLE};
	const struct report_answer *answer = annual_answer_for(annual, finding);
	if (answer != NULL) {
		row.reason = answer->reason;
		row.reason_by = arena_text(desk->arena, moment_text(answer->at).s);
	}
	/* the total follows from the kinds that are signed for */
	bool carry = strcmp(finding->identity, "t3.carry") == 0 &&
		     strcmp(finding->column, table_column_id(COLUMN_TOTAL)) != 0;
	row.may_carry = draft && carry && desk_may(desk, PERMIT_REPORT_HEAD);
	row.may_answer = draft && row.probable && desk_may(desk, PERMIT_REPORT_WRITE);
	struct form fresh, *form = &fresh;
	answer_form(&fresh, carry, desk->arena);
	form_set(&fresh, FINDING, finding->id);
	form_set(&fresh, COLUMN, finding->column);
	form_set(&fresh, REASON, row.reason == NULL ? "" : row.reason);
	row.open = failed != NULL && strcmp(failed->values[FINDING], finding->id) == 0;
	if (row.open) form = failed;
	form->id = arena_printf(desk->arena, "%zu", at);
	row.form =
		form_view(form, page_annual_href(desk, carry ? "/report/carry" : "/report/answer"),
			  carry ? "签名更正" : "保存原因", desk->request->csrf);
	place(desk, finding, &row);
	return row;
}

static void fill_corrections(const struct desk *desk, const struct annual *annual,
			     struct desk_findings *view)
{
	static const struct view_head heads[] = {{"申请人类别", false},
						 {"上年结转", true},
						 {"更正为", true},
						 {"原因", false},
						 {"签名", false}};
	struct view_row *rows = arena_array(desk->arena, annual->n_corrections, sizeof *rows);
	for (size_t i = 0; i < annual->n_corrections; i++) {
		const struct correction *correction = &annual->corrections[i];
		struct view_cell *cells = arena_array(desk->arena, COUNT_OF(heads), sizeof *cells);
		int column = 0;
		const char *label = table_column_parse(correction->column, &column)
					    ? table_column_label(column)
					    : correction->column;
		cells[0].text = label;
		cells[1].text = arena_printf(desk->arena, "%" PRId64, correction->before);
		cells[2].text = arena_printf(desk->arena, "%" PRId64, correction->after);
		cells[3].text = correction->reason;
		cells[4].text = arena_printf(desk->arena, "%s，%s", correction->signed_name,
					     moment_text(correction->signed_at).s);
		cells[1].number = cells[2].number = true;
		for (size_t c = 0; c < COUNT_OF(heads); c++) cells[c].label = heads[c].label;
		rows[i] = (struct view_row){.cells = cells, .n_cells = COUNT_OF(heads)};
	}
	view->has_corrections = annual->n_corrections > 0;
	view->corrections = (struct view_table){.caption = "已签名的结转更正",
						.heads = heads,
						.n_heads = COUNT_OF(heads),
						.rows = rows,
						.n_rows = annual->n_corrections};
}

static const char *summary_of(const struct desk *desk, const struct annual *annual)
{
	const struct findings *findings = &annual->findings;
	if (findings->count == 0) return "没有发现问题。";
	return arena_printf(desk->arena,
			    "共 %zu 处：必须改正的 %zu 处，还没有写明原因的 %zu "
			    "处。必须改正的改好之前不能定稿。",
			    findings->count, findings->certain, annual->unanswered);
}

static void show(struct desk *desk, const struct annual *annual, const struct desk_years *years,
		 struct form *failed)
{
	struct desk_findings view = {.years = *years, .year = desk->year};
	struct desk_finding *rows = arena_array(desk->arena, annual->findings.count, sizeof *rows);
	size_t n = 0;
	view.draft = annual->has_report && annual->report.state == REPORT_DRAFT;
	for (int severity = FINDING_CERTAIN; severity <= FINDING_FORM; severity++)
		for (const struct finding *f = annual->findings.first; f != NULL; f = f->next)
			if (f->severity == (enum finding_severity)severity) {
				rows[n] = finding_row(desk, annual, f, view.draft, n, failed);
				n++;
			}
	view.findings = rows;
	view.n_findings = n;
	view.summary = summary_of(desk, annual);
	fill_corrections(desk, annual, &view);
	if (failed != NULL) view.problems = desk_problems(desk, failed);
	desk_trail(desk, page_annual_href(desk, "/report"), "年度报告");
	view.frame = desk->frame;
	render_desk_findings(&desk->reply->body, &view);
}

void page_annual_findings(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_years years;
	struct annual annual;
	desk_begin(&desk, request, reply, "核查问题");
	if (!page_annual_load(&desk, "/report/findings", &years, &annual)) return;
	show(&desk, &annual, &years, NULL);
}

/* Both forms of this page: a reason is required. */
static void answer(struct request *request, struct reply *reply, bool carry)
{
	struct desk desk;
	struct desk_years years;
	struct annual annual;
	desk_begin(&desk, request, reply, "核查问题");
	if (!page_annual_load(&desk, "/report/findings", &years, &annual)) return;
	struct form form;
	answer_form(&form, carry, desk.arena);
	if (!form_read(&form, request)) {
		show(&desk, &annual, &years, &form);
		return;
	}
	enum err err =
		carry ? annual_correct_carry(desk.office, desk.actor, desk.agency_id, desk.year,
					     form.values[COLUMN], form.values[REASON], &desk.error)
		      : annual_answer(desk.office, desk.actor, desk.agency_id, desk.year,
				      form.values[FINDING], form.values[REASON], &desk.error);
	if (err == ERR_NONE)
		desk_done(&desk, page_annual_href(&desk, "/report/findings"),
			  carry ? NOTICE_CARRIED : NOTICE_ANSWERED, "", 0);
	else
		desk_fail(&desk, err);
}

void page_annual_answer(struct request *request, struct reply *reply)
{
	answer(request, reply, false);
}

void page_annual_carry(struct request *request, struct reply *reply)
{
	answer(request, reply, true);
}
