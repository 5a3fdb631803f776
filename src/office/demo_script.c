/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/demo_script.h"

#include <string.h>

static const char *trimmed(struct arena *arena, const char *from, size_t n)
{
	while (n > 0 && (*from == ' ' || *from == '\t')) from++, n--;
	while (n > 0 && (from[n - 1] == ' ' || from[n - 1] == '\t')) n--;
	return arena_text_n(arena, from, n);
}

static void read_parts(const char *at, size_t n, struct arena *arena, struct demo_line *line)
{
	static const char BAR[] = "｜";
	for (size_t i = 0; i < DEMO_PARTS; i++) line->parts[i] = "";
	const char *end = at + n;
	for (size_t i = 0; i < DEMO_PARTS && at <= end; i++) {
		const char *bar = at;
		while (bar < end && strncmp(bar, BAR, sizeof BAR - 1) != 0) bar++;
		line->parts[i] = trimmed(arena, at, (size_t)(bar - at));
		at = bar + sizeof BAR - 1;
	}
}

/* "\n" of the file is a line's end in the value. */
static const char *unescaped(struct arena *arena, const char *from, size_t n)
{
	char *text = arena_text_n(arena, from, n), *to = text;
	for (const char *at = text; *at != '\0'; to++) {
		bool ends = at[0] == '\\' && at[1] == 'n';
		*to = ends ? '\n' : *at;
		at += ends ? 2 : 1;
	}
	*to = '\0';
	return text;
}

bool demo_line_read(const char **at, int *number, struct arena *arena, struct demo_line *ret_line)
{
	bool found = false;
	struct demo_line line = {0};
	while (**at != '\0') {
		const char *from = *at;
		size_t n = strcspn(from, "\n"), word = strcspn(from, " \n");
		bool value = from[0] == ' ', empty = n == 0 || from[0] == '#';
		if (!value && !empty && found) break;
		(*number)++;
		*at = from + n + (from[n] == '\n');
		if (empty) continue;
		if (!value) {
			line.number = *number;
			line.word = arena_text_n(arena, from, word);
			read_parts(from + word, n - word, arena, &line);
			found = true;
			continue;
		}
		size_t equals = strcspn(from, "=\n");
		BUG_IF(!found || from[equals] != '=' || line.n_values == DEMO_VALUES);
		line.keys[line.n_values] = trimmed(arena, from, equals);
		line.values[line.n_values++] = unescaped(arena, from + equals + 1, n - equals - 1);
	}
	if (found) *ret_line = line;
	return found;
}
