/* SPDX-License-Identifier: MulanPSL-2.0
 * The lines of a blacked-out page: what was typed, what is wrong with it, and the surface as HTML,
 * kept in tests/golden/web/ for tests/browser/blackout.mjs to draw on. */
#include "unit/help_cmocka.h"

#include <sys/stat.h>

#include "unit/help_paper.h"
#include "web/desk/blackout_surface.h"
#include "web/http.h"
#include "web/site.h"

struct sent {
	struct arena arena;
	struct site site;
	struct request request;
	struct field fields[40];
};

static void send(struct sent *sent, const char *const (*pairs)[2], size_t n)
{
	memset(sent, 0, sizeof *sent);
	assets_init(&sent->site.assets);
	sent->request.arena = &sent->arena;
	sent->request.site = &sent->site;
	sent->request.form_fields = sent->fields;
	for (size_t i = 0; i < n; i++) {
		sent->fields[i].name = arena_text(&sent->arena, pairs[i][0]);
		sent->fields[i].value = arena_text(&sent->arena, pairs[i][1]);
	}
	sent->request.n_form_fields = n;
}

static void test_lines_that_are_good(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"left-0", "１00"},   {"top-0", "50"},	  {"width-0", "200"},
		{"height-0", "30"},   {"ground-0", "c4"}, {"reason-0", "姓名"},
		{"left-1", "0"},      {"top-1", "0"},	  {"width-1", "1000"},
		{"height-1", "1000"}, {"ground-1", "c1"}, {"remove-1", "1"},
		{"ground-2", "c1"},   {"left-7", "0"},	  {"top-7", "0"},
		{"width-7", "2"},     {"height-7", "2"},  {"ground-7", "not-information"},
	};
	struct sent sent;
	struct problems problems;
	struct blackout_entry boxes[BLACKOUT_ROWS];
	size_t n;
	send(&sent, pairs, COUNT_OF(pairs));
	problems_init(&problems, &sent.arena);
	struct blackout_row *rows = blackout_rows_typed(&sent.request, &n);
	assert_int_equal(n, 3); /* a ground alone is no line */
	assert_int_equal(blackout_rows_check(rows, n, 2, &problems, boxes), 2);
	assert_int_equal(problems.count, 0);
	assert_int_equal(boxes[0].page, 2);
	assert_int_equal(boxes[0].x, 100);
	assert_int_equal(boxes[0].height, 30);
	assert_int_equal(boxes[0].ground, WITHHELD_THIRD_PARTY);
	assert_string_equal(boxes[0].reason, "姓名");
	assert_int_equal(boxes[1].ground, WITHHELD_NO_INFORMATION);
	/* saved and shown again, on its own page */
	boxes[1].page = 3;
	rows = blackout_rows_saved(boxes, 2, 2, &sent.arena, &n);
	assert_int_equal(n, 1);
	assert_string_equal(rows[0].left, "100");
	assert_string_equal(rows[0].ground, "c4");
	arena_release(&sent.arena);
}

static void test_lines_that_are_wrong(void **state)
{
	(void)state;
	static const struct {
		const char *left, *top, *width, *height, *ground, *field, *words;
	} lines[] = {
		{"", "0", "10", "10", "c1", "left-0", "0到1000的整数"},
		{"0", "x", "10", "10", "c1", "top-0", "“上”要填"},
		{"0", "0", "-5", "10", "c1", "width-0", "“宽”要填"},
		{"0", "0", "10", "1001", "c1", "height-0", "“高”要填"},
		{"0", "0", "1", "10", "c1", "width-0", "太小"},
		{"0", "0", "10", "0", "c1", "height-0", "太小"},
		{"995", "0", "10", "10", "c1", "width-0", "左加宽"},
		{"0", "995", "10", "10", "c1", "height-0", "上加高"},
		{"0", "0", "10", "10", "", "ground-0", "请选择不予公开的依据"},
		{"0", "0", "10", "10", "c8", "ground-0", "请选择不予公开的依据"},
	};
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		const char *const pairs[][2] = {
			{"left-0", lines[i].left},     {"top-0", lines[i].top},
			{"width-0", lines[i].width},   {"height-0", lines[i].height},
			{"ground-0", lines[i].ground}, {"reason-0", "理由"},
		};
		struct sent sent;
		struct problems problems;
		struct blackout_entry boxes[BLACKOUT_ROWS];
		size_t n;
		send(&sent, pairs, COUNT_OF(pairs));
		problems_init(&problems, &sent.arena);
		struct blackout_row *rows = blackout_rows_typed(&sent.request, &n);
		assert_int_equal(blackout_rows_check(rows, n, 1, &problems, boxes), 0);
		const char *said = problem_for(&problems, lines[i].field);
		if (said == NULL || strstr(said, lines[i].words) == NULL)
			fail_msg("%zu: %s", i, said == NULL ? "(nothing)" : said);
		assert_non_null(rows[0].error);
		arena_release(&sent.arena);
	}
}

static void test_surface(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {
		{"left-0", "150"},  {"top-0", "100"},	{"width-0", "300"},
		{"height-0", "40"}, {"ground-0", "c4"}, {"reason-0", "\"><script>"},
		{"left-1", "10"},   {"top-1", "900"},	{"width-1", "2000"},
		{"height-1", "40"}, {"ground-1", "c6"},
	};
	struct sent sent;
	struct problems problems;
	struct blackout_entry boxes[BLACKOUT_ROWS];
	struct buf out;
	size_t n;
	send(&sent, pairs, COUNT_OF(pairs));
	problems_init(&problems, &sent.arena);
	struct blackout_row *rows = blackout_rows_typed(&sent.request, &n);
	assert_int_equal(blackout_rows_check(rows, n, 1, &problems, boxes), 1);
	struct blackout_surface surface =
		blackout_surface_of(&sent.request, 1, "page.png", 600, 849, rows, n);
	assert_int_equal(surface.n_rows, 2 + BLACKOUT_SPARE);
	assert_non_null(strstr(surface.script, "/assets/blackout."));
	surface.script = "blackout.js"; /* whose hash would change the golden file each time */
	buf_init(&out, 1 << 20);
	render_blackout_surface(&out, &surface);
	golden_check("../web/blackout_surface.html", out.p, out.n);
	buf_release(&out);
	arena_release(&sent.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines_that_are_good),
		cmocka_unit_test(test_lines_that_are_wrong),
		cmocka_unit_test(test_surface),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
