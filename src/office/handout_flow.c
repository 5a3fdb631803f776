/* SPDX-License-Identifier: MulanPSL-2.0
 * How an application goes, as a chart and in words. Both are made of the same texts, and these take
 * their periods from law/term.h. */
#include <string.h>

#include "law/table.h"
#include "law/term.h"
#include "office/handout.h"

#define WIDTH 156.0
#define HEIGHT 160.0
#define MAIN 84.0
#define SIDE_AT 94.0
#define SIDE (WIDTH - SIDE_AT)
#define BOLD 4.0
#define PLAIN 3.1
#define LEADING 4.6
enum { MOST_LINES = 4 };

/* One box: what happens, and what is said of it. */
struct box {
	const char *title;
	const char *lines[MOST_LINES]; /* NULL ends them */
};

enum step { APPLY, RECEIVE, ASK, CLARIFY, HANDLE, CONSULT, EXTEND, PAY, REPLY, AFTER, STEPS };

/* clang-format off */
/* %d: the period. */
static const struct {
	struct box box;
	int days;
} texts[STEPS] = {
	[APPLY] = {{"提出申请", {"当面、邮寄、网上、传真、电子邮件都可以", "书面有困难的，可以口头提出，由工作人员代为填写"}}, 0},
	[RECEIVE] = {{"收到申请，登记", {"当面提交之日、签收之日或者确认之日为收到之日", "给您登记编号和回执"}}, 0},
	[ASK] = {{"看申请内容是否明确", {"写明了身份、所需信息和获取方式的，进入办理"}}, 0},
	[CLARIFY] = {{"不明确的：告知补正", {"%d个工作日内一次性告知", "补正以后，答复期限重新起算", "逾期不补正的，视为放弃申请"}}, TERM_CLARIFY},
	[HANDLE] = {{"办理", {"查找、检索信息", "审查能不能公开", "保密和个人信息审查、合法性审核", "由负责人签发"}}, 0},
	[CONSULT] = {{"征求第三方意见", {"第三方收到后%d个工作日内答复", "所需时间不算在答复期限里"}}, TERM_OPINION},
	[EXTEND] = {{"延长答复期限", {"经工作机构负责人同意并告知您", "最长再延长%d个工作日"}}, TERM_EXTEND},
	[PAY] = {{"收取信息处理费", {"数量、频次明显超过合理范围的", "收到通知后%d个工作日内缴纳", "缴费以后，答复期限重新起算"}}, TERM_PAY},
	[REPLY] = {{"作出答复", {"收到申请之日起%d个工作日内；当场能答复的当场答复"}}, TERM_REPLY},
	[AFTER] = {{"送达以后", {"不服的，可以申请行政复议、提起行政诉讼，期限见答复书", "超过期限没有答复的，可以投诉举报"}}, 0},
};
/* clang-format on */

static struct box box_of(struct arena *arena, enum step step)
{
	struct box box = texts[step].box;
	for (int i = 0; i < MOST_LINES && box.lines[i] != NULL; i++) {
		const char *at = strstr(box.lines[i], "%d");
		if (at == NULL) continue;
		box.lines[i] = arena_printf(arena, "%.*s%d%s", (int)(at - box.lines[i]),
					    box.lines[i], texts[step].days, at + 2);
	}
	return box;
}

/* The six ways a reply ends, as the annual report's table names them, without its numbers. */
static const char *ending(struct arena *arena, enum table_row row)
{
	const char *group = table_row_group(row);
	const char *label = group != NULL ? group : table_row_label(row);
	const char *from = strstr(label, "）");
	from = from == NULL ? label : from + strlen("）");
	const char *to = strstr(from, "（");
	return arena_text_n(arena, from, to == NULL ? strlen(from) : (size_t)(to - from));
}

static const enum table_row endings[] = {ROW_A, ROW_B, ROW_C1, ROW_D1, ROW_E1, ROW_F1};

static void draw_box(struct drawing *drawing, double x, double y, double width, double height,
		     const struct box *box, bool pale)
{
	int n = 0;
	while (n < MOST_LINES && box->lines[n] != NULL) n++;
	double middle = x + width / 2, line = y + height / 2 - n * LEADING / 2;
	drawing_box(drawing, x, y, width, height, pale);
	drawing_text(drawing, middle, line, BOLD, true, box->title);
	for (int i = 0; i < n; i++)
		drawing_text(drawing, middle, line + (i + 1) * LEADING, PLAIN, false,
			     box->lines[i]);
}

/* Where the boxes of the middle column stand, and those beside them. */
static const struct {
	enum step step;
	double y, height;
} column[] = {{APPLY, 0, 17}, {RECEIVE, 22, 17}, {ASK, 44, 20}, {HANDLE, 69, 40}, {REPLY, 114, 12}},
  beside[] = {{CLARIFY, 44, 20}, {CONSULT, 69, 15}, {EXTEND, 86, 15}, {PAY, 103, 20}};
