/* SPDX-License-Identifier: MulanPSL-2.0
 * What was blacked out is gone: looked for in the finished file by other programs than ours. */
#include "unit/help_cmocka.h"

#include "paper/blackout_inside.h"
#include "paper/picture_pdf.h"
#include "unit/help_blackout.h"
#include "unit/help_paper.h"

enum { DOTS_X = 1652, DOTS_Y = 2338 }; /* of 595 x 842 points at 200 dots an inch */

struct made {
	struct arena arena;
	struct problems problems;
	struct error error;
	struct buf file;
	struct blackout_done done;
	const char *path;
};

static enum err make(struct made *made, const struct buf *from, const struct blackout_box *boxes,
		     size_t n)
{
	memset(made, 0, sizeof *made);
	problems_init(&made->problems, &made->arena);
	buf_init(&made->file, BLACKOUT_BYTES);
	enum err err = blackout_make(from->p, from->n, boxes, n, NULL, &made->arena,
				     &made->problems, &made->file, &made->done, &made->error);
	if (err == ERR_ENV) fail_msg("%s (%s)", made->error.message, made->error.detail);
	if (err == ERR_NONE) made->path = temp_file(&made->arena, "black.pdf", &made->file);
	return err;
}

static void made_release(struct made *made)
{
	if (made->path != NULL) temp_file_remove(made->path);
	buf_release(&made->file);
	arena_release(&made->arena);
}

static const char *tool(struct made *made, const char *name, const char *option)
{
	const char *const argv[] = {name, option, made->path, NULL};
	const char *const text[] = {name, option, made->path, "-", NULL};
	return tool_output(&made->arena, strcmp(name, "pdftotext") == 0 ? text : argv);
}

/* The file that a program writes beside ours. */
static void read_beside(struct made *made, const char *const *argv, const char *path,
			struct buf *ret)
{
	char block[64 * 1024];
	size_t n;
	tool_output(&made->arena, argv);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	buf_init(ret, 200u << 20);
	while ((n = fread(block, 1, sizeof block, file)) > 0) buf_add(ret, block, n);
	fclose(file);
	remove(path);
}

/* Streams and all, unpacked. */
static bool unpacked_has(struct made *made, const char *what)
{
	const char *path = arena_printf(&made->arena, "%s.qdf", made->path);
	const char *const argv[] = {
		"qpdf", "--qdf", "--object-streams=disable", "--stream-data=uncompress", made->path,
		path,	NULL};
	struct buf plain;
	read_beside(made, argv, path, &plain);
	assert_non_null(memmem(plain.p, plain.n, "/MediaBox", 9));
	bool has = memmem(plain.p, plain.n, what, strlen(what)) != NULL;
	buf_release(&plain);
	return has;
}

static void page_of(struct made *made, int page, struct raster *ret)
{
	const char *root = arena_printf(&made->arena, "%s-page", made->path);
	const char *number = arena_printf(&made->arena, "%d", page);
	const char *const argv[] = {"pdftoppm", "-r",	       "200",	   "-f", number, "-l",
				    number,	"-singlefile", made->path, root, NULL};
	struct buf ppm;
	read_beside(made, argv, arena_printf(&made->arena, "%s.ppm", root), &ppm);
	assert_true(raster_from_ppm(ppm.p, ppm.n, ret));
	buf_release(&ppm);
}

/* Of a rectangle in thousandths: how many dots of each hundred are dark. */
static int dark(const struct raster *raster, int x, int y, int width, int height)
{
	int64_t count = 0, found = 0;
	for (int row = y * raster->height / 1000; row < (y + height) * raster->height / 1000; row++)
		for (int at = x * raster->width / 1000; at < (x + width) * raster->width / 1000;
		     at++, count++)
			found += raster->dots[((size_t)row * (size_t)raster->width + (size_t)at) *
					      3] < 100;
	return (int)(found * 100 / count);
}

/* The line with the secret stands at y 500–540 of 842 from below: 358–407 thousandths from above.
 */
static const struct blackout_box OVER_THE_SECRET = {1, 150, 350, 850, 70, "商业秘密或个人隐私"};

