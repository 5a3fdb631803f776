/* SPDX-License-Identifier: MulanPSL-2.0
 * The law as lines a lawyer can read: tests/vectors/. Each handler answers one line. */
#include "base/buf.h"
#include "law/calendar.h"
#include "law/deadline.h"
#include "law/fee.h"
#include "law/remedy.h"
#include "law/table.h"
#include "unit/help_cmocka.h"
#include "unit/help_vectors.h"

static struct arena arena;
static const struct calendar *calendar;
static struct buf answer;

static int setup(void **state)
{
	(void)state;
	buf_init(&answer, 65536);
	return calendar_build(&arena, NULL, 0, &calendar, NULL) == ERR_NONE ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	buf_release(&answer);
	return 0;
}

static day day_of(const char *text)
{
	day d = DAY_NONE;
	if (!day_parse(text, &d)) fail_msg("\"%s\" is not a date", text);
	return d;
}

/* "2024-05-11" or "2026-02-06 + 20" */
static const char *answer_calendar(char **fields)
{
	char *text = fields[2], *start = strsep(&text, " ");
	struct error error;
	buf_clear(&answer);
	if (text != NULL) {
		day d;
		enum err err = calendar_add_working_days(calendar, day_of(start), atoi(text + 2),
							 &d, &error);
		buf_puts(&answer, err == ERR_NONE ? day_text(d).s : "没有日历");
		return buf_text(&answer);
	}
	struct calendar_day of;
	if (calendar_look(calendar, day_of(start), &of, &error) != ERR_NONE) return "没有日历";
	buf_puts(&answer, of.working ? "工作日" : "休息日");
	if (of.name != NULL) buf_printf(&answer, " %s", of.name);
	if (of.provisional) buf_puts(&answer, " 暂定");
	return buf_text(&answer);
}

static void calendar_vectors(void **state)
{
	(void)state;
	vectors_replay("calendar", 3, 200, answer_calendar);
}

/* Reads a case written as the options of `lianxin due`. */
static struct deadline_order order_of(char *text, struct consultation *consults)
{
	struct deadline_order order = DEADLINE_ORDER_NONE;
	order.consults = consults;
	while (text != NULL) {
		char *option = strsep(&text, " "), *value = strsep(&text, " ");
		if (strcmp(option, "--channel") == 0)
			assert_true(channel_parse(value, &order.channel));
		else if (strcmp(option, "--extend") == 0)
			order.extend = atoi(value);
		else if (strcmp(option, "--delay") == 0)
			order.delay = atoi(value);
		else if (strcmp(option, "--consult") == 0) {
			char *to = strstr(value, "..");
			*to = '\0';
			consults[order.n_consults++] =
				(struct consultation){day_of(value), day_of(to + 2)};
		} else {
			day d = day_of(value);
			if (strcmp(option, "--received") == 0) order.received = d;
			if (strcmp(option, "--confirmed") == 0) order.confirmed = d;
			if (strcmp(option, "--asked") == 0) order.asked = d;
			if (strcmp(option, "--clarified") == 0) order.clarified = d;
			if (strcmp(option, "--paid") == 0) order.paid = d;
		}
	}
	return order;
}

static struct trace trace;

static const char *answer_deadline(char **fields)
{
	struct consultation consults[DEADLINE_MAX_CONSULTS];
	struct deadline_order order = order_of(fields[2], consults);
	struct deadline deadline, silent;
	struct error error;
	trace_init(&trace, &arena);
	enum err err = deadline_compute(&order, calendar, &trace, &deadline, &error);
	assert_int_equal(deadline_compute(&order, calendar, NULL, &silent, &error), err);
	buf_clear(&answer);
	if (err == ERR_USAGE)
		buf_printf(&answer, "不行 %s", deadline_fault(&order)->field);
	else if (err == ERR_ENV)
		buf_puts(&answer, "没有日历");
	else
		buf_printf(&answer, "%s%s", day_text(deadline.due).s,
			   deadline.provisional ? " 暂定" : "");
	if (err == ERR_NONE) assert_int_equal(silent.due, deadline.due);
	return buf_text(&answer);
}

static void deadline_vectors(void **state)
{
	(void)state;
	vectors_replay("deadlines", 3, 300, answer_deadline);
}

/* The rules of the trace, warnings marked; a line without them is not judged. */
static const char *answer_rules(char **fields)
{
	if (fields[4][0] == '\0') return "";
	answer_deadline(fields);
	buf_clear(&answer);
	for (const struct trace_step *step = trace.first; step != NULL; step = step->next) {
		buf_printf(&answer, "%s%s%s", answer.n == 0 ? "" : " ", step->warning ? "!" : "",
			   step->rule);
		assert_true(step->text[0] != '\0');
	}
	return buf_text(&answer);
}

