/* SPDX-License-Identifier: MulanPSL-2.0
 * Whose report it is, of which year, in which format: from its title, the period it states, and the
 * columns of table 2. */
#include <string.h>

#include "base/utf8.h"
#include "office/read_report.h"

enum { YEAR_DIGITS = 4 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A year printed at text[at]; 0 when there is none. */
static int year_at(const struct source *source, size_t at)
{
	enum { FIRST = 2008, LAST = 2099 };
	if (at + YEAR_DIGITS > source->n || (at > 0 && is_digit(source->text[at - 1]))) return 0;
	int year = 0;
	for (size_t i = 0; i < YEAR_DIGITS; i++) {
		if (!is_digit(source->text[at + i])) return 0;
		year = year * 10 + (source->text[at + i] - '0');
	}
	return year < FIRST || year > LAST || is_digit(source->text[at + YEAR_DIGITS]) ? 0 : year;
}

/* The last year in text[from, to) and where it stands. */
static int last_year(const struct source *source, size_t from, size_t to, size_t *ret_at)
{
	for (size_t at = to; at-- > from;) {
		int year = year_at(source, at);
		if (year == 0) continue;
		*ret_at = at;
		return year;
	}
	return 0;
}

static bool starts(const struct source *source, size_t at, const char *with)
{
	return at <= source->n && strncmp(source->text + at, with, strlen(with)) == 0;
}

/* The end of "政府信息公开(工作)(的)年度报告" or "…年报" at `at`, or SIZE_MAX. */
static size_t title_end(const struct source *source, size_t at)
{
	static const char *const ends[] = {"年度报告", "年报"};
	at += strlen("政府信息公开");
	if (starts(source, at, "工作")) at += strlen("工作");
	if (starts(source, at, "的")) at += strlen("的");
	for (size_t i = 0; i < COUNT_OF(ends); i++)
		if (starts(source, at, ends[i])) return at + strlen(ends[i]);
	return SIZE_MAX;
}

/* Cuts what stands before a name: "标题:", "关于", the site's menu. */
static void trim_name(const struct source *source, size_t *from, size_t *to)
{
	static const char *const before[] = {"现公布", "现将", "关于", "发布"};
	for (size_t at = *to; at > *from; at--)
		if (source->text[at - 1] == ':' || source->text[at - 1] == '>' ||
		    source->text[at - 1] == ',' || source->text[at - 1] == ')') {
			*from = at;
			break;
		}
	for (size_t i = 0; i < COUNT_OF(before); i++) {
		size_t at = source_find(source, *from, *to, before[i]);
		if (at != SIZE_MAX) *from = at + strlen(before[i]);
	}
}

static bool is_name(const struct source *source, size_t from, size_t to)
{
	enum { MIN_BYTES = 6, MAX_BYTES = 120 };
	if (to < from + MIN_BYTES || to > from + MAX_BYTES) return false;
	static const char *const never[] = {"。", ":", "正文", "第", "、", "@", "/"};
	for (size_t i = 0; i < COUNT_OF(never); i++)
		if (source_find(source, from, to, never[i]) != SIZE_MAX) return false;
	for (size_t i = from; i < to; i++)
		if (is_digit(source->text[i])) return false;
	return true;
}

static bool set_name(struct reading *reading, size_t from, size_t to)
{
	trim_name(&reading->source, &from, &to);
	if (!is_name(&reading->source, from, to)) return false;
	reading->tables.agency =
		arena_text_n(reading->arena, reading->source.text + from, to - from);
	return true;
}

/* One place that may be the title: a year on its line (or the name above it), and the name before
 * or after the year. */
static bool read_one_title(struct reading *reading, size_t at)
{
	const struct source *source = &reading->source;
	uint32_t line = source_line_of(source, at);
	size_t from, to, year_from;
	source_line_span(source, line, &from, &to);
	enum { FAR = 240 };
	if (at - from > FAR) from = at - FAR;
	int year = last_year(source, from, at, &year_from);
	if (year == 0 && line > 0 && at == from) {
		/* a title on two lines: name and year on the first */
		source_line_span(source, --line, &from, &to);
		year = to - from > FAR ? 0 : last_year(source, from, at, &year_from);
	}
	if (year == 0) return false;
	size_t year_to = year_from + YEAR_DIGITS;
	if (starts(source, year_to, "年")) year_to += strlen("年");
	if (starts(source, year_to, "度")) year_to += strlen("度");
	if (reading->tables.year == 0) reading->tables.year = year;
	if (set_name(reading, year_to, at) || set_name(reading, from, year_from)) return true;
	if (line == 0) return false;
	source_line_span(source, line - 1, &from, &to);
	return set_name(reading, from, to);
}

/* "统计期限自2020年1月1日起": the first year after these words. */
static int stated_year(const struct source *source)
{
	static const char *const words[] = {"统计期限", "统计时限", "统计周期", "统计时间",
					    "统计期间"};
	enum { NEAR = 60 };
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		size_t at = source_find(source, 0, source->n, words[i]);
		for (size_t j = at; at != SIZE_MAX && j < at + NEAR && j < source->n; j++)
			if (year_at(source, j) != 0) return year_at(source, j);
	}
	return 0;
}