static void test_nothing_is_left(void **state)
{
	(void)state;
	struct buf from;
	struct made made, plain = {0};
	buf_init(&from, 100000);
	hostile_pdf(&from);
	/* the same look finds it in the original, in the text and in the structure */
	plain.path = temp_file(&plain.arena, "plain.pdf", &from);
	assert_non_null(strstr(tool(&plain, "pdftotext", "-raw"), SECRET));
	assert_true(unpacked_has(&plain, SECRET));
	struct raster before;
	page_of(&plain, 1, &before);

	assert_int_equal(make(&made, &from, &OVER_THE_SECRET, 1), ERR_NONE);
	assert_int_equal(made.done.n_pages, 2);
	assert_true(made.done.marks[0].labelled && made.done.marks[0].numbered);
	const char *text = tool(&made, "pdftotext", "-raw");
	assert_string_equal(without_blanks(&made.arena, text), "");
	assert_false(unpacked_has(&made, "SECRET"));
	assert_false(unpacked_has(&made, "110101"));
	static const char *const parts[] = {"/Font", "/Annot",	  "/JavaScript", "/EmbeddedFile",
					    "/OCG",  "/Metadata", "/Info",	 "BT"};
	for (size_t i = 0; i + 1 < COUNT_OF(parts); i++)
		if (unpacked_has(&made, parts[i])) fail_msg("%s is left", parts[i]);
	assert_int_equal(count_of(tool(&made, "pdfimages", "-list"), "\n"), 2 + 2);
	assert_null(strstr(tool(&made, "pdfinfo", "-custom"), "Title"));
	tool(&made, "qpdf", "--check");

	struct raster page;
	page_of(&made, 1, &page);
	assert_true(dark(&page, 150, 350, 850, 70) > 90); /* white are the label's letters alone */
	assert_int_equal(dark(&page, 150, 350, 200, 70), 100);
	assert_true(dark(&page, 160, 150, 200, 20) > 5); /* what may be given is still there */
	assert_int_equal(dark(&page, 0, 430, 1000, 500), 0);
	raster_release(&page);
	raster_release(&before);
	made_release(&made);
	made_release(&plain);
	buf_release(&from);
}

/* A letter of our own printer, the box over one word found by its place. */
static void test_a_letter_of_ours(void **state)
{
	(void)state;
	struct printed letter = {0};
	struct doc *doc = doc_new(&letter.arena, "关于补助发放的说明", "古城回族乡人民政府", 0);
	doc_paragraph(doc, "马某某家领取补助3000元，身份证号 110101199003070011 ，电话见附件。");
	printed_make(&letter, paper_pdf, doc, "letter.pdf");
	const char *const argv[] = {"pdftotext", "-bbox", letter.path, "-", NULL};
	const char *words = tool_output(&letter.arena, argv);
	const char *word = strstr(words, ">110101199003070011<");
	assert_non_null(word);
	while (strncmp(word, "xMin", 4) != 0) word--;
	double left, top, right, below;
	assert_int_equal(sscanf(word, "xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &left,
				&top, &right, &below),
			 4);
	struct blackout_box box = {1, (int)(left / 0.59528) - 1, (int)(top / 0.84189) - 1, 0, 0,
				   ""};
	box.width = (int)(right / 0.59528) + 2 - box.x;
	box.height = (int)(below / 0.84189) + 2 - box.y;
	struct made made;
	assert_int_equal(make(&made, &letter.bytes, &box, 1), ERR_NONE);
	assert_string_equal(without_blanks(&made.arena, tool(&made, "pdftotext", "-raw")), "");
	assert_false(unpacked_has(&made, "Lianxin"));
	struct raster page;
	page_of(&made, 1, &page);
	assert_true(dark(&page, box.x, box.y, box.width, box.height) > 80);
	assert_true(dark(&page, 150, box.y - 40, 700, 30) > 5);
	/* exactly, and small: letters do not need a photograph's coding */
	assert_non_null(strstr(tool(&made, "pdfimages", "-list"), " gray "));
	assert_null(strstr(tool(&made, "pdfimages", "-list"), " jpeg "));
	assert_true(made.file.n < 300000);
	raster_release(&page);
	made_release(&made);
	printed_release(&letter);
}

/* A photograph goes out as JPEG, and the black is black in it. */
static void test_a_photograph(void **state)
{
	(void)state;
	static const struct blackout_box boxes[] = {
		{1, 500, 500, 300, 100, "国家秘密"},
		{1, 550, 550, 300, 200, "过程性信息"}, /* over the other's corner */
		{1, 100, 100, 40, 4, "内部事务信息"},  /* too low for letters */
		{1, 100, 200, 40, 60, "内部事务信息"}, /* room for its number alone */
	};
	struct raster raster, page;
	struct buf jpeg;
	struct made made;
	photograph(900, 1200, &raster);
	buf_init(&jpeg, 10u << 20);
	jpeg_of(&raster, 6, &jpeg);
	assert_int_equal(make(&made, &jpeg, boxes, COUNT_OF(boxes)), ERR_NONE);
	assert_non_null(strstr(tool(&made, "pdfimages", "-list"), " jpeg "));
	/* numbered down the page */
	static const size_t order[] = {2, 3, 0, 1};
	for (size_t i = 0; i < COUNT_OF(order); i++) {
		assert_int_equal(made.done.marks[i].box, order[i]);
		assert_int_equal(made.done.marks[i].number, (int)i + 1);
	}
	assert_false(made.done.marks[0].numbered);
	assert_true(made.done.marks[1].numbered && !made.done.marks[1].labelled);
	assert_true(made.done.marks[2].labelled);
	page_of(&made, 1, &page);
	assert_true(page.width > page.height); /* it was taken on its side */
	for (size_t i = 0; i < COUNT_OF(boxes); i++)
		assert_true(dark(&page, boxes[i].x, boxes[i].y, boxes[i].width, boxes[i].height) >
			    70);
	assert_int_equal(dark(&page, 0, 0, 90, 1000), 0);
	raster_release(&page);
	raster_release(&raster);
	made_release(&made);
	buf_release(&jpeg);
}

