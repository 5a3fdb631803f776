/* SPDX-License-Identifier: MulanPSL-2.0
 * Figures and years in running text. */
#include "office/prose.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

const char *prose_normal(const char *text, struct arena *arena)
{
	size_t n = strlen(text), out = 0;
	char *normal = arena_alloc(arena, n + 1);
	for (size_t at = 0; at < n;) {
		uint32_t c;
		size_t step = utf8_decode(text + at, n - at, &c);
		if (step == 0) {
			at++;
			continue;
		}
		bool blank = c == ' ' || c == '\t' || c == '\r' || c == '*' || c == 0x3000 ||
			     c == 0xA0 || c == 0xFEFF;
		bool comma = (c == ',' || c == 0xFF0C) && out > 0 && normal[out - 1] >= '0' &&
			     normal[out - 1] <= '9' && at + step < n && text[at + step] >= '0' &&
			     text[at + step] <= '9' && c == ',';
		if (c >= 0xFF10 && c <= 0xFF19) {
			normal[out++] = (char)('0' + (c - 0xFF10));
		} else if (!blank && !comma) {
			memcpy(normal + out, text + at, step);
			out += step;
		}
		at += step;
	}
	return normal;
}

/* What a phrase may mean; each reading is one number. */
enum { MAX_READINGS = 3 };
struct readings {
	int64_t values[MAX_READINGS];
	size_t n;
	bool unread; /* a cell it needs was not read */
};

static void reading(struct readings *readings, const struct cell *cells, size_t n)
{
	int64_t sum = 0;
	for (size_t i = 0; i < n; i++) {
		if (cells[i].kind != CELL_NUMBER) {
			readings->unread = true;
			return;
		}
		sum += cells[i].value;
	}
	BUG_IF(readings->n == MAX_READINGS);
	readings->values[readings->n++] = sum;
}

static struct cell total_of(const struct tables *tables, enum table_row row)
{
	return tables->requests[row][COLUMN_TOTAL];
}

static void rows_reading(struct readings *readings, const struct tables *tables,
			 enum table_row first, enum table_row last)
{
	struct cell cells[ROW__MAX];
	size_t n = 0;
	for (int row = first; row <= (int)last; row++)
		if (table_row_in(tables->format, (enum table_row)row))
			cells[n++] = total_of(tables, (enum table_row)row);
	reading(readings, cells, n);
}

static void fact_reading(struct readings *readings, int64_t value)
{
	if (value < 0)
		readings->unread = true;
	else
		readings->values[readings->n++] = value;
}

/* clang-format off */
/* PHRASE(name, words before the figure, units after it, what it may mean: statements over r, t, f) */
#define ROWS(first, last) rows_reading(r, t, ROW_##first, ROW_##last)
#define CELLS(...) reading(r, (const struct cell[]){__VA_ARGS__}, \
	sizeof((const struct cell[]){__VA_ARGS__}) / sizeof(struct cell))
#define TOTAL(row) total_of(t, ROW_##row)
#define STOCK(column) CELLS(t->stock[STOCK_NORMATIVE][column]); CELLS(t->stock[STOCK_RULES][column]); \
	CELLS(t->stock[STOCK_NORMATIVE][column], t->stock[STOCK_RULES][column])
