/* SPDX-License-Identifier: MulanPSL-2.0
 * The reader of other offices' reports reads ours: every figure of the statutory tables comes back
 * from the page, the fragment, the text and the PDF, each in its cell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "office/read_report.h"
#include "unit/help_paper.h"

/* The figures of sample_report(). */
static void check_figures(const struct tables *tables)
{
	int64_t n = 0;
	assert_int_equal(tables->year, 2024);
	for (int row = 0; row < ROW__MAX; row++) {
		if (!table_row_in(FORMAT_2021, (enum table_row)row)) continue;
		n++;
		for (int column = 0; column < COLUMN__MAX; column++) {
			const struct cell *cell = &tables->requests[row][column];
			assert_int_equal(cell->kind, CELL_NUMBER);
			assert_int_equal(cell->value, column == COLUMN_TOTAL ? 14629 : n * column);
		}
	}
	assert_int_equal(n, 25);
	for (int group = 0; group < CASE__MAX; group++) {
		for (int result = 0; result < RESULT__MAX; result++) {
			const struct cell *cell = &tables->cases[group][result];
			bool first_total = group == 0 && result == RESULT_TOTAL;
			assert_int_equal(cell->kind, CELL_NUMBER);
			assert_int_equal(cell->value, first_total ? 1024 : group * 5 + result);
		}
	}
	assert_int_equal(tables->stock[STOCK_NORMATIVE][STOCK_IN_FORCE].value, 12);
	assert_int_equal(tables->decisions[DECISION_LICENCE].value, 27);
	assert_int_equal(tables->decisions[DECISION_CHARGE].value, 12345600);
}

static void read_back(const char *name, const char *bytes)
{
	struct arena arena = {0};
	struct reading reading;
	assert_int_equal(reading_of(name, bytes, strlen(bytes), &arena, NULL, &reading), ERR_NONE);
	assert_null(reading.refused);
	check_figures(&reading.tables);
	arena_release(&arena);
}

static void test_page_fragment_and_text(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		paper_render *render;
		struct paper_options options;
	} rows[] = {
		{"page.html", paper_html, {0}},
		{"fragment.html", paper_html, {.fragment = true}},
		{"site.html",
		 paper_html,
		 {.fragment = true, .class_prefix = "paper", .cell_link = "/c/"}},
		{"report.txt", paper_text, {0}},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena arena = {0};
		struct buf out;
		buf_init(&out, 1 << 20);
		assert_int_equal(
			rows[i].render(sample_report(&arena), &rows[i].options, &out, NULL),
			ERR_NONE);
		read_back(rows[i].name, buf_text(&out));
		buf_release(&out);
		arena_release(&arena);
	}
}

static void test_pdf(void **state)
{
	(void)state;
	struct printed printed = {0};
	printed_make(&printed, paper_pdf, sample_report(&printed.arena), "report.pdf");
	const char *const argv[] = {"pdftotext", "-layout", printed.path, "-", NULL};
	read_back("report.txt", tool_output(&printed.arena, argv));
	printed_release(&printed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_page_fragment_and_text),
		cmocka_unit_test(test_pdf),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
