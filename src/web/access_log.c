/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/access_log.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

enum { LINE_MAX_BYTES = 256 };

bool access_log_open(struct access_log *log, const char *path)
{
	log->n = 0;
	log->second = -1;
	log->fd = -1;
	if (path == NULL) return true;
	if (strcmp(path, "-") == 0)
		log->fd = dup(STDOUT_FILENO);
	else
		log->fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
	return log->fd >= 0;
}

static char *put(char *at, const char *text, size_t most)
{
	size_t n = strnlen(text, most);
	memcpy(at, text, n);
	at[n] = ' ';
	return at + n + 1;
}

static char *put_number(char *at, uint64_t number)
{
	char digits[20];
	size_t n = 0;
	do {
		digits[n++] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	while (n > 0) *at++ = digits[--n];
	return at;
}

void access_log_add(struct access_log *log, int64_t now_ms, const char *face, const char *method,
		    const char *pattern, int status, uint64_t bytes, int64_t microseconds)
{
	if (log->fd < 0) return;
	if (log->n + LINE_MAX_BYTES > sizeof log->bytes) access_log_flush(log);
	if (now_ms / 1000 != log->second) {
		log->second = now_ms / 1000;
		memcpy(log->moment, moment_iso(log->second * 1000).s, sizeof log->moment);
	}
	char *at = put(log->bytes + log->n, log->moment, sizeof log->moment);
	at = put(at, face, 8);
	at = put(at, method, 8);
	at = put(at, pattern, 100);
	at = put_number(at, (uint64_t)status);
	*at++ = ' ';
	at = put_number(at, bytes);
	*at++ = ' ';
	at = put_number(at, (uint64_t)(microseconds / 1000));
	*at++ = '.';
	*at++ = (char)('0' + microseconds / 100 % 10);
	*at++ = '\n';
	log->n = (size_t)(at - log->bytes);
}

void access_log_flush(struct access_log *log)
{
	if (log->fd >= 0 && log->n > 0) {
		/* a full disk must not stop the office: the lines are lost, the pages are not */
		ssize_t done = write(log->fd, log->bytes, log->n);
		(void)done;
	}
	log->n = 0;
}

void access_log_close(struct access_log *log)
{
	access_log_flush(log);
	if (log->fd >= 0) close(log->fd);
	log->fd = -1;
}
