/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/import.h"

#include <inttypes.h>
#include <string.h>

#include "base/csv.h"
#include "base/escape.h"
#include "office/beside.h"
#include "office/entry.h"
#include "office/once.h"
#include "office/similar_keys.h"

struct import {
	struct office *office;
	const struct register_facts *facts;
	int64_t agency_id;
	const struct import_source *source;
	bool dry_run;
	day today;
	struct author author;
	struct arena *arena;  /* the caller's, for errors that are kept */
	struct arena scratch; /* one row's */
	struct import_result *result;
	int64_t first_id, last_id; /* entered; 0: none yet */
	struct csv *csv;
	size_t at[REGISTER_MAX_COLUMNS]; /* field of the file by column; NOWHERE */
	size_t header_fields;
};
#define NOWHERE SIZE_MAX
#define NO_KEY                                                                                     \
	"姓名要加密保存，现在没有打开密钥，不能导入。请用 --key-file "     \
	"指明密钥文件，没有密钥的先用 "                                              \
	"lianxin key make 建立"

static void import_error(struct import *import, int64_t line, const char *column,
			 const char *reason)
{
	struct import_result *result = import->result;
	result->n_errors++;
	if (result->n_kept == IMPORT_ERRORS_KEPT) return;
	result->errors[result->n_kept++] = (struct import_error){
		line, arena_text(import->arena, column), arena_text(import->arena, reason)};
}

static const char *column_at(const struct import *import, size_t field)
{
	for (size_t i = 0; i < import->facts->n_columns; i++)
		if (import->at[i] == field) return import->facts->columns[i].name;
	return "";
}

static char *trimmed(char *text)
{
	text += strspn(text, " \t\r\n");
	size_t n = strlen(text);
	while (n > 0 && strchr(" \t\r\n", text[n - 1]) != NULL) n--;
	text[n] = '\0';
	if (text[0] == '\'' && escape_formula(text + 1)) text++;
	return text;
}

static void read_header(struct import *import, struct csv_record *record)
{
	const struct register_facts *facts = import->facts;
	for (size_t i = 0; i < facts->n_columns; i++) import->at[i] = NOWHERE;
	import->header_fields = record->count;
	for (size_t field = 0; field < record->count; field++) {
		const char *name = trimmed(record->field[field]);
		size_t column = register_column(facts, name);
		if (column == facts->n_columns) {
			import_error(import, record->line, name,
				     arena_printf(import->arena, "“%s”没有这一列", facts->label));
		} else if (import->at[column] != NOWHERE) {
			import_error(import, record->line, name, "这一列出现了两次");
		} else {
			import->at[column] = field;
		}
	}
	for (size_t i = 0; i < facts->n_columns; i++)
		if (import->at[i] == NOWHERE && facts->columns[i].required &&
		    facts->columns[i].fallback == NULL)
			import_error(import, record->line, facts->columns[i].name, "缺少这一列");
}

/* Good rows are inserted even after a mistake, so that doubled numbers further down are found too;
 * the transaction drops them all in the end. */
static enum err take_row(struct import *import, struct store *store, struct csv_record *record,
			 struct error *error)
{
	const struct register_facts *facts = import->facts;
	import->result->rows++;
	if (record->count != import->header_fields) {
		import_error(import, record->line, "",
			     arena_printf(&import->scratch, "这一行有 %zu 列，表头有 %zu 列",
					  record->count, import->header_fields));
		return ERR_NONE;
	}
	const char *values[REGISTER_MAX_COLUMNS];
	for (size_t i = 0; i < facts->n_columns; i++)
		values[i] = import->at[i] == NOWHERE ? "" : trimmed(record->field[import->at[i]]);
	struct problems problems;
	problems_init(&problems, &import->scratch);
	if (!register_check(facts, values, import->today, &problems)) {
		for (const struct problem *p = problems.first; p != NULL; p = p->next)
			import_error(import, record->line, p->field, p->text);
		return ERR_NONE;
	}
	int64_t id;
	struct error conflict;
	struct office inside = office_inside(import->office, store);
	if (inside.vault == NULL && beside_names(facts->id, values)) {
		import_error(import, record->line, "name", NO_KEY);
		return ERR_NONE;
	}
	enum err err = beside_insert(&inside, facts->id, import->agency_id, values, &import->author,
				     &import->scratch, &conflict, &id);
	if (err == ERR_CONFLICT) {
		size_t number = register_column(facts, "number");
		import_error(import, record->line,
			     number < facts->n_columns ? facts->columns[number].name : "",
			     conflict.message);
		return ERR_NONE;
	}
	if (err != ERR_NONE && error != NULL) *error = conflict;
	if (err != ERR_NONE) return err;
	if (import->first_id == 0 || id < import->first_id) import->first_id = id;
	if (id > import->last_id) import->last_id = id;
	return ERR_NONE;
}

