/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

void log_line(enum log_level level, const char *format, ...)
{
	char line[1024];
	va_list args;
	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	for (char *c = line; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20) *c = ' ';
	if (getenv("JOURNAL_STREAM") != NULL)
		fprintf(stderr, "<%d>%s\n", (int)level, line);
	else
		fprintf(stderr, "%s %s %s\n", moment_iso(clock_now(NULL)).s,
			level == LOG_ERROR     ? "error"
			: level == LOG_WARNING ? "warning"
					       : "info",
			line);
}
