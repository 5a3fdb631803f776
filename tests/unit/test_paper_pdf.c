/* SPDX-License-Identifier: MulanPSL-2.0
 * PDF files as other programs see them: poppler reads text, fonts and tags, qpdf the structure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "paper/paper.h"
#include "unit/help_paper.h"

static void print(struct printed *printed, const struct doc *doc)
{
	printed_make(printed, paper_pdf, doc, "paper.pdf");
}

static const char *tool(struct printed *printed, const char *name, const char *option)
{
	const char *const plain[] = {name, printed->path, NULL};
	const char *const with[] = {name, option, printed->path, NULL};
	return tool_output(&printed->arena, option == NULL ? plain : with);
}

static const char *text_of(struct printed *printed)
{
	const char *const argv[] = {"pdftotext", "-raw", printed->path, "-", NULL};
	return tool_output(&printed->arena, argv);
}

/* Read back, the text is what the plain text paper says, figure by figure and in its order. */
static void test_text_can_be_read_back(void **state)
{
	(void)state;
	paper_sample *const samples[] = {sample_report, sample_hostile};
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		struct printed printed = {0};
		struct doc *doc = samples[i](&printed.arena);
		struct buf text;
		doc->watermark = NULL;
		doc->header = NULL;
		doc->page_numbers = false;
		print(&printed, doc);
		buf_init(&text, 1 << 20);
		assert_int_equal(paper_text(doc, NULL, &text, NULL), ERR_NONE);
		/* what could not be read is □ on paper */
		char *bad = strstr(text.p, "\xef\xbf\xbd");
		if (bad != NULL) memcpy(bad, "□", 3);
		assert_string_equal(without_blanks(&printed.arena, text_of(&printed)),
				    without_blanks(&printed.arena, buf_text(&text)));
		buf_release(&text);
		printed_release(&printed);
	}
}

static void test_structure_is_sound_and_tagged(void **state)
{
	(void)state;
	struct printed printed = {0};
	print(&printed, sample_report(&printed.arena));
	const char *info = tool(&printed, "pdfinfo", NULL);
	assert_non_null(strstr(info, "Tagged:          yes"));
	assert_non_null(strstr(info, "Metadata Stream: yes"));
	assert_non_null(strstr(info, "海东市平安区古城回族乡2024年政府信息公开工作年度报告"));
	assert_non_null(strstr(info, "海东市平安区古城回族乡人民政府"));
	assert_non_null(strstr(info, "Pages:           4"));
	assert_non_null(strstr(info, "(A4)"));
	const char *structure = tool(&printed, "pdfinfo", "-struct-text");
	golden_check("report.structure.txt", structure, strlen(structure));
	tool(&printed, "qpdf", "--check");
	const char *const argv[] = {"qpdf",	  "--qdf", "--object-streams=disable",
				    printed.path, "-",	   NULL};
	const char *plain = tool_output(&printed.arena, argv);
	assert_non_null(strstr(plain, "/Lang (zh-CN)"));
	assert_non_null(strstr(plain, "/DisplayDocTitle true"));
	assert_non_null(strstr(plain, "<dc:creator><rdf:Seq><rdf:li>海东市平安区"));
	printed_release(&printed);
}

static void test_fonts_are_embedded_subsets(void **state)
{
	(void)state;
	struct printed printed = {0};
	print(&printed, sample_hostile(&printed.arena));
	char *rows = arena_text(&printed.arena, tool(&printed, "pdffonts", NULL));
	int fonts = 0;
	for (char *row = rows, *end; (end = strchr(row, '\n')) != NULL; row = end + 1) {
		*end = '\0';
		if (fonts++ < 2) continue; /* the heading and its rule */
		assert_non_null(strstr(row, "+NotoS"));
		assert_non_null(strstr(row, "yes yes yes"));
	}
	assert_true(fonts > 3);
	printed_release(&printed);
}

static void test_same_tree_same_bytes(void **state)
{
	(void)state;
	struct printed once = {0}, again = {0};
	print(&once, sample_report(&once.arena));
	print(&again, sample_report(&again.arena));
	assert_int_equal(once.bytes.n, again.bytes.n);
	assert_memory_equal(once.bytes.p, again.bytes.p, once.bytes.n);
	printed_release(&once);
	printed_release(&again);
}

/* A table of many pages: its head on each, every row once and in order, no page with a head alone,
 * and a merged cell that crosses pages. */
