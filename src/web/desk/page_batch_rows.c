/* SPDX-License-Identifier: MulanPSL-2.0
 * The cases of a batch as they are shown: each with what its letter says, and first of all what it
 * says that not all of them say. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "paper/paper.h"
#include "web/desk/page_batch.h"
#include "web/desk/page_case.h"
#include "web/desk/page_letter.h"

enum { TEXT_MAX = 256 * 1024 };

struct text {
	struct desk_batch_line *lines;
	size_t n;
};

/* The letter as lines without the blanks that lay it out. */
static struct text text_of(const struct doc *doc, struct arena *arena)
{
	struct text text = {0};
	struct buf printed;
	struct error unsaid;
	if (doc == NULL) return text;
	buf_init(&printed, TEXT_MAX);
	if (paper_text(doc, &(struct paper_options){0}, &printed, &unsaid) == ERR_NONE) {
		size_t room = 1;
		for (size_t i = 0; i < printed.n; i++) room += printed.p[i] == '\n';
		text.lines = arena_array(arena, room, sizeof *text.lines);
		for (const char *at = buf_text(&printed); *at != '\0';) {
			size_t n = strcspn(at, "\n");
			size_t blank = 0; /* ideographic ones too */
			while (at[blank] == ' ' || strncmp(at + blank, "　", 3) == 0)
				blank += at[blank] == ' ' ? 1 : 3;
			if (blank < n)
				text.lines[text.n++].text =
					arena_text_n(arena, at + blank, n - blank);
			at += n + (at[n] == '\n');
		}
	}
	buf_release(&printed);
	return text;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(((const struct desk_batch_line *)a)->text,
		      ((const struct desk_batch_line *)b)->text);
}

/* How often a line stands in all of them together. */
static size_t count_of(const struct desk_batch_line *sorted, size_t n, const char *line)
{
	size_t low = 0, high = n, found = 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(sorted[middle].text, line) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low + found < n && strcmp(sorted[low + found].text, line) == 0) found++;
	return found;
}

/* Lines that fewer than all letters have. Of a single letter all are its own. */
static void mark_own(struct desk_batch_case *rows, size_t n, struct arena *arena)
{
	size_t total = 0, letters = 0;
	for (size_t i = 0; i < n; i++) {
		total += rows[i].n_all;
		letters += rows[i].n_all > 0;
	}
	struct desk_batch_line *sorted = arena_array(arena, total + 1, sizeof *sorted);
	total = 0;
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < rows[i].n_all; j++) sorted[total++] = rows[i].all[j];
	qsort(sorted, total, sizeof *sorted, by_text);
	for (size_t i = 0; i < n; i++) {
		struct desk_batch_line *own = arena_array(arena, rows[i].n_all, sizeof *own);
		size_t found = 0;
		for (size_t j = 0; j < rows[i].n_all; j++)
			if (count_of(sorted, total, rows[i].all[j].text) < letters)
				own[found++] = rows[i].all[j];
		rows[i].own = own;
		rows[i].n_own = found;
	}
}

static const struct view_field *own_fields(const struct batch_case *one, enum letter kind,
					   const enum letter_field *own, size_t n,
					   struct arena *arena)
{
	struct view_field *fields = arena_array(arena, n, sizeof *fields);
	for (size_t i = 0; i < n; i++) {
		struct form_field field = page_letter_field(kind, own[i], arena);
		struct problems none;
		problems_init(&none, arena);
		field.name = arena_printf(arena, "%s-%" PRId64, field.name, one->id);
		field.plain = true;
		fields[i] = form_one(&field, one->values[own[i]] == NULL ? "" : one->values[own[i]],
				     &none);
	}
	return fields;
}

const struct desk_batch_case *page_batch_rows(struct desk *desk, const struct batch_case *cases,
					      size_t n, enum letter kind,
					      const enum letter_field *own, size_t n_own)
{
	struct arena *arena = desk->arena;
	struct desk_batch_case *rows = arena_array(arena, n, sizeof *rows);
	for (size_t i = 0; i < n; i++) {
		const struct batch_case *one = &cases[i];
		struct text text = text_of(one->doc, arena);
		rows[i] = (struct desk_batch_case){
			.id = one->id,
			.href = page_case_path(desk, one->id, ""),
			.number = one->found ? page_case_value(&one->now, "number")
					     : arena_printf(arena, "%" PRId64, one->id),
			.subject = one->found ? page_case_value(&one->now, "subject") : "",
			.state = one->found ? life_state_label(one->now.life.state) : "",
			.possible = one->possible,
			.left_out = one->left_out,
			.why = one->why,
			.letter = text.n > 0,
			.noun = one->has_letter ? letter_facts(one->letter.kind)->noun : "",
			.all = text.lines,
			.n_all = text.n,
			.fields = own_fields(one, kind, own, one->found ? n_own : 0, arena),
			.n_fields = one->found ? n_own : 0};
	}
	mark_own(rows, n, arena);
	return rows;
}
