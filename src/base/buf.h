/* SPDX-License-Identifier: MulanPSL-2.0
 * A growing byte buffer with a stated maximum. Past the maximum it keeps what it has, turns
 * `overflow` on, and every later write is a no-op: look at buf_ok() once, at the end. */
#ifndef LIANXIN_BASE_BUF_H
#define LIANXIN_BASE_BUF_H

struct buf {
	char *p; /* NUL-terminated once anything was added; NULL while empty */
	size_t n, cap, max;
	bool overflow;
};

void buf_init(struct buf *buf, size_t max);
void buf_release(struct buf *buf);
/* Makes room for n bytes at once, as far as the maximum allows; a hint, never an error. */
void buf_reserve(struct buf *buf, size_t n);
/* Empties, keeps the memory. */
void buf_clear(struct buf *buf);
void buf_add(struct buf *buf, const void *bytes, size_t n);
/* Adds n bytes for the caller to fill at once; NULL past the maximum. */
char *buf_grow(struct buf *buf, size_t n);
void buf_puts(struct buf *buf, const char *text);
void buf_putc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_int(struct buf *buf, int64_t value);
bool buf_ok(const struct buf *buf);
/* The text so far, "" when empty; valid until the next write. */
const char *buf_text(const struct buf *buf);

#define BUF_LIT(buf, literal) buf_add((buf), "" literal, sizeof(literal) - 1)

#endif
