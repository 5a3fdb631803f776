/* SPDX-License-Identifier: MulanPSL-2.0
 * Reading entries: lists, drill-down, opening, history; what is personal is masked or journalled.
 */
#include <string.h>

#include "base/escape.h"
#include "base/utf8.h"
#include "office/beside.h"
#include "office/entry.h"

const char *entry_masked(const char *text, struct arena *arena)
{
	if (text == NULL || text[0] == '\0') return "";
	size_t first = utf8_prefix(text, 1);
	return arena_printf(arena, "%.*s＊＊", (int)first, text);
}

static void mask(enum register_id id, struct entry *entry, struct arena *arena)
{
	const struct register_facts *facts = register_facts(id);
	for (size_t i = 0; i < facts->n_columns; i++)
		if (facts->columns[i].personal)
			entry->values[i] = entry_masked(entry->values[i], arena);
}

static bool has_personal(enum register_id id)
{
	const struct register_facts *facts = register_facts(id);
	for (size_t i = 0; i < facts->n_columns; i++)
		if (facts->columns[i].personal) return true;
	return false;
}

enum err entry_count(struct office *office, const struct actor *actor, enum register_id id,
		     int64_t agency_id, int year, struct error *error, int64_t *ret_n)
{
	enum err err = permission_check(office, actor, PERMIT_ENTRY_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	return register_count(office->store, id, agency_id, day_year_start(year),
			      day_year_end(year), error, ret_n);
}

enum err entry_any(struct office *office, const struct actor *actor, enum register_id id,
		   int64_t agency_id, int year, struct error *error, bool *ret_any)
{
	enum err err = permission_check(office, actor, PERMIT_ENTRY_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	return register_any(office->store, id, agency_id, day_year_start(year), day_year_end(year),
			    error, ret_any);
}

enum err entry_list(struct office *office, const struct actor *actor, enum register_id id,
		    int64_t agency_id, const struct entry_filter *filter, struct arena *arena,
		    struct error *error, struct entry_page *ret_page)
{
	enum err err = permission_check(office, actor, PERMIT_ENTRY_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	/* what a search finds tells whose the hidden name is */
	if (filter->text != NULL && filter->text[0] != '\0' && has_personal(id) &&
	    !permission_may(actor, PERMIT_ENTRY_PERSONAL))
		return error_set(error, ERR_DENIED, "请用日期和其他条件筛选。",
				 "您的角色看不到个人信息，不能在这个台账里按文字查找。");
	struct entry_page page;
	err = register_list(office->store, id, agency_id, filter, arena, error, &page);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < page.n; i++) mask(id, &page.entries[i], arena);
	*ret_page = page;
	return ERR_NONE;
}

enum err entry_behind(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		      struct cell_ref cell, const char *cursor, size_t limit, struct arena *arena,
		      struct error *error, struct entry_page *ret_page)
{
	enum err err = permission_check(office, actor, PERMIT_ENTRY_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	struct entry_page page;
	err = count_cell_list(office->store, agency_id, year, cell, cursor, limit, arena, error,
			      &page);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < page.n; i++) mask(cell_register(cell), &page.entries[i], arena);
	*ret_page = page;
	return ERR_NONE;
}

struct opening {
	enum journal_action action;
	enum journal_object object;
	int64_t entry_id, agency_id;
	const char *note;
	struct author author;
};

static enum err opening_work(struct store *store, void *context, struct error *error)
{
	const struct opening *opening = context;
	return journal_event(store, opening->action, opening->object, opening->entry_id,
			     opening->agency_id, opening->note, &opening->author, error);
}

/* In place of the masked one in the column, where the register's names are sealed. */
static enum err show_name(struct office *office, enum register_id id, struct entry *entry,
			  struct arena *arena, struct error *error)
{
	enum matter_kind kind;
	const char *name = NULL;
	enum err err = beside_name(office, id, entry->id, arena, error, &name);
	if (err == ERR_NONE && name != NULL && matter_of_register(id, &kind))
		entry->values[matter_column(kind, "requester_name")] = name;
	return err;
}

enum err entry_look(struct office *office, const struct actor *actor, enum register_id id,
		    int64_t agency_id, int64_t entry_id, struct arena *arena, struct error *error,
		    struct entry *ret_entry)
{
	struct entry entry;
	enum err err = permission_check(office, actor, PERMIT_ENTRY_READ, agency_id, error);
	if (err == ERR_NONE)
		err = register_get(office->store, id, agency_id, entry_id, arena, error, &entry);
	if (err != ERR_NONE) return err;
	mask(id, &entry, arena);
	*ret_entry = entry;
	return ERR_NONE;
}

enum err entry_open(struct office *office, const struct actor *actor, enum register_id id,
		    int64_t agency_id, int64_t entry_id, struct arena *arena, struct error *error,
		    struct entry *ret_entry)
{
	enum err err = permission_check(office, actor, PERMIT_ENTRY_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	struct entry entry;
	err = register_get(office->store, id, agency_id, entry_id, arena, error, &entry);
	if (err != ERR_NONE) return err;
	if (!permission_may(actor, PERMIT_ENTRY_PERSONAL)) {
		mask(id, &entry, arena);
	} else if (has_personal(id)) {
		err = show_name(office, id, &entry, arena, error);
		if (err != ERR_NONE) return err;
		struct opening opening = {
			ACTION_OPEN, entry_object(id),	       entry_id,
			agency_id,   register_facts(id)->name, office_author(office, actor)};
		err = store_transaction(office->store, opening_work, &opening, error);
	}
	if (err == ERR_NONE) *ret_entry = entry;
	return err;
}

enum err entry_history(struct office *office, const struct actor *actor, enum register_id id,
		       int64_t agency_id, int64_t entry_id, struct arena *arena,
		       struct error *error, struct journal_entry **ret_entries, size_t *ret_n)
{
	enum err err = permission_check(office, actor, PERMIT_ENTRY_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	struct entry entry; /* the history belongs to whoever may see the entry */
	err = register_get(office->store, id, agency_id, entry_id, arena, error, &entry);
	if (err != ERR_NONE) return err;
	struct journal_entry *entries = NULL;
	size_t n = 0;
	err = journal_history(office->store, entry_object(id), entry_id, arena, error, &entries,
			      &n);
	if (err != ERR_NONE) return err;
	bool hidden = has_personal(id) && !permission_may(actor, PERMIT_ENTRY_PERSONAL);
	for (size_t i = 0; hidden && i < n; i++) entries[i].content = NULL;
	*ret_entries = entries;
	*ret_n = n;
	return ERR_NONE;
}

static void header_line(enum register_id id, struct buf *out)
{
	const struct register_facts *facts = register_facts(id);
	BUF_LIT(out, "\xEF\xBB\xBF");
	for (size_t i = 0; i < facts->n_columns; i++) {
		if (i > 0) buf_putc(out, ',');
		buf_puts(out, facts->columns[i].name);
	}
	BUF_LIT(out, "\r\n");
}

const char *entry_template(enum register_id id, struct arena *arena)
{
	struct buf buf;
	buf_init(&buf, 4096);
	header_line(id, &buf);
	const char *text = arena_text(arena, buf_text(&buf));
	buf_release(&buf);
	return text;
}

struct export
{
	const struct register_facts *facts;
	struct buf line;
	entry_write *write;
	void *context;
};

static enum err export_entry(const struct entry *entry, void *context, struct error *error)
{
	struct export *export = context;
	buf_clear(&export->line);
	for (size_t i = 0; i < export->facts->n_columns; i++) {
		if (i > 0) buf_putc(&export->line, ',');
		escape_csv(&export->line, entry->values[i]);
	}
	BUF_LIT(&export->line, "\r\n");
	BUG_IF(!buf_ok(&export->line)); /* values are bounded by their columns */
	return export->write(export->line.p, export->line.n, export->context, error);
}

enum err entry_export(struct office *office, const struct actor *actor, enum register_id id,
		      int64_t agency_id, const struct entry_filter *filter, entry_write *write,
		      void *context, struct error *error)
{
	enum err err = permission_check(office, actor, PERMIT_ENTRY_EXPORT, agency_id, error);
	if (err != ERR_NONE) return err;
	struct opening opening = {
		ACTION_EXPORT, entry_object(id),	 0,
		agency_id,     register_facts(id)->name, office_author(office, actor)};
	err = store_transaction(office->store, opening_work, &opening, error);
	if (err != ERR_NONE) return err;
	struct export export = {.facts = register_facts(id), .write = write, .context = context};
	buf_init(&export.line, 1024 * 1024);
	header_line(id, &export.line);
	err = write(export.line.p, export.line.n, context, error);
	if (err == ERR_NONE)
		err = register_each(office->store, id, agency_id, filter, export_entry, &export,
				    error);
	buf_release(&export.line);
	return err;
}
