/* SPDX-License-Identifier: MulanPSL-2.0
 * Somebody's report as the reader sees it: lines of tokens over one text without white space, in
 * which full-width signs are half-width ones. A token is a word, a number, a slash, or a blank cell
 * that the source shows as such. Where the source is PDF text nothing but the order is known; a
 * line is `structured` when the source itself marks its cells (HTML, Markdown, tabs). */
#ifndef LIANXIN_OFFICE_READ_SOURCE_H
#define LIANXIN_OFFICE_READ_SOURCE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

enum { READ_MAX_BYTES = 8 << 20, READ_MAX_TOKENS = 2 << 20 };

enum token_kind { TOKEN_TEXT, TOKEN_NUMBER, TOKEN_SLASH, TOKEN_BLANK };

struct token {
	enum token_kind kind;
	bool glued;	/* nothing stood between it and the token before it on its line */
	uint32_t line;	/* index into lines */
	uint32_t at, n; /* its bytes in text; none for a blank */
};

struct source_line {
	uint32_t first, count; /* tokens */
	bool structured;
	bool tabs; /* cells marked by tabs: a last one may end the row or stand before a blank cell
		    */
	uint32_t block; /* lines of one table share it; 0 for lines outside */
};

struct source {
	const char *text; /* NUL-terminated */
	size_t n;
	const struct token *tokens;
	size_t n_tokens;
	const struct source_line *lines;
	size_t n_lines;
};

/* What the readers of text and HTML write into. */
struct source_writer {
	struct buf text, tokens, lines;
	uint32_t block;	  /* of the structured line being written */
	bool open;	  /* a line is open */
	uint32_t *points; /* scratch */
	size_t cap;
};

void source_writer_init(struct source_writer *writer);
void source_writer_release(struct source_writer *writer);
/* A line without marked cells; n bytes of valid UTF-8. Page numbers and empty lines are dropped. */
void source_plain_line(struct source_writer *writer, const char *bytes, size_t n);
/* Words and numbers added to the open plain line, or to a new one. */
void source_plain_words(struct source_writer *writer, const char *bytes, size_t n);
/* One blank cell added to the open plain line. */
void source_blank(struct source_writer *writer);
/* A structured line: begin, its cells from left to right, end. */
void source_row_begin(struct source_writer *writer, bool new_block, bool tabs);
void source_cell(struct source_writer *writer, const char *bytes, size_t n);
void source_row_end(struct source_writer *writer);
/* The number the text ends with becomes a text: not all of it may be there. */
void source_drop_last_number(struct source_writer *writer);
/* Moves the result into the arena. ERR_CONTENT when the input was too large. */
enum err source_finish(struct source_writer *writer, struct arena *arena, struct error *error,
		       struct source *ret_source) MUST_CHECK;

/* Any text as source.text writes it: no white space, half-width signs. */
const char *source_fold(struct arena *arena, const char *text);
/* First byte of needle in text[from, to), or SIZE_MAX. */
size_t source_find(const struct source *source, size_t from, size_t to, const char *needle);
/* The line a byte of the text belongs to. */
uint32_t source_line_of(const struct source *source, size_t at);
/* First token that begins at or after a byte; n_tokens when none. */
size_t source_token_from(const struct source *source, size_t at);
/* The bytes of a line in text. */
void source_line_span(const struct source *source, uint32_t line, size_t *ret_from, size_t *ret_to);

/* Whole file into *ret_source: UTF-8 with or without BOM or GB18030; plain text, Markdown or HTML.
 * ERR_CONTENT when it is no text, or larger than READ_MAX_BYTES. */
enum err source_read(const char *bytes, size_t n, struct arena *arena, struct error *error,
		     struct source *ret_source) MUST_CHECK;
/* The two readers source_read() chooses from; bytes are valid UTF-8. */
void read_text(struct source_writer *writer, const char *bytes, size_t n);
void read_html(struct source_writer *writer, const char *bytes, size_t n);
bool read_is_html(const char *bytes, size_t n);

#endif
