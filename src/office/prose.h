/* SPDX-License-Identifier: MulanPSL-2.0
 * What our own report's running text says in figures, held against its tables; and what must not
 * stand in a published text. It asks more than read_prose() does of other offices' reports: there a
 * false alarm accuses a stranger, here it costs the clerk one written reason. Pure. */
#ifndef LIANXIN_OFFICE_PROSE_H
#define LIANXIN_OFFICE_PROSE_H

#include "base/arena.h"
#include "law/table.h"

/* Figures beside the tables; -1: unknown, then not judged. */
struct prose_facts {
	int64_t records, responses, interpretations;
	int64_t fee; /* fen */
};

/* Sentences of `text` that state a figure of the tables otherwise than they do: identity
 * "prose.figure", probable, since an office may report its own share of a district's total. Where
 * the usual words are ambiguous (收到: new, or new and carried over) any of their readings passes;
 * a sentence with a figure whose cell was not read is not judged. */
void prose_check_figures(const char *text, const struct tables *tables,
			 const struct prose_facts *facts, struct arena *arena,
			 struct findings *findings);
/* "prose.year", probable: a year near the report's own that it should not speak of. section is part
 * of the finding's id; may_plan: the year after is in place (section 五). */
void prose_check_years(const char *text, const char *section, int year, bool may_plan,
		       struct arena *arena, struct findings *findings);
/* "prose.personal": a resident identity number with a good check digit (certain), a mobile phone
 * number (probable: it may be an office's). The number itself is never repeated. */
void prose_check_personal(const char *text, const char *section, struct arena *arena,
			  struct findings *findings);
/* Percent of `text` that also stands in `other`, by runs of eight characters, blanks and
 * punctuation aside; 0 when either is shorter than that. */
int prose_shared_percent(const char *text, const char *other, struct arena *arena);
/* The text without blanks and emphasis marks, digits of full width as ASCII, no commas inside
 * numbers; in the arena. */
const char *prose_normal(const char *text, struct arena *arena);

#endif