static void expect_problem(const struct buf *from, const struct blackout_box *boxes, size_t n,
			   const char *field, const char *words)
{
	struct made made;
	assert_int_equal(make(&made, from, boxes, n), ERR_CONTENT);
	const char *said = problem_for(&made.problems, field);
	if (said == NULL || strstr(said, words) == NULL)
		fail_msg("%s: %s, not %s", field, said == NULL ? "(nothing)" : said, words);
	assert_int_equal(made.file.n, 0);
	made_release(&made);
}

static void test_boxes_that_cannot_be(void **state)
{
	(void)state;
	struct buf from, junk;
	buf_init(&from, 100000);
	blank_pdf(&from, 2, 595, 842, "");
	static const struct {
		struct blackout_box box;
		const char *words;
	} rows[] = {
		{{3, 0, 0, 100, 100, ""}, "没有第3页"},
		{{0, 0, 0, 100, 100, ""}, "没有第0页"},
		{{1, -1, 0, 100, 100, ""}, "页面之内"},
		{{1, 0, 1001, 100, 100, ""}, "页面之内"},
		{{1, 0, 0, 1, 100, ""}, "框太小"},
		{{1, 0, 0, 100, 0, ""}, "框太小"},
		{{1, 0, 0, 100, -100, ""}, "框太小"},
		{{1, 901, 0, 100, 100, ""}, "伸到页面外面"},
		{{1, 0, 10, 100, 2147483647, ""}, "伸到页面外面"},
		{{1, 0, 0, 100, 100, "两\n行"}, "不能换行"},
		{{1, 0, 0, 100, 100, "坏\xff"}, "认不出"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct blackout_box both[2] = {{1, 0, 0, 1000, 1000, ""}, rows[i].box};
		expect_problem(&from, both, 2, "box-1", rows[i].words);
	}
	expect_problem(&from, NULL, 0, "boxes", "还没有画");
	buf_init(&junk, 100);
	buf_puts(&junk, "MZ, an executable renamed .pdf");
	expect_problem(&junk, &OVER_THE_SECRET, 1, "file", "只能打开PDF、PNG和JPEG");
	buf_release(&junk);
	buf_release(&from);
}

/* A file that shows something under the box, or has text, does not pass. */
static void test_proof_refuses(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct scan scan;
	struct fonts fonts;
	struct buf from, picture;
	struct error error = {0};
	struct blackout_mark mark = {.number = 1};
	struct blackout_plan plan = {.boxes = &OVER_THE_SECRET, .marks = &mark, .n = 1};
	bool lossy[2] = {false, false};
	buf_init(&from, 100000);
	hostile_pdf(&from);
	assert_int_equal(scan_open(from.p, from.n, &arena, &scan, &error), ERR_NONE);
	assert_int_equal(fonts_open(PAPER_FONT_DIR, &fonts, &error), ERR_NONE);
	assert_int_equal(blackout_prove(&from, &scan, &plan, lossy, &fonts, &arena, &error),
			 ERR_ENV);
	assert_non_null(strstr(error.detail, "there is text"));
	/* pictures alone: as they were, with one dot that shines through, and as they should be */
	static const char *const ends[] = {"something else", "something else", NULL};
	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		struct picture_pdf pdf;
		buf_init(&picture, 10u << 20);
		picture_pdf_begin(&pdf, &picture, 2);
		for (int page = 1; page <= 2; page++) {
			struct raster raster;
			assert_int_equal(scan_read(&scan, page, DOTS_X, DOTS_Y, &raster, &error),
					 ERR_NONE);
			if (i > 0) blackout_paint(&plan, page, 595, &fonts, &raster);
			if (i == 1 && page == 1)
				raster.dots[((size_t)900 * DOTS_X + 300) * 3 + 1] = 9;
			picture_pdf_page(&pdf, &raster, 595, &lossy[page - 1]);
			raster_release(&raster);
		}
		assert_true(picture_pdf_end(&pdf));
		enum err err =
			blackout_prove(&picture, &scan, &plan, lossy, &fonts, &arena, &error);
		assert_int_equal(err, ends[i] == NULL ? ERR_NONE : ERR_ENV);
		if (ends[i] != NULL) assert_non_null(strstr(error.detail, ends[i]));
		buf_release(&picture);
	}
	fonts_close(&fonts);
	scan_close(&scan);
	buf_release(&from);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_left), cmocka_unit_test(test_a_letter_of_ours),
		cmocka_unit_test(test_a_photograph),	cmocka_unit_test(test_boxes_that_cannot_be),
		cmocka_unit_test(test_proof_refuses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
