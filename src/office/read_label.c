/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/read_label.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { MIN_PREFIX = 4, MAX_LIKENESS = 64, MAX_HITS = 8192 };

/* "1.", "(一)" or "一、" before a folded label. */
static const char *skip_ordinal(const char *label, int *ret_ordinal)
{
	*ret_ordinal = 0;
	if (label[0] >= '1' && label[0] <= '9' && label[1] == '.') {
		*ret_ordinal = label[0] - '0';
		return label + 2;
	}
	const char *end = label[0] == '(' ? strchr(label, ')') : strstr(label, "、");
	enum { FAR = 8 };
	if (end == NULL || end - label > FAR) return label;
	return end + (label[0] == '(' ? 1 : strlen("、"));
}

static bool stands_in_another(const struct labels *labels, int row, size_t n)
{
	for (int other = 0; other < ROW__MAX; other++)
		if (other != row && memmem(labels->core[other], strlen(labels->core[other]),
					   labels->core[row], n) != NULL)
			return true;
	return false;
}

static void prepare(struct labels *labels, struct arena *arena)
{
	for (int row = 0; row < ROW__MAX; row++)
		labels->core[row] =
			skip_ordinal(source_fold(arena, table_row_label((enum table_row)row)),
				     &labels->ordinal[row]);
	for (int row = 0; row < ROW__MAX; row++) {
		size_t whole = strlen(labels->core[row]), points = MIN_PREFIX, n;
		do {
			n = utf8_prefix(labels->core[row], points++);
		} while (n < whole && stands_in_another(labels, row, n));
		labels->prefix[row] = n;
	}
}

static bool ends_with(const struct source *source, size_t at, const char *tail)
{
	size_t n = strlen(tail);
	return at >= n && memcmp(source->text + at - n, tail, n) == 0;
}

/* "其他" and "总计" are column headings and parts of other labels as well: their ordinals tell. */
static bool is_label(const struct source *source, enum table_row row, size_t at)
{
	static const char *const others[] = {"法", "处", "结", "组", "情", "对"};
	switch (row) {
	case ROW_G: return ends_with(source, at, "七)") || ends_with(source, at, "七、");
	case ROW_F: return ends_with(source, at, "六)") || ends_with(source, at, "六、");
	case ROW_F3:
		if (!ends_with(source, at, "3.") && !ends_with(source, at, "3、") &&
		    !ends_with(source, at, "3)"))
			return false;
		for (size_t i = 0; i < COUNT_OF(others); i++)
			if (strncmp(source->text + at + strlen("其他"), others[i],
				    strlen(others[i])) == 0)
				return false;
		return true;
	default: return true;
	}
}

static int by_place(const void *a, const void *b)
{
	const struct label_hit *x = a, *y = b;
	if (x->at != y->at) return x->at < y->at ? -1 : 1;
	return (int)x->row - (int)y->row;
}

void labels_find(const struct source *source, struct arena *arena, struct labels *ret_labels)
{
	prepare(ret_labels, arena);
	struct label_hit *hits = arena_array(arena, MAX_HITS, sizeof *hits);
	size_t n = 0;
	for (int row = 0; row < ROW__MAX; row++) {
		/* 2019 reports shorten （六）其他处理 to （六）其他 */
		const char *core = row == ROW_F ? ret_labels->core[ROW_F3] : ret_labels->core[row];
		size_t length = row == ROW_F ? strlen(core) : ret_labels->prefix[row];
		const char *prefix = arena_text_n(arena, core, length);
		for (size_t at = source_find(source, 0, source->n, prefix);
		     at != SIZE_MAX && n < MAX_HITS;
		     at = source_find(source, at + length, source->n, prefix))
			if (is_label(source, (enum table_row)row, at))
				hits[n++] = (struct label_hit){(enum table_row)row, (uint32_t)at};
	}
	qsort(hits, n, sizeof *hits, by_place);
	ret_labels->hits = hits;
	ret_labels->n_hits = n;
}

size_t labels_in(const struct labels *labels, size_t from, size_t to, enum table_row *ret_row)
{
	size_t count = 0;
	bool seen[ROW__MAX] = {false};
	for (size_t i = 0; i < labels->n_hits && labels->hits[i].at < to; i++) {
		enum table_row row = labels->hits[i].row;
		if (labels->hits[i].at < from || row == ROW_F || seen[row]) continue;
		seen[row] = true;
		if (count++ == 0) *ret_row = row;
	}
	return count;
}

bool label_in(const struct labels *labels, enum table_row row, size_t from, size_t to)
{
	for (size_t i = 0; i < labels->n_hits && labels->hits[i].at < to; i++)
		if (labels->hits[i].at >= from && labels->hits[i].row == row) return true;
	return false;
}

static size_t letters(const char *text, size_t n, uint32_t ret[MAX_LIKENESS])
{
	size_t count = 0;
	for (size_t at = 0; at < n && count < MAX_LIKENESS;) {
		uint32_t point;
		size_t length = utf8_decode(text + at, n - at, &point);
		if (length == 0) break;
		at += length;
		if (point >= 0x4e00 && point < 0xa000) ret[count++] = point;
	}
	return count;
}

int label_likeness(const char *text, size_t from, size_t to, const char *label)
{
	uint32_t a[MAX_LIKENESS], b[MAX_LIKENESS];
	size_t n = letters(text + from, to - from, a), m = letters(label, strlen(label), b);
	unsigned common[MAX_LIKENESS + 1] = {0};
	for (size_t i = 0; i < n; i++) {
		unsigned corner = 0;
		for (size_t j = 0; j < m; j++) {
			unsigned above = common[j + 1];
			if (a[i] == b[j])
				common[j + 1] = corner + 1;
			else if (common[j] > common[j + 1])
				common[j + 1] = common[j];
			corner = above;
		}
	}
	return n == 0 ? 0 : (int)(100 * common[m] / n);
}
