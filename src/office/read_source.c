/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/read_source.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "base/utf8.h"
#include "office/read_fold.h"

void source_writer_init(struct source_writer *writer)
{
	memset(writer, 0, sizeof *writer);
	buf_init(&writer->text, 4 * (size_t)READ_MAX_BYTES);
	buf_init(&writer->tokens, READ_MAX_TOKENS * sizeof(struct token));
	buf_init(&writer->lines, READ_MAX_TOKENS * sizeof(struct source_line));
}

void source_writer_release(struct source_writer *writer)
{
	buf_release(&writer->text);
	buf_release(&writer->tokens);
	buf_release(&writer->lines);
	free(writer->points);
	writer->points = NULL;
}

static struct source_line *last_line(struct source_writer *writer)
{
	return (struct source_line *)(void *)(writer->lines.p + writer->lines.n -
					      sizeof(struct source_line));
}

static void line_open(struct source_writer *writer, bool structured, bool tabs)
{
	struct source_line line = {
		.first = (uint32_t)(writer->tokens.n / sizeof(struct token)),
		.structured = structured,
		.tabs = tabs,
		.block = structured ? writer->block : 0,
	};
	buf_add(&writer->lines, &line, sizeof line);
	writer->open = true;
}

/* A line without a token is as if it had never been. */
static void line_close(struct source_writer *writer)
{
	if (!writer->open) return;
	writer->open = false;
	if (!buf_ok(&writer->lines)) return;
	struct source_line *line = last_line(writer);
	line->count = (uint32_t)(writer->tokens.n / sizeof(struct token)) - line->first;
	if (line->count == 0) writer->lines.n -= sizeof *line;
}

static void put_point(struct buf *buf, uint32_t point)
{
	if (point < 0x80) {
		buf_putc(buf, (char)point);
		return;
	}
	char bytes[4];
	size_t n = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
	for (size_t i = n; i-- > 1; point >>= 6) bytes[i] = (char)(0x80 | (point & 0x3f));
	bytes[0] = (char)((0xf00 >> n) | point);
	buf_add(buf, bytes, n);
}

static void put_token(struct source_writer *writer, enum token_kind kind, const uint32_t *points,
		      size_t n, bool glued)
{
	struct token token = {
		.kind = kind,
		.glued = glued,
		.line = (uint32_t)(writer->lines.n / sizeof(struct source_line)) - 1,
		.at = (uint32_t)writer->text.n,
	};
	for (size_t i = 0; i < n; i++)
		if (points[i] != ' ' && (kind != TOKEN_NUMBER || points[i] != ','))
			put_point(&writer->text, points[i]);
	token.n = (uint32_t)writer->text.n - token.at;
	buf_add(&writer->tokens, &token, sizeof token);
}

/* Folds into writer->points; returns how many. */
static size_t fold_bytes(struct source_writer *writer, const char *bytes, size_t n)
{
	if (writer->cap < n + 1) {
		free(writer->points);
		writer->cap = n + 1;
		writer->points = malloc(writer->cap * sizeof *writer->points);
		BUG_IF(writer->points == NULL);
	}
	size_t count = 0;
	for (size_t at = 0; at < n;) {
		uint32_t point;
		size_t length = utf8_decode(bytes + at, n - at, &point);
		at += length == 0 ? 1 : length;
		if (length != 0 && (point = fold_point(point)) != 0)
			writer->points[count++] = point;
	}
	return count;
}

static bool is_digit(uint32_t point)
{
	return point >= '0' && point <= '9';
}

static bool is_one_of(uint32_t point, const char32_t *set)
{
	for (; *set != 0; set++)
		if (*set == point) return true;
	return false;
}

static size_t digits_end(const uint32_t *p, size_t at, size_t n)
{
	while (at < n && is_digit(p[at])) at++;
	return at;
}

/* End of the number that begins at `at`: digits, groups of thousands, decimals. */
static size_t number_end(const uint32_t *p, size_t at, size_t n)
{
	enum { GROUP = 3 };
	size_t end = digits_end(p, at, n);
	if (end - at <= GROUP)
		while (end < n && p[end] == ',' && digits_end(p, end + 1, n) == end + 1 + GROUP)
			end += 1 + GROUP;
	if (end + 1 < n && p[end] == '.' && is_digit(p[end + 1])) end = digits_end(p, end + 1, n);
	return end;
}

