/* SPDX-License-Identifier: MulanPSL-2.0
 * Files handed in, good and bad: each gives its page or one sentence, and no file harms us. */
#include "unit/help_cmocka.h"

#include "base/utf8.h"
#include "paper/blackout.h"
#include "paper/exif.h"
#include "paper/scan.h"
#include "unit/help_blackout.h"
#include "unit/help_paper.h"

enum { MANY = 100000 };

/* The first page's picture, 200 dots wide, or the sentence. */
static enum err see(const struct buf *from, int page, struct raster *ret, struct error *error)
{
	struct arena arena = {0};
	struct scan scan;
	enum err err = scan_open(from->p, from->n, &arena, &scan, error);
	if (err == ERR_NONE) {
		const struct scan_page *size = &scan.pages[0];
		err = scan_read(&scan, page, 200, (int)(200 * size->height / size->width) + 1, ret,
				error);
		scan_close(&scan);
	}
	arena_release(&arena);
	return err;
}

static void refused(const struct buf *from, const char *words)
{
	struct error error = {0};
	struct buf out;
	struct blackout_page page;
	buf_init(&out, 1 << 20);
	assert_int_equal(blackout_page(from->p, from->n, 1, 200, &out, &page, &error), ERR_CONTENT);
	if (strstr(error.message, words) == NULL) fail_msg("%s, not %s", error.message, words);
	assert_true(utf8_valid(error.message, strlen(error.message)));
	assert_int_equal(out.n, 0);
	buf_release(&out);
}

static void refused_bytes(const void *bytes, size_t n, const char *words)
{
	struct buf from;
	buf_init(&from, SCAN_BYTES + 10);
	buf_add(&from, bytes, n);
	refused(&from, words);
	buf_release(&from);
}

static void refused_blank(int n, int width, int height, const char *words)
{
	struct buf from;
	buf_init(&from, MANY);
	blank_pdf(&from, n, width, height, "");
	refused(&from, words);
	buf_release(&from);
}

/* words: part of why nothing can open it; NULL: it opens, or we cannot say. */
static void shut(const void *bytes, size_t n, const char *words)
{
	struct arena arena = {0};
	const char *why = scan_shut(bytes, n, &arena);
	if ((why == NULL) != (words == NULL) || (words != NULL && strstr(why, words) == NULL))
		fail_msg("%s, not %s", why == NULL ? "opens" : why,
			 words == NULL ? "opens" : words);
	arena_release(&arena);
}

/* What is merely too much for blacking out is no reason to send it back. */
static void test_shut(void **state)
{
	(void)state;
	static const char no_page[] = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 "
				      "obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 "
				      "0 R>>\n%%EOF\n";
	struct buf many;
	buf_init(&many, MANY);
	blank_pdf(&many, SCAN_PAGES + 1, 595, 842, "");
	shut(many.p, many.n, NULL);
	shut(many.p, 40, "不完整或者已经损坏");
	shut(no_page, sizeof no_page - 1, "打不开");
	shut("\x89PNG\r\n\x1a\n", 8, "已经损坏");
	shut("\xff\xd8\xff\xe0", 4, "已经损坏");
	shut("", 0, NULL);
	shut("PK\3\4, a Word document", 20, NULL);
	buf_release(&many);
}

static void test_limits(void **state)
{
	(void)state;
	static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x75\x30\0\0\x75\x30\1\0\0\0";
	refused_bytes("", 0, "空的");
	refused_bytes("%PDF", 4, "只能打开");
	refused_bytes("%PDF-1.4\n", 9, "不完整或者已经损坏");
	refused_bytes("PK\3\4, a Word document", 20, "只能打开PDF、PNG和JPEG");
	refused_bytes(png, sizeof png - 1, "6400万像素"); /* says 30000 x 30000 */
	refused_bytes("\xff\xd8\xff\xe0", 4, "打不开");
	refused_blank(SCAN_PAGES + 1, 595, 842, "有201页，一次最多200页");
	refused_blank(1, 595, 5000, "第1页太大：边长超过1200毫米");
	refused_blank(1, 595, 5, "第1页太小");
	char *large = calloc(1, SCAN_BYTES + 1);
	assert_non_null(large);
	memcpy(large, "%PDF-1.4", 8);
	refused_bytes(large, SCAN_BYTES + 1, "超过20 MB");
	free(large);
}

