/* SPDX-License-Identifier: MulanPSL-2.0
 * The file is opened and the boxes are looked at here; the pages are painted and proved in a child
 * of its own, because Pango keeps its fonts for good (docs/decisions/papers-in-a-child.md). That
 * child is ours and not sealed: what it handles are dots, and it starts the sealed ones. */
#include "paper/blackout.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/apart.h"
#include "base/utf8.h"
#include "paper/blackout_inside.h"
#include "paper/paper.h"
#include "paper/picture_pdf.h"
#include "paper/scan_inside.h"

enum { WORK_SECONDS = 540, WORK_MS = 540 * 1000, SHOW_SECONDS = 30, NARROWEST = 50 };
#define WORK_MEMORY ((size_t)2 << 30)

struct work {
	struct scan *scan;
	struct blackout_plan plan;
};

/* What the child writes first; then the marks, then the file. */
struct answer {
	struct error error; /* code ERR_NONE: it is done */
	size_t n_file;
};

static const char *label_fault(const char *label)
{
	if (strlen(label) > BLACKOUT_LABEL || !utf8_valid(label, strlen(label)))
		return "框里的字太长，或者有认不出的字。";
	for (const char *at = label; *at != '\0'; at++)
		if ((unsigned char)*at < ' ' || *at == 0x7f) return "框里的字不能换行。";
	return NULL;
}

static const char *place_fault(const struct blackout_box *box)
{
	if (box->x < 0 || box->y < 0 || box->x > BLACKOUT_WHOLE || box->y > BLACKOUT_WHOLE)
		return "框的左边和上边要在页面之内（0到1000）。";
	if (box->width < BLACKOUT_LEAST || box->height < BLACKOUT_LEAST)
		return "框太小，宽和高至少是2（页面的千分之二）。";
	if (box->width > BLACKOUT_WHOLE - box->x || box->height > BLACKOUT_WHOLE - box->y)
		return "框伸到页面外面去了：左边加宽、上边加高都不能超过1000。";
	return label_fault(box->label);
}

static void look_at(const struct blackout_box *boxes, size_t n, int n_pages,
		    struct problems *problems)
{
	if (n == 0) problem_add(problems, "boxes", "还没有画要涂黑的框。");
	if (n > BLACKOUT_BOXES)
		problem_add(problems, "boxes", "一份文件最多画%d个框，请分成几份。",
			    BLACKOUT_BOXES);
	for (size_t i = 0; i < n && n <= BLACKOUT_BOXES; i++) {
		const char *field = arena_printf(problems->arena, "box-%zu", i);
		const char *fault = place_fault(&boxes[i]);
		if (boxes[i].page < 1 || boxes[i].page > n_pages)
			problem_add(problems, field, "这份文件共%d页，没有第%d页。", n_pages,
				    boxes[i].page);
		else if (fault != NULL)
			problem_add(problems, field, "%s", fault);
	}
}

static int in_order(const void *left, const void *right, void *of)
{
	const struct blackout_box *boxes = of;
	size_t a = ((const struct blackout_mark *)left)->box;
	size_t b = ((const struct blackout_mark *)right)->box;
	const struct blackout_box *one = &boxes[a], *other = &boxes[b];
	if (one->page != other->page) return one->page < other->page ? -1 : 1;
	if (one->y != other->y) return one->y < other->y ? -1 : 1;
	if (one->x != other->x) return one->x < other->x ? -1 : 1;
	return a < b ? -1 : a > b;
}

static struct blackout_plan plan_of(const struct blackout_box *boxes, size_t n, struct arena *arena)
{
	struct blackout_plan plan = {.boxes = boxes, .n = n};
	plan.marks = arena_array(arena, n, sizeof *plan.marks);
	for (size_t i = 0; i < n; i++) plan.marks[i].box = i;
	qsort_r(plan.marks, n, sizeof *plan.marks, in_order, (void *)(uintptr_t)boxes);
	for (size_t i = 0; i < n; i++) plan.marks[i].number = (int)i + 1;
	return plan;
}

static enum err paint_pages(const struct work *work, const struct fonts *fonts, bool *lossy,
			    struct buf *file, struct error *error)
{
	struct picture_pdf pdf;
	const struct scan *scan = work->scan;
	picture_pdf_begin(&pdf, file, scan->n_pages);
	for (int page = 1; page <= scan->n_pages; page++) {
		const struct scan_page *size = &scan->pages[page - 1];
		struct raster raster;
		enum err err = scan_read(scan, page, size->dots_x, size->dots_y, &raster, error);
		if (err != ERR_NONE) return err;
		blackout_paint(&work->plan, page, size->width, fonts, &raster);
		picture_pdf_page(&pdf, &raster, size->width, &lossy[page - 1]);
		raster_release(&raster);
		if (!buf_ok(file)) break;
	}
	if (buf_ok(file) && picture_pdf_end(&pdf)) return ERR_NONE;
	return error_set(error, ERR_CONTENT, "请分成几份，或者降低扫描的分辨率。",
			 "涂黑之后的文件会超过%d MB。", BLACKOUT_BYTES / 1024 / 1024);
}

