/* SPDX-License-Identifier: MulanPSL-2.0
 * Damaged reports: cells dropped, numbers swapped or glued, lines lost or moved, texts cut.
 * Whatever the damage, a number that is read is the number that is printed in that cell, or the
 * cell is not read. The seed of a failure is printed; READ_SEED and READ_ROUNDS repeat or extend
 * the run. */
#include <ctype.h>

#include "office/tables_json.h"
#include "unit/help_cmocka.h"
#include "unit/help_reports.h"

enum { FEN_PER_WAN = 1000000 };
enum { ROUNDS = 10, MAX_TEXT = 1 << 17, MAX_PLACES = 4096 };

static uint64_t random_state;
static size_t failed;

static size_t random_below(size_t n)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (size_t)(random_state % n);
}

/* A report's text, and the numbers that stand alone in its tables. */
struct text {
	char bytes[MAX_TEXT];
	size_t n, tables_from, tables_to;
	struct span numbers[MAX_PLACES];
	size_t n_numbers;
};

static bool separates(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '|' || c == '<' || c == '>' || c == '\0';
}

static void find_numbers(struct text *text)
{
	const char *from = strstr(text->bytes, "第二十条"), *to;
	to = strstr(from == NULL ? text->bytes : from, "五、存在");
	text->tables_from = from == NULL ? 0 : (size_t)(from - text->bytes);
	text->tables_to = to == NULL ? text->n : (size_t)(to - text->bytes);
	text->n_numbers = 0;
	for (size_t at = text->tables_from; at < text->tables_to; at++) {
		size_t digits = strspn(text->bytes + at, "0123456789");
		if (digits == 0) continue;
		if ((at == 0 || separates(text->bytes[at - 1])) &&
		    separates(text->bytes[at + digits]) && text->n_numbers < MAX_PLACES)
			text->numbers[text->n_numbers++] = (struct span){at, at + digits};
		at += digits;
	}
}

static void replace(struct text *text, size_t from, size_t to, const char *with, size_t n)
{
	BUG_IF(text->n - (to - from) + n >= MAX_TEXT);
	memmove(text->bytes + from + n, text->bytes + to, text->n - to + 1);
	memcpy(text->bytes + from, with, n);
	text->n = text->n - (to - from) + n;
}

/* What a mutation may change in what is read. */
enum allowed { NOTHING, ONE_BLANK, TWO_SWAPPED };

static struct span some_number(const struct text *text)
{
	return text->numbers[random_below(text->n_numbers)];
}

static bool drop_digits(struct text *text)
{
	struct span number = some_number(text);
	replace(text, number.from, number.to, "", 0);
	return true;
}

/* As a converter leaves a layout: spaces where the number was. */
static bool blank_out(struct text *text)
{
	struct span number = some_number(text);
	memset(text->bytes + number.from, ' ', number.to - number.from);
	return true;
}

static bool drop_cell(struct text *text)
{
	struct span number = some_number(text);
	size_t to = number.to;
	if (text->bytes[to] != '\0' && text->bytes[to] != '<') to++;
	replace(text, number.from, to, "", 0);
	return true;
}

/* <td>0</td> and all. */
static bool drop_element(struct text *text)
{
	struct span number = some_number(text);
	if (text->bytes[number.to] != '<') return false;
	size_t from = number.from, to = number.to;
	while (from > 0 && text->bytes[from] != '<') from--;
	while (text->bytes[to] != '>') to++;
	replace(text, from, to + 1, "", 0);
	return true;
}

static bool glue(struct text *text)
{
	size_t i = random_below(text->n_numbers);
	if (i + 1 == text->n_numbers) return false;
	struct span a = text->numbers[i], b = text->numbers[i + 1];
	for (size_t at = a.to; at < b.from; at++)
		if (!isspace((unsigned char)text->bytes[at])) return false;
	replace(text, a.to, b.from, "", 0);
	return true;
}

