/* SPDX-License-Identifier: MulanPSL-2.0
 * Printing in a child process. The document tree is in memory already, so the child needs nothing
 * but fork(): it opens no database and writes no file. It hands back an error or the paper's bytes.
 */
#include <string.h>

#include "base/apart.h"
#include "office/annual.h"

enum { PRINT_SECONDS = 120, PRINT_MS = 180 * 1000, PRINT_STUCK_MS = 10 * 1000 };
#define PRINT_MEMORY ((size_t)1 << 30)

struct printing {
	const struct doc *doc;
	const struct paper_format *format;
	size_t max;
};

/* The child: the outcome first, then the bytes. */
static bool in_child(void *argument)
{
	const struct printing *printing = argument;
	struct buf out;
	struct error error;
	memset(&error, 0, sizeof error);
	buf_init(&out, printing->max);
	if (printing->format->render(printing->doc, NULL, &out, &error) == ERR_NONE)
		error.code = ERR_NONE;
	return apart_write(&error, sizeof error) &&
	       (error.code != ERR_NONE || apart_write(out.p, out.n));
}

static enum err failed(struct error *error, const char *what)
{
	return error_set(error, ERR_ENV, "请稍后再试；仍不行请联系系统管理员。",
			 "打印文件时出错（%s）。", what);
}

static const char *fault(enum apart_end end, size_t told)
{
	switch (end) {
	case APART_DONE: return told < sizeof(struct error) ? "打印进程中断" : NULL;
	case APART_TOO_MUCH: return "文件太大";
	case APART_LATE: return "时间太长";
	default: return "打印进程中断";
	}
}

enum err annual_print_apart(const struct doc *doc, const struct paper_format *format,
			    struct buf *out, struct error *error)
{
	struct printing printing = {.doc = doc, .format = format, .max = out->max};
	const struct apart apart = {
		.run = in_child,
		.argument = &printing,
		.input = -1,
		.memory = PRINT_MEMORY,
		.cpu_seconds = PRINT_SECONDS,
		.limit_ms = PRINT_MS,
		.stuck_ms = PRINT_STUCK_MS,
	};
	struct buf told;
	struct error outcome;
	buf_init(&told, out->max + sizeof outcome);
	enum apart_end end = apart_run(&apart, &told, NULL);
	const char *what = fault(end, told.n);
	enum err err = ERR_NONE;
	if (what != NULL) {
		err = failed(error, what);
	} else {
		memcpy(&outcome, told.p, sizeof outcome);
		err = outcome.code;
		if (err == ERR_NONE)
			buf_add(out, told.p + sizeof outcome, told.n - sizeof outcome);
		else if (error != NULL)
			*error = outcome;
	}
	buf_release(&told);
	if (err == ERR_NONE && !buf_ok(out)) err = failed(error, "文件太大");
	return err;
}
