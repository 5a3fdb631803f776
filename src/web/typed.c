/* SPDX-License-Identifier: MulanPSL-2.0
 */
#include "web/typed.h"

#include <string.h>

#include "base/utf8.h"

enum { FULL_WIDTH_FIRST = 0xFF01, FULL_WIDTH_LAST = 0xFF5E, FULL_WIDTH_OFFSET = 0xFEE0 };
enum { IDEOGRAPHIC_SPACE = 0x3000, IDEOGRAPHIC_STOP = 0x3002 };
enum {
	CHARACTER_YEAR = 0x5E74,
	CHARACTER_MONTH = 0x6708,
	CHARACTER_DAY = 0x65E5,
	CHARACTER_YUAN = 0x5143
};

/* Where the blank (also the wide one) at text ends; text itself when there is none. */
static const char *blank_end(const char *text)
{
	if (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r') return text + 1;
	uint32_t c;
	size_t n = utf8_decode(text, strlen(text), &c);
	return n != 0 && c == IDEOGRAPHIC_SPACE ? text + n : text;
}

/* Without what nobody sees: it comes along with what is pasted, and would be a name without a name,
 * or one that shows as another. */
static const char *seen(const char *text, struct arena *arena)
{
	size_t length = strlen(text), used = 0;
	char *out = arena_alloc(arena, length + 1);
	for (size_t at = 0; at < length;) {
		uint32_t c = 0;
		size_t n = utf8_decode(text + at, length - at, &c);
		size_t step = n == 0 ? 1 : n;
		bool space = c == '\t' || c == '\n' || c == '\r';
		if (n == 0 || space || !(utf8_hidden(c) || utf8_empty(c))) {
			memcpy(out + used, text + at, step);
			used += step;
		}
		at += step;
	}
	out[used] = '\0';
	return out;
}

/* Without blanks around it. */
static char *stripped(const char *typed, struct arena *arena)
{
	const char *text = seen(typed, arena);
	while (blank_end(text) != text) text = blank_end(text);
	const char *end = text;
	for (const char *at = text; *at != '\0';) {
		const char *next = blank_end(at);
		if (next == at) {
			uint32_t c;
			size_t n = utf8_decode(at, strlen(at), &c);
			next = at + (n == 0 ? 1 : n);
			end = next;
		}
		at = next;
	}
	return arena_text_n(arena, text, (size_t)(end - text));
}

/* The same, and line breaks inside as blanks. */
static char *trimmed(const char *text, struct arena *arena)
{
	char *copy = stripped(text, arena);
	for (char *c = copy; *c != '\0'; c++)
		if (*c == '\n' || *c == '\r' || *c == '\t') *c = ' ';
	return copy;
}

/* Full-width signs as their ASCII twins; 年 月 as '-', 日 and 元 as nothing. NULL when anything
 * else than ASCII is left. */
static char *plain(const char *text, struct arena *arena)
{
	size_t length = strlen(text), used = 0;
	char *out = arena_alloc(arena, length + 1);
	for (size_t at = 0; at < length;) {
		uint32_t c;
		size_t n = utf8_decode(text + at, length - at, &c);
		if (n == 0) return NULL;
		at += n;
		if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) c -= FULL_WIDTH_OFFSET;
		if (c == CHARACTER_YEAR || c == CHARACTER_MONTH) c = '-';
		if (c == IDEOGRAPHIC_STOP) c = '.';
		if (c == CHARACTER_DAY || c == CHARACTER_YUAN || c == ' ' || c == IDEOGRAPHIC_SPACE)
			continue;
		if (c > 0x7E) return NULL;
		out[used++] = (char)c;
	}
	out[used] = '\0';
	return out;
}

/* Up to max digits; the number, or -1 when there is none. */
static int digits(const char **text, int max)
{
	int value = 0, n = 0;
	for (; n < max && **text >= '0' && **text <= '9'; n++, (*text)++)
		value = value * 10 + (**text - '0');
	return n == 0 ? -1 : value;
}

static const char *day_of(const char *text, struct arena *arena)
{
	const char *at = text;
	int year = digits(&at, 4);
	bool parted = *at == '-' || *at == '/' || *at == '.';
	if (year < 1000) return NULL;
	char parting = *at;
	if (parted) at++;
	int month = digits(&at, 2);
	if (parted && *at++ != parting) return NULL;
	const char *start = at;
	int of_month = digits(&at, 2);
	if (month < 0 || of_month < 0 || *at != '\0' || (!parted && at - start != 2)) return NULL;
	return arena_printf(arena, "%04d-%02d-%02d", year, month, of_month);
}

static const char *number_of(char *text)
{
	size_t used = 0;
	for (const char *at = text; *at != '\0'; at++)
		if (*at != ',') text[used++] = *at;
	text[used] = '\0';
	return text;
}

const char *typed_text(const char *typed, struct arena *arena)
{
	return trimmed(typed, arena);
}

const char *typed_paragraphs(const char *typed, struct arena *arena)
{
	return stripped(typed, arena);
}

const char *typed_number(const char *typed, struct arena *arena)
{
	const char *text = trimmed(typed, arena);
	char *ascii = plain(text, arena);
	return ascii == NULL || *ascii == '\0' ? text : number_of(ascii);
}

const char *typed_date(const char *typed, struct arena *arena)
{
	const char *text = trimmed(typed, arena);
	const char *ascii = plain(text, arena);
	const char *found = ascii == NULL ? NULL : day_of(ascii, arena);
	return found != NULL ? found : text;
}

day typed_day(const char *typed, const char *field, const char *label, struct problems *problems)
{
	const char *text = typed_date(typed, problems->arena);
	day found = DAY_NONE;
	if (*text != '\0' && !day_parse(text, &found))
		problem_add(problems, field, "%s“%s”不是一个存在的日期，请写成 2024-12-31 的样子。",
			    label, text);
	return found;
}