#define ENDINGS_AT 131.0
#define ENDING_HIGH 8.0
#define AFTER_AT 144.0
#define AFTER_HIGH 16.0
enum { HANDLE_AT = 3 };
#define BRANCH 1.5 /* half the way between an arrow out and the one back */

/* From the reply to each ending, and from each to what comes after. */
static void draw_endings(struct drawing *drawing)
{
	enum { N = COUNT_OF(endings) };
	const double gap = 2.4, width = (WIDTH - (N - 1) * gap) / N, stub = 2.5;
	const double first = width / 2, last = WIDTH - width / 2;
	const double below = ENDINGS_AT + ENDING_HIGH;
	drawing_line(drawing, MAIN / 2, ENDINGS_AT - 2 * stub, MAIN / 2, ENDINGS_AT - stub);
	drawing_line(drawing, first, ENDINGS_AT - stub, last, ENDINGS_AT - stub);
	for (int i = 0; i < N; i++) {
		double x = i * (width + gap), middle = x + width / 2;
		drawing_line(drawing, middle, ENDINGS_AT - stub, middle, ENDINGS_AT);
		drawing_box(drawing, x, ENDINGS_AT, width, ENDING_HIGH, true);
		drawing_text(drawing, middle, ENDINGS_AT + ENDING_HIGH / 2, PLAIN, true,
			     ending(drawing->arena, endings[i]));
		drawing_line(drawing, middle, below, middle, below + stub);
	}
	drawing_line(drawing, first, below + stub, last, below + stub);
	drawing_arrow(drawing, WIDTH / 2, below + stub, WIDTH / 2, AFTER_AT);
}

static const char *all_steps(struct arena *arena)
{
	const char *const *steps = handout_steps(arena), *text = "申请办理流程：";
	for (int i = 0; steps[i] != NULL; i++)
		text = ARENA_JOIN(arena, text, arena_printf(arena, "%d.", i + 1), steps[i]);
	return text;
}

const struct drawing *handout_chart(struct arena *arena)
{
	struct drawing *drawing = drawing_new(arena, WIDTH, HEIGHT, all_steps(arena));
	const double middle = MAIN / 2, lowest = column[HANDLE_AT].y + column[HANDLE_AT].height;
	for (size_t i = 0; i < COUNT_OF(column); i++) {
		struct box box = box_of(arena, column[i].step);
		double end = column[i].y + column[i].height;
		draw_box(drawing, 0, column[i].y, MAIN, column[i].height, &box, false);
		if (i + 1 < COUNT_OF(column))
			drawing_arrow(drawing, middle, end, middle, column[i + 1].y);
	}
	for (size_t i = 0; i < COUNT_OF(beside); i++) {
		struct box box = box_of(arena, beside[i].step);
		double y = beside[i].y + beside[i].height / 2;
		if (beside[i].step != CLARIFY && y + 2 * BRANCH > lowest) y = lowest - 2 * BRANCH;
		draw_box(drawing, SIDE_AT, beside[i].y, SIDE, beside[i].height, &box, true);
		drawing_arrow(drawing, MAIN, y - BRANCH, SIDE_AT, y - BRANCH);
		drawing_arrow(drawing, SIDE_AT, y + BRANCH, MAIN, y + BRANCH);
	}
	draw_endings(drawing);
	struct box after = box_of(arena, AFTER);
	draw_box(drawing, 0, AFTER_AT, WIDTH, AFTER_HIGH, &after, false);
	return drawing;
}

const char *const *handout_steps(struct arena *arena)
{
	const char **steps = arena_array(arena, STEPS + 1, sizeof *steps);
	for (int i = 0; i < STEPS; i++) {
		struct box box = box_of(arena, (enum step)i);
		const char *text = ARENA_JOIN(arena, box.title, "：");
		for (int line = 0; line < MOST_LINES && box.lines[line] != NULL; line++)
			text = ARENA_JOIN(arena, text, line == 0 ? "" : "；", box.lines[line]);
		if (i == REPLY) {
			text = ARENA_JOIN(arena, text, "。答复有");
			for (size_t at = 0; at < COUNT_OF(endings); at++)
				text = ARENA_JOIN(arena, text, at == 0 ? "" : "、",
						  ending(arena, endings[at]));
		}
		steps[i] = ARENA_JOIN(arena, text, "。");
	}
	steps[STEPS] = NULL;
	return steps;
}

struct doc *handout_flow(struct arena *arena, const struct handout_office *office, day on)
{
	struct doc *doc =
		doc_new(arena, ARENA_JOIN(arena, office->agency, "政府信息公开申请办理流程图"),
			office->agency, on);
	if (office->demo) doc_watermark(doc, "演示数据");
	doc->page_numbers = false;
	doc_drawing(doc, handout_chart(arena));
	doc_note(doc, handout_where(arena, office));
	return doc;
}
