/* SPDX-License-Identifier: MulanPSL-2.0
 * PDF by poppler's programs: pdfinfo, pdftoppm, pdftotext (docs/decisions/poppler-programs.md). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "paper/scan_inside.h"

enum { PROGRAM_MS = 60000, PROGRAM_SECONDS = 10, SAID_MAX = 4096, INFO_MAX = 256 * 1024 };
#define PROGRAM_MEMORY ((size_t)1 << 30)
#define POINTS_A_MM (72 / 25.4)
enum { LEAST_POINTS = 10 };

static enum apart_end run(const struct scan *scan, const char *const *argv, struct buf *out,
			  struct buf *said)
{
	struct apart apart = {
		.argv = argv,
		.input = scan->input,
		.memory = PROGRAM_MEMORY,
		.cpu_seconds = PROGRAM_SECONDS,
		.limit_ms = PROGRAM_MS,
	};
	return apart_run(&apart, out, said);
}

/* The number behind the last line that begins so: what stands further up may be the file's title,
 * which may have lines of its own. */
static const char *last_line(const char *text, const char *begins)
{
	const char *found = NULL;
	size_t n = strlen(begins);
	for (const char *line = text; line != NULL && *line != '\0';) {
		if (strncmp(line, begins, n) == 0) found = line + n;
		line = strchr(line, '\n');
		if (line != NULL) line++;
	}
	return found;
}

static bool two_numbers(const char *at, double *ret_first, double *ret_second)
{
	char *end;
	if (at == NULL) return false;
	*ret_first = strtod(at, &end);
	if (end == at || strncmp(end, " x ", 3) != 0) return false;
	at = end + 3;
	*ret_second = strtod(at, &end);
	return end != at && isfinite(*ret_first) && isfinite(*ret_second);
}

static void dots(struct scan_page *page)
{
	double x = page->width * SCAN_DPI / 72, y = page->height * SCAN_DPI / 72;
	double less = x * y > SCAN_DOTS ? sqrt(SCAN_DOTS / (x * y)) : 1;
	page->dots_x = (int)fmax(1, floor(x * less + 0.01));
	page->dots_y = (int)fmax(1, floor(y * less + 0.01));
}

static enum err measure(const char *info, int number, struct scan_page *page, struct error *error)
{
	char size[40], turn[40];
	snprintf(size, sizeof size, "Page %4d size:", number);
	snprintf(turn, sizeof turn, "Page %4d rot:", number);
	const char *turned = last_line(info, turn);
	if (!two_numbers(last_line(info, size), &page->width, &page->height) || turned == NULL)
		return error_set(error, ERR_CONTENT, "请重新生成一份再试。",
				 "第%d页读不出大小，文件可能已经损坏。", number);
	page->turned = strtol(turned, NULL, 10) % 180 != 0;
	if (page->turned) {
		double width = page->width;
		page->width = page->height;
		page->height = width;
	}
	double most = SCAN_SIDE_MM * POINTS_A_MM;
	if (page->width > most || page->height > most)
		return error_set(error, ERR_CONTENT, "请缩小到A0以内再试。",
				 "第%d页太大：边长超过%d毫米。", number, SCAN_SIDE_MM);
	if (page->width < LEAST_POINTS || page->height < LEAST_POINTS)
		return error_set(error, ERR_CONTENT, NULL, "第%d页太小，看不出内容。", number);
	dots(page);
	return ERR_NONE;
}

static enum err pages(const char *info, struct scan *scan, struct arena *arena, struct error *error)
{
	const char *count = last_line(info, "Pages:");
	long n = count == NULL ? 0 : strtol(count, NULL, 10);
	if (n < 1) return error_set(error, ERR_CONTENT, NULL, "这个PDF里一页也没有。");
	if (n > SCAN_PAGES)
		return error_set(error, ERR_CONTENT, "请分成几份。",
				 "这个PDF有%ld页，一次最多%d页。", n, SCAN_PAGES);
	scan->n_pages = (int)n;
	scan->pages = arena_array(arena, (size_t)n, sizeof *scan->pages);
	enum err err = ERR_NONE;
	for (int i = 0; i < n && err == ERR_NONE; i++)
		err = measure(info, i + 1, &scan->pages[i], error);
	return err;
}