static enum err make(struct work *work, struct buf *file, struct error *error)
{
	struct arena arena = {0};
	struct fonts fonts;
	bool *lossy = arena_array(&arena, (size_t)work->scan->n_pages, sizeof *lossy);
	enum err err = fonts_open(PAPER_FONT_DIR, &fonts, error);
	if (err != ERR_NONE) return err;
	err = paint_pages(work, &fonts, lossy, file, error);
	if (err == ERR_NONE)
		err = blackout_prove(file, work->scan, &work->plan, lossy, &fonts, &arena, error);
	return err; /* the child ends here, and its memory with it */
}

static bool in_child(void *argument)
{
	struct work *work = argument;
	struct answer answer;
	struct buf file;
	memset(&answer, 0, sizeof answer); /* its gaps go through the pipe, too */
	buf_init(&file, BLACKOUT_BYTES);
	work->scan->input = STDIN_FILENO; /* the rest is closed */
	enum err err = make(work, &file, &answer.error);
	answer.error.code = err;
	answer.n_file = err == ERR_NONE ? file.n : 0;
	return apart_write(&answer, sizeof answer) &&
	       (err != ERR_NONE ||
		(apart_write(work->plan.marks, work->plan.n * sizeof *work->plan.marks) &&
		 apart_write(file.p, file.n)));
}

/* Takes the child's answer apart: the file stays in *out. */
static enum err understand(struct work *work, struct buf *out, struct error *error)
{
	struct answer answer;
	size_t n_marks = work->plan.n * sizeof *work->plan.marks;
	if (out->n < sizeof answer) return scan_ended(APART_DIED, "这个文件", error);
	memcpy(&answer, out->p, sizeof answer);
	if (answer.error.code != ERR_NONE) {
		if (error != NULL) *error = answer.error;
		return answer.error.code;
	}
	if (out->n != sizeof answer + n_marks + answer.n_file)
		return scan_ended(APART_DIED, "这个文件", error);
	memcpy(work->plan.marks, out->p + sizeof answer, n_marks);
	memmove(out->p, out->p + sizeof answer + n_marks, answer.n_file);
	out->n = answer.n_file;
	out->p[out->n] = '\0';
	return ERR_NONE;
}

static enum err work_apart(struct work *work, const atomic_bool *stop, struct buf *out,
			   struct error *error)
{
	struct apart apart = {
		.run = in_child,
		.argument = work,
		.input = work->scan->input,
		.memory = WORK_MEMORY,
		.cpu_seconds = WORK_SECONDS,
		.limit_ms = WORK_MS,
		.stop = stop,
	};
	size_t max = out->max;
	out->max = sizeof(struct answer) + work->plan.n * sizeof *work->plan.marks + BLACKOUT_BYTES;
	enum apart_end end = apart_run(&apart, out, NULL);
	enum err err = end == APART_DONE ? understand(work, out, error)
					 : scan_ended(end, "这个文件", error);
	out->max = max;
	if (err != ERR_NONE) buf_clear(out);
	return err;
}

enum err blackout_make(const void *bytes, size_t n, const struct blackout_box *boxes,
		       size_t n_boxes, const atomic_bool *stop, struct arena *arena,
		       struct problems *problems, struct buf *out, struct blackout_done *ret,
		       struct error *error)
{
	struct scan scan;
	struct error own;
	if (error == NULL) error = &own;
	BUG_IF(out->n != 0 || out->max < BLACKOUT_BYTES);
	enum err err = scan_open(bytes, n, arena, &scan, error);
	if (err == ERR_NONE) {
		size_t before = problems->count;
		look_at(boxes, n_boxes, scan.n_pages, problems);
		if (problems->count == before) {
			struct work work = {.scan = &scan, .plan = plan_of(boxes, n_boxes, arena)};
			err = work_apart(&work, stop, out, error);
			if (err == ERR_NONE)
				*ret = (struct blackout_done){.n_pages = scan.n_pages,
							      .marks = work.plan.marks};
		}
		scan_close(&scan);
		if (problems->count != before)
			return error_set(error, ERR_CONTENT, NULL, "有的框要改一改。");
	}
	if (err == ERR_CONTENT) problem_add(problems, "file", "%s%s", error->message, error->hint);
	return err;
}

