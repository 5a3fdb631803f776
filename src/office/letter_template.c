/* SPDX-License-Identifier: MulanPSL-2.0
 * Reading a template. An office's clerk has edited it: every sentence says where and what. */
#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "base/utf8.h"
#include "office/letter.h"

struct reader {
	struct arena *arena;
	struct problems *problems;
	struct letter_template *template;
	bool has_kind;
	enum letter_element element;
	int number; /* of the line */
	int groups; /* optional parts so far */
};

static const char *where(struct reader *reader)
{
	return arena_printf(reader->arena, "第%d行", reader->number);
}

static bool starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static bool placeholder_find(const char *name, enum letter_field *ret_field)
{
	for (int i = 0; i < FIELD__MAX; i++) {
		if (strcmp(letter_field_facts((enum letter_field)i)->placeholder, name) != 0)
			continue;
		*ret_field = (enum letter_field)i;
		return true;
	}
	return false;
}

static struct letter_piece *piece_add(struct reader *reader, struct letter_line *line, int group)
{
	struct letter_piece *piece = ARENA_NEW(reader->arena, struct letter_piece);
	piece->group = group;
	if (line->last == NULL)
		line->first = piece;
	else
		line->last->next = piece;
	line->last = piece;
	return piece;
}

/* at: behind "{". The byte behind "}", or NULL after saying what is wrong. */
static const char *read_field(struct reader *reader, struct letter_line *line, const char *at,
			      int group)
{
	size_t n = strcspn(at, "{}");
	if (at[n] != '}') {
		problem_add(reader->problems, where(reader), "花括号“{”没有对应的“}”。");
		return NULL;
	}
	const char *name = arena_text_n(reader->arena, at, n);
	enum letter_field field;
	if (!placeholder_find(name, &field)) {
		problem_add(reader->problems, where(reader), "不认识“{%s}”。", name);
		return NULL;
	}
	const struct letter_field_facts *facts = letter_field_facts(field);
	if (!letter_among(reader->template->kind, facts->kinds)) {
		problem_add(reader->problems, where(reader), "这种文书不使用“{%s}”。", name);
		return NULL;
	}
	bool list = facts->type == LETTER_LIST || facts->type == LETTER_WITHHELD;
	if (list != line->each) {
		problem_add(reader->problems, where(reader),
			    list ? "“{%s}”有多项，应当单独成行并以“* ”开头。"
				 : "以“* ”开头的行只能写有多项的内容，“{%s}”不是。",
			    name);
		return NULL;
	}
	piece_add(reader, line, group)->field = field;
	return at + n + 1;
}

static bool group_has_field(const struct letter_line *line, int group)
{
	for (const struct letter_piece *piece = line->first; piece != NULL; piece = piece->next)
		if (piece->group == group && piece->text == NULL) return true;
	return false;
}

/* "[[" or "]]" at `at`. False after saying what is wrong. */
static bool read_bracket(struct reader *reader, const struct letter_line *line, bool open,
			 int *group)
{
	const char *wrong = NULL;
	if (open && *group != 0)
		wrong = "“[[”之内不能再有“[[”。";
	else if (!open && *group == 0)
		wrong = "“]]”没有对应的“[[”。";
	else if (!open && !group_has_field(line, *group))
		wrong = "“[[”和“]]”之间没有花括号，无法判断是否印出。";
	if (wrong != NULL) {
		problem_add(reader->problems, where(reader), "%s", wrong);
		return false;
	}
	*group = open ? ++reader->groups : 0;
	return true;
}

/* Letters, figures and marks up to the next sign of the grammar; 0: there is one here. */
static size_t plain_run(const char *at)
{
	size_t n = 0;
	while (at[n] != '\0' && at[n] != '{' && at[n] != '}' && !starts(at + n, "[[") &&
	       !starts(at + n, "]]"))
		n++;
	return n;
}

static void read_pieces(struct reader *reader, struct letter_line *line, const char *at)
{
	int group = 0;
	while (at != NULL && *at != '\0') {
		size_t n = plain_run(at);
		if (n > 0) {
			piece_add(reader, line, group)->text = arena_text_n(reader->arena, at, n);
			at += n;
		} else if (*at == '{') {
			at = read_field(reader, line, at + 1, group);
		} else if (*at == '}') {
			problem_add(reader->problems, where(reader), "花括号“}”没有对应的“{”。");
			return;
		} else {
			if (!read_bracket(reader, line, *at == '[', &group)) return;
			at += 2;
		}
	}
	if (at != NULL && group != 0)
		problem_add(reader->problems, where(reader), "“[[”没有对应的“]]”。");
}

static void read_text(struct reader *reader, const char *text)
{
	struct letter_template *template = reader->template;
	struct letter_line *line = ARENA_NEW(reader->arena, struct letter_line);
	line->element = reader->element;
	line->number = reader->number;
	line->each = starts(text, "* ");
	read_pieces(reader, line, line->each ? text + 2 : text);
	if (template->last == NULL)
		template->first = line;
	else
		template->last->next = line;
	template->last = line;
}

static void read_kind(struct reader *reader, const char *code)
{
	if (reader->has_kind)
		problem_add(reader->problems, where(reader), "“@文书”只能写一次。");
	else if (!letter_parse(code, &reader->template->kind))
		problem_add(reader->problems, where(reader), "没有编号为“%s”的文书。", code);
	else
		reader->has_kind = true;
}

