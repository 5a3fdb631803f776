/* SPDX-License-Identifier: MulanPSL-2.0
 * Verification, part four: the schema. Whoever drops a trigger may edit the journal, whoever edits
 * a view decides what the public reads; neither is a row. */
#include <string.h>

#include "store/backup.h"
#include "store/journal_verify.h"
#include "store/migrate.h"

/* One object of a schema; the walk over the other schema runs beside it. */
struct object {
	const char *type, *name, *table;
	const char *text; /* NULL: the engine keeps none */
};

static void read_object(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct object *object = ret_item;
	*object = (struct object){.type = row_text(row, 0, arena),
				  .name = row_text(row, 1, arena),
				  .table = row_text(row, 2, arena),
				  .text = db_column_null(row, 3) ? NULL : row_text(row, 3, arena)};
}

/* What the migrations make, in memory. */
static enum err make_fresh(struct arena *arena, struct error *error, struct rows *ret_objects)
{
	const struct db_driver *driver = NULL;
	const char *place = NULL;
	struct db *db = NULL;
	enum err err = db_engine("sqlite::memory:", error, &driver, &place);
	if (err == ERR_NONE) err = db_open(driver, place, DB_CREATE, error, &db);
	if (err != ERR_NONE) return err;
	struct rows objects = ROWS_OF(arena, struct object);
	err = db_begin(db, DB_BEGIN_SCHEMA, error);
	if (err == ERR_NONE) err = migrate_apply(db, 0, 0, error);
	if (err == ERR_NONE) err = db_commit(db, error);
	if (err != ERR_NONE) db_rollback(db);
	if (err == ERR_NONE)
		err = rows_list(db, db_schema_sql(db), DB_NO_VALUES, read_object, &objects, error);
	db_close(db);
	if (err == ERR_NONE) *ret_objects = objects;
	return err;
}

static int order(const struct object *a, const struct object *b)
{
	int by_name = strcmp(a->name, b->name);
	return by_name != 0 ? by_name : strcmp(a->type, b->type);
}

static void missing(struct verify *verify, const struct object *object)
{
	verify_found(verify, FAULT_SCHEMA, object->table, 0, 0,
		     "The %s %s of the program's schema is missing or switched off.", object->type,
		     object->name);
}

static void unknown(struct verify *verify, const struct object *object)
{
	/* an office that has moved refuses entries: store/copy.c */
	if (strcmp(object->name, "journal_moved") == 0) return;
	verify_found(verify, FAULT_SCHEMA, object->table, 0, 0,
		     "There is a %s %s, which the program's schema does not have.", object->type,
		     object->name);
}

static void compare(struct verify *verify, const struct object *is, const struct object *should)
{
	bool fine = strcmp(is->table, should->table) == 0 &&
		    (is->text == NULL || strcmp(is->text, should->text) == 0);
	if (!fine)
		verify_found(verify, FAULT_SCHEMA, is->table, 0, 0,
			     "The %s %s is not as the program's schema makes it: it was edited.",
			     is->type, is->name);
}

static void merge(struct verify *verify, const struct rows *is, const struct rows *should)
{
	const struct object *a = is->items, *b = should->items;
	size_t i = 0, k = 0;
	while (i < is->n || k < should->n) {
		int way = i == is->n ? 1 : k == should->n ? -1 : order(&a[i], &b[k]);
		if (way == 0)
			compare(verify, &a[i], &b[k]);
		else if (way < 0)
			unknown(verify, &a[i]);
		else
			missing(verify, &b[k]);
		i += way <= 0;
		k += way >= 0;
	}
}

enum err verify_schema(struct verify *verify, struct error *error)
{
	struct db *db = verify->store->db;
	struct arena arena = {0};
	struct rows is = ROWS_OF(&arena, struct object), should = is;
	int64_t identity[2];
	enum err err = db_identity(db, error, identity);
	/* an older program cannot know what a newer schema looks like */
	if (err != ERR_NONE || identity[1] != store_schema()) return err;
	err = rows_list(db, db_schema_sql(db), DB_NO_VALUES, read_object, &is, error);
	if (err == ERR_NONE) err = make_fresh(&arena, error, &should);
	if (err == ERR_NONE) merge(verify, &is, &should);
	arena_release(&arena);
	return err;
}
