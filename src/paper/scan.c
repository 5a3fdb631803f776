/* SPDX-License-Identifier: MulanPSL-2.0
 * Which kind of file it is, by its first bytes: a name or a declared type proves nothing. */
#include "paper/scan.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "paper/scan_inside.h"

static const struct {
	const char *begins;
	size_t n;
	enum scan_kind kind;
} KINDS[] = {
	{"\x89PNG\r\n\x1a\n", 8, SCAN_PNG},
	{"\xff\xd8\xff", 3, SCAN_JPEG},
};

static bool kind_of(const char *bytes, size_t n, enum scan_kind *ret)
{
	enum { HEAD = 1024 }; /* within which viewers look for a PDF's mark */
	for (size_t i = 0; i < COUNT_OF(KINDS); i++)
		if (n >= KINDS[i].n && memcmp(bytes, KINDS[i].begins, KINDS[i].n) == 0) {
			*ret = KINDS[i].kind;
			return true;
		}
	*ret = SCAN_PDF;
	return memmem(bytes, n < HEAD ? n : HEAD, "%PDF-", 5) != NULL;
}

enum err scan_ended(enum apart_end end, const char *what, struct error *error)
{
	static const char *const again = "请用办公软件或者扫描仪重新生成一份再试。";
	switch (end) {
	case APART_DONE: return ERR_NONE;
	case APART_FAILED:
		return error_set(error, ERR_CONTENT, again, "%s打不开：文件不完整或者已经损坏。",
				 what);
	case APART_DIED:
	case APART_TOO_MUCH:
		return error_set(error, ERR_CONTENT, again,
				 "%s打不开：内容已经损坏，或者大得超出了允许的内存。", what);
	case APART_LATE:
		return error_set(error, ERR_CONTENT, again, "%s太复杂，在允许的时间里没有读完。",
				 what);
	case APART_STOPPED:
		return error_set(error, ERR_BUSY, "请稍后再试。",
				 "系统正在停下，这项工作没有做完。");
	case APART_MISSING:
		return error_set(error, ERR_ENV, "请系统管理员安装软件包poppler-utils。",
				 "这台服务器还没有装读PDF的程序。");
	case APART_NOT: break;
	}
	return error_set(error, ERR_ENV, "请稍后再试；仍不行请联系系统管理员。",
			 "打开文件时出错（%s）。", strerror(errno));
}

enum err scan_open(const void *bytes, size_t n, struct arena *arena, struct scan *ret,
		   struct error *error)
{
	struct scan scan = {.input = -1};
	if (n == 0) return error_set(error, ERR_CONTENT, NULL, "文件是空的。");
	if (n > SCAN_BYTES)
		return error_set(error, ERR_CONTENT, "请分成几份，或者降低扫描的分辨率。",
				 "文件超过%d MB。", SCAN_BYTES / 1024 / 1024);
	if (!kind_of(bytes, n, &scan.kind))
		return error_set(error, ERR_CONTENT, "其他文件请先另存为PDF。",
				 "只能打开PDF、PNG和JPEG文件，这个文件不是。");
	scan.input = apart_input(bytes, n);
	if (scan.input < 0) return scan_ended(APART_NOT, "", error);
	enum err err = scan.kind == SCAN_PDF ? scan_open_pdf(&scan, arena, error)
					     : scan_open_picture(&scan, arena, error);
	if (err == ERR_NONE)
		*ret = scan;
	else
		close(scan.input);
	return err;
}

/* A picture may say its size and have nothing behind it: it is read, in few dots. */
static const char *shut_picture(struct scan *scan, struct arena *arena)
{
	enum { FEW = 8 };
	struct error error;
	struct raster raster;
	enum err err = scan_open_picture(scan, arena, &error);
	if (err == ERR_NONE) err = scan_read_picture(scan, FEW, FEW, &raster, &error);
	if (err == ERR_NONE) raster_release(&raster);
	return err == ERR_CONTENT ? arena_text(arena, error.message) : NULL;
}

const char *scan_shut(const void *bytes, size_t n, struct arena *arena)
{
	struct scan scan = {.input = -1};
	if (n == 0 || n > SCAN_BYTES || !kind_of(bytes, n, &scan.kind)) return NULL;
	scan.input = apart_input(bytes, n);
	if (scan.input < 0) return NULL;
	const char *why = scan.kind == SCAN_PDF ? scan_shut_pdf(&scan) : shut_picture(&scan, arena);
	close(scan.input);
	return why;
}

void scan_close(struct scan *scan)
{
	close(scan->input);
	scan->input = -1;
}

enum err scan_read(const struct scan *scan, int page, int dots_x, int dots_y, struct raster *ret,
		   struct error *error)
{
	BUG_IF(page < 1 || page > scan->n_pages || dots_x < 1 || dots_y < 1 ||
	       (int64_t)dots_x * dots_y > SCAN_DOTS);
	if (scan->kind == SCAN_PDF) return scan_read_pdf(scan, page, dots_x, dots_y, ret, error);
	return scan_read_picture(scan, dots_x, dots_y, ret, error);
}
