/* SPDX-License-Identifier: MulanPSL-2.0
 * What the first page says about a year: the report's state in words, the figures in groups. Pure.
 */
#include <inttypes.h>
#include <string.h>

#include "web/desk/page_overview.h"

enum { FIGURES_MAX = 4, DUE_MONTH = 1, DUE_MONTH_GOVERNMENT = 3, DUE_DAY = 31, FEN = 100 };

/* 条例第四十九条: departments, and townships with them, by 31 January; county governments and above
 * by 31 March of the next year. */
static day due_day(const struct annual *annual)
{
	day due = DAY_NONE;
	bool government = annual->agency.level <= LEVEL_COUNTY;
	bool exists = day_make(annual->year + 1, government ? DUE_MONTH_GOVERNMENT : DUE_MONTH,
			       DUE_DAY, &due);
	BUG_IF(!exists);
	return due;
}

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
		if (annual->findings.certain > 0)
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
	day due = due_day(annual);
	task.title = arena_printf(arena, "%d 年度报告", annual->year);
	task.late = today > due;
	if (task.late)
		task.due = arena_printf(arena, "应在 %s 前公布，已经过了 %d 天", day_text(due).s,
					today - due);
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
		   enum register_id id)
{
	struct desk_figure_group *group = &maker->groups[maker->n - 1];
	BUG_IF(group->n_figures == FIGURES_MAX);
	maker->figures[group->n_figures++] =
		(struct desk_figure){.label = label,
				     .value = value,
				     .measure = measure,
				     .href = arena_printf(maker->arena, "/registers/%s?year=%d",
							  register_facts(id)->name, maker->year),
				     .none = strcmp(value, "0") == 0};
}

static void count(struct maker *maker, const char *label, int64_t value, const char *measure,
		  enum register_id id)
{
	figure(maker, label, arena_printf(maker->arena, "%" PRId64, value), measure, id);
}

static void decisions(struct maker *maker, const struct tables *tables)
{
	static const enum register_id registers[DECISION__MAX] = {
		[DECISION_LICENCE] = REGISTER_LICENCES,
		[DECISION_PENALTY] = REGISTER_PENALTIES,
		[DECISION_COERCION] = REGISTER_COERCION,
		[DECISION_CHARGE] = REGISTER_CHARGES,
	};
	group_begin(maker, "行政处理决定和收费");
	for (int kind = 0; kind < DECISION_CHARGE; kind++)
		count(maker, decision_label((enum decision_kind)kind),
		      tables->decisions[kind].value, "件", registers[kind]);
	struct wan_text wan = wan_text(tables->decisions[DECISION_CHARGE].value);
	figure(maker, decision_label(DECISION_CHARGE), arena_text(maker->arena, wan.s), "万元",
	       REGISTER_CHARGES);
}

size_t page_overview_figures(const struct annual *annual, struct arena *arena,
			     struct desk_figure_group ret_groups[PAGE_OVERVIEW_GROUPS])
{
	struct maker maker = {.arena = arena, .year = annual->year, .groups = ret_groups};
	const struct tables *tables = &annual->live;
	const struct cell(*requests)[COLUMN__MAX] = tables->requests;
	group_begin(&maker, "主动公开");
	count(&maker, "主动公开信息", annual->counts.records, "条", REGISTER_RECORDS);
	count(&maker, "政策解读", annual->counts.interpretations, "篇", REGISTER_INTERPRETATIONS);
	count(&maker, "回应关切", annual->counts.responses, "次", REGISTER_RESPONSES);
	group_begin(&maker, "公开申请");
	count(&maker, "本年新收", requests[ROW_R1][COLUMN_TOTAL].value, "件", REGISTER_REQUESTS);
	count(&maker, "上年结转", requests[ROW_R2][COLUMN_TOTAL].value, "件", REGISTER_REQUESTS);
	count(&maker, "已办结", requests[ROW_G][COLUMN_TOTAL].value, "件", REGISTER_REQUESTS);
	count(&maker, "结转下年度", requests[ROW_R4][COLUMN_TOTAL].value, "件", REGISTER_REQUESTS);
	group_begin(&maker, "行政规范性文件");
	for (int column = 0; column < STOCK_COLUMN__MAX; column++)
		count(&maker, stock_column_label((enum stock_column)column),
		      tables->stock[STOCK_NORMATIVE][column].value, "件", REGISTER_NORMATIVE);
	decisions(&maker, tables);
	group_begin(&maker, "复议和诉讼");
	count(&maker, "行政复议", tables->cases[CASE_RECONSIDERATION][RESULT_TOTAL].value, "件",
	      REGISTER_RECONSIDERATIONS);
	count(&maker, "行政诉讼",
	      tables->cases[CASE_DIRECT][RESULT_TOTAL].value +
		      tables->cases[CASE_AFTER][RESULT_TOTAL].value,
	      "件", REGISTER_LITIGATION);
	group_begin(&maker, "信息处理费");
	count(&maker, "收费通知", annual->counts.fee_notices, "笔", REGISTER_FEES);
	int64_t fen = annual->counts.fee_collected;
	const char *yuan = fen % FEN == 0 ? arena_printf(arena, "%" PRId64, fen / FEN)
					  : arena_printf(arena, "%" PRId64 ".%02d", fen / FEN,
							 (int)(fen % FEN));
	figure(&maker, "已收", yuan, "元", REGISTER_FEES);
	return maker.n;
}
