/* SPDX-License-Identifier: MulanPSL-2.0
 * The letter format on paper: a printed page of 10 pixels a millimetre is measured against GB/T
 * 9704-2012 (5.2.1, 7.5, 10.1), ink by ink. */
#include <unistd.h>

#include "paper/paper.h"
#include "unit/help_cmocka.h"
#include "unit/help_letter.h"
#include "unit/help_paper.h"

enum { PIXELS_PER_MM = 10, WIDE = 210 * PIXELS_PER_MM, HIGH = 297 * PIXELS_PER_MM };

struct sheet {
	unsigned char *pixels; /* red, green, blue */
	int width, height;
};

static struct sheet sheet_of(struct printed *printed, int page)
{
	struct arena *arena = &printed->arena;
	const char *root = arena_printf(arena, "%s.page", printed->path);
	const char *path = arena_printf(arena, "%s.ppm", root);
	const char *number = arena_printf(arena, "%d", page);
	const char *const argv[] = {"pdftoppm", "-r",	       "254",	      "-f", number, "-l",
				    number,	"-singlefile", printed->path, root, NULL};
	tool_output(arena, argv);
	FILE *file = fopen(path, "rb");
	struct sheet sheet = {0};
	assert_non_null(file);
	assert_int_equal(fscanf(file, "P6 %d %d 255", &sheet.width, &sheet.height), 2);
	assert_true(abs(sheet.width - WIDE) <= 1 && abs(sheet.height - HIGH) <= 1);
	fgetc(file);
	size_t n = (size_t)sheet.width * (size_t)sheet.height * 3;
	sheet.pixels = arena_alloc(arena, n);
	assert_int_equal(fread(sheet.pixels, 1, n, file), n);
	fclose(file);
	unlink(path);
	return sheet;
}

static bool is_ink(const struct sheet *sheet, int x, int y, bool red)
{
	const unsigned char *at =
		sheet->pixels + ((size_t)y * (size_t)sheet->width + (size_t)x) * 3;
	return red ? at[0] > 150 && at[1] < 110 : at[0] < 110 && at[1] < 110;
}

/* The ink of one colour in rows [from, to): first and last column and row, in mm; count 0: none. */
struct extent {
	double left, right, top, bottom;
	int count;
};

static struct extent extent_of(const struct sheet *sheet, double from, double to, bool red)
{
	struct extent extent = {1e9, -1, 1e9, -1, 0};
	for (int y = (int)(from * PIXELS_PER_MM);
	     y < (int)(to * PIXELS_PER_MM) && y < sheet->height; y++) {
		for (int x = 0; x < sheet->width; x++) {
			if (!is_ink(sheet, x, y, red)) continue;
			double mm_x = (double)x / PIXELS_PER_MM, mm_y = (double)y / PIXELS_PER_MM;
			if (mm_x < extent.left) extent.left = mm_x;
			if (mm_x + 0.1 > extent.right) extent.right = mm_x + 0.1;
			if (mm_y < extent.top) extent.top = mm_y;
			if (mm_y + 0.1 > extent.bottom) extent.bottom = mm_y + 0.1;
			extent.count++;
		}
	}
	return extent;
}

/* Rows that are red over more than 160 mm: the lines of the double rules, from the top. */
static int rules_of(const struct sheet *sheet, struct extent *ret_rules, int max)
{
	int n = 0;
	bool inside = false;
	for (int y = 0; y < sheet->height; y++) {
		int red = 0;
		for (int x = 0; x < sheet->width; x++) red += is_ink(sheet, x, y, true);
		bool rule = red > 160 * PIXELS_PER_MM;
		if (rule && !inside) {
			assert_true(n < max);
			ret_rules[n++].top = (double)y / PIXELS_PER_MM;
		}
		if (rule) ret_rules[n - 1].bottom = (double)(y + 1) / PIXELS_PER_MM;
		inside = rule;
	}
	for (int i = 0; i < n; i++) {
		struct extent all = extent_of(sheet, ret_rules[i].top, ret_rules[i].bottom, true);
		ret_rules[i].left = all.left;
		ret_rules[i].right = all.right;
	}
	return n;
}

static void near_mm(double found, double wanted, double tolerance, const char *what)
{
	if (found < wanted - tolerance || found > wanted + tolerance)
		fail_msg("%s: %.1f mm, not %.1f", what, found, wanted);
}

static void print_letter(struct printed *printed)
{
	struct problems problems;
	struct letter_data data;
	struct letter_case of = {LETTER_R3, OUTCOME_B, REQUESTER_NATURAL, 0};
	assert_true(day_parse("2025-03-14", &of.date));
	struct letter_template template = letter_own(of.kind, &printed->arena);
	problems_init(&problems, &printed->arena);
	letter_sample(&of, FIELD__MAX, &printed->arena, &problems, &data);
	struct doc *doc = letter_document(&template, &data, &problems);
	assert_non_null(doc);
	printed_make(printed, paper_pdf, doc, "letter.pdf");
}