static void deadline_traces(void **state)
{
	(void)state;
	vectors_replay("deadlines", 4, 300, answer_rules);
}

static const char *answer_fee(char **fields)
{
	enum fee_tariff tariff = strstr(fields[2], "件") != NULL ? FEE_BY_PIECE : FEE_BY_PAGE;
	day on = strcmp(fields[3], "-") == 0 ? DAY_NONE : day_of(fields[3]);
	struct error error;
	int64_t fen = -1;
	trace_init(&trace, &arena);
	enum err err = fee_compute(tariff, atoi(fields[2]), on, &trace, &fen, &error);
	if (err != ERR_NONE) return "不行";
	assert_true(trace.count > 0);
	assert_int_equal(fen % 100, 0);
	buf_clear(&answer);
	buf_int(&answer, fen / 100);
	return buf_text(&answer);
}

static void fee_vectors(void **state)
{
	(void)state;
	vectors_replay("fees", 4, 60, answer_fee);
}

/* Every article of the line stands in the trace; returns how many steps cite one of them. */
static size_t same_rules(char *articles)
{
	size_t cited = 0;
	while (articles != NULL) {
		char *next = strstr(articles, "；");
		if (next != NULL) *next = '\0';
		size_t before = cited;
		for (const struct trace_step *step = trace.first; step != NULL; step = step->next)
			cited += strcmp(step->rule, articles) == 0;
		if (cited == before) fail_msg("the trace lacks %s", articles);
		articles = next == NULL ? NULL : next + strlen("；");
	}
	return cited;
}

static const char *answer_remedy(char **fields)
{
	struct remedy_order order = {
		.replied = day_of(fields[3]),
		.organ = "平安区人民政府",
		.withheld_exempt = strcmp(fields[4], "14-16") == 0,
		.online = strcmp(fields[5], "网上") == 0,
	};
	assert_true(outcome_parse(fields[2], &order.outcome));
	struct remedy remedy;
	trace_init(&trace, &arena);
	remedy_compute(&order, &arena, &trace, &remedy);
	assert_int_equal(trace.count, same_rules(fields[1]));
	buf_clear(&answer);
	for (size_t i = 0; i < remedy.n; i++) {
		const char *text = remedy.paragraphs[i];
		bool first = strstr(text, "先向平安区人民政府") != NULL && strstr(text, "15日内");
		bool choice =
			strstr(text, "60日内向平安区人民政府") != NULL && strstr(text, "6个月内");
		buf_printf(&answer, "%s%s", i == 0 ? "" : " ",
			   first    ? "先复议"
			   : choice ? "选择"
				    : "网上");
		if (first || choice) assert_non_null(strstr(text, "有管辖权的人民法院"));
		if (!first && !choice) assert_non_null(strstr(text, "互联网渠道"));
	}
	return buf_text(&answer);
}

static void remedy_vectors(void **state)
{
	(void)state;
	vectors_replay("remedies", 6, 60, answer_remedy);
}

static const char *answer_outcome(char **fields)
{
	static const char *const remedies[] = {
		[REMEDY_FIRST] = "先复议", [REMEDY_CHOICE] = "选择", [REMEDY_BOTH] = "分别"};
	enum outcome outcome;
	if (!outcome_parse(fields[2], &outcome)) return "";
	const struct outcome_facts *facts = outcome_facts(outcome);
	const char *group = table_row_group(table_row_of(outcome));
	assert_string_equal(facts->article, fields[1]);
	assert_string_equal(remedies[facts->remedy], fields[3]);
	assert_string_equal(group == NULL ? "-" : group, fields[4]);
	return facts->label;
}

static void outcome_vectors(void **state)
{
	(void)state;
	vectors_replay("outcomes", 5, 21, answer_outcome);
}

static struct cell *cell_of(struct tables *tables, const char *row, const char *column)
{
	enum table_row table_row;
	enum stock_row stock_row;
	enum stock_column stock_column;
	enum case_group group;
	enum case_result result;
	enum decision_kind kind;
	int table_column;
	if (table_row_parse(row, &table_row) && table_column_parse(column, &table_column))
		return &tables->requests[table_row][table_column];
	if (stock_row_parse(row, &stock_row) && stock_column_parse(column, &stock_column))
		return &tables->stock[stock_row][stock_column];
	if (case_group_parse(row, &group) && case_result_parse(column, &result))
		return &tables->cases[group][result];
	assert_true(decision_parse(row, &kind));
	return &tables->decisions[kind];
}