static void read_tag(struct reader *reader, const char *tag)
{
	static const char kind[] = "文书 ";
	if (starts(tag, kind)) {
		read_kind(reader, tag + strlen(kind));
		return;
	}
	for (int i = 0; i < ELEMENT__MAX; i++) {
		if (strcmp(letter_element_tag((enum letter_element)i), tag) != 0) continue;
		reader->element = (enum letter_element)i;
		return;
	}
	reader->element = ELEMENT__MAX;
	if (tag[0] != '\0') problem_add(reader->problems, where(reader), "不认识“@%s”。", tag);
}

static void read_line(struct reader *reader, const char *text)
{
	if (text[0] == '\0' || text[0] == '#') return;
	if (text[0] == '@')
		read_tag(reader, text + 1);
	else if (reader->has_kind)
		read_text(reader, text);
	else
		problem_add(reader->problems, where(reader), "首先要用“@文书”写明是哪种文书。");
}

/* Without the blanks at both ends; the line's own end is among them. */
static const char *trimmed(struct arena *arena, const char *line, size_t n)
{
	while (n > 0 && (unsigned char)line[n - 1] <= ' ') n--;
	size_t from = 0;
	while (from < n && (unsigned char)line[from] <= ' ') from++;
	return arena_text_n(arena, line + from, n - from);
}

/* The text that is always printed, of one line. */
static const char *fixed_text(struct arena *arena, const struct letter_line *line)
{
	const char *text = "";
	for (const struct letter_piece *piece = line->first; piece != NULL; piece = piece->next)
		text = arena_printf(arena, "%s%s", text,
				    piece->text == NULL || piece->group != 0 ? "\n" : piece->text);
	return text;
}

static bool line_names(const struct letter_line *line, const char *placeholder,
		       bool may_be_optional)
{
	for (const struct letter_piece *piece = line->first; piece != NULL; piece = piece->next)
		if (piece->text == NULL && (piece->group == 0 || may_be_optional) &&
		    strcmp(letter_field_facts(piece->field)->placeholder, placeholder) == 0)
			return true;
	return false;
}

/* word: "{placeholder}", "?{placeholder}" or a literal; "" wants any text. */
static bool element_holds(struct reader *reader, enum letter_element element, const char *word)
{
	bool optional = word[0] == '?';
	const char *body = optional ? word + 1 : word;
	const char *name =
		body[0] == '{' ? arena_text_n(reader->arena, body + 1, strlen(body) - 2) : NULL;
	for (const struct letter_line *line = reader->template->first; line != NULL;
	     line = line->next) {
		if (line->element != element) continue;
		if (name != NULL ? line_names(line, name, optional)
				 : strstr(fixed_text(reader->arena, line), body) != NULL)
			return true;
	}
	return false;
}

static void check_need(struct reader *reader, const struct letter_need *need)
{
	const char *tag = letter_element_tag(need->element);
	if (!element_holds(reader, need->element, "")) {
		problem_add(reader->problems, "", "缺少“@%s”：%s（依据：%s）。", tag, need->what,
			    need->source);
		return;
	}
	for (const char *at = need->words; *at != '\0'; at += strspn(at, " ")) {
		size_t n = strcspn(at, " ");
		const char *word = arena_text_n(reader->arena, at, n);
		if (!element_holds(reader, need->element, word))
			problem_add(reader->problems, "", "“@%s”中缺少“%s”：%s（依据：%s）。", tag,
				    word[0] == '?' ? word + 1 : word, need->what, need->source);
		at += n;
	}
}

bool letter_template_read(const char *text, size_t n, struct arena *arena,
			  struct problems *problems, struct letter_template *ret_template)
{
	struct letter_template template = {.kind = LETTER__MAX};
	struct reader reader = {.arena = arena,
				.problems = problems,
				.template = &template,
				.element = ELEMENT__MAX};
	const size_t before = problems->count;
	if (n > LETTER_TEMPLATE_MAX || !utf8_valid(text, n) || memchr(text, '\0', n) != NULL) {
		problem_add(problems, "", "模板应当是不超过64KB的UTF-8文本。");
		return false;
	}
	size_t at = n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	while (at < n) {
		const char *end = memchr(text + at, '\n', n - at);
		size_t length = end == NULL ? n - at : (size_t)(end - (text + at));
		reader.number++;
		read_line(&reader, trimmed(arena, text + at, length));
		at += length + 1;
	}
	if (!reader.has_kind) {
		if (problems->count == before) problem_add(problems, "", "模板中没有“@文书”。");
		return false;
	}
	for (const struct letter_need *need = letter_needs; need->kinds != NULL; need++)
		if (letter_among(template.kind, need->kinds)) check_need(&reader, need);
	if (problems->count > before) return false;
	*ret_template = template;
	return true;
}

const char *letter_template_own(enum letter kind)
{
	char path[40];
	snprintf(path, sizeof path, "rules/letters/%s.txt", letter_facts(kind)->code);
	const struct embedded *file = embedded_find(path);
	BUG_IF(file == NULL);
	return file->bytes;
}