static void test_long_table_repeats_its_head(void **state)
{
	(void)state;
	enum { ROWS = 150 };
	struct printed printed = {0};
	day date = 0;
	struct doc *doc = doc_new(&printed.arena, "目录", "古城回族乡人民政府", date);
	for (int i = 0; i < 14; i++) doc_paragraph(doc, "前文。");
	doc_heading(doc, 1, "一、长表");
	struct doc_table *table = doc_table_begin(doc, NULL, 3, (const int[]){1, 1, 4}, 1);
	doc_row(table);
	doc_cell(table, (struct doc_form){.head = DOC_HEAD_COLUMN}, "序列");
	doc_cell(table, (struct doc_form){0},
		 "编号"); /* head rows are repeated whatever is in them */
	doc_cell(table, (struct doc_form){.head = DOC_HEAD_COLUMN}, "名称");
	for (int i = 0; i < ROWS; i++) {
		doc_row(table);
		if (i % 50 == 0)
			doc_cell(table,
				 (struct doc_form){.rowspan = 50, .head = DOC_HEAD_ROW_GROUP},
				 "合并");
		doc_cell(table, (struct doc_form){0}, arena_printf(&printed.arena, "#%d", i));
		doc_cell(table, (struct doc_form){0}, "名称");
	}
	doc_table_end(table);
	print(&printed, doc);
	char *page = arena_text(&printed.arena, text_of(&printed));
	int expected = 0, pages = 0;
	for (char *end; (end = strchr(page, '\f')) != NULL; page = end + 1) {
		*end = '\0';
		pages++;
		assert_int_equal(count_of(page, "序列"), 1);
		assert_int_equal(count_of(page, "编号"), 1);
		int here = count_of(page, "#");
		assert_true(here > 0);
		for (int i = 0; i < here; i++)
			assert_non_null(
				strstr(page, arena_printf(&printed.arena, "#%d ", expected + i)));
		expected += here;
		assert_true(count_of(page, "合并") > 0);
	}
	assert_int_equal(expected, ROWS);
	assert_true(pages > 4);
	assert_int_equal(count_of(tool(&printed, "pdfinfo", "-struct"), "TR"), ROWS + 1);
	tool(&printed, "qpdf", "--check");
	printed_release(&printed);
}

/* "〔A0〕〔A1〕…" */
static const char *numbered(struct arena *arena, char letter, int count)
{
	struct buf text;
	buf_init(&text, 1 << 20);
	for (int i = 0; i < count; i++) buf_printf(&text, "〔%c%d〕", letter, i);
	const char *all = arena_text(arena, buf_text(&text));
	buf_release(&text);
	return all;
}

/* Texts longer than a page, in one row and in a merged cell: every word of them is printed, once,
 * on some page. */
static void test_long_cells_lose_nothing(void **state)
{
	(void)state;
	static const struct {
		char letter;
		int count;
	} cells[] = {{'A', 900}, {'B', 20}, {'C', 1500}, {'D', 400}, {'E', 1}};
	for (int head = 0; head < 2; head++) {
		struct printed printed = {0};
		struct doc *doc = doc_new(&printed.arena, "长", "", 0);
		struct doc_table *table = doc_table_begin(doc, "题", 2, (const int[]){1, 2}, head);
		const char *texts[COUNT_OF(cells)];
		for (size_t i = 0; i < COUNT_OF(cells); i++)
			texts[i] = numbered(&printed.arena, cells[i].letter, cells[i].count);
		doc_row(table);
		doc_cell(table, (struct doc_form){0}, texts[0]);
		doc_cell(table, (struct doc_form){0}, texts[1]);
		doc_row(table);
		doc_cell(table, (struct doc_form){.rowspan = 2}, texts[2]);
		doc_cell(table, (struct doc_form){0}, texts[3]);
		doc_row(table);
		doc_cell(table, (struct doc_form){0}, texts[4]);
		doc_table_end(table);
		print(&printed, doc);
		const char *text = without_blanks(&printed.arena, text_of(&printed));
		for (size_t i = 0; i < COUNT_OF(cells); i++) {
			const char *at = text;
			for (int k = 0; k < cells[i].count; k++) {
				const char *word = arena_printf(&printed.arena, "〔%c%d〕",
								cells[i].letter, k);
				at = strstr(at, word);
				if (at == NULL) fail_msg("%s is missing", word);
			}
		}
		printed_release(&printed);
	}
}

/* A figure is never cut in two, however narrow its column. */
static void test_figures_stay_whole(void **state)
{
	(void)state;
	struct printed printed = {0};
	struct doc *doc = doc_new(&printed.arena, "数", "", 0);
	int widths[15];
	for (int i = 0; i < 15; i++) widths[i] = 1;
	struct doc_table *table = doc_table_begin(doc, NULL, 15, widths, 0);
	doc_row(table);
	for (int i = 0; i < 15; i++) doc_cell(table, (struct doc_form){0}, i == 7 ? "14629" : "1");
	doc_table_end(table);
	print(&printed, doc);
	assert_non_null(strstr(text_of(&printed), "14629"));
	printed_release(&printed);
}

static void test_missing_fonts_are_named(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct error error = {0};
	struct buf out;
	buf_init(&out, 1 << 20);
	const struct paper_options options = {.font_dir = "/nonexistent/fonts"};
	assert_int_equal(paper_pdf(sample_report(&arena), &options, &out, &error), ERR_ENV);
	assert_non_null(strstr(error.message, "/nonexistent/fonts"));
	assert_non_null(strstr(error.hint, "fonts-noto-cjk"));
	assert_int_equal(out.n, 0);
	buf_release(&out);
	arena_release(&arena);
}

static void test_too_large_is_an_error(void **state)
{
	(void)state;
	too_large_check(paper_pdf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_can_be_read_back),
		cmocka_unit_test(test_structure_is_sound_and_tagged),
		cmocka_unit_test(test_fonts_are_embedded_subsets),
		cmocka_unit_test(test_same_tree_same_bytes),
		cmocka_unit_test(test_long_table_repeats_its_head),
		cmocka_unit_test(test_long_cells_lose_nothing),
		cmocka_unit_test(test_figures_stay_whole),
		cmocka_unit_test(test_missing_fonts_are_named),
		cmocka_unit_test(test_too_large_is_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
