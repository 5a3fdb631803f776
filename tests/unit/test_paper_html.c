/* SPDX-License-Identifier: MulanPSL-2.0
 * HTML and plain text against golden files, and what must hold whatever the text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "paper/paper.h"
#include "unit/help_paper.h"

static const struct {
	const char *golden;
	paper_sample *sample;
	paper_render *render;
	struct paper_options options;
} ROWS[] = {
	{"hostile.html", sample_hostile, paper_html, {0}},
	{"hostile-fragment.html", sample_hostile, paper_html, {.fragment = true}},
	{"hostile-site.html",
	 sample_hostile,
	 paper_html,
	 {.fragment = true,
	  .no_title = true,
	  .class_prefix = "paper",
	  .cell_link = "/annual/2024/cell?of="}},
	{"report.html", sample_report, paper_html, {0}},
	{"report-fragment.html", sample_report, paper_html, {.fragment = true, .title_level = 2}},
	{"hostile.txt", sample_hostile, paper_text, {0}},
	{"report.txt", sample_report, paper_text, {.no_title = true}},
};

static void test_golden(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		struct arena arena = {0};
		struct buf out;
		buf_init(&out, 1 << 20);
		assert_int_equal(
			ROWS[i].render(ROWS[i].sample(&arena), &ROWS[i].options, &out, NULL),
			ERR_NONE);
		golden_check(ROWS[i].golden, out.p, out.n);
		buf_release(&out);
		arena_release(&arena);
	}
}

/* The same tags in the same order for hostile text as for harmless text of the same shape. */
static void test_markup_in_text_stays_text(void **state)
{
	(void)state;
	static const char *const bad[] = {"<script", "<img", "<b>", "</h2><", "{0}", "\x01", "&&"};
	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		if (ROWS[i].render != paper_html) continue;
		struct arena arena = {0};
		struct buf out;
		buf_init(&out, 1 << 20);
		assert_int_equal(
			ROWS[i].render(ROWS[i].sample(&arena), &ROWS[i].options, &out, NULL),
			ERR_NONE);
		for (size_t k = 0; k < COUNT_OF(bad); k++)
			assert_null(strstr(buf_text(&out), bad[k]));
		assert_null(strstr(buf_text(&out), "style=\""));
		buf_release(&out);
		arena_release(&arena);
	}
}

static void test_too_large_is_an_error(void **state)
{
	(void)state;
	too_large_check(paper_html);
	too_large_check(paper_text);
}

static void test_each_format_prints(void **state)
{
	(void)state;
	static const char *const begins[][2] = {{"html", "<!DOCTYPE html>"},
						{"fragment", "<p align=\"center\">演示"},
						{"pdf", "%PDF-"},
						{"docx", "PK\x03\x04"},
						{"text", "【演示"}};
	for (size_t i = 0; i < COUNT_OF(begins); i++) {
		const struct paper_format *format = paper_format_find(begins[i][0]);
		struct arena arena = {0};
		struct buf out;
		buf_init(&out, 1 << 20);
		assert_non_null(format);
		assert_int_equal(format->render(sample_report(&arena), NULL, &out, NULL), ERR_NONE);
		assert_int_equal(strncmp(out.p, begins[i][1], strlen(begins[i][1])), 0);
		buf_release(&out);
		arena_release(&arena);
	}
	assert_int_equal(COUNT_OF(begins), PAPER_FORMATS);
	assert_null(paper_format_find("ofd"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_markup_in_text_stays_text),
		cmocka_unit_test(test_each_format_prints),
		cmocka_unit_test(test_too_large_is_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