#define PHRASE_TABLE(PHRASE)                                                                       \
	PHRASE(NEW, "新收", "件条", ROWS(R1, R1))                                                    \
	PHRASE(RECEIVED, "收到政府信息公开申请", "件条", ROWS(R1, R1); CELLS(TOTAL(R1), TOTAL(R2)))      \
	PHRASE(ACCEPTED, "受理政府信息公开申请", "件条", ROWS(R1, R1); CELLS(TOTAL(R1), TOTAL(R2)))      \
	PHRASE(TAKEN, "收办政府信息公开申请", "件条", ROWS(R1, R1); CELLS(TOTAL(R1), TOTAL(R2)))         \
	PHRASE(HANDLED, "办理政府信息公开申请", "件条", ROWS(R1, R1); CELLS(TOTAL(R1), TOTAL(R2)); ROWS(G, G)) \
	PHRASE(ON_REQUEST, "收到依申请公开", "件条", ROWS(R1, R1); CELLS(TOTAL(R1), TOTAL(R2)))          \
	PHRASE(CARRIED, "上年结转", "件条", ROWS(R2, R2))                                            \
	PHRASE(CARRIED_OVER, "上年度结转", "件条", ROWS(R2, R2))                                     \
	PHRASE(DONE, "办结", "件条", ROWS(G, G))                                                     \
	PHRASE(GRANTED, "予以公开", "件条", ROWS(A, A); ROWS(A, B))                                  \
	PHRASE(PARTLY, "部分公开", "件条", ROWS(B, B); ROWS(A, B))                                   \
	PHRASE(REFUSED, "不予公开", "件条", ROWS(C1, C8))                                            \
	PHRASE(UNAVAILABLE, "无法提供", "件条", ROWS(D1, D3))                                        \
	PHRASE(UNPROCESSED, "不予处理", "件条", ROWS(E1, E5))                                        \
	PHRASE(OTHERWISE, "其他处理", "件条", ROWS(F, F3))                                           \
	PHRASE(FORWARD, "转下", "件条", ROWS(R4, R4))                                              \
	PHRASE(FORWARD_TO, "结转至", "件条", ROWS(R4, R4))                                           \
	PHRASE(RECONSIDERED, "行政复议", "件起", CELLS(t->cases[CASE_RECONSIDERATION][RESULT_TOTAL]))  \
	PHRASE(SUED, "行政诉讼", "件起",                                                             \
		CELLS(t->cases[CASE_DIRECT][RESULT_TOTAL], t->cases[CASE_AFTER][RESULT_TOTAL]);    \
		CELLS(t->cases[CASE_DIRECT][RESULT_TOTAL]); CELLS(t->cases[CASE_AFTER][RESULT_TOTAL])) \
	PHRASE(MADE, "制发行政规范性文件", "件条份", STOCK(STOCK_MADE))                               \
	PHRASE(REPEALED, "废止行政规范性文件", "件条份", STOCK(STOCK_REPEALED))                       \
	PHRASE(IN_FORCE, "现行有效", "件条份", STOCK(STOCK_IN_FORCE))                                \
	PHRASE(RECORDS, "主动公开政府信息", "条件", fact_reading(r, f->records))                      \
	PHRASE(RESPONSES, "回应群众关注热点信息", "次条件", fact_reading(r, f->responses))            \
	PHRASE(RESPONSES_PLAIN, "回应关切", "次条件", fact_reading(r, f->responses))                  \
	PHRASE(RESPONSES_PUBLIC, "回应群众关切", "次条件", fact_reading(r, f->responses))             \
	PHRASE(INTERPRETED, "政策解读", "篇条件", fact_reading(r, f->interpretations))               \
	PHRASE(FEE, "收取信息处理费", "元", fact_reading(r, f->fee < 0 ? -1 : f->fee / 100))
/* clang-format on */

enum phrase {
#define PHRASE(name, words, units, means) PHRASE_##name,
	PHRASE_TABLE(PHRASE)
#undef PHRASE
		PHRASE__MAX
};

static const struct {
	const char *words, *units;
} phrases[PHRASE__MAX] = {
#define PHRASE(name, words, units, means) [PHRASE_##name] = {words, units},
	PHRASE_TABLE(PHRASE)
#undef PHRASE
};