static bool swap_numbers(struct text *text)
{
	size_t i = random_below(text->n_numbers), j = random_below(text->n_numbers);
	if (i > j) {
		size_t k = i;
		i = j;
		j = k;
	}
	struct span a = text->numbers[i], b = text->numbers[j];
	if (i == j) return false;
	char first[64], second[64];
	size_t n = a.to - a.from, m = b.to - b.from;
	if (n >= sizeof first || m >= sizeof second) return false;
	memcpy(first, text->bytes + a.from, n);
	memcpy(second, text->bytes + b.from, m);
	replace(text, b.from, b.to, first, n);
	replace(text, a.from, a.to, second, m);
	return true;
}

static bool insert_number(struct text *text)
{
	struct span number = some_number(text);
	replace(text, number.from, number.from, "7 ", 2);
	return true;
}

static bool insert_line(struct text *text)
{
	struct span number = some_number(text);
	size_t at = number.from;
	while (at > 0 && text->bytes[at - 1] != '\n') at--;
	replace(text, at, at, "12\n", 3);
	return true;
}

static struct span some_line(const struct text *text)
{
	struct span line;
	line.from = text->tables_from + random_below(text->tables_to - text->tables_from);
	while (line.from > 0 && text->bytes[line.from - 1] != '\n') line.from--;
	line.to = line.from + strcspn(text->bytes + line.from, "\n");
	if (text->bytes[line.to] == '\n') line.to++;
	return line;
}

static bool drop_line(struct text *text)
{
	struct span line = some_line(text);
	replace(text, line.from, line.to, "", 0);
	return true;
}

static bool repeat_line(struct text *text)
{
	char copy[4096];
	struct span line = some_line(text);
	if (line.to - line.from >= sizeof copy) return false;
	memcpy(copy, text->bytes + line.from, line.to - line.from);
	replace(text, line.from, line.from, copy, line.to - line.from);
	return true;
}

static bool only_values(const struct text *text, struct span line)
{
	for (size_t at = line.from; at < line.to; at++) {
		if (text->bytes[at] == '<') at += strcspn(text->bytes + at, ">\n");
		if (strchr("0123456789 \t|>\n", text->bytes[at]) == NULL) return false;
	}
	return true;
}

/* Two lines of values alone are another document when they change places: nobody can tell. */
static bool swap_lines(struct text *text)
{
	char first[4096];
	struct span a = some_line(text), b = {a.to, a.to};
	while (b.to < text->n && text->bytes[b.to] == '\n') b.to = ++b.from;
	b.to = b.from + strcspn(text->bytes + b.from, "\n");
	if (text->bytes[b.to] != '\n' || a.to - a.from >= sizeof first) return false;
	b.to++;
	if (only_values(text, a) && only_values(text, b)) return false;
	size_t n = a.to - a.from;
	memcpy(first, text->bytes + a.from, n);
	replace(text, b.to, b.to, first, n);
	replace(text, a.from, a.to, "", 0);
	return true;
}

static bool cut(struct text *text)
{
	text->n = text->tables_from + random_below(text->tables_to - text->tables_from);
	text->bytes[text->n] = '\0';
	return true;
}

static bool drop_begin(struct text *text)
{
	size_t at = text->tables_from + random_below(text->tables_to - text->tables_from);
	at += strcspn(text->bytes + at, "\n");
	replace(text, 0, at, "", 0);
	return true;
}

static const struct {
	const char *name;
	bool (*mutate)(struct text *text); /* false: not possible here */
	enum allowed allowed;
	bool needs_numbers;
} mutations[] = {
	{"drop_digits", drop_digits, ONE_BLANK, true},
	{"blank_out", blank_out, ONE_BLANK, true},
	{"drop_cell", drop_cell, ONE_BLANK, true},
	{"drop_element", drop_element, NOTHING, true},
	{"glue", glue, NOTHING, true},
	{"swap_numbers", swap_numbers, TWO_SWAPPED, true},
	{"insert_number", insert_number, NOTHING, true},
	{"insert_line", insert_line, NOTHING, true},
	{"drop_line", drop_line, NOTHING, false},
	{"repeat_line", repeat_line, NOTHING, false},
	{"swap_lines", swap_lines, NOTHING, false},
	{"cut", cut, NOTHING, false},
	{"drop_begin", drop_begin, NOTHING, false},
};

