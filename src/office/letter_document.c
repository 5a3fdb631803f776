/* SPDX-License-Identifier: MulanPSL-2.0
 * A template and its data become one document, in the order of GB/T 9704: letterhead and number,
 * title, addressee, text, attachments, organ, date and seal, note, slip. */
#include <string.h>

#include "base/buf.h"
#include "office/handout.h"
#include "office/letter.h"

enum { LINE_MAX_BYTES = 256 * 1024 };

struct writer {
	const struct letter_template *template;
	const struct letter_data *data;
	struct arena *arena;
	struct doc *doc;
};

/* What a field that is worked out needs. */
static const struct {
	enum letter_field derived, from;
} SOURCES[] = {
	{FIELD_YOU, FIELD_KIND},	   {FIELD_SENT_BY, FIELD_CHANNEL},
	{FIELD_ARTICLE, FIELD_OUTCOME},	   {FIELD_WHAT, FIELD_OUTCOME},
	{FIELD_CLOSED_AS, FIELD_OUTCOME},  {FIELD_TARIFF_STEPS, FIELD_TARIFF},
	{FIELD_TARIFF_STEPS, FIELD_COUNT}, {FIELD_AMOUNT, FIELD_TARIFF},
	{FIELD_AMOUNT, FIELD_COUNT},	   {FIELD_REMEDY, FIELD_REVIEWER},
};

static bool has(const struct letter_data *data, enum letter_field field)
{
	return data->shown[field] != NULL || data->lists[field].n > 0;
}

static void complain_once(struct problems *problems, enum letter_field field)
{
	const struct letter_field_facts *facts = letter_field_facts(field);
	if (problem_for(problems, facts->key) == NULL)
		problem_add(problems, facts->key, "缺少“%s”。", facts->placeholder);
}

static void want(const struct letter_data *data, enum letter_field field, struct problems *problems)
{
	bool derived = false;
	if (has(data, field)) return;
	for (size_t i = 0; i < COUNT_OF(SOURCES); i++) {
		if (SOURCES[i].derived != field) continue;
		derived = true;
		if (!has(data, SOURCES[i].from)) complain_once(problems, SOURCES[i].from);
	}
	BUG_IF(!derived && letter_field_facts(field)->key == NULL);
	if (!derived) complain_once(problems, field);
}

static void want_all(const struct letter_template *template, const struct letter_data *data,
		     struct problems *problems)
{
	static const enum letter_field always[] = {FIELD_ORGAN, FIELD_NUMBER, FIELD_DATE};
	for (size_t i = 0; i < COUNT_OF(always); i++) want(data, always[i], problems);
	for (const struct letter_line *line = template->first; line != NULL; line = line->next)
		for (const struct letter_piece *piece = line->first; piece != NULL;
		     piece = piece->next)
			if (piece->text == NULL && piece->group == 0)
				want(data, piece->field, problems);
}

static bool group_shown(const struct letter_data *data, const struct letter_line *line, int group)
{
	for (const struct letter_piece *piece = line->first; piece != NULL; piece = piece->next)
		if (piece->group == group && piece->text == NULL && !has(data, piece->field))
			return false;
	return true;
}

static bool ends_sentence(const char *text)
{
	static const char *const marks[] = {"。", "！", "？", "；", "：", "”", "）", "…"};
	const size_t n = strlen(text);
	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		size_t length = strlen(marks[i]);
		if (n >= length && strcmp(text + n - length, marks[i]) == 0) return true;
	}
	return n == 0;
}

/* The line filled in, its list's item standing for the list; "" when all of it was optional.
 * A sentence whose end the data wrote gets its full stop when they left it out. */
static const char *filled(const struct writer *writer, const struct letter_line *line,
			  const char *item)
{
	struct buf out;
	bool by_data = false;
	buf_init(&out, LINE_MAX_BYTES);
	for (const struct letter_piece *piece = line->first; piece != NULL; piece = piece->next) {
		if (piece->group != 0 && !group_shown(writer->data, line, piece->group)) continue;
		const char *shown = piece->text;
		if (shown == NULL) shown = item != NULL ? item : writer->data->shown[piece->field];
		buf_puts(&out, shown);
		by_data = piece->text == NULL;
	}
	bool sentence = line->element != ELEMENT_TITLE && line->element != ELEMENT_ADDRESSEE;
	if (by_data && sentence && !ends_sentence(buf_text(&out))) BUF_LIT(&out, "。");
	const char *text = arena_text(writer->arena, buf_text(&out));
	buf_release(&out);
	return text;
}

