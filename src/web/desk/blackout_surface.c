/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/blackout_surface.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "paper/blackout.h"
#include "web/http.h"
#include "web/site.h"
#include "web/typed.h"

/* clang-format off */
/* The numbers of a line: the field's name, what people call it, where it stands. */
static const struct {
	const char *name, *label;
	size_t at, typed_at;
} NUMBERS[] = {
	{"left", "左", offsetof(struct blackout_entry, x), offsetof(struct blackout_row, left)},
	{"top", "上", offsetof(struct blackout_entry, y), offsetof(struct blackout_row, top)},
	{"width", "宽", offsetof(struct blackout_entry, width), offsetof(struct blackout_row, width)},
	{"height", "高", offsetof(struct blackout_entry, height), offsetof(struct blackout_row, height)},
};
/* clang-format on */

static const char **typed_at(struct blackout_row *row, size_t i)
{
	return (const char **)(void *)((char *)row + NUMBERS[i].typed_at);
}

struct blackout_row *blackout_rows_saved(const struct blackout_entry *boxes, size_t n, int page,
					 struct arena *arena, size_t *ret_n)
{
	struct blackout_row *rows = arena_array(arena, n, sizeof *rows);
	size_t count = 0;
	for (size_t i = 0; i < n; i++) {
		if (boxes[i].page != page) continue;
		struct blackout_row *row = &rows[count++];
		for (size_t k = 0; k < COUNT_OF(NUMBERS); k++)
			*typed_at(row, k) = arena_int(
				arena, *(const int *)(const void *)((const char *)&boxes[i] +
								    NUMBERS[k].at));
		row->ground = withheld_facts(boxes[i].ground)->code;
		row->reason = boxes[i].reason;
	}
	*ret_n = count;
	return rows;
}

static const char *sent(const struct request *request, const char *name, size_t index)
{
	struct arena *arena = request->arena;
	return typed_text(request_form(request, arena_printf(arena, "%s-%zu", name, index)), arena);
}

struct blackout_row *blackout_rows_typed(const struct request *request, size_t *ret_n)
{
	struct blackout_row *rows = arena_array(request->arena, BLACKOUT_ROWS, sizeof *rows);
	size_t count = 0;
	for (size_t i = 0; i < BLACKOUT_ROWS; i++) {
		struct blackout_row *row = &rows[count];
		bool any = false;
		for (size_t k = 0; k < COUNT_OF(NUMBERS); k++) {
			*typed_at(row, k) =
				typed_number(sent(request, NUMBERS[k].name, i), request->arena);
			any = any || **typed_at(row, k) != '\0';
		}
		row->ground = sent(request, "ground", i);
		row->reason = sent(request, "reason", i);
		row->remove = *request_form(request,
					    arena_printf(request->arena, "remove-%zu", i)) != '\0';
		if (any || *row->reason != '\0') count++;
	}
	*ret_n = count;
	return rows;
}

static void wrong(struct blackout_row *row, struct problems *problems, const char *field,
		  size_t index, const char *text)
{
	struct arena *arena = problems->arena;
	if (row->error == NULL) row->error = text;
	problem_add(problems, arena_printf(arena, "%s-%zu", field, index), "框%zu：%s", index + 1,
		    text);
}

static bool number(const char *typed, int *ret)
{
	int64_t value;
	if (!http_number(typed, &value) || value > BLACKOUT_WHOLE) return false;
	*ret = (int)value;
	return true;
}

/* The first thing wrong with the line, said; true when there is none. */
static bool check(struct blackout_row *row, size_t index, struct problems *problems,
		  struct blackout_entry *ret)
{
	struct arena *arena = problems->arena;
	for (size_t k = 0; k < COUNT_OF(NUMBERS); k++)
		if (!number(*typed_at(row, k), (int *)(void *)((char *)ret + NUMBERS[k].at))) {
			wrong(row, problems, NUMBERS[k].name, index,
			      arena_printf(arena, "“%s”要填0到%d的整数。", NUMBERS[k].label,
					   BLACKOUT_WHOLE));
			return false;
		}
	if (ret->width < BLACKOUT_LEAST || ret->height < BLACKOUT_LEAST) {
		wrong(row, problems, ret->width < BLACKOUT_LEAST ? "width" : "height", index,
		      arena_printf(arena, "太小了，宽和高至少是%d。", BLACKOUT_LEAST));
		return false;
	}
	bool wide = ret->x + ret->width > BLACKOUT_WHOLE;
	if (wide || ret->y + ret->height > BLACKOUT_WHOLE) {
		wrong(row, problems, wide ? "width" : "height", index,
		      wide ? "伸到页面外面去了：左加宽不能超过1000。"
			   : "伸到页面外面去了：上加高不能超过1000。");
		return false;
	}
	if (!withheld_parse(row->ground, &ret->ground)) {
		wrong(row, problems, "ground", index, "请选择不予公开的依据。");
		return false;
	}
	if (utf8_length(row->reason) > BLACKOUT_REASON) {
		wrong(row, problems, "reason", index,
		      arena_printf(arena, "理由最多%d个字。", BLACKOUT_REASON));
		return false;
	}
	ret->reason = row->reason;
	return true;
}

size_t blackout_rows_check(struct blackout_row *rows, size_t n, int page, struct problems *problems,
			   struct blackout_entry *ret)
{
	size_t good = 0;
	for (size_t i = 0; i < n; i++) {
		struct blackout_entry entry = {.page = page};
		if (rows[i].remove || !check(&rows[i], i, problems, &entry)) continue;
		ret[good++] = entry;
	}
	return good;
}

static const struct view_option *grounds(const char *chosen, struct arena *arena)
{
	struct view_option *options = arena_array(arena, WITHHELD__MAX + 1, sizeof *options);
	options[0] = (struct view_option){.value = "", .label = "请选择"};
	for (int i = 0; i < WITHHELD__MAX; i++) {
		const struct withheld_facts *facts = withheld_facts((enum withheld)i);
		options[i + 1] = (struct view_option){.value = facts->code,
						      .label = facts->words,
						      .chosen = strcmp(facts->code, chosen) == 0};
	}
	return options;
}

struct blackout_surface blackout_surface_of(const struct request *request, int page,
					    const char *image, int width, int height,
					    const struct blackout_row *rows, size_t n)
{
	struct arena *arena = request->arena;
	size_t all = n + BLACKOUT_SPARE > BLACKOUT_ROWS ? BLACKOUT_ROWS : n + BLACKOUT_SPARE;
	struct blackout_row *lines = arena_array(arena, all, sizeof *lines);
	struct blackout_surface surface = {.image = image,
					   .script = asset_url(&request->site->assets, "blackout."),
					   .page = page,
					   .width = width,
					   .height = height,
					   .rows = lines,
					   .n_rows = all,
					   .n_marks = COUNT_OF(surface.marks)};
	for (size_t i = 0; i < COUNT_OF(surface.marks); i++)
		surface.marks[i].text = arena_int(arena, (int64_t)i * BLACKOUT_WHOLE / 10);
	for (size_t i = 0; i < all; i++) {
		if (i < n) lines[i] = rows[i];
		lines[i].index = (int)i;
		lines[i].number = (int)i + 1;
		lines[i].grounds = grounds(i < n ? lines[i].ground : "", arena);
		lines[i].n_grounds = WITHHELD__MAX + 1;
	}
	return surface;
}