/* Without a title and a period: "2020年报", or the year the first section begins with. */
static int likely_year(const struct source *source)
{
	enum { NEAR = 30 };
	for (size_t at = source_find(source, 0, source->n, "年报"); at != SIZE_MAX;
	     at = source_find(source, at + 1, source->n, "年报"))
		if (at >= YEAR_DIGITS && year_at(source, at - YEAR_DIGITS) != 0)
			return year_at(source, at - YEAR_DIGITS);
	size_t at = source_find(source, 0, source->n, "一、总体情况");
	for (size_t i = at; at != SIZE_MAX && i < at + NEAR && i < source->n; i++)
		if (year_at(source, i) != 0) return year_at(source, i);
	return 0;
}

/* "由某某镇人民政府党政办公室编制": the government whose office it is. */
static void read_maker(struct reading *reading)
{
	const struct source *source = &reading->source;
	enum { FAR = 90 };
	for (size_t end = source_find(source, 0, source->n, "编制"); end != SIZE_MAX;
	     end = source_find(source, end + 1, source->n, "编制")) {
		size_t from = end > FAR ? end - FAR : 0, at = SIZE_MAX;
		for (size_t i = from; i < end; i++)
			if (starts(source, i, "由")) at = i + strlen("由");
		if (at == SIZE_MAX) continue;
		size_t to = source_find(source, at, end, "人民政府");
		if (to != SIZE_MAX && set_name(reading, at, to + strlen("人民政府"))) return;
	}
}

static void read_format(struct reading *reading)
{
	struct tables *tables = &reading->tables;
	enum { LAST_OLD_YEAR = 2020 };
	if (reading->marks.new_table2 != reading->marks.old_table2)
		tables->format = reading->marks.old_table2 ? FORMAT_2019 : FORMAT_2021;
	else if (tables->year != 0)
		tables->format = tables->year <= LAST_OLD_YEAR ? FORMAT_2019 : FORMAT_2021;
	else
		tables->format = reading->marks.one_row_f ? FORMAT_2019 : FORMAT_2021;
}

void read_title(struct reading *reading)
{
	const struct source *source = &reading->source;
	bool found = false;
	for (size_t at = source_find(source, 0, source->n, "政府信息公开");
	     at != SIZE_MAX && !found; at = source_find(source, at + 1, source->n, "政府信息公开"))
		if (title_end(source, at) != SIZE_MAX) found = read_one_title(reading, at);
	int stated = stated_year(source);
	if (reading->tables.year == 0) reading->tables.year = stated;
	if (reading->tables.year == 0) reading->tables.year = likely_year(source);
	if (!found && reading->tables.agency == NULL) read_maker(reading);
	if (stated != 0 && stated != reading->tables.year)
		reading_form(reading, "form.year", "period",
			     "标题是%d年度的报告，统计期限写的却是%d年。", reading->tables.year,
			     stated);
	read_format(reading);
}
