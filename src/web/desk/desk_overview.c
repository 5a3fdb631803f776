/* SPDX-License-Identifier: MulanPSL-2.0
 * What the first page says about a year: the report's state in words, the figures in groups. Pure.
 */
#include <inttypes.h>
#include <string.h>

#include "web/desk/page_annual.h"
#include "web/desk/page_overview.h"

enum { FIGURES_MAX = 4, FEN = 100 };

/* What stands between the report and its publication, and the one step to take now. */
static void needs(const struct annual *annual, bool may_write, struct arena *arena,
		  struct desk_task *task)
{
	task->step = "打开报告";
	if (!annual->has_report) {
		task->state = "未开始";
		task->needs = "开始后，表格由台账自动填好，文字先写成草稿。";
		task->step = may_write ? "开始编写" : "看数字";
	} else if (annual->report.state == REPORT_FROZEN) {
		task->state = annual->n_signatures == 0	  ? "待签署"
			      : annual->n_signatures == 1 ? "还差一人签署"
							  : "待发布";
		task->needs = annual->n_signatures < 2
				      ? "数字和文字已定稿，需要签发人和工作机构负责人两个人签署。"
				      : "两个人都已签署，可以发布。";
	} else {
		task->state = report_state_label(annual->report.state);
		if (annual->unread)
			task->needs = "打开草稿，看还有哪些问题和提示，核对以后可以定稿。";
		else if (annual->findings.certain > 0)
			task->needs = arena_printf(arena, "有 %zu 个问题必须先改正，才能定稿。",
						   annual->findings.certain);
		else if (annual->unanswered > 0)
			task->needs = arena_printf(arena, "有 %zu 个提示要写明原因，才能定稿。",
						   annual->unanswered);
		else
			task->needs = "没有待解决的问题，核对文字后可以定稿。";
		task->step = may_write ? "继续编写" : "看草稿";
	}
}

struct desk_task page_overview_task(const struct annual *annual, day today, bool may_write,
				    struct arena *arena)
{
	struct desk_task task = {0};
	if (annual->has_report && annual->report.state == REPORT_PUBLISHED) return task;
	const char *rule; /* said on the report's own page */
	day due = page_annual_due(&annual->agency, annual->year, &rule);
	task.title = arena_printf(arena, "%d 年度报告", annual->year);
	task.late = today > due;
	if (task.late)
		task.due = arena_printf(arena, "应在 %s 前公布，已经过了 %d 天", day_text(due).s,
					today - due);
	else if (today == due)
		task.due = "今天是应当公布的最后一天";
	else
		task.due =
			arena_printf(arena, "%s 前公布，还有 %d 天", day_text(due).s, due - today);
	needs(annual, may_write, arena, &task);
	return task;
}

struct maker {
	struct arena *arena;
	int year;
	struct desk_figure_group *groups;
	size_t n;
	struct desk_figure *figures; /* of the group being filled */
};

static void group_begin(struct maker *maker, const char *label)
{
	BUG_IF(maker->n == PAGE_OVERVIEW_GROUPS);
	maker->figures = arena_array(maker->arena, FIGURES_MAX, sizeof *maker->figures);
	maker->groups[maker->n++] =
		(struct desk_figure_group){.label = label, .figures = maker->figures};
}

static void figure(struct maker *maker, const char *label, const char *value, const char *measure,
		   const char *href)
{
	struct desk_figure_group *group = &maker->groups[maker->n - 1];
	BUG_IF(group->n_figures == FIGURES_MAX);
	maker->figures[group->n_figures++] = (struct desk_figure){.label = label,
								  .value = value,
								  .measure = measure,
								  .href = href,
								  .none = strcmp(value, "0") == 0};
}

static const char *number(struct maker *maker, int64_t value)
{
	return arena_printf(maker->arena, "%" PRId64, value);
}

/* What was counted only so far; measure: 件以上 then. */
static const char *some(struct maker *maker, int64_t value, const char **measure)
{
	if (value <= COUNT_MOST) return number(maker, value);
	*measure = arena_printf(maker->arena, "%s以上", *measure);
	return number(maker, COUNT_MOST);
}

static const char *register_href(struct maker *maker, enum register_id id)
{
	return arena_printf(maker->arena, "/registers/%s?year=%d", register_facts(id)->name,
			    maker->year);
}