static struct readings readings_of(enum phrase phrase, const struct tables *t,
				   const struct prose_facts *f)
{
	struct readings readings = {{0}, 0, false}, *r = &readings;
	switch (phrase) {
#define PHRASE(name, words, units, means)                                                          \
	case PHRASE_##name: means; break;
		PHRASE_TABLE(PHRASE)
#undef PHRASE
	case PHRASE__MAX: break;
	}
	return readings;
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t one_of(const char *text, const char *characters)
{
	for (const char *c = characters; *c != '\0';) {
		size_t n = utf8_prefix(c, 1);
		if (strncmp(text, c, n) == 0) return n;
		c += n;
	}
	return 0;
}

/* The figure with its unit that follows the words within the same clause. A year in between
 * (结转至2026年6件) is stepped over. */
static const char *figure_after(const char *at, const char *units, int64_t *ret_value,
				size_t *ret_length)
{
	enum { NEAR = 14, LONGEST = 15 };
	for (int seen = 0; seen < NEAR && *at != '\0';) {
		if (one_of(at, "。；;，,、：:\n（(") != 0) return NULL;
		if (!digit(*at)) {
			at += utf8_prefix(at, 1);
			seen++;
			continue;
		}
		const char *from = at;
		while (digit(*at)) at++;
		if (at - from > LONGEST) return NULL;
		if (one_of(at, "年") != 0) continue;
		size_t unit = one_of(at, units);
		if (unit == 0) return NULL;
		*ret_value = strtoll(from, NULL, 10);
		*ret_length = (size_t)(at - from) + unit;
		return from;
	}
	return NULL;
}

static void judge(enum phrase phrase, const char *said, size_t n, int64_t value,
		  const struct tables *tables, const struct prose_facts *facts, struct arena *arena,
		  struct findings *findings)
{
	struct readings readings = readings_of(phrase, tables, facts);
	if (readings.unread || readings.n == 0) return;
	for (size_t i = 0; i < readings.n; i++)
		if (readings.values[i] == value) return;
	struct finding finding = {
		.id = arena_printf(arena, "prose.figure:%s:%" PRId64, phrases[phrase].words, value),
		.identity = "prose.figure",
		.severity = FINDING_PROBABLE,
		.table = "prose",
		.row = "",
		.column = "",
		.expected = readings.values[0],
		.found = value,
		.has_values = true,
		.text = arena_printf(arena, "文字写“%.*s”，统计数为%" PRId64 "，请核对", (int)n,
				     said, readings.values[0])};
	findings_add(findings, arena, &finding);
}

void prose_check_figures(const char *text, const struct tables *tables,
			 const struct prose_facts *facts, struct arena *arena,
			 struct findings *findings)
{
	const char *normal = prose_normal(text, arena);
	for (int phrase = 0; phrase < PHRASE__MAX; phrase++) {
		const char *words = phrases[phrase].words;
		for (const char *at = normal; (at = strstr(at, words)) != NULL;) {
			const char *said = at;
			at += strlen(words);
			int64_t value;
			size_t length;
			const char *figure =
				figure_after(at, phrases[phrase].units, &value, &length);
			if (figure == NULL) continue;
			judge((enum phrase)phrase, said, (size_t)(figure - said) + length, value,
			      tables, facts, arena, findings);
		}
	}
}

void prose_check_years(const char *text, const char *section, int year, bool may_plan,
		       struct arena *arena, struct findings *findings)
{
	enum { NEAR_YEARS = 3 };
	const char *normal = prose_normal(text, arena);
	bool told[2 * NEAR_YEARS + 1] = {false};
	for (const char *at = normal; (at = strstr(at, "年")) != NULL; at += strlen("年")) {
		if (at - normal < 4 || (at - normal > 4 && digit(at[-5]))) continue;
		if (!digit(at[-1]) || !digit(at[-2]) || !digit(at[-3]) || !digit(at[-4])) continue;
		int said =
			(int)strtol((const char[]){at[-4], at[-3], at[-2], at[-1], '\0'}, NULL, 10);
		if (said == year || said < year - NEAR_YEARS || said > year + 1) continue;
		if ((said == year + 1 && may_plan) || told[said - year + NEAR_YEARS]) continue;
		told[said - year + NEAR_YEARS] = true;
		struct finding finding = {
			.id = arena_printf(arena, "prose.year:%s:%d", section, said),
			.identity = "prose.year",
			.severity = FINDING_PROBABLE,
			.table = "prose",
			.row = section,
			.column = "",
			.expected = year,
			.found = said,
			.has_values = true,
			.text = arena_printf(arena,
					     "文中出现“%d年”，本报告的年度是%d年，请核对是否笔误",
					     said, year)};
		findings_add(findings, arena, &finding);
	}
}