static void test_password(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct buf from, locked;
	char block[4096];
	size_t n;
	buf_init(&from, MANY);
	blank_pdf(&from, 1, 595, 842, "");
	const char *path = temp_file(&arena, "plain.pdf", &from);
	const char *out = arena_printf(&arena, "%s.locked", path);
	/* a file that opens without a password, though it asks one for changes, can be read */
	static const struct {
		const char *user;
		bool opens;
	} rows[] = {{"secret", false}, {"", true}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *const argv[] = {"qpdf", "--encrypt", rows[i].user, "owner", "256",
					    "--",   path,	 out,	       NULL};
		tool_output(&arena, argv);
		FILE *file = fopen(out, "rb");
		assert_non_null(file);
		buf_init(&locked, MANY);
		while ((n = fread(block, 1, sizeof block, file)) > 0) buf_add(&locked, block, n);
		fclose(file);
		remove(out);
		struct raster page;
		struct error error = {0};
		if (rows[i].opens) {
			assert_int_equal(see(&locked, 1, &page, &error), ERR_NONE);
			raster_release(&page);
		} else {
			refused(&locked, "有密码");
		}
		shut(locked.p, locked.n, rows[i].opens ? NULL : "有密码");
		buf_release(&locked);
	}
	temp_file_remove(path);
	buf_release(&from);
	arena_release(&arena);
}

/* Ten seconds of a processor, and no more. */
static void test_endless_file(void **state)
{
	(void)state;
	struct buf from;
	buf_init(&from, MANY);
	endless_pdf(&from);
	refused(&from, "太复杂");
	buf_release(&from);
}

static void test_page_picture(void **state)
{
	(void)state;
	struct buf from, out;
	struct blackout_page page;
	struct error error = {0};
	buf_init(&from, MANY);
	buf_init(&out, 10 << 20);
	blank_pdf(&from, 3, 595, 842, "/Rotate 90");
	assert_int_equal(blackout_page(from.p, from.n, 3, 421, &out, &page, &error), ERR_NONE);
	assert_int_equal(page.n_pages, 3);
	assert_int_equal(page.width, 421);
	assert_int_equal(page.height, 297); /* turned: wider than high */
	assert_memory_equal(out.p, "\x89PNG", 4);
	assert_int_equal(blackout_page(from.p, from.n, 4, 421, &out, &page, &error), ERR_CONTENT);
	assert_non_null(strstr(error.message, "共3页，没有第4页"));
	/* too large for the buffer is the machine's trouble */
	struct buf small;
	buf_init(&small, 100);
	assert_int_equal(blackout_page(from.p, from.n, 1, 421, &small, &page, &error), ERR_ENV);
	buf_release(&small);
	buf_release(&out);
	buf_release(&from);
}

static int red_at(const struct raster *raster, int x, int y)
{
	return raster->dots[((size_t)y * (size_t)raster->width + (size_t)x) * 3];
}