/* Digits that are no quantity: dates, telephone numbers, document numbers, "3/10", "(1)". */
static bool is_reference(const uint32_t *p, size_t at, size_t end, size_t n)
{
	if (end < n && is_one_of(p[end], U"年月日号时期届版楼层%@")) return true;
	if (end + 1 < n && is_one_of(p[end], U"-./:") && is_digit(p[end + 1])) return true;
	if (at > 0 && is_one_of(p[at - 1], U"-/:") && at > 1 && is_digit(p[at - 2])) return true;
	return at > 0 && p[at - 1] == '(' && end < n && p[end] == ')';
}

/* One word (no spaces) into tokens. */
static void put_word(struct source_writer *writer, const uint32_t *p, size_t n)
{
	size_t slashes = 0;
	while (slashes < n && is_one_of(p[slashes], U"/\\-")) slashes++;
	if (slashes == n) {
		put_token(writer, TOKEN_SLASH, p, n, false);
		return;
	}
	size_t text = 0, at = 0; /* p[text, at) waits to be written as text */
	if (p[0] == '-' && is_digit(p[1]) && number_end(p, 1, n) == n) {
		put_token(writer, TOKEN_NUMBER, p, n, false);
		return;
	}
	while (at < n) {
		if (!is_digit(p[at])) {
			at++;
			continue;
		}
		size_t end = number_end(p, at, n), digits = digits_end(p, at, n);
		if (is_reference(p, at, end, n)) {
			at = end;
			continue;
		}
		/* "…00000002.其他": the last digit is the next label's ordinal */
		bool ordinal = end == digits && end < n && (p[end] == '.' || p[end] == u'、');
		size_t number = ordinal ? end - 1 : end;
		if (at > text && number > at)
			put_token(writer, TOKEN_TEXT, p + text, at - text, text > 0);
		if (number > at) {
			put_token(writer, TOKEN_NUMBER, p + at, number - at, at > 0);
			text = number;
		}
		at = end;
	}
	if (at > text) put_token(writer, TOKEN_TEXT, p + text, at - text, text > 0);
}

void source_plain_words(struct source_writer *writer, const char *bytes, size_t n)
{
	size_t count = fold_bytes(writer, bytes, n);
	const uint32_t *p = writer->points;
	if (!writer->open) line_open(writer, false, false);
	for (size_t at = 0; at < count;) {
		if (p[at] == ' ') {
			at++;
			continue;
		}
		size_t end = at;
		while (end < count && p[end] != ' ') end++;
		put_word(writer, p + at, end - at);
		at = end;
	}
}

/* "-3-", "- 3 -", "第3页", "第 3 页 共 9 页", "P. 9", "Page 9 - …" alone on a line. */
static bool is_page_number(const uint32_t *p, size_t n)
{
	enum { MAX_PAGE_LINE = 24 };
	uint32_t s[MAX_PAGE_LINE + 1];
	size_t m = 0;
	for (size_t i = 0; i < n; i++) {
		if (p[i] == ' ') continue;
		if (m == MAX_PAGE_LINE) return false;
		s[m++] = p[i];
	}
	if (m < 3) return false;
	if (s[0] == '-' && s[m - 1] == '-') return digits_end(s, 1, m) == m - 1;
	if (s[0] == u'第' && s[m - 1] == u'页') return is_digit(s[1]);
	if (s[0] == 'P' && s[1] == '.') return digits_end(s, 2, m) == m;
	return false;
}

void source_plain_line(struct source_writer *writer, const char *bytes, size_t n)
{
	line_close(writer);
	size_t count = fold_bytes(writer, bytes, n); /* sets points, so it must come first */
	if (is_page_number(writer->points, count)) return;
	source_plain_words(writer, bytes, n);
	line_close(writer);
}

void source_blank(struct source_writer *writer)
{
	if (!writer->open) line_open(writer, false, false);
	put_token(writer, TOKEN_BLANK, NULL, 0, false);
}

void source_row_begin(struct source_writer *writer, bool new_block, bool tabs)
{
	line_close(writer);
	if (new_block || writer->block == 0) writer->block++;
	line_open(writer, true, tabs);
}