static void the_first_page_is_a_letters(void **state)
{
	(void)state;
	struct printed printed = {0};
	struct extent rules[4];
	print_letter(&printed);
	struct sheet sheet = sheet_of(&printed, 1);
	assert_int_equal(rules_of(&sheet, rules, 4), 4);
	struct extent organ = extent_of(&sheet, 0, rules[0].top - 1, true);
	near_mm(organ.top, 30, 0.2, "the organ's upper edge");
	/* in the middle of the type area, as the title is */
	near_mm((organ.left + organ.right) / 2, 106, 0.5, "the organ's middle");
	near_mm(rules[0].top - organ.bottom, 4, 0.2, "from the organ to the rule");
	near_mm(rules[3].bottom, 277, 0.2, "the lower rule");
	for (int i = 0; i < 4; i++) {
		near_mm(rules[i].left, 20, 0.2, "a rule's left end");
		near_mm(rules[i].right, 190, 0.2, "a rule's right end");
	}
	assert_true(rules[0].bottom - rules[0].top > rules[1].bottom - rules[1].top);
	assert_true(rules[3].bottom - rules[3].top > rules[2].bottom - rules[2].top);
	/* the number: 7/8 of 16 points below the rule, its 号 at the area's edge */
	struct extent number =
		extent_of(&sheet, rules[1].bottom, rules[1].bottom + 4.94 + 6.5, false);
	near_mm(number.top - rules[1].bottom, 4.94, 0.6, "from the rule to the number");
	near_mm(number.right, 184, 0.6, "the number's right edge");
	assert_true(number.left > 105);
	/* two blank lines, then the title; nothing but the text's area and no page number */
	struct extent blank = extent_of(&sheet, number.bottom + 1, number.bottom + 20, false);
	assert_int_equal(blank.count, 0);
	struct extent text = extent_of(&sheet, number.bottom + 1, 297, false);
	near_mm(text.left, 28, 0.8, "the text's left edge");
	assert_true(text.right <= 184.3);
	assert_true(text.bottom <= 262.1);
	printed_release(&printed);
}

static void the_title_keeps_the_organ_whole(void **state)
{
	(void)state;
	struct printed printed = {0};
	print_letter(&printed);
	const char *const argv[] = {"pdftotext", "-f", "1", "-l", "1", printed.path, "-", NULL};
	const char *text = tool_output(&printed.arena, argv);
	const char *title = "海东市平安区古城回族乡人民政府\n政府信息公开申请答复书\n";
	if (strstr(text, title) == NULL) fail_msg("the title is cut elsewhere: %s", text);
	printed_release(&printed);
}

static void the_second_page_has_its_number(void **state)
{
	(void)state;
	struct printed printed = {0};
	print_letter(&printed);
	struct sheet sheet = sheet_of(&printed, 2);
	assert_int_equal(extent_of(&sheet, 0, 297, true).count, 0);
	struct extent text = extent_of(&sheet, 0, 262.1, false);
	assert_true(text.top >= 37 && text.left >= 27.9 && text.right <= 184.3);
	/* an even page's stands on the left, one character of 14 points in, its dash 7 mm down */
	struct extent folio = extent_of(&sheet, 262.2, 297, false);
	near_mm(folio.left, 28 + 4.94, 0.7, "the page number");
	near_mm((folio.top + folio.bottom) / 2, 262 + 7, 0.7, "the page number's dash");
	printed_release(&printed);
}

/* A reply of so many paragraphs of one line, which names one attachment. */
static struct doc *short_reply(struct arena *arena, int lines, const char *last)
{
	day date = 0;
	assert_true(day_parse("2026-10-09", &date));
	struct doc *doc = doc_new(arena, "答复书", "古城回族乡人民政府", date);
	doc_letterhead(doc, "古城回族乡人民政府", "古政公复〔2026〕6号");
	for (int i = 0; i < lines; i++) doc_paragraph(doc, "经检索、审查，该信息可以公开。");
	doc_paragraph(doc, last);
	doc_attachments(doc, (const char *const[]){"临时救助资金发放汇总"}, 1);
	doc_signature(doc, "古城回族乡人民政府", date, false);
	return doc;
}

static void attachments_and_signature_have_text_above_them(void **state)
{
	(void)state;
	int turned = 0;
	for (int lines = 4; lines < 18; lines++) {
		struct printed printed = {0};
		printed_make(&printed, paper_pdf,
			     short_reply(&printed.arena, lines, "联系人：党政办公室。"),
			     "short.pdf");
		const char *const argv[] = {"pdftotext", printed.path, "-", NULL};
		const char *text = tool_output(&printed.arena, argv);
		const char *second = strchr(text, '\f') + 1;
		if (*second != '\0') {
			turned++;
			if (strstr(second, "联系人") == NULL || strstr(second, "附件：") == NULL)
				fail_msg("%d lines: alone on the second page: %s", lines, second);
			/* and the first is not left empty for it */
			assert_non_null(strstr(text, "该信息可以公开"));
		}
		printed_release(&printed);
	}
	assert_in_range(turned, 3, 10);
}

static void a_line_may_end_before_an_opening_quote(void **state)
{
	(void)state;
	static const char *const quoted[] = {"“2025年临时救助资金发放汇总”。", "“甲”，",
					     "“ABC项目”。", "“年度‘两个办法’落实情况”。"};
	for (size_t i = 0; i < COUNT_OF(quoted); i++) {
		struct printed printed = {0};
		/* a line has 28 characters, the first of a paragraph 26: three are left */
		const char *text = arena_printf(
			&printed.arena, "本机关于某日收到您单位当面提交的政府信息公开申请为：%s",
			quoted[i]);
		printed_make(&printed, paper_pdf, short_reply(&printed.arena, 1, text),
			     "quote.pdf");
		const char *const argv[] = {"pdftotext", printed.path, "-", NULL};
		const char *found = tool_output(&printed.arena, argv);
		const char *wanted = arena_printf(&printed.arena, "申请为：\n%s", quoted[i]);
		if (strstr(found, wanted) == NULL) fail_msg("“%s” is not in: %s", wanted, found);
		printed_release(&printed);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attachments_and_signature_have_text_above_them),
		cmocka_unit_test(a_line_may_end_before_an_opening_quote),
		cmocka_unit_test(the_first_page_is_a_letters),
		cmocka_unit_test(the_title_keeps_the_organ_whole),
		cmocka_unit_test(the_second_page_has_its_number),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
