/* SPDX-License-Identifier: MulanPSL-2.0
 * The document tree: what gets into it, and that a table tiles its grid. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "paper/doc.h"

static struct doc *blank(struct arena *arena)
{
	day date;
	assert_true(day_parse("2025-01-03", &date));
	return doc_new(arena, "年度报告", "古城回族乡人民政府", date);
}

static void test_text_is_cleaned(void **state)
{
	(void)state;
	static const struct {
		const char *given, *kept;
	} rows[] = {
		{"玥旸", "玥旸"},
		{"a\tb\r\nc", "a b\nc"},
		{"\x01\x1f<&>\x7f", "<&>"},
		{"\xff-\xe4\xb8", "\xef\xbf\xbd-\xef\xbf\xbd\xef\xbf\xbd"},
		{"1\xe2\x80\xae"
		 "2",
		 "12"},
		{"\xef\xbb\xbf"
		 "x\xef\xbf\xbf",
		 "x"},
		{"a\xe2\x80\xa8"
		 "b",
		 "a\nb"},
	};
	struct arena arena = {0};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct doc_text *text = doc_paragraph(blank(&arena), rows[i].given);
		assert_string_equal(doc_plain(&arena, text), rows[i].kept);
	}
	arena_release(&arena);
}

static void test_attachments_are_counted(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct doc *doc = blank(&arena);
	doc_attachments(doc, NULL, 0);
	assert_null(doc->first);
	doc_attachments(doc, (const char *const[]){"方案"}, 1);
	assert_int_equal(doc->last->kind, DOC_ATTACHMENTS);
	assert_false(doc->last->list->numbered);
	doc_attachments(doc, (const char *const[]){"方案", "名\x01册"}, 2);
	assert_true(doc->last->list->numbered);
	assert_string_equal(doc_plain(&arena, doc->last->list->last->text), "名册");
	arena_release(&arena);
}

static void test_a_title_knows_its_organ(void **state)
{
	(void)state;
	static const struct {
		const char *title, *author;
		size_t organ;
	} rows[] = {
		{"乡政府答复书", "乡政府", sizeof "乡政府" - 1},
		{"乡政府", "乡政府", 0},
		{"年度报告", "乡政府", 0},
		{"年度报告", NULL, 0},
	};
	struct arena arena = {0};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(doc_title_organ(doc_new(&arena, rows[i].title, rows[i].author,
							 blank(&arena)->date)),
				 rows[i].organ);
	arena_release(&arena);
}

static void test_spans_place_cells(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct doc_table *table =
		doc_table_begin(blank(&arena), NULL, 3, (const int[]){1, 1, 2}, 2);
	doc_row(table);
	doc_cell(table, (struct doc_form){.rowspan = 2}, "A");
	doc_cell(table, (struct doc_form){.colspan = 2}, "B");
	doc_row(table);
	const struct doc_cell *c = doc_cell(table, (struct doc_form){0}, "C");
	const struct doc_cell *d = doc_cell(table, (struct doc_form){0}, "D");
	doc_row(table);
	const struct doc_cell *e = doc_cell(table, (struct doc_form){.colspan = 3}, "E");
	doc_table_end(table);
	assert_int_equal(c->row, 1);
	assert_int_equal(c->column, 1);
	assert_int_equal(d->column, 2);
	assert_int_equal(e->row, 2);
	assert_int_equal(e->form.rowspan, 1);
	assert_int_equal(table->rows, 3);
	arena_release(&arena);
}

static void test_runs_join_and_dates_are_plain(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct doc *doc = blank(&arena);
	struct doc_text *text = doc_paragraph(doc, "一是");
	doc_run(text, true, "深化信息公开内容");
	doc_run(text, false, "。");
	assert_string_equal(doc_plain(&arena, text), "一是深化信息公开内容。");
	assert_string_equal(doc_date(&arena, doc->date), "2025年1月3日");
	arena_release(&arena);
}

/* Each breaks a rule of the builder; each must abort. */
static void short_row(struct doc *doc)
{
	struct doc_table *table = doc_table_begin(doc, NULL, 2, (const int[]){1, 1}, 0);
	doc_row(table);
	doc_cell(table, (struct doc_form){0}, "");
	doc_table_end(table);
}

static void wide_cell(struct doc *doc)
{
	struct doc_table *table = doc_table_begin(doc, NULL, 2, (const int[]){1, 1}, 0);
	doc_row(table);
	doc_cell(table, (struct doc_form){.colspan = 3}, "");
}

static void overlapping_cells(struct doc *doc)
{
	struct doc_table *table = doc_table_begin(doc, NULL, 3, (const int[]){1, 1, 1}, 0);
	doc_row(table);
	doc_cell(table, (struct doc_form){0}, "");
	doc_cell(table, (struct doc_form){.rowspan = 2}, "");
	doc_cell(table, (struct doc_form){0}, "");
	doc_row(table);
	doc_cell(table, (struct doc_form){.colspan = 2}, "");
}

static void span_below_the_table(struct doc *doc)
{
	struct doc_table *table = doc_table_begin(doc, NULL, 1, (const int[]){1}, 0);
	doc_row(table);
	doc_cell(table, (struct doc_form){.rowspan = 2}, "");
	doc_table_end(table);
}

static void header_into_body(struct doc *doc)
{
	struct doc_table *table = doc_table_begin(doc, NULL, 1, (const int[]){1}, 1);
	doc_row(table);
	doc_cell(table, (struct doc_form){.rowspan = 2}, "");
	doc_row(table);
}

static void node_after_open_table(struct doc *doc)
{
	doc_row(doc_table_begin(doc, NULL, 1, (const int[]){1}, 0));
	doc_paragraph(doc, "");
}

static void late_letterhead(struct doc *doc)
{
	doc_paragraph(doc, "");
	doc_letterhead(doc, "古城回族乡人民政府", NULL);
}

static void test_misuse_aborts(void **state)
{
	(void)state;
	static void (*const misuses[])(struct doc *) = {
		short_row,	   wide_cell,
		overlapping_cells, span_below_the_table,
		header_into_body,  node_after_open_table,
		late_letterhead,
	};
	for (size_t i = 0; i < COUNT_OF(misuses); i++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			struct arena arena = {0};
			struct rlimit no_core = {0, 0};
			setrlimit(RLIMIT_CORE, &no_core);
			signal(SIGABRT, SIG_DFL);
			close(STDERR_FILENO);
			misuses[i](blank(&arena));
			_exit(0);
		}
		int status = 0;
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_is_cleaned),
		cmocka_unit_test(test_attachments_are_counted),
		cmocka_unit_test(test_a_title_knows_its_organ),
		cmocka_unit_test(test_spans_place_cells),
		cmocka_unit_test(test_runs_join_and_dates_are_plain),
		cmocka_unit_test(test_misuse_aborts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
