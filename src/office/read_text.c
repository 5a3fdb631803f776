/* SPDX-License-Identifier: MulanPSL-2.0
 * Plain text, PDF text and Markdown into lines and cells. */
#include <string.h>

#include "office/read_source.h"

/* A line's pipes: full-width and box-drawing ones are rare and stay text. */
struct pipes {
	size_t count, filled; /* cells with something in them */
	bool ends;	      /* the last sign is a pipe */
	bool rule;	      /* |---|:--:| */
};

static struct pipes pipes_of(const char *line, size_t n)
{
	struct pipes pipes = {.rule = true};
	bool cell = false;
	for (size_t i = 0; i < n; i++) {
		if (line[i] == '|') {
			pipes.count++;
			pipes.filled += cell;
			cell = false;
			pipes.ends = true;
		} else if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
			cell = true;
			pipes.ends = false;
			if (line[i] != '-' && line[i] != ':') pipes.rule = false;
		}
	}
	pipes.filled += cell;
	/* a row of blank cells is no rule */
	pipes.rule = pipes.rule && pipes.filled > 0 && pipes.count > 0 &&
		     memmem(line, n, "--", 2) != NULL;
	return pipes;
}

struct lines {
	const char *at, *end;
};

static bool next_line(struct lines *lines, const char **ret_line, size_t *ret_n)
{
	if (lines->at >= lines->end) return false;
	const char *line = lines->at, *end = line;
	while (end < lines->end && *end != '\n' && *end != '\f') end++;
	lines->at = end + 1;
	*ret_line = line;
	*ret_n = (size_t)(end - line);
	return true;
}

/* Some converters print every cell on a line of its own with a pipe after it ("0 |"), and a row's
 * end is lost. Then a pipe ends a cell and a line ends nothing. */
static bool is_stream(const char *bytes, size_t n)
{
	enum { ENOUGH = 5 };
	struct lines lines = {bytes, bytes + n};
	const char *line;
	size_t length, single = 0, several = 0;
	while (next_line(&lines, &line, &length)) {
		struct pipes pipes = pipes_of(line, length);
		if (pipes.count == 0 || pipes.rule) continue;
		if (pipes.filled >= 2)
			several++;
		else if (pipes.ends && pipes.filled == 1)
			single++;
	}
	return single >= ENOUGH && single > 4 * several;
}

static void stream_line(struct source_writer *writer, const char *line, size_t n)
{
	size_t from = 0;
	for (size_t i = 0; i <= n; i++) {
		if (i < n && line[i] != '|') continue;
		bool blank = true;
		for (size_t j = from; j < i; j++)
			blank = blank && (line[j] == ' ' || line[j] == '\t' || line[j] == '\r');
		if (!blank)
			source_plain_words(writer, line + from, i - from);
		else if (i < n)
			source_blank(writer);
		from = i + 1;
	}
	source_row_end(writer);
}

static void separated_line(struct source_writer *writer, const char *line, size_t n, char separator,
			   bool new_block)
{
	size_t from = 0;
	if (separator == '|') {
		while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\t' || line[n - 1] == '\r'))
			n--;
		while (from < n && (line[from] == ' ' || line[from] == '\t')) from++;
		if (n > from && line[from] == '|') from++;
		if (n > from && line[n - 1] == '|') n--;
	}
	source_row_begin(writer, new_block, separator == '\t');
	for (size_t i = from; i <= n; i++) {
		if (i < n && line[i] != separator) continue;
		source_cell(writer, line + from, i - from);
		from = i + 1;
	}
	source_row_end(writer);
}

enum { LONGEST_ROW = 60 };

void read_text(struct source_writer *writer, const char *bytes, size_t n)
{
	bool stream = is_stream(bytes, n), in_table = false;
	struct lines lines = {bytes, bytes + n};
	const char *line;
	size_t length;
	while (next_line(&lines, &line, &length)) {
		struct pipes pipes = pipes_of(line, length);
		size_t tabs = 0;
		for (size_t i = 0; i < length; i++) tabs += line[i] == '\t';
		if (pipes.rule) continue;
		/* no row of these tables is so long: a page that lost its line ends */
		bool lost_ends = pipes.count > LONGEST_ROW || tabs > LONGEST_ROW;
		if ((stream || lost_ends) && pipes.count > 0) {
			stream_line(writer, line, length);
		} else if (pipes.count >= 2 || (pipes.count == 1 && pipes.filled == 2)) {
			separated_line(writer, line, length, '|', !in_table);
			in_table = true;
			continue;
		} else if (tabs > 0 && pipes.count == 0 && !lost_ends) {
			/* where the text was cut after a tab, nobody knows that the cell is blank
			 */
			bool is_last = line + length == bytes + n;
			while (is_last && length > 0 && line[length - 1] == '\t') length--;
			separated_line(writer, line, length, '\t', !in_table);
			in_table = true;
			continue;
		} else {
			source_plain_line(writer, line, length);
		}
		in_table = false;
	}
}