void source_cell(struct source_writer *writer, const char *bytes, size_t n)
{
	size_t count = fold_bytes(writer, bytes, n), from = 0;
	const uint32_t *p = writer->points;
	while (count > 0 && p[count - 1] == ' ') count--;
	while (from < count && p[from] == ' ') from++;
	p += from;
	count -= from;
	if (count == 0) {
		source_blank(writer);
		return;
	}
	size_t minus = count > 1 && p[0] == '-' ? 1 : 0, end = number_end(p, minus, count);
	size_t unit = end;
	if (unit > minus && unit < count && is_one_of(p[unit], U"件条项个")) unit++;
	bool slash = count == 1 && p[0] == u'无';
	if (!slash)
		for (slash = true, from = 0; from < count; from++)
			slash = slash && is_one_of(p[from], U"/\\- ");
	/* several numbers in one cell are no cell that could be read */
	if (end > minus && unit == count)
		put_token(writer, TOKEN_NUMBER, p, end, false);
	else
		put_token(writer, slash ? TOKEN_SLASH : TOKEN_TEXT, p, count, false);
}

void source_row_end(struct source_writer *writer)
{
	line_close(writer);
}

void source_drop_last_number(struct source_writer *writer)
{
	size_t n = writer->tokens.n / sizeof(struct token);
	struct token *tokens = (struct token *)(void *)writer->tokens.p;
	while (n > 0 && tokens[n - 1].kind == TOKEN_TEXT && tokens[n - 1].glued) n--;
	if (n > 0 && tokens[n - 1].kind == TOKEN_NUMBER) tokens[n - 1].kind = TOKEN_TEXT;
}

enum err source_finish(struct source_writer *writer, struct arena *arena, struct error *error,
		       struct source *ret_source)
{
	line_close(writer);
	if (!buf_ok(&writer->text) || !buf_ok(&writer->tokens) || !buf_ok(&writer->lines))
		return error_set(error, ERR_CONTENT, "An annual report is far smaller.",
				 "the text is too large to be an annual report");
	*ret_source = (struct source){
		.text = arena_text_n(arena, buf_text(&writer->text), writer->text.n),
		.n = writer->text.n,
		.n_tokens = writer->tokens.n / sizeof(struct token),
		.n_lines = writer->lines.n / sizeof(struct source_line),
	};
	struct token *tokens = arena_alloc(arena, writer->tokens.n);
	struct source_line *lines = arena_alloc(arena, writer->lines.n);
	if (writer->tokens.n > 0) memcpy(tokens, writer->tokens.p, writer->tokens.n);
	if (writer->lines.n > 0) memcpy(lines, writer->lines.p, writer->lines.n);
	ret_source->tokens = tokens;
	ret_source->lines = lines;
	return ERR_NONE;
}

const char *source_fold(struct arena *arena, const char *text)
{
	struct buf buf;
	buf_init(&buf, 4 * (size_t)READ_MAX_BYTES);
	for (size_t n = strlen(text); n > 0;) {
		uint32_t point;
		size_t length = utf8_decode(text, n, &point);
		if (length == 0) break;
		text += length;
		n -= length;
		point = fold_point(point);
		if (point != 0 && point != ' ') put_point(&buf, point);
	}
	const char *folded = arena_text_n(arena, buf_text(&buf), buf.n);
	buf_release(&buf);
	return folded;
}

size_t source_find(const struct source *source, size_t from, size_t to, const char *needle)
{
	if (to > source->n) to = source->n;
	if (from >= to) return SIZE_MAX;
	const char *found = memmem(source->text + from, to - from, needle, strlen(needle));
	return found == NULL ? SIZE_MAX : (size_t)(found - source->text);
}

size_t source_token_from(const struct source *source, size_t at)
{
	size_t low = 0, high = source->n_tokens;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (source->tokens[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t source_line_of(const struct source *source, size_t at)
{
	size_t token = source_token_from(source, at + 1);
	return token == 0 ? 0 : source->tokens[token - 1].line;
}

void source_line_span(const struct source *source, uint32_t line, size_t *ret_from, size_t *ret_to)
{
	const struct source_line *l = &source->lines[line];
	const struct token *last = &source->tokens[l->first + l->count - 1];
	*ret_from = source->tokens[l->first].at;
	*ret_to = last->at + last->n;
}
