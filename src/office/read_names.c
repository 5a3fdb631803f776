/* SPDX-License-Identifier: MulanPSL-2.0
 * Names of table 3's rows, and labels that are printed otherwise than the format prints them. */
#include <string.h>

#include "base/utf8.h"
#include "office/read_table3.h"

bool table3_has(const struct table3 *table, int row)
{
	return table_row_in(table->one_row_f ? FORMAT_2019 : FORMAT_2021, (enum table_row)row);
}

const char *table3_row_name(const struct table3 *table, int row)
{
	const char *group = table_row_group((enum table_row)row);
	return arena_printf(table->reading->arena, "%s%s", group == NULL ? "" : group,
			    table_row_label((enum table_row)row));
}

/* The letters of a text without signs, digits and white space. */
static const char *letters_of(struct arena *arena, const char *text, size_t n)
{
	char *letters = arena_alloc(arena, n + 1);
	size_t count = 0;
	for (size_t at = 0; at < n;) {
		uint32_t point;
		size_t length = utf8_decode(text + at, n - at, &point);
		if (length == 0) break;
		if (point >= 0x4e00 && point < 0xa000) {
			memcpy(letters + count, text + at, length);
			count += length;
		}
		at += length;
	}
	return letters;
}

/* The label's printed text, as far as it stands before its values. */
static struct span printed_label(const struct table3 *table, const struct row_run *run)
{
	struct span span = {run->at, run->at};
	for (size_t i = 0; i < table->labels.n_hits; i++) {
		const struct label_hit *hit = &table->labels.hits[i];
		if (hit->row == run->row && hit->at >= run->chunk && hit->at < run->at)
			span.from = hit->at;
	}
	return span;
}

void table3_note_labels(const struct table3 *table, bool in_lines)
{
	struct reading *reading = table->reading;
	for (size_t i = 0; i < table->runs.n; i++) {
		const struct row_run *run = &table->runs.runs[i];
		if (!run->known || (in_lines && !run->anchored)) continue;
		struct span span = printed_label(table, run);
		const char *text = table->source->text + span.from;
		const char *printed = letters_of(reading->arena, text, span.to - span.from);
		const char *core = table->labels.core[run->row];
		const char *official = letters_of(reading->arena, core, strlen(core));
		/* in lines of PDF text the rest of a label may stand below its values */
		bool wrapped = in_lines && !run->structured &&
			       strncmp(official, printed, strlen(printed)) == 0;
		if (*printed == '\0' || wrapped || strcmp(printed, official) == 0) continue;
		reading_form(reading, "form.label", table_row_id(run->row),
			     "“%s”一行的标签印成了“%.*s”。", table3_row_name(table, (int)run->row),
			     (int)(span.to - span.from), text);
	}
}

/* The column a token is the heading of; COLUMN__MAX when of none. */
static int heading_of(const struct source *source, const struct token *token)
{
	for (int column = 0; column < COLUMN__MAX && token->kind == TOKEN_TEXT; column++) {
		const char *label = table_column_label(column);
		if (token->n == strlen(label) &&
		    memcmp(source->text + token->at, label, token->n) == 0)
			return column;
	}
	return COLUMN__MAX;
}

bool table3_columns_in_order(const struct table3 *table)
{
	const struct source *source = table->source;
	for (size_t i = 0; i < source->n_lines; i++) {
		const struct source_line *line = &source->lines[i];
		int before = -1;
		bool kinds = false, ordered = true;
		if (!line->structured) continue;
		for (size_t j = line->first; j < line->first + line->count; j++) {
			int column = heading_of(source, &source->tokens[j]);
			if (column == COLUMN__MAX) continue;
			/* 其他 and 总计 alone are heads of table 4 */
			kinds = kinds || column < REQUESTER_OTHER;
			ordered = ordered && column > before;
			before = column;
		}
		if (kinds && !ordered) return false;
	}
	return true;
}
