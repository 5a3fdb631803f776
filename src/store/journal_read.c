/* SPDX-License-Identifier: MulanPSL-2.0
 * Reading the journal: pages, the history of one object, export. */
#include <string.h>

#include "store/canonical.h"
#include "store/journal_inside.h"

enum { PAGE = 50, PAGE_MAX = 500, FILTERS = 8, LINE_MAX = 16 << 20 };

#define ENTRIES                                                                                    \
	"SELECT " JOURNAL_COLUMNS ", COALESCE(a.name, '') AS account_name, "                       \
	"CASE WHEN v.id IS NULL THEN 1 ELSE 0 END AS erased, COALESCE(v.content, '') AS content, " \
	"COALESCE(v.note, '') AS note, CASE WHEN j.id <= (SELECT COALESCE(MAX(s.last_id), 0) "     \
	"FROM journal_seal s) THEN 1 ELSE 0 END AS sealed FROM journal j "                         \
	"LEFT JOIN journal_value v ON v.id = j.id LEFT JOIN account a ON a.id = j.account_id"
enum { NAME = JOURNAL__COLUMNS, ERASED, CONTENT, NOTE, SEALED };
#define PASSING                                                                                    \
	" WHERE ($1 = '' OR j.action = $1) AND ($2 = '' OR j.object = $2) "                        \
	"AND ($3 = '' OR j.actor = $3) AND (CAST($4 AS BIGINT) = 0 OR j.object_id = $4) "          \
	"AND (CAST($5 AS BIGINT) = 0 OR j.account_id = $5) AND (CAST($6 AS BIGINT) = 0 OR "        \
	"j.agency_id = $6) "                                                                       \
	"AND j.at >= $7 AND j.at <= $8"

static void bind_filter(const struct journal_filter *filter, struct db_value ret_bound[FILTERS])
{
	ret_bound[0] = db_text(filter->has_action ? journal_action_code(filter->action) : "");
	ret_bound[1] = db_text(filter->has_object ? journal_object_code(filter->object) : "");
	ret_bound[2] = db_text(filter->has_actor ? actor_code(filter->actor) : "");
	ret_bound[3] = db_int(filter->object_id);
	ret_bound[4] = db_int(filter->account_id);
	ret_bound[5] = db_int(filter->agency_id);
	ret_bound[6] = db_int(filter->from_at);
	ret_bound[7] = db_int(filter->to_at == 0 ? INT64_MAX : filter->to_at);
}

/* A note is kept as a canonical JSON string: back to the text. */
static const char *note_text(struct arena *arena, const char *json)
{
	size_t n = strlen(json), out = 0;
	char *text = arena_alloc(arena, n + 1);
	for (size_t i = 1; i + 1 < n; i++) {
		unsigned char c = (unsigned char)json[i];
		if (c == '\\' && json[i + 1] == 'u') {
			const char *hex = "0123456789abcdef";
			c = (unsigned char)((strchr(hex, json[i + 4]) - hex) * 16 +
					    (strchr(hex, json[i + 5]) - hex));
			i += 5;
		} else if (c == '\\') {
			c = (unsigned char)json[++i];
		}
		text[out++] = (char)c;
	}
	return text;
}

static void read_entry(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct journal_entry *ret_entry = ret_item;
	bool erased = db_column_int(row, ERASED) != 0;
	struct db_value value = db_column(row, JOURNAL_DIGEST);
	struct digest digest = {{0}};
	char hex[DIGEST_HEX];
	if (value.n == DIGEST_BYTES) memcpy(digest.bytes, value.bytes, DIGEST_BYTES);
	digest_hex(&digest, hex);
	struct journal_entry entry = {
		.id = db_column_int(row, JOURNAL_ID),
		.at = db_column_int(row, JOURNAL_AT),
		.account_id = db_column_int(row, JOURNAL_ACCOUNT),
		.account_name = row_text(row, NAME, arena),
		.from = row_text(row, JOURNAL_FROM, arena),
		.object_id = db_column_int(row, JOURNAL_OBJECT_ID),
		.agency_id = db_column_int(row, JOURNAL_AGENCY),
		.algorithm = row_text(row, JOURNAL_ALGORITHM, arena),
		.digest = arena_text(arena, hex),
		.sealed = db_column_int(row, SEALED) != 0,
	};
	/* a tampered journal must still be readable: unknown words show as the first of their kind
	 * here, and verify names the entry */
	if (!actor_parse(db_column_text(row, JOURNAL_ACTOR), &entry.actor))
		entry.actor = ACTOR_SYSTEM;
	if (!journal_action_parse(db_column_text(row, JOURNAL_ACTION), &entry.action))
		entry.action = ACTION_ADD;
	if (!journal_object_parse(db_column_text(row, JOURNAL_OBJECT), &entry.object))
		entry.object = OBJECT_OFFICE;
	if (!erased) {
		entry.content = row_text(row, CONTENT, arena);
		entry.note = note_text(arena, db_column_text(row, NOTE));
	}
	*ret_entry = entry;
}