/* Every break in the text begins a paragraph: remedies and what offices paste have several. */
static void paragraphs(struct doc *doc, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		if (n > 0) doc_paragraph(doc, arena_text_n(doc->arena, text, n));
		text += n;
		if (*text == '\n') text++;
	}
}

static void write_each(const struct writer *writer, const struct letter_line *line)
{
	const struct letter_list *list = NULL;
	for (const struct letter_piece *piece = line->first; piece != NULL; piece = piece->next)
		if (piece->text == NULL) list = &writer->data->lists[piece->field];
	for (size_t i = 0; list != NULL && i < list->n; i++)
		paragraphs(writer->doc, arena_printf(writer->arena, "%zu.%s", i + 1,
						     filled(writer, line, list->items[i])));
}

static bool among_text(enum letter_element element)
{
	return element != ELEMENT_TITLE && element != ELEMENT_ADDRESSEE &&
	       element != ELEMENT_NOTE && element != ELEMENT_SLIP;
}

static void write_text(const struct writer *writer)
{
	for (const struct letter_line *line = writer->template->first; line != NULL;
	     line = line->next) {
		if (!among_text(line->element)) continue;
		if (line->each)
			write_each(writer, line);
		else
			paragraphs(writer->doc, filled(writer, line, NULL));
	}
}

static void write_slip(const struct writer *writer)
{
	bool begun = false;
	for (const struct letter_line *line = writer->template->first; line != NULL;
	     line = line->next) {
		if (line->element != ELEMENT_SLIP) continue;
		const char *text = filled(writer, line, NULL);
		if (!begun) {
			doc_page_break(writer->doc);
			doc_paragraph(writer->doc, text)->align = DOC_ALIGN_CENTRE;
		} else {
			paragraphs(writer->doc, text);
		}
		begun = true;
	}
}

/* On the receipt the number as a telephone reads it, never the query code; on a sheet of its own,
 * as a slip: organ, date and seal stay below the text. */
static void write_code(const struct writer *writer)
{
	const char *number = writer->data->shown[FIELD_REQUEST];
	if (writer->data->kind != LETTER_P1 || number == NULL) return;
	const struct drawing *code = handout_number(writer->arena, number);
	if (code == NULL) return;
	doc_drawing(writer->doc, code);
	doc_paragraph(writer->doc,
		      "凭申请编号和查询码可以查询办理进度。二维码里只有编号，没有查询码。")
		->align = DOC_ALIGN_CENTRE;
}

static const char *first_of(const struct writer *writer, enum letter_element element)
{
	for (const struct letter_line *line = writer->template->first; line != NULL;
	     line = line->next)
		if (line->element == element) return filled(writer, line, NULL);
	return NULL;
}

struct doc *letter_document(const struct letter_template *template, const struct letter_data *data,
			    struct problems *problems)
{
	BUG_IF(template->kind != data->kind);
	const size_t before = problems->count;
	want_all(template, data, problems);
	if (problems->count > before) return NULL;
	struct writer writer = {.template = template, .data = data, .arena = data->arena};
	const char *organ = data->shown[FIELD_ORGAN];
	writer.doc = doc_new(data->arena, first_of(&writer, ELEMENT_TITLE), organ,
			     data->days[FIELD_DATE]);
	doc_letterhead(writer.doc, organ, data->shown[FIELD_NUMBER]);
	const char *addressee = first_of(&writer, ELEMENT_ADDRESSEE);
	if (addressee != NULL)
		doc_paragraph(writer.doc, arena_printf(data->arena, "%s：", addressee))->flush =
			true;
	write_text(&writer);
	doc_attachments(writer.doc, data->lists[FIELD_ATTACHMENTS].items,
			data->lists[FIELD_ATTACHMENTS].n);
	/* a record of the office's own goes to nobody and bears no seal */
	doc_signature(writer.doc, organ, data->days[FIELD_DATE], data->kind != LETTER_R15);
	const char *note = first_of(&writer, ELEMENT_NOTE);
	if (note != NULL) doc_paragraph(writer.doc, arena_printf(data->arena, "（%s）", note));
	write_code(&writer);
	write_slip(&writer);
	return writer.doc;
}