enum err scan_open_pdf(struct scan *scan, struct arena *arena, struct error *error)
{
	static const char *const argv[] = {"pdfinfo", "-f", "1", "-l", "201", "-", NULL};
	struct buf info, said;
	buf_init(&info, INFO_MAX);
	buf_init(&said, SAID_MAX);
	enum apart_end end = run(scan, argv, &info, &said);
	enum err err;
	if (end == APART_FAILED && strstr(buf_text(&said), "Incorrect password") != NULL)
		err = error_set(error, ERR_CONTENT, "请去掉密码另存一份再试。",
				"这个PDF有密码，打不开。");
	else
		err = scan_ended(end, "这个PDF", error);
	if (err == ERR_NONE) err = pages(buf_text(&info), scan, arena, error);
	buf_release(&info);
	buf_release(&said);
	return err;
}

const char *scan_shut_pdf(const struct scan *scan)
{
	static const char *const argv[] = {"pdfinfo", "-", NULL};
	const char *why = NULL;
	struct buf info, said;
	buf_init(&info, INFO_MAX);
	buf_init(&said, SAID_MAX);
	enum apart_end end = run(scan, argv, &info, &said);
	const char *count = end == APART_DONE ? last_line(buf_text(&info), "Pages:") : NULL;
	if (end == APART_FAILED && strstr(buf_text(&said), "Incorrect password") != NULL)
		why = "这个PDF有密码，打不开。";
	else if (end == APART_FAILED)
		why = "这个PDF打不开：文件不完整或者已经损坏。";
	else if (end == APART_DONE && (count == NULL || strtol(count, NULL, 10) < 1))
		why = "这个PDF里一页也没有。";
	buf_release(&info);
	buf_release(&said);
	return why;
}

struct digits {
	char s[16];
};

static struct digits digits(int number)
{
	struct digits text;
	snprintf(text.s, sizeof text.s, "%d", number);
	return text;
}

enum err scan_read_pdf(const struct scan *scan, int page, int dots_x, int dots_y,
		       struct raster *ret, struct error *error)
{
	/* poppler scales first and turns the page then */
	bool turned = scan->pages[page - 1].turned;
	struct digits at = digits(page), x = digits(turned ? dots_y : dots_x),
		      y = digits(turned ? dots_x : dots_y);
	const char *const argv[] = {"pdftoppm",	   "-q", "-cropbox",	"-f", at.s, "-l", at.s,
				    "-scale-to-x", x.s,	 "-scale-to-y", y.s,  "-",  NULL};
	char what[40];
	struct buf out;
	snprintf(what, sizeof what, "第%d页", page);
	buf_init(&out, (size_t)dots_x * (size_t)dots_y * 3 + 64);
	enum err err = scan_ended(run(scan, argv, &out, NULL), what, error);
	struct raster raster = {0};
	if (err == ERR_NONE && !raster_from_ppm(out.p, out.n, &raster))
		err = scan_ended(APART_FAILED, what, error);
	buf_release(&out);
	if (err != ERR_NONE) return err;
	/* never by a file's will: we asked for this size */
	if (raster.width != dots_x || raster.height != dots_y) {
		raster_release(&raster);
		return scan_ended(APART_FAILED, what, error);
	}
	*ret = raster;
	return ERR_NONE;
}

enum err scan_text(const struct scan *scan, size_t *ret_n, struct error *error)
{
	static const char *const argv[] = {"pdftotext", "-q", "-raw", "-", "-", NULL};
	struct buf out;
	BUG_IF(scan->kind != SCAN_PDF);
	buf_init(&out, SCAN_BYTES);
	enum err err = scan_ended(run(scan, argv, &out, NULL), "这个PDF", error);
	size_t n = 0;
	for (size_t i = 0; i < out.n; i++) n += memchr(" \t\r\n\f", out.p[i], 5) == NULL;
	buf_release(&out);
	if (err == ERR_NONE) *ret_n = n;
	return err;
}