/* Every cell of every table, in one row. */
enum {
	CELLS = ROW__MAX * COLUMN__MAX + CASE__MAX * RESULT__MAX + STOCK__MAX * STOCK_COLUMN__MAX +
		DECISION__MAX
};

static void all_cells(const struct tables *tables, bool whole_wan, struct cell ret[CELLS])
{
	size_t n = 0;
	memcpy(ret + n, tables->requests, sizeof tables->requests);
	n += ROW__MAX * COLUMN__MAX;
	memcpy(ret + n, tables->cases, sizeof tables->cases);
	n += CASE__MAX * RESULT__MAX;
	memcpy(ret + n, tables->stock, sizeof tables->stock);
	n += STOCK__MAX * STOCK_COLUMN__MAX;
	memcpy(ret + n, tables->decisions, sizeof tables->decisions);
	/* so that a number swapped into another cell stays the same number */
	if (whole_wan) ret[n + DECISION_CHARGE].value /= FEN_PER_WAN;
}

/* NULL when nothing is read wrong; the sentence otherwise. */
static const char *wrong(const struct tables *before, const struct tables *after,
			 enum allowed allowed, struct arena *arena)
{
	struct cell a[CELLS], b[CELLS];
	size_t differ[3], n = 0, blanks = 0;
	all_cells(before, allowed == TWO_SWAPPED, a);
	all_cells(after, allowed == TWO_SWAPPED, b);
	for (size_t i = 0; i < CELLS; i++) {
		if (b[i].kind == CELL_UNREAD) continue;
		if (b[i].kind == CELL_BLANK && a[i].kind != CELL_BLANK) {
			blanks++;
			continue;
		}
		if (b[i].kind == a[i].kind && b[i].value == a[i].value) continue;
		if (n < COUNT_OF(differ)) differ[n] = i;
		n++;
	}
	if (blanks > (allowed == ONE_BLANK)) return "cells became blank";
	if (n == 0) return NULL;
	if (allowed != TWO_SWAPPED || n > 2)
		return arena_printf(arena, "%zu cells are wrong, number %zu was %lld, now %lld", n,
				    differ[0], (long long)a[differ[0]].value,
				    (long long)b[differ[0]].value);
	/* the other of the two may be a row that is refused now */
	if (n == 2 &&
	    (b[differ[0]].value != a[differ[1]].value || b[differ[1]].value != a[differ[0]].value))
		return "the swapped numbers are wrong";
	return NULL;
}

/* Where the whole report is refused, its beginning alone may be read: the expectation knows. */
static void fill_from_expectation(const char *name, struct arena *arena, struct tables *tables)
{
	json_t *json = report_expectation(name);
	struct tables known = {0};
	struct problems problems;
	problems_init(&problems, arena);
	json_object_set_new(json, "format", json_string("2021"));
	assert_true(tables_from_json(json, arena, &known, &problems));
	json_decref(json);
	for (int row = 0; row < ROW__MAX; row++)
		if (tables->requests[row][0].kind == CELL_UNREAD)
			memcpy(tables->requests[row], known.requests[row],
			       sizeof known.requests[0]);
	for (int row = 0; row < STOCK__MAX; row++)
		if (tables->stock[row][0].kind == CELL_UNREAD)
			memcpy(tables->stock[row], known.stock[row], sizeof known.stock[0]);
	for (int kind = 0; kind < DECISION__MAX; kind++)
		if (tables->decisions[kind].kind == CELL_UNREAD)
			tables->decisions[kind] = known.decisions[kind];
	if (tables->cases[0][0].kind == CELL_UNREAD)
		memcpy(tables->cases, known.cases, sizeof known.cases);
}

