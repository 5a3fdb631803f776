/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/desk_notice.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "web/http.h"

static const struct {
	const char *code, *text;
} rows[NOTICE__MAX] = {
#define NOTICE(NAME, code, text) {code, text},
	NOTICE_TABLE(NOTICE)
#undef NOTICE
};

const char *notice_pack(enum notice_code code, const char *register_name, int64_t number,
			struct arena *arena)
{
	BUG_IF(code < 0 || code >= NOTICE__MAX);
	return arena_printf(arena, "%s.%s.%" PRId64, rows[code].code, register_name, number);
}

static const char *said(const char *pattern, const struct notice *notice, struct arena *arena)
{
	struct buf buf;
	buf_init(&buf, 512);
	for (const char *c = pattern; *c != '\0'; c++) {
		if (*c == '#')
			buf_int(&buf, notice->number);
		else if (*c == '@' && notice->facts != NULL)
			buf_puts(&buf, notice->facts->label);
		else if (*c == '~' && notice->facts != NULL)
			buf_puts(&buf, notice->facts->measure);
		else
			buf_putc(&buf, *c);
	}
	const char *text = arena_text(arena, buf_text(&buf));
	buf_release(&buf);
	return text;
}

struct notice notice_unpack(const char *packed, struct arena *arena)
{
	struct notice none = {.code = NOTICE_NONE}, notice = none;
	if (packed == NULL) return none;
	const char *first = strchr(packed, '.'), *last = strrchr(packed, '.');
	if (first == NULL || first == last || !http_number(last + 1, &notice.number)) return none;
	const char *code = arena_text_n(arena, packed, (size_t)(first - packed));
	const char *name = arena_text_n(arena, first + 1, (size_t)(last - first - 1));
	notice.facts = register_find(name);
	if (*name != '\0' && notice.facts == NULL) return none;
	for (int i = 0; i < NOTICE__MAX; i++)
		if (strcmp(rows[i].code, code) == 0) notice.code = (enum notice_code)i;
	if (notice.code == NOTICE_NONE) return none;
	notice.text = said(rows[notice.code].text, &notice, arena);
	return notice;
}