/* "last:r4.natural=5", "licences=slash" */
static void set_cell(struct tables *last, struct tables *now, char *text)
{
	bool of_last = strncmp(text, "last:", 5) == 0;
	if (of_last) text += 5;
	char *row = strsep(&text, "="), *column = row;
	strsep(&column, ".");
	struct cell *cell = cell_of(of_last ? last : now, row, column == NULL ? "" : column);
	if (strcmp(text, "blank") == 0)
		*cell = (struct cell){CELL_BLANK, 0};
	else if (strcmp(text, "slash") == 0)
		*cell = (struct cell){CELL_SLASH, 0};
	else if (strcmp(text, "unread") == 0)
		*cell = (struct cell){CELL_UNREAD, 0};
	else
		*cell = cell_number(atoi(text));
}

static const char *answer_table(char **fields)
{
	struct tables last = {.year = 2023}, now = {.year = 2024};
	enum table_format format = strcmp(fields[2], "2019") == 0 ? FORMAT_2019 : FORMAT_2021;
	tables_zero(&last, format);
	tables_zero(&now, format);
	char *text = strcmp(fields[3], "-") == 0 ? NULL : fields[3];
	while (text != NULL) set_cell(&last, &now, strsep(&text, " "));
	struct findings findings = {0};
	tables_check(&now, &arena, &findings);
	tables_check_years(&last, &now, &arena, &findings);
	buf_clear(&answer);
	for (const struct finding *finding = findings.first; finding != NULL;
	     finding = finding->next)
		buf_printf(&answer, "%s%s", answer.n == 0 ? "" : " ", finding->id);
	return findings.count == 0 ? "-" : buf_text(&answer);
}

static void table_vectors(void **state)
{
	(void)state;
	vectors_replay("tables", 4, 80, answer_table);
}

/* Writes the trace of one case, "due --received …" or "fee --pieces N", a step a line. */
static void explain(char *words)
{
	char *command = strsep(&words, " ");
	struct error error;
	trace_init(&trace, &arena);
	if (strcmp(command, "due") == 0) {
		struct consultation consults[DEADLINE_MAX_CONSULTS];
		struct deadline_order order = order_of(words, consults);
		struct deadline deadline;
		assert_int_equal(deadline_compute(&order, calendar, &trace, &deadline, &error),
				 ERR_NONE);
	} else {
		enum fee_tariff tariff =
			strcmp(strsep(&words, " "), "--pieces") == 0 ? FEE_BY_PIECE : FEE_BY_PAGE;
		char *count = strsep(&words, " ");
		day on = words == NULL ? DAY_NONE : day_of(words + strlen("--on "));
		int64_t fen;
		assert_int_equal(fee_compute(tariff, atoi(count), on, &trace, &fen, &error),
				 ERR_NONE);
	}
	for (const struct trace_step *step = trace.first; step != NULL; step = step->next)
		buf_printf(&answer, "%s%s%s %s\n", step->warning ? "!" : "", step->rule,
			   step->date == DAY_NONE
				   ? ""
				   : arena_printf(&arena, " %s", day_text(step->date).s),
			   step->text);
}

/* The sentences, word for word: tests/vectors/explanations.txt is what the house must write again
 * when it is asked the questions in it. */
static void explanations(void **state)
{
	(void)state;
	FILE *file = fopen("tests/vectors/explanations.txt", "r");
	assert_non_null(file);
	struct buf wanted;
	buf_init(&wanted, 65536);
	buf_clear(&answer);
	char line[4096];
	int questions = 0;
	while (fgets(line, sizeof line, file) != NULL) {
		buf_puts(&wanted, line);
		if (line[0] == '#' || line[0] == '\n') buf_puts(&answer, line);
		if (strncmp(line, "> ", 2) != 0) continue;
		buf_puts(&answer, line);
		line[strcspn(line, "\n")] = '\0';
		explain(line + 2);
		questions++;
	}
	fclose(file);
	assert_true(questions >= 20);
	bool same = strcmp(buf_text(&answer), buf_text(&wanted)) == 0;
	buf_release(&wanted);
	if (same) return; /* cmocka cuts what it prints */
	fputs(buf_text(&answer), stderr);
	fail_msg("tests/vectors/explanations.txt says it otherwise than the above");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calendar_vectors), cmocka_unit_test(deadline_vectors),
		cmocka_unit_test(deadline_traces),  cmocka_unit_test(fee_vectors),
		cmocka_unit_test(remedy_vectors),   cmocka_unit_test(outcome_vectors),
		cmocka_unit_test(table_vectors),    cmocka_unit_test(explanations),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
