/* SPDX-License-Identifier: MulanPSL-2.0
 * One line per answered request: moment, face, method, the route's pattern, status, bytes,
 * milliseconds. No address, no path as typed, no query, no account: nothing personal. Lines are
 * gathered and written once a second, or when 32 KB are full. */
#ifndef LIANXIN_WEB_ACCESS_LOG_H
#define LIANXIN_WEB_ACCESS_LOG_H

struct access_log {
	int fd; /* -1: no log */
	size_t n;
	int64_t second; /* whose text `moment` holds */
	char moment[32];
	char bytes[32 * 1024];
};

/* "-" is stdout, NULL none; a file is appended to. False with errno set. */
bool access_log_open(struct access_log *log, const char *path);
void access_log_add(struct access_log *log, int64_t now_ms, const char *face, const char *method,
		    const char *pattern, int status, uint64_t bytes, int64_t microseconds);
void access_log_flush(struct access_log *log);
void access_log_close(struct access_log *log);

#endif