/* A black corner, upper left, comes where the camera's note says that up is. */
static void test_orientation(void **state)
{
	(void)state;
	static const struct {
		int orientation;
		bool right, below, turned;
	} rows[] = {
		{0, false, false, false}, {1, false, false, false}, {2, true, false, false},
		{3, true, true, false},	  {4, false, true, false},  {5, false, false, true},
		{6, true, false, true},	  {7, true, true, true},    {8, false, true, true},
		{9, false, false, false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct raster raster, page;
		struct buf jpeg;
		struct error error = {0};
		raster_init(&raster, 200, 120);
		raster_fill(&raster, (struct raster_box){0, 0, 40, 40}, 0, 0, 0);
		buf_init(&jpeg, MANY);
		jpeg_of(&raster, rows[i].orientation, &jpeg);
		assert_int_equal(see(&jpeg, 1, &page, &error), ERR_NONE);
		assert_int_equal(page.height > page.width, rows[i].turned);
		for (int corner = 0; corner < 4; corner++) {
			bool right = corner % 2 == 1, below = corner / 2 == 1;
			int x = right ? page.width - 10 : 10, y = below ? page.height - 10 : 10;
			bool black = right == rows[i].right && below == rows[i].below;
			if ((red_at(&page, x, y) < 60) != black)
				fail_msg("orientation %d, corner %d", rows[i].orientation, corner);
		}
		raster_release(&page);
		raster_release(&raster);
		buf_release(&jpeg);
	}
}

/* A picture with nothing in one half shows white there, not black. */
static void test_png_with_holes(void **state)
{
	(void)state;
	/* 2 x 1 dots, grey and alpha: black and there, black and not there */
	static const unsigned char png[] = {
		0x89, 0x50, 0x4e, 0x47, 0xd,  0xa,  0x1a, 0xa,	0x0,  0x0,  0x0,  0xd,	0x49, 0x48,
		0x44, 0x52, 0x0,  0x0,	0x0,  0x2,  0x0,  0x0,	0x0,  0x1,  0x8,  0x4,	0x0,  0x0,
		0x0,  0x5e, 0x2b, 0xb7, 0x1,  0x0,  0x0,  0x0,	0xd,  0x49, 0x44, 0x41, 0x54, 0x78,
		0x9c, 0x63, 0x60, 0xf8, 0xcf, 0xc0, 0x0,  0x0,	0x3,  0x2,  0x1,  0x0,	0x99, 0x9b,
		0x3b, 0x94, 0x0,  0x0,	0x0,  0x0,  0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82};
	struct raster raster, page;
	struct buf file;
	struct error error = {0};
	buf_init(&file, MANY);
	buf_add(&file, png, sizeof png);
	assert_int_equal(see(&file, 1, &page, &error), ERR_NONE);
	assert_int_equal(red_at(&page, 50, 50), 0);
	assert_int_equal(red_at(&page, 150, 50), 255);
	raster_release(&page);
	buf_clear(&file);
	raster_init(&raster, 400, 100);
	raster_fill(&raster, (struct raster_box){0, 0, 200, 100}, 255, 0, 0);
	assert_true(raster_png(&raster, &file));
	assert_int_equal(see(&file, 1, &page, &error), ERR_NONE);
	assert_int_equal(page.width, 200); /* half the size: means of dots */
	assert_int_equal(red_at(&page, 10, 10), 255);
	assert_int_equal(page.dots[1], 0);
	assert_int_equal(page.dots[(size_t)150 * 3 + 1], 255);
	raster_release(&page);
	raster_release(&raster);
	buf_release(&file);
}

/* Every prefix and every flipped byte ends in a number within 1–8 and reads inside its bytes. */
static void test_exif_mutations(void **state)
{
	(void)state;
	struct raster raster;
	struct buf jpeg;
	raster_init(&raster, 8, 8);
	buf_init(&jpeg, MANY);
	jpeg_of(&raster, 6, &jpeg);
	assert_int_equal(exif_orientation((unsigned char *)jpeg.p, jpeg.n), 6);
	for (size_t n = 0; n <= 60; n++) {
		unsigned char *copy = malloc(n + 1);
		assert_non_null(copy);
		for (int value = 0; value < 256; value += 15) {
			memcpy(copy, jpeg.p, n);
			if (n > 0) copy[n * 7 % n] = (unsigned char)value;
			if (n > 0) copy[n - 1] = (unsigned char)value;
			int found = exif_orientation(copy, n);
			assert_true(found >= 1 && found <= 8);
		}
		free(copy);
	}
	raster_release(&raster);
	buf_release(&jpeg);
}

/* Cut off and scribbled over: a page or a sentence, each time. */
static void mutate(const struct buf *from, int times)
{
	uint32_t seed = 20261123;
	int seen = 0;
	for (int i = 0; i < times; i++) {
		struct buf copy;
		struct error error = {0};
		struct raster page;
		buf_init(&copy, from->n + 1);
		seed = seed * 1664525u + 1013904223u;
		size_t n = i % 3 == 0 ? from->n * (size_t)(i + 1) / (size_t)(times + 1) : from->n;
		buf_add(&copy, from->p, n);
		for (int k = 0; i % 3 != 0 && k < 1 + i % 7; k++) {
			seed = seed * 1664525u + 1013904223u;
			copy.p[8 + (seed >> 8) % (n - 8)] = (char)(seed >> 3);
		}
		enum err err = see(&copy, 1, &page, &error);
		if (err == ERR_NONE) {
			seen++;
			raster_release(&page);
		} else {
			assert_int_equal(err, ERR_CONTENT);
			assert_true(error.message[0] != '\0');
		}
		buf_release(&copy);
	}
	assert_true(seen < times);
}

static void test_mutations(void **state)
{
	(void)state;
	struct raster raster;
	struct buf pdf, png, jpeg;
	buf_init(&pdf, MANY);
	buf_init(&png, 1 << 20);
	buf_init(&jpeg, 1 << 20);
	hostile_pdf(&pdf);
	photograph(200, 150, &raster);
	assert_true(raster_png(&raster, &png));
	jpeg_of(&raster, 8, &jpeg);
	mutate(&pdf, 60);
	mutate(&png, 60);
	mutate(&jpeg, 60);
	raster_release(&raster);
	buf_release(&pdf);
	buf_release(&png);
	buf_release(&jpeg);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shut),	       cmocka_unit_test(test_limits),
		cmocka_unit_test(test_password),       cmocka_unit_test(test_endless_file),
		cmocka_unit_test(test_page_picture),   cmocka_unit_test(test_orientation),
		cmocka_unit_test(test_png_with_holes), cmocka_unit_test(test_exif_mutations),
		cmocka_unit_test(test_mutations),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
