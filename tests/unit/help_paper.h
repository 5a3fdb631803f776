/* SPDX-License-Identifier: MulanPSL-2.0
 * Sample documents for the papers' tests, and golden files: compared with what stands in
 * tests/golden/paper/, or written there when UPDATE_GOLDEN is set. */
#ifndef LIANXIN_TESTS_UNIT_HELP_PAPER_H
#define LIANXIN_TESTS_UNIT_HELP_PAPER_H

#include "base/buf.h"
#include "paper/paper.h"

/* Every kind of node, with text that tries to break each format. */
struct doc *sample_hostile(struct arena *arena);
/* The statutory report: section 二's four tables, table 3 with all its merged cells, table 4. */
struct doc *sample_report(struct arena *arena);

/* name: the file's name in tests/golden/paper/. Fails the test with both paths when they differ. */
void golden_check(const char *name, const void *bytes, size_t n);

typedef struct doc *paper_sample(struct arena *arena);
typedef enum err paper_render(const struct doc *doc, const struct paper_options *options,
			      struct buf *out, struct error *error);

/* A paper printed to a file that other programs read. All-zero before print(). */
struct printed {
	struct arena arena; /* for the document as well */
	struct buf bytes;
	const char *path;
};
void printed_make(struct printed *printed, paper_render *render, const struct doc *doc,
		  const char *file_name);
void printed_release(struct printed *printed);
/* The report, into a buffer far too small, must be refused with a sentence and a hint. */
void too_large_check(paper_render *render);
int count_of(const char *text, const char *what);

/* A file of the given bytes in a new folder under /tmp; the path is in the arena. */
const char *temp_file(struct arena *arena, const char *name, const struct buf *bytes);
void temp_file_remove(const char *path);
/* Runs a program (NULL-terminated argv, looked up in PATH) and returns what it writes to standard
 * output, in the arena. Fails the test when the program's exit is not 0. */
const char *tool_output(struct arena *arena, const char *const *argv);
/* The text without any white space, U+3000 and form feeds included. */
const char *without_blanks(struct arena *arena, const char *text);

#endif