/* What a register holds; opens to its list. */
static void entries(struct maker *maker, const char *label, int64_t value, enum register_id id)
{
	const char *measure = register_facts(id)->measure;
	const char *text = some(maker, value, &measure);
	figure(maker, label, text, measure, register_href(maker, id));
}

/* A cell of the statutory tables; opens to the entries it counts. rest: its key behind "t3." */
static void cell(struct maker *maker, const char *label, const char *value, const char *measure,
		 int table, const char *rest)
{
	figure(maker, label, value, measure,
	       arena_printf(maker->arena, "/figures/%d/t%d.%s", maker->year, table, rest));
}

static void requests(struct maker *maker, const struct tables *tables)
{
	static const struct {
		const char *label;
		enum table_row row;
	} rows[] = {{"本年新收", ROW_R1},
		    {"上年结转", ROW_R2},
		    {"已办结", ROW_G},
		    {"结转下年度", ROW_R4}};
	group_begin(maker, "公开申请");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *measure = "件";
		const char *text =
			some(maker, tables->requests[rows[i].row][COLUMN_TOTAL].value, &measure);
		cell(maker, rows[i].label, text, measure, 3,
		     arena_printf(maker->arena, "%s.%s", table_row_id(rows[i].row),
				  table_column_id(COLUMN_TOTAL)));
	}
}

static void documents(struct maker *maker, const struct tables *tables)
{
	group_begin(maker, stock_row_label(STOCK_NORMATIVE));
	for (int column = 0; column < STOCK_COLUMN__MAX; column++)
		cell(maker, stock_column_label((enum stock_column)column),
		     number(maker, tables->stock[STOCK_NORMATIVE][column].value), "件", 2,
		     arena_printf(maker->arena, "%s.%s", stock_row_id(STOCK_NORMATIVE),
				  stock_column_id((enum stock_column)column)));
}

static void decisions(struct maker *maker, const struct tables *tables)
{
	group_begin(maker, "行政处理决定和收费");
	for (int kind = 0; kind < DECISION__MAX; kind++) {
		int64_t value = tables->decisions[kind].value;
		bool money = kind == DECISION_CHARGE;
		cell(maker, decision_label((enum decision_kind)kind),
		     money ? arena_text(maker->arena, wan_text(value).s) : number(maker, value),
		     money ? "万元" : "件", 2, decision_id((enum decision_kind)kind));
	}
}

size_t page_overview_figures(const struct annual *annual, struct arena *arena,
			     struct desk_figure_group ret_groups[PAGE_OVERVIEW_GROUPS])
{
	struct maker maker = {.arena = arena, .year = annual->year, .groups = ret_groups};
	const struct tables *tables = &annual->live;
	group_begin(&maker, "主动公开");
	entries(&maker, "主动公开信息", annual->counts.records, REGISTER_RECORDS);
	entries(&maker, "政策解读", annual->counts.interpretations, REGISTER_INTERPRETATIONS);
	entries(&maker, "回应关切", annual->counts.responses, REGISTER_RESPONSES);
	requests(&maker, tables);
	documents(&maker, tables);
	decisions(&maker, tables);
	group_begin(&maker, "复议和诉讼");
	cell(&maker, "行政复议",
	     number(&maker, tables->cases[CASE_RECONSIDERATION][RESULT_TOTAL].value), "件", 4,
	     arena_printf(arena, "%s.%s", case_group_id(CASE_RECONSIDERATION),
			  case_result_id(RESULT_TOTAL)));
	entries(&maker, "行政诉讼",
		tables->cases[CASE_DIRECT][RESULT_TOTAL].value +
			tables->cases[CASE_AFTER][RESULT_TOTAL].value,
		REGISTER_LITIGATION);
	group_begin(&maker, "信息处理费");
	entries(&maker, "收费通知", annual->counts.fee_notices, REGISTER_FEES);
	int64_t fen = annual->counts.fee_collected;
	const char *yuan = fen % FEN == 0 ? number(&maker, fen / FEN)
					  : arena_printf(arena, "%" PRId64 ".%02d", fen / FEN,
							 (int)(fen % FEN));
	figure(&maker, "已收", yuan, "元", register_href(&maker, REGISTER_FEES));
	return maker.n;
}
