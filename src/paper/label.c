/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "paper/label.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* In a wider head a label is running text. */
#define NARROW_EM 6.0
enum { CHARACTER = 3, LABEL_MAX = 256 }; /* bytes; all our ideographs are in the basic plane */

static bool starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* Bytes of "（三）", "（十二）" or "三、" at the beginning; 0 when there is none. */
static size_t ordinal(const char *text)
{
	const size_t n = strlen(text);
	if (starts(text, "（")) {
		for (size_t at = CHARACTER; at <= (size_t)3 * CHARACTER && at < n; at += CHARACTER)
			if (starts(text + at, "）")) return at + CHARACTER;
	} else if (n > CHARACTER && starts(text + CHARACTER, "、")) {
		return (size_t)2 * CHARACTER;
	}
	return 0;
}

static bool all_ideographs(const char *text)
{
	for (uint32_t point = 0; *text != '\0'; text += CHARACTER)
		if (utf8_decode(text, strlen(text), &point) != CHARACTER || point < 0x4e00 ||
		    point > 0x9fff)
			return false;
	return true;
}

const char *label_cut(struct arena *arena, const struct doc_cell *cell, double em)
{
	if (cell->form.head == DOC_DATA || em > NARROW_EM || em < 1) return NULL;
	const char *text = doc_plain(arena, cell->text);
	const size_t head = ordinal(text), count = (strlen(text) - head) / CHARACTER;
	const size_t room = (size_t)em;
	if (strlen(text) > LABEL_MAX || count == 0 || !all_ideographs(text + head)) return NULL;
	if ((double)(count + head / CHARACTER) <= em || (double)(head / CHARACTER) > em)
		return NULL;
	const size_t lines = (count + room - 1) / room;
	size_t each = (count + lines - 1) / lines;
	if (each % 2 == 1 && each > 1) each += each < room ? 1 : -1;
	struct buf cut;
	buf_init(&cut, (size_t)2 * LABEL_MAX);
	buf_add(&cut, text, head);
	for (size_t at = 0; at < count; at += each) {
		size_t n = count - at < each ? count - at : each;
		if (cut.n > 0) buf_putc(&cut, '\n');
		buf_add(&cut, text + head + at * CHARACTER, n * CHARACTER);
	}
	text = arena_text(arena, buf_text(&cut));
	buf_release(&cut);
	return text;
}
