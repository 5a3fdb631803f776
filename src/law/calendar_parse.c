/* SPDX-License-Identifier: MulanPSL-2.0
 * Reads a notice's rows as strictly as they matter: one wrong day moves hundreds of due dates. */
#include <string.h>

#include "base/csv.h"
#include "base/utf8.h"
#include "law/calendar_data.h"

enum {
	MAX_ROWS = 1000,
	MAX_PROBLEMS = 100,
	SHOWN = 40,
	MAX_NAME = 30,
	MAX_SOURCE = 300,
	FIRST_NEW_YEAR_DAY = 25
};

enum column { COLUMN_DATE, COLUMN_KIND, COLUMN_NAME, COLUMN_SOURCE, COLUMN__COUNT };
static const char *const column_names[COLUMN__COUNT] = {
	[COLUMN_DATE] = "date",
	[COLUMN_KIND] = "kind",
	[COLUMN_NAME] = "name",
	[COLUMN_SOURCE] = "source",
};

struct reader {
	struct arena *arena;
	struct problems *problems;
	int year;
	int place[COLUMN__COUNT]; /* in the record; -1: no such column */
	size_t n_columns;
	struct calendar_row *rows;
	size_t n;
	bool over; /* a wrong header or too many rows: nothing to say about the lines after it */
};

static const char *line_of(struct reader *reader, const struct csv_record *record)
{
	return arena_printf(reader->arena, "%lld", (long long)record->line);
}

static void read_header(struct reader *reader, const struct csv_record *record)
{
	for (int column = 0; column < COLUMN__COUNT; column++) reader->place[column] = -1;
	reader->n_columns = record->count;
	for (size_t i = 0; i < record->count; i++) {
		int column = 0;
		while (column < COLUMN__COUNT &&
		       strcmp(column_names[column], record->field[i]) != 0)
			column++;
		if (column == COLUMN__COUNT)
			problem_add(reader->problems, line_of(reader, record),
				    "不认识“%.*s”这一列；可用的列是 date、kind、name、source。",
				    (int)utf8_prefix(record->field[i], SHOWN), record->field[i]);
		else if (reader->place[column] >= 0)
			problem_add(reader->problems, line_of(reader, record),
				    "“%s”这一列出现了两次。", column_names[column]);
		else
			reader->place[column] = (int)i;
	}
	for (int column = 0; column < COLUMN_SOURCE; column++)
		if (reader->place[column] < 0)
			problem_add(reader->problems, line_of(reader, record), "缺少“%s”这一列。",
				    column_names[column]);
}

static const char *field(const struct reader *reader, const struct csv_record *record,
			 enum column column)
{
	int place = reader->place[column];
	return place < 0 ? "" : record->field[place];
}

/* A notice for 2023 gave 2022-12-31 off: 元旦 may begin in the last days of December. */
static bool belongs(int year, day d)
{
	day from = DAY_NONE;
	BUG_IF(!day_make(year - 1, 12, FIRST_NEW_YEAR_DAY, &from));
	return d >= from && d <= day_year_end(year);
}

static bool seen(const struct reader *reader, day d)
{
	for (size_t i = 0; i < reader->n; i++)
		if (reader->rows[i].date == d) return true;
	return false;
}

static bool read_kind(const char *text, enum calendar_kind *ret_kind)
{
	bool workday = strcmp(text, "workday") == 0;
	*ret_kind = workday ? CALENDAR_WORKDAY : CALENDAR_HOLIDAY;
	return workday || strcmp(text, "holiday") == 0;
}

static bool too_long(const char *text, size_t max)
{
	return utf8_length(text) > max;
}

/* What is wrong with the row: *ret_what is the text it is about, the result goes on from it;
 * NULL when nothing is wrong and *ret_row is set. */
