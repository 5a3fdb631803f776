/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/read_report.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "office/tables_json.h"

enum { MAX_SENTENCE = 2048, MAX_DIGITS = 15 };

void reading_refuse(struct reading *reading, const char *table, const char *row, const char *format,
		    ...)
{
	char sentence[MAX_SENTENCE];
	va_list args;
	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	struct refusal *refusal = ARENA_NEW(reading->arena, struct refusal);
	*refusal = (struct refusal){
		.table = table, .row = row, .reason = arena_text(reading->arena, sentence)};
	if (reading->last_refused == NULL)
		reading->refused = refusal;
	else
		reading->last_refused->next = refusal;
	reading->last_refused = refusal;
}

void reading_form(struct reading *reading, const char *identity, const char *place,
		  const char *format, ...)
{
	char sentence[MAX_SENTENCE];
	va_list args;
	va_start(args, format);
	vsnprintf(sentence, sizeof sentence, format, args);
	va_end(args);
	findings_add(&reading->findings, reading->arena,
		     &(struct finding){
			     .id = arena_printf(reading->arena, "%s:%s", identity, place),
			     .identity = identity,
			     .severity = FINDING_FORM,
			     .table = "form",
			     .row = "",
			     .column = "",
			     .text = sentence,
		     });
}

bool token_cell(const struct source *source, const struct token *token, struct cell *ret_cell)
{
	const char *digits = source->text + token->at;
	size_t n = token->n;
	if (token->kind == TOKEN_SLASH) {
		*ret_cell = (struct cell){CELL_SLASH, 0};
		return true;
	}
	if (token->kind != TOKEN_NUMBER) return false;
	bool negative = n > 1 && digits[0] == '-';
	if (negative) {
		digits++;
		n--;
	}
	if (n == 0 || n > MAX_DIGITS || (n > 1 && digits[0] == '0')) return false;
	int64_t value = 0;
	for (size_t i = 0; i < n; i++) {
		if (digits[i] < '0' || digits[i] > '9') return false;
		value = value * 10 + (digits[i] - '0');
	}
	*ret_cell = cell_number(negative ? -value : value);
	return true;
}

bool token_charge(const struct source *source, const struct token *token, struct cell *ret_cell)
{
	char text[32];
	if (token->kind == TOKEN_SLASH) {
		*ret_cell = (struct cell){CELL_SLASH, 0};
		return true;
	}
	if (token->kind != TOKEN_NUMBER || token->n >= sizeof text) return false;
	memcpy(text, source->text + token->at, token->n);
	text[token->n] = '\0';
	int64_t fen;
	if ((text[0] == '0' && token->n > 1 && text[1] != '.') || !wan_parse(text, &fen))
		return false;
	*ret_cell = cell_number(fen);
	return true;
}

static bool any_cell(const struct cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cells[i].kind != CELL_UNREAD) return true;
	return false;
}

bool reading_has_cells(const struct reading *reading)
{
	const struct tables *t = &reading->tables;
	return any_cell(&t->stock[0][0], sizeof t->stock / sizeof(struct cell)) ||
	       any_cell(t->decisions, COUNT_OF(t->decisions)) ||
	       any_cell(&t->requests[0][0], sizeof t->requests / sizeof(struct cell)) ||
	       any_cell(&t->cases[0][0], sizeof t->cases / sizeof(struct cell));
}

static const char *skip_space(const char *bytes, size_t n)
{
	size_t at = n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	while (at < n && memchr(" \t\r\n", bytes[at], 4) != NULL) at++;
	return bytes + at;
}

/* Our own `report --format json`, or the expectation files of the same shape. */
static enum err read_own(struct reading *reading, const char *bytes, size_t n, struct error *error)
{
	json_error_t json_error;
	json_t *json = json_loadb(bytes, n, JSON_REJECT_DUPLICATES, &json_error);
	if (json == NULL)
		return error_set(error, ERR_CONTENT, "Give the output of `lianxin report`.",
				 "the JSON is broken at line %d, column %d", json_error.line,
				 json_error.column);
	struct problems problems;
	problems_init(&problems, reading->arena);
	bool good = tables_from_json(json, reading->arena, &reading->tables, &problems);
	json_decref(json);
	if (!good)
		return error_set(error, ERR_CONTENT,
				 "Give the output of `lianxin report --format json`.",
				 "the JSON is no report: %s", problems.first->text);
	reading->own = true;
	return ERR_NONE;
}

enum err reading_of(const char *file, const char *bytes, size_t n, struct arena *arena,
		    struct error *error, struct reading *ret_reading)
{
	struct reading *reading = ARENA_NEW(arena, struct reading);
	reading->arena = arena;
	reading->file = file;
	if (n > READ_MAX_BYTES)
		return error_set(error, ERR_CONTENT, "An annual report is far smaller.",
				 "the file is larger than %d MB", READ_MAX_BYTES >> 20);
	const char *begin = skip_space(bytes, n);
	enum err err;
	if (begin < bytes + n && *begin == '{') {
		err = read_own(reading, begin, n - (size_t)(begin - bytes), error);
	} else {
		err = source_read(bytes, n, arena, error, &reading->source);
		if (err == ERR_NONE) {
			read_requests(reading);
			read_cases(reading);
			read_stock(reading);
			read_title(reading);
		}
	}
	if (err != ERR_NONE) return err;
	tables_check(&reading->tables, arena, &reading->findings);
	if (!reading->own) {
		read_form(reading);
		read_prose(reading);
	}
	*ret_reading = *reading;
	return ERR_NONE;
}