static enum err size_of(const struct scan *scan, int page, int width, struct blackout_page *ret,
			struct error *error)
{
	if (page < 1 || page > scan->n_pages)
		return error_set(error, ERR_CONTENT, NULL, "这份文件共%d页，没有第%d页。",
				 scan->n_pages, page);
	const struct scan_page *size = &scan->pages[page - 1];
	double x = width, y = fmax(1, x * size->height / size->width);
	double less = x * y > SCAN_DOTS ? sqrt(SCAN_DOTS / (x * y)) : 1;
	*ret = (struct blackout_page){.n_pages = scan->n_pages,
				      .width = (int)fmax(1, floor(x * less)),
				      .height = (int)fmax(1, floor(y * less))};
	return ERR_NONE;
}

static enum err read_page(const struct scan *scan, int page, int width, struct buf *out,
			  struct blackout_page *ret, struct error *error)
{
	struct blackout_page size;
	struct raster raster;
	enum err err = size_of(scan, page, width, &size, error);
	if (err == ERR_NONE) err = scan_read(scan, page, size.width, size.height, &raster, error);
	if (err != ERR_NONE) return err;
	*ret = size;
	if (!raster_png(&raster, out))
		err = error_set(error, ERR_ENV, "请换一个小一些的宽度。", "页面的图像太大。");
	raster_release(&raster);
	return err;
}

enum err blackout_page(const void *bytes, size_t n, int page, int width, struct buf *out,
		       struct blackout_page *ret, struct error *error)
{
	struct arena arena = {0};
	struct scan scan;
	BUG_IF(width < NARROWEST || width > BLACKOUT_WIDEST);
	enum err err = scan_open(bytes, n, &arena, &scan, error);
	if (err == ERR_NONE) {
		err = read_page(&scan, page, width, out, ret, error);
		scan_close(&scan);
	}
	arena_release(&arena);
	return err;
}

enum err blackout_look(const void *bytes, size_t n, int page, int width, struct blackout_page *ret,
		       struct error *error)
{
	struct arena arena = {0};
	struct scan scan;
	BUG_IF(width < NARROWEST || width > BLACKOUT_WIDEST);
	enum err err = scan_open(bytes, n, &arena, &scan, error);
	if (err == ERR_NONE) {
		err = size_of(&scan, page, width, ret, error);
		scan_close(&scan);
	}
	arena_release(&arena);
	return err;
}

/* ---- one page as it will be ---- */

struct showing {
	struct work work;
	int page;
	struct blackout_page size;
};

static bool show_in_child(void *argument)
{
	struct showing *showing = argument;
	struct scan *scan = showing->work.scan;
	const struct scan_page *size = &scan->pages[showing->page - 1];
	struct fonts fonts;
	struct raster raster, small;
	struct buf png;
	struct error unsaid;
	scan->input = STDIN_FILENO; /* the rest is closed */
	if (fonts_open(PAPER_FONT_DIR, &fonts, &unsaid) != ERR_NONE ||
	    scan_read(scan, showing->page, size->dots_x, size->dots_y, &raster, &unsaid) !=
		    ERR_NONE)
		return false;
	blackout_paint(&showing->work.plan, showing->page, size->width, &fonts, &raster);
	raster_scale(&raster, showing->size.width, showing->size.height, &small);
	buf_init(&png, BLACKOUT_BYTES);
	return raster_png(&small, &png) && apart_write(png.p, png.n);
}

static enum err show_apart(struct showing *showing, struct buf *out, struct error *error)
{
	struct apart apart = {
		.run = show_in_child,
		.argument = showing,
		.input = showing->work.scan->input,
		.memory = WORK_MEMORY,
		.cpu_seconds = SHOW_SECONDS,
		.limit_ms = SHOW_SECONDS * 1000,
	};
	return scan_ended(apart_run(&apart, out, NULL), "这个文件", error);
}

enum err blackout_preview(const void *bytes, size_t n, const struct blackout_box *boxes,
			  size_t n_boxes, int page, int width, struct arena *arena,
			  struct problems *problems, struct buf *out, struct blackout_page *ret,
			  struct error *error)
{
	struct scan scan;
	BUG_IF(width < NARROWEST || width > BLACKOUT_WIDEST);
	enum err err = scan_open(bytes, n, arena, &scan, error);
	if (err == ERR_NONE) {
		struct showing showing = {.work = {.scan = &scan}, .page = page};
		size_t before = problems->count;
		err = size_of(&scan, page, width, &showing.size, error);
		if (err == ERR_NONE && n_boxes > 0) look_at(boxes, n_boxes, scan.n_pages, problems);
		if (problems->count != before)
			err = error_set(error, ERR_CONTENT, NULL, "有的框要改一改。");
		showing.work.plan = plan_of(boxes, n_boxes, arena);
		if (err == ERR_NONE) err = show_apart(&showing, out, error);
		if (err == ERR_NONE) *ret = showing.size;
		scan_close(&scan);
	}
	return err;
}
