/* SPDX-License-Identifier: MulanPSL-2.0
 * Letters: a template (the house's own under rules/letters/, or an office's edited copy) and the
 * facts of one request become one document. Pure: nothing is stored, no clock is asked.
 *
 * A template is plain text, a line a paragraph:
 *
 *	# a remark, never printed
 *	@文书 P2                       the kind (law/letter.h), first
 *	@依据                          what follows is this element; "@" alone: none in particular
 *	……{您}……                      a placeholder, filled with the field of that name
 *	[[{延期告知日期}，……]]          printed only when every placeholder inside has data
 *	* {补正事项}                   one numbered paragraph for each item of a list
 *
 * A template that lost something the law wants is refused (letter_template_read), and so is a
 * letter whose data lack something it names: a blank is never printed. */
#ifndef LIANXIN_OFFICE_LETTER_H
#define LIANXIN_OFFICE_LETTER_H

#include "base/problem.h"
#include "law/letter.h"
#include "paper/doc.h"

enum { LETTER_TEMPLATE_MAX = 64 * 1024, LETTER_TEXT_MAX = 4000, LETTER_ITEMS_MAX = 100 };

struct letter_piece {
	const char *text;	 /* NULL: a field */
	enum letter_field field; /* when text is NULL */
	int group;		 /* of an optional part, from 1; 0: always printed */
	struct letter_piece *next;
};

struct letter_line {
	enum letter_element element; /* ELEMENT__MAX: none in particular */
	int number;		     /* in the file, from 1 */
	bool each;		     /* once for each item of its one list */
	struct letter_piece *first, *last;
	struct letter_line *next;
};

struct letter_template {
	enum letter kind;
	struct letter_line *first, *last;
};

/* Reads a template and checks that nothing its kind needs was removed. False with problems: field
 * is "第N行" or "", the sentence is Chinese and names the article. Memory: the arena. */
bool letter_template_read(const char *text, size_t n, struct arena *arena,
			  struct problems *problems, struct letter_template *ret_template);
/* The house's own text of a kind. */
const char *letter_template_own(enum letter kind);

struct letter_list {
	const char **items;
	size_t n;
};

/* What one letter is to say. Zeroed and kind and arena set, then filled by letter_give…(), then
 * letter_data_finish(), once. */
struct letter_data {
	enum letter kind;
	struct arena *arena;
	const char *given[FIELD__MAX]; /* as it came; NULL: nothing */
	const char *shown[FIELD__MAX]; /* as it is printed; NULL: nothing */
	struct letter_list lists[FIELD__MAX];
	day days[FIELD__MAX]; /* of dates that were given */
	bool exempt;	      /* some part was withheld on a ground of Art. 14–16 */
};

/* A whole number greater than zero, as fields of that kind hold it. */
bool letter_whole_number(const char *text, int64_t *ret_number);
/* The field with this key that data of this kind may give. */
bool letter_field_find(enum letter kind, const char *key, enum letter_field *ret_field);
/* Blank texts count as not given. Problems are named by key. */
void letter_give(struct letter_data *data, enum letter_field field, const char *text,
		 struct problems *problems);
void letter_give_item(struct letter_data *data, enum letter_field field, const char *text,
		      struct problems *problems);
/* ground: c1–c7, or "not-information" for what is no government information (regulation.md 10.14)
 */
void letter_give_withheld(struct letter_data *data, const char *part, const char *ground,
			  const char *reason, struct problems *problems);
/* Checks types, the order of dates and the number's year, and works out what is derived: forms of
 * address, articles, the fee, the remedy by the law of the letter's date. */
void letter_data_finish(struct letter_data *data, struct problems *problems);
/* One JSON object: a key per field; texts, whole numbers, true and false, arrays of texts, and for
 * "withheld" an array of {"part","ground","reason"}. Calls letter_data_finish(). False with
 * problems when anything is wrong. */
bool letter_data_from_json(const char *bytes, size_t n, enum letter kind, struct arena *arena,
			   struct problems *problems, struct letter_data *ret_data);

/* The letter; NULL with problems when data lack what the template names. Of the template's kind. */
struct doc *letter_document(const struct letter_template *template, const struct letter_data *data,
			    struct problems *problems);

#endif
