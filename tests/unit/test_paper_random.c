/* SPDX-License-Identifier: MulanPSL-2.0
 * Random trees of hostile texts through every renderer: nothing aborts, nothing is refused.
 * RANDOM_SEED and RANDOM_ROUNDS widen it; each seed is printed before its tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/help_paper.h"

static uint64_t state_now;

/* splitmix64 */
static unsigned below(unsigned n)
{
	uint64_t z = (state_now += 0x9e3779b97f4a7c15ULL);
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
	return (unsigned)((z ^ (z >> 31)) % n);
}

static const char *words(struct arena *arena, unsigned most)
{
	static const char *const pieces[] = {
		"政府信息公开", "，",	 "“",	"”",   "（",	       "）", "《条例》", "2024",
		"年",		"12.5%", "\n",	" ",   "　",	       "a",  "longword", "<b>",
		"&amp;",	"'\"",	 "—— ", "……",  "玥旸",	       "𠮷", "\x01",	 "\xff",
		"三、",		"1.",	 "/",	"]]>", "\xe2\x80\xae", "·",  "〔3〕",	 "\t"};
	struct buf text;
	buf_init(&text, 1 << 16);
	for (unsigned n = below(most + 1); n > 0; n--)
		buf_puts(&text, pieces[below(COUNT_OF(pieces))]);
	const char *all = arena_text(arena, buf_text(&text));
	buf_release(&text);
	return all;
}

/* Spans that tile: each row is cut into runs of columns, some cells reach down a row or more. */
static void random_table(struct doc *doc, struct arena *arena)
{
	enum { MOST = 12 };
	int columns = 1 + (int)below(MOST), rows = 1 + (int)below(30), widths[MOST];
	int covered[MOST] = {0}, heads = below(3) == 0 || rows == 1 ? 0 : 1;
	for (int i = 0; i < columns; i++) widths[i] = 1 + (int)below(5);
	struct doc_table *table = doc_table_begin(doc, below(2) == 0 ? NULL : words(arena, 5),
						  columns, widths, heads);
	for (int row = 0; row < rows; row++) {
		doc_row(table);
		for (int at = 0; at < columns;) {
			if (covered[at] > 0) {
				covered[at++]--;
				continue;
			}
			int wide = 1, deep = 1, most_deep = row < heads ? heads - row : rows - row;
			while (at + wide < columns && covered[at + wide] == 0 && below(4) == 0)
				wide++;
			if (below(6) == 0) deep = 1 + (int)below((unsigned)most_deep);
			struct doc_form form = {.colspan = wide,
						.rowspan = deep,
						.head = (enum doc_head)below(5),
						.align = (enum doc_align)below(4)};
			doc_cell(table, form, words(arena, below(10) == 0 ? 60 : 4));
			for (int i = at; i < at + wide; i++) covered[i] = deep - 1;
			at += wide;
		}
	}
	doc_table_end(table);
}

static struct doc *random_doc(struct arena *arena)
{
	struct doc *doc = doc_new(arena, words(arena, 8), words(arena, 3), (day)below(30000));
	doc->page_numbers = false;
	if (below(3) == 0) doc_letterhead(doc, words(arena, 6), below(2) == 0 ? NULL : "文号");
	for (unsigned n = below(14); n > 0; n--) {
		struct doc_text *text;
		struct doc_list *list;
		switch (below(7)) {
		case 0: doc_heading(doc, 1 + (int)below(4), words(arena, 8)); break;
		case 1: random_table(doc, arena); break;
		case 2:
			list = doc_list_begin(doc, below(2) == 0);
			for (unsigned i = below(5); i > 0; i--) doc_item(list, words(arena, 30));
			break;
		case 3: doc_page_break(doc); break;
		case 4: doc_signature(doc, words(arena, 9), (day)below(30000), below(2)); break;
		case 5: doc_note(doc, words(arena, 40)); break;
		default:
			text = doc_paragraph(doc, words(arena, 200));
			doc_run(text, true, words(arena, 9));
			text->align = below(3) == 0 ? (enum doc_align)below(4) : DOC_ALIGN_AUTO;
			break;
		}
	}
	return doc;
}

static unsigned setting(const char *name, unsigned otherwise)
{
	const char *value = getenv(name);
	return value == NULL ? otherwise : (unsigned)strtoul(value, NULL, 10);
}

static void test_random_trees_print(void **state)
{
	(void)state;
	unsigned seed = setting("RANDOM_SEED", 1), rounds = setting("RANDOM_ROUNDS", 25);
	for (unsigned round = 0; round < rounds; round++) {
		printf("seed %u\n", seed + round);
		fflush(stdout);
		state_now = seed + round;
		struct arena arena = {0};
		const struct doc *doc = random_doc(&arena);
		for (size_t i = 0; i < PAPER_FORMATS; i++) {
			struct buf out;
			struct error error = {0};
			buf_init(&out, 16 << 20);
			if (paper_formats[i].render(doc, NULL, &out, &error) != ERR_NONE)
				fail_msg("%s: %s", paper_formats[i].code, error.message);
			assert_true(out.n > 0);
			buf_release(&out);
		}
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_trees_print),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
