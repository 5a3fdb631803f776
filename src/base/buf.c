/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_init(struct buf *buf, size_t max)
{
	memset(buf, 0, sizeof *buf);
	buf->max = max;
}

void buf_release(struct buf *buf)
{
	free(buf->p);
	buf_init(buf, buf->max);
}

void buf_clear(struct buf *buf)
{
	buf->n = 0;
	buf->overflow = false;
	if (buf->p != NULL) buf->p[0] = '\0';
}

static bool reserve(struct buf *buf, size_t more)
{
	if (buf->overflow || more > buf->max || buf->n > buf->max - more) {
		buf->overflow = true;
		return false;
	}
	if (buf->n + more + 1 <= buf->cap) return true;
	size_t cap = buf->cap < 256 ? 256 : buf->cap * 2;
	if (cap < buf->n + more + 1) cap = buf->n + more + 1;
	char *p = realloc(buf->p, cap);
	BUG_IF(p == NULL);
	buf->p = p;
	buf->cap = cap;
	return true;
}

void buf_reserve(struct buf *buf, size_t n)
{
	if (n > buf->max) n = buf->max;
	if (buf->overflow || n + 1 <= buf->cap) return;
	char *p = realloc(buf->p, n + 1);
	BUG_IF(p == NULL);
	buf->p = p;
	buf->cap = n + 1;
	p[buf->n] = '\0';
}

void buf_add(struct buf *buf, const void *bytes, size_t n)
{
	if (n == 0 || !reserve(buf, n)) return;
	memcpy(buf->p + buf->n, bytes, n);
	buf->n += n;
	buf->p[buf->n] = '\0';
}

char *buf_grow(struct buf *buf, size_t n)
{
	if (!reserve(buf, n)) return NULL;
	char *at = buf->p + buf->n;
	buf->n += n;
	at[n] = '\0';
	return at;
}

void buf_puts(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void buf_putc(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	BUG_IF(n < 0);
	if (reserve(buf, (size_t)n)) {
		vsnprintf(buf->p + buf->n, (size_t)n + 1, format, again);
		buf->n += (size_t)n;
	}
	va_end(again);
}

void buf_int(struct buf *buf, int64_t value)
{
	char digits[24];
	char *at = digits + sizeof digits;
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (value < 0) *--at = '-';
	buf_add(buf, at, (size_t)(digits + sizeof digits - at));
}

bool buf_ok(const struct buf *buf)
{
	return !buf->overflow;
}

const char *buf_text(const struct buf *buf)
{
	return buf->p == NULL ? "" : buf->p;
}