static enum err take_rows(struct import *import, struct store *store, struct error *error)
{
	struct csv_record record;
	struct csv_mistake mistake;
	bool header = true;
	for (;;) {
		enum csv_result result = csv_next(import->csv, &record, &mistake, error);
		if (result == CSV_FAILED) return ERR_ENV;
		if (result == CSV_MISTAKE) {
			import_error(import, mistake.line,
				     header ? "" : column_at(import, mistake.column), mistake.text);
			return ERR_NONE;
		}
		if (result == CSV_END) break;
		if (header) {
			header = false;
			read_header(import, &record);
			if (import->result->n_errors != 0) return ERR_NONE;
			continue;
		}
		enum err err = take_row(import, store, &record, error);
		arena_reset(&import->scratch);
		if (err != ERR_NONE) return err;
	}
	if (header) import_error(import, 1, "", "文件是空的，第一行应为列名");
	return ERR_NONE;
}

static enum err import_work(struct store *store, void *context, struct error *error)
{
	struct import *import = context;
	memset(import->result, 0, sizeof *import->result);
	import->first_id = import->last_id = 0;
	const struct import_source *source = import->source;
	if (source->path != NULL) {
		enum err err = csv_open(source->path, &import->csv, error);
		if (err != ERR_NONE) return err;
	} else {
		import->csv = csv_open_bytes(source->bytes, source->n);
	}
	enum err err = take_rows(import, store, error);
	csv_close(import->csv);
	if (err != ERR_NONE) return err;
	if (import->result->n_errors != 0)
		return error_set(error, ERR_CONTENT, "改正后重新导入；本次没有导入任何内容。",
				 "文件中有 %" PRId64 " 处错误。", import->result->n_errors);
	import->result->imported = import->result->rows;
	const char *note = arena_printf(&import->scratch, "%s: %" PRId64, import->facts->name,
					import->result->rows);
	err = journal_event(store, ACTION_IMPORT, entry_object(import->facts->id), 0,
			    import->agency_id, note, &import->author, error);
	if (err == ERR_NONE && import->facts->id == REGISTER_REQUESTS && import->first_id != 0)
		err = similar_keys_due(import->office, store, import->first_id, import->last_id,
				       error);
	if (err != ERR_NONE || !import->dry_run) return err;
	/* an error is the only way back out of a transaction: the caller turns it around */
	return error_set(error, ERR_CONTENT, NULL, "试运行。");
}

enum err import_csv(struct office *office, const struct actor *actor, enum register_id id,
		    int64_t agency_id, const struct import_source *source, bool dry_run,
		    struct arena *arena, struct error *error, struct import_result *ret_result)
{
	enum err err = permission_check(office, actor, PERMIT_ENTRY_IMPORT, agency_id, error);
	if (err != ERR_NONE) return err;
	struct import import = {.office = office,
				.facts = register_facts(id),
				.agency_id = agency_id,
				.source = source,
				.dry_run = dry_run,
				.today = clock_today(&office->clock),
				.author = office_author(office, actor),
				.arena = arena,
				.result = ret_result};
	struct once once = {.given = false};
	if (!dry_run && source->word != NULL) {
		const char *what =
			arena_printf(arena, "import:%s:%" PRId64, import.facts->name, agency_id);
		once = once_of(office, actor, what, source->word, &source->digest, 1);
	}
	int64_t imported = 0;
	err = once_look(office, &once, error, &imported);
	bool again = err == ERR_NONE;
	store_bulk(office->store, true);
	if (err == ERR_MISSING) {
		err = once_transaction(office, &once, import_work, &import, &ret_result->imported,
				       error, &again);
		imported = ret_result->imported;
	}
	store_bulk(office->store, false);
	if (again) *ret_result = (struct import_result){.imported = imported, .again = true};
	arena_release(&import.scratch);
	if (err == ERR_CONTENT && dry_run && ret_result->n_errors == 0) return ERR_NONE;
	return err;
}