enum err journal_list(struct store *store, const struct journal_filter *filter, struct arena *arena,
		      struct error *error, struct journal_page *ret_page)
{
	size_t limit = filter->limit == 0 ? PAGE : filter->limit;
	struct db_value bound[FILTERS + 2];
	struct db_statement *row = NULL;
	struct journal_page page = {0};
	if (limit > PAGE_MAX) limit = PAGE_MAX;
	bind_filter(filter, bound);
	bound[8] = db_int(filter->before == 0 ? INT64_MAX : filter->before);
	bound[9] = db_int((int64_t)limit + 1);
	enum err err = db_query(store->db,
				SQL(ENTRIES PASSING " AND j.id < $9 ORDER BY j.id DESC LIMIT $10"),
				bound, FILTERS + 2, error, &row);
	if (err != ERR_NONE) return err;
	page.entries = arena_array(arena, limit, sizeof(struct journal_entry));
	enum db_step step;
	while ((step = db_step(row, error)) == DB_ROW) {
		if (page.n == limit) {
			page.next = page.entries[limit - 1].id;
			db_end(row);
			break;
		}
		read_entry(row, arena, &page.entries[page.n++]);
	}
	if (step == DB_FAILED) return db_failed(row);
	*ret_page = page;
	return ERR_NONE;
}

enum err journal_history(struct store *store, enum journal_object object, int64_t object_id,
			 struct arena *arena, struct error *error,
			 struct journal_entry **ret_entries, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct journal_entry);
	enum err err = rows_list(
		store->db, SQL(ENTRIES " WHERE j.object = $1 AND j.object_id = $2 ORDER BY j.id"),
		DB_VALUES(db_text(journal_object_code(object)), db_int(object_id)), read_entry,
		&rows, error);
	if (err != ERR_NONE) return err;
	*ret_entries = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

static void line_text(struct buf *line, const char *name, const char *text)
{
	buf_printf(line, ",\"%s\":", name);
	canonical_text(line, text, strlen(text));
}

static void line_of(struct buf *line, const struct journal_entry *entry)
{
	buf_clear(line);
	buf_printf(line, "{\"id\":%lld,\"at\":%lld", (long long)entry->id, (long long)entry->at);
	line_text(line, "time", moment_iso(entry->at).s);
	line_text(line, "actor", actor_code(entry->actor));
	buf_printf(line, ",\"account_id\":%lld", (long long)entry->account_id);
	line_text(line, "account", entry->account_name);
	line_text(line, "from", entry->from);
	line_text(line, "action", journal_action_code(entry->action));
	line_text(line, "object", journal_object_code(entry->object));
	buf_printf(line, ",\"object_id\":%lld,\"agency_id\":%lld", (long long)entry->object_id,
		   (long long)entry->agency_id);
	line_text(line, "algorithm", entry->algorithm);
	line_text(line, "digest", entry->digest);
	if (entry->content == NULL)
		BUF_LIT(line, ",\"erased\":true");
	else
		line_text(line, "note", entry->note);
	buf_puts(line, entry->sealed ? ",\"sealed\":true}\n" : ",\"sealed\":false}\n");
}

enum err journal_export(struct store *store, const struct journal_filter *filter,
			journal_write *write, void *context, struct error *error)
{
	struct db_value bound[FILTERS];
	struct db_statement *row = NULL;
	struct journal_entry entry;
	struct arena scratch;
	struct buf line;
	bind_filter(filter, bound);
	enum err err = db_query(store->db, SQL(ENTRIES PASSING " ORDER BY j.id"), bound, FILTERS,
				error, &row);
	if (err != ERR_NONE) return err;
	arena_init(&scratch);
	buf_init(&line, LINE_MAX);
	enum db_step step = DB_DONE;
	while (err == ERR_NONE && (step = db_step(row, error)) == DB_ROW) {
		arena_reset(&scratch);
		read_entry(row, &scratch, &entry);
		line_of(&line, &entry);
		err = write(buf_text(&line), line.n, context, error);
	}
	if (err != ERR_NONE)
		db_end(row);
	else if (step == DB_FAILED)
		err = db_failed(row);
	arena_release(&scratch);
	buf_release(&line);
	return err;
}