static void mutate_one(const char *name, const struct text *original, const struct tables *before,
		       size_t which, uint64_t seed, size_t *refused)
{
	static struct text text;
	memcpy(&text, original, sizeof text);
	random_state = seed;
	if (!mutations[which].mutate(&text)) return;
	struct arena arena = {0};
	struct reading reading;
	struct error error;
	assert_int_equal(reading_of(name, text.bytes, text.n, &arena, &error, &reading), ERR_NONE);
	const char *why = wrong(before, &reading.tables, mutations[which].allowed, &arena);
	if (why != NULL)
		failed++, printf("%s after %s, READ_SEED=%llu READ_ROUNDS=1: %s\n", name,
				 mutations[which].name, (unsigned long long)seed, why);
	*refused += reading.refused != NULL;
	arena_release(&arena);
}

static uint64_t setting(const char *name, uint64_t otherwise)
{
	const char *value = getenv(name);
	return value == NULL ? otherwise : strtoull(value, NULL, 10);
}

static void nothing_is_read_wrong(void **state)
{
	(void)state;
	static struct text text;
	size_t done = 0, refused = 0;
	uint64_t first = setting("READ_SEED", 20261123), rounds = setting("READ_ROUNDS", ROUNDS);
	for (size_t i = 0; report_names[i] != NULL; i++) {
		char *bytes = report_bytes(report_names[i], "txt", &text.n);
		memcpy(text.bytes, bytes, text.n + 1);
		free(bytes);
		find_numbers(&text);
		struct arena arena = {0};
		struct reading reading = report_reading(report_names[i], &arena);
		fill_from_expectation(report_names[i], &arena, &reading.tables);
		for (uint64_t seed = first; seed < first + rounds; seed++)
			for (size_t m = 0; m < COUNT_OF(mutations); m++) {
				if (mutations[m].needs_numbers && text.n_numbers < 2) continue;
				mutate_one(report_names[i], &text, &reading.tables, m, seed,
					   &refused);
				done++;
			}
		arena_release(&arena);
	}
	printf("%zu damaged reports, %zu with something refused\n", done, refused);
	assert_int_equal(failed, 0);
	assert_true(done > 1000 * rounds / ROUNDS && refused > done / 8);
}

/* Every digit of a glued table 3 or 4 dropped or doubled: no other split may satisfy everything. */
static void glued_digits_are_not_made_up(void **state)
{
	(void)state;
	static const struct {
		const char *name, *end;
	} glued[] = {{"001", "五、存在"},
		     {"003", "五、存在"},
		     {"004", "四、政府信息"},
		     {"006", "五、存在"}};
	static struct text text, damaged;
	size_t done = 0, refused = 0;
	for (size_t i = 0; i < COUNT_OF(glued); i++) {
		char *bytes = report_bytes(glued[i].name, "txt", &text.n);
		memcpy(text.bytes, bytes, text.n + 1);
		free(bytes);
		struct arena arena = {0};
		struct reading before = report_reading(glued[i].name, &arena);
		size_t at = (size_t)(strstr(text.bytes, "一、本年新收") - text.bytes);
		size_t to = (size_t)(strstr(text.bytes + at, glued[i].end) - text.bytes);
		for (; at < to; at++) {
			if (!isdigit((unsigned char)text.bytes[at])) continue;
			/* ordinals are labels, not cells */
			if (text.bytes[at + 1] == '.') continue;
			for (int twice = 0; twice < 2; twice++) {
				struct arena scratch = {0};
				struct reading after;
				struct error error;
				memcpy(&damaged, &text, sizeof text);
				replace(&damaged, at, at + 1,
					(char[]){text.bytes[at], text.bytes[at]}, twice ? 2 : 0);
				assert_int_equal(reading_of(glued[i].name, damaged.bytes, damaged.n,
							    &scratch, &error, &after),
						 ERR_NONE);
				const char *why =
					wrong(&before.tables, &after.tables, NOTHING, &scratch);
				if (why != NULL)
					failed++, printf("%s at byte %zu: %s\n", glued[i].name, at,
							 why);
				refused += is_refused(&after, "table3") ||
					   is_refused(&after, "table4");
				done++;
				arena_release(&scratch);
			}
		}
		arena_release(&arena);
	}
	assert_int_equal(failed, 0);
	assert_int_equal(refused, done);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_read_wrong),
		cmocka_unit_test(glued_digits_are_not_made_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