static const char *read_row(const struct reader *reader, const struct csv_record *record,
			    struct calendar_row *ret_row, const char **ret_what)
{
	const char *date = field(reader, record, COLUMN_DATE);
	const char *kind = field(reader, record, COLUMN_KIND);
	const char *name = field(reader, record, COLUMN_NAME);
	const char *source = field(reader, record, COLUMN_SOURCE);
	struct calendar_row row = {.name = arena_text(reader->arena, name),
				   .source = arena_text(reader->arena, source)};
	*ret_what = kind;
	if (!read_kind(kind, &row.kind)) return "应为 holiday（放假）或 workday（调休上班）。";
	*ret_what = name;
	if (name[0] == '\0' || too_long(name, MAX_NAME)) return "不能作节日名称，应为1至30个字。";
	*ret_what = date;
	if (too_long(source, MAX_SOURCE)) return "这一行的来源超过300个字。";
	if (!day_parse(date, &row.date)) return "不是一个存在的日期，应写成 2027-01-01 的样子。";
	if (reader->year != 0 && !belongs(reader->year, row.date))
		return "不在这份通知所属的年度内。";
	if (seen(reader, row.date)) return "出现了两次。";
	if (row.kind == CALENDAR_WORKDAY && day_of_week(row.date) < 5)
		return "是星期一至星期五，本来就是工作日，不能列为调休上班。";
	*ret_row = row;
	return NULL;
}

static void take_record(struct reader *reader, const struct csv_record *record)
{
	if (reader->n_columns == 0) {
		size_t before = reader->problems->count;
		read_header(reader, record);
		reader->over = reader->problems->count > before;
		return;
	}
	const char *what, *wrong;
	if (record->count != reader->n_columns)
		problem_add(reader->problems, line_of(reader, record), "应有%zu列，这一行有%zu列。",
			    reader->n_columns, record->count);
	else if ((wrong = read_row(reader, record, &reader->rows[reader->n], &what)) != NULL)
		problem_add(reader->problems, line_of(reader, record), "“%.*s”%s",
			    (int)utf8_prefix(what, SHOWN), what, wrong);
	else if (++reader->n == MAX_ROWS) {
		problem_add(reader->problems, line_of(reader, record),
			    "一份日历不能有%d行以上，后面的没有读。", MAX_ROWS);
		reader->over = true;
	}
}

/* A notice arranges the statutory holidays: one that lacks a day of them was cut or mistyped. */
static void check_statutory(struct reader *reader)
{
	struct calendar_rows statutory = calendar_built_in(reader->arena, "statutory");
	for (size_t i = 0; i < statutory.n; i++) {
		const struct calendar_row *row = &statutory.rows[i];
		if (day_year(row->date) == reader->year && !seen(reader, row->date))
			problem_add(reader->problems, "",
				    "缺少法定节假日%s（%s），通知可能不完整。", row->name,
				    day_text(row->date).s);
	}
}

void calendar_parse(const char *bytes, size_t n, int year, struct arena *arena,
		    struct problems *problems, struct calendar_rows *ret_rows)
{
	struct reader reader = {.arena = arena, .problems = problems, .year = year};
	reader.rows = arena_array(arena, MAX_ROWS, sizeof *reader.rows);
	size_t before = problems->count;
	struct csv *csv = csv_open_bytes(bytes, n);
	struct csv_record record;
	struct csv_mistake mistake;
	enum csv_result result = CSV_END;
	while (!reader.over && problems->count - before < MAX_PROBLEMS &&
	       (result = csv_next(csv, &record, &mistake, NULL)) == CSV_RECORD)
		take_record(&reader, &record);
	if (result == CSV_MISTAKE)
		problem_add(problems, arena_printf(arena, "%lld", (long long)mistake.line), "%s",
			    mistake.text);
	csv_close(csv);
	if (reader.n == 0 && problems->count == before)
		problem_add(problems, "", "文件里没有一行日期。");
	if (year != 0 && problems->count == before) check_statutory(&reader);
	*ret_rows = (struct calendar_rows){year, reader.rows, reader.n};
}
