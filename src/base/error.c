/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void bug_found(const char *file, int line, const char *what)
{
	fprintf(stderr, "lianxin: BUG at %s:%d: %s\n", file, line, what);
	abort();
}

enum err error_set(struct error *error, enum err code, const char *hint, const char *format, ...)
{
	if (error == NULL) return code;
	va_list args;
	va_start(args, format);
	error->code = code;
	error->detail[0] = '\0';
	vsnprintf(error->message, sizeof error->message, format, args);
	snprintf(error->hint, sizeof error->hint, "%s", hint == NULL ? "" : hint);
	va_end(args);
	return code;
}

void error_detail(struct error *error, const char *format, ...)
{
	if (error == NULL) return;
	va_list args;
	va_start(args, format);
	vsnprintf(error->detail, sizeof error->detail, format, args);
	va_end(args);
}

int error_exit_code(enum err code)
{
	switch (code) {
	case ERR_NONE: return 0;
	case ERR_USAGE: return 2;
	case ERR_CONTENT: return 1;
	case ERR_MISSING:
	case ERR_DENIED:
	case ERR_CONFLICT: return 1;
	case ERR_ENV:
	case ERR_BUSY:
	case ERR_DOUBT: return 3;
	}
	return 3;
}
