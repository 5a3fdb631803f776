/* SPDX-License-Identifier: MulanPSL-2.0
 * The two ends of a copy: which database may be copied, and into which. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/backup.h"
#include "store/copy_inside.h"
#include "store/migrate.h"

/* "user:secret@host" without the secret. */
static void add_authority(struct buf *out, const char *text, size_t n)
{
	const char *at = memchr(text, '@', n);
	const char *colon = at == NULL ? NULL : memchr(text, ':', (size_t)(at - text));
	if (colon != NULL) {
		buf_add(out, text, (size_t)(colon - text));
		n -= (size_t)(at - text);
		text = at;
	}
	buf_add(out, text, n);
}

/* Of what follows the "?", only what tells where the database is. */
static void add_parameters(struct buf *out, const char *text)
{
	static const char *const shown[] = {"host=", "hostaddr=", "port=", "dbname=", "user="};
	char between = '?';
	while (*text != '\0') {
		size_t n = strcspn(text, "&");
		for (size_t i = 0; i < COUNT_OF(shown); i++) {
			if (strncmp(text, shown[i], strlen(shown[i])) != 0) continue;
			buf_putc(out, between);
			buf_add(out, text, n);
			between = '&';
		}
		text += n;
		if (*text == '&') text++;
	}
}

const char *copy_place(const char *url, struct arena *arena)
{
	if (store_is_file(url)) {
		const char *path = url + strlen("sqlite:");
		char *real = realpath(path, NULL);
		const char *place = arena_printf(arena, "sqlite:%s", real == NULL ? path : real);
		free(real);
		return place;
	}
	const char *scheme_end = strstr(url, "://");
	if (scheme_end == NULL) return arena_text(arena, url);
	const char *authority = scheme_end + strlen("://");
	size_t n = strcspn(authority, "/?"), path = strcspn(authority + n, "?");
	struct buf out;
	buf_init(&out, 4096);
	buf_add(&out, url, (size_t)(authority - url));
	add_authority(&out, authority, n);
	buf_add(&out, authority + n, path);
	if (authority[n + path] == '?') add_parameters(&out, authority + n + path + 1);
	const char *place = arena_text(arena, buf_text(&out));
	buf_release(&out);
	return place;
}

static enum err same_schema(struct db *db, const char *what, struct error *error)
{
	int number = 0;
	enum err err = migrate_number(db, error, &number);
	if (err != ERR_NONE || number == store_schema()) return err;
	bool older = number < store_schema();
	return error_set(error, ERR_ENV,
			 older ? "Run `lianxin migrate` on it first." : "Use the newer program.",
			 "The %s has schema %d, %s than this program's %d.", what, number,
			 older ? "older" : "newer", store_schema());
}

static enum err open_end(const char *url, unsigned flags, struct error *error,
			 struct store **ret_store)
{
	const struct db_driver *driver = NULL;
	const char *place = NULL;
	enum err err = db_engine(url, error, &driver, &place);
	if (err != ERR_NONE) return err;
	if (!driver->shares && !(flags & DB_CREATE) && !store_file_exists(place))
		return error_set(error, ERR_ENV, "Check the path of the source.",
				 "There is no database at %s.", place);
	return store_open_raw(driver, place, STORE_DESK, flags, error, ret_store);
}

enum err copy_open_source(struct copying *copying, struct error *error)
{
	const struct copy_order *order = copying->order;
	struct copy_mark mark;
	bool unfinished = false;
	enum err err = open_end(order->from, order->purpose == COPY_SNAPSHOT ? DB_READONLY : 0,
				error, &copying->from);
	if (err != ERR_NONE) return err;
	copying->from_place = copy_place(order->from, copying->arena);
	struct db *db = copying->from->db;
	err = same_schema(db, "source", error);
	if (err == ERR_NONE) err = copy_mark_read(db, error, &unfinished, &mark);
	if (err != ERR_NONE) return err;
	if (unfinished) return copy_may_open(db, false, error);
	err = copy_mark_state(db, error, &mark);
	if (err == ERR_MISSING)
		err = error_set(error, ERR_ENV, "Check the place of the source.",
				"The source holds no office yet.");
	return err;
}

/* The file is there before the engine opens it, so that nobody but its owner may ever read it. */
static enum err make_file(const char *url, struct error *error)
{
	const char *path = NULL;
	if (!store_is_file(url)) return ERR_NONE;
	enum err err = store_path(url, error, &path);
	if (err != ERR_NONE) return err;
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
	if (fd >= 0) {
		close(fd);
		return ERR_NONE;
	}
	int saved = errno;
	err = error_set(error, ERR_ENV, "Check that the directory exists and is writable.",
			"No database can be made at %s.", path);
	error_detail(error, "%s", strerror(saved));
	return err;
}

static enum err fill_empty(struct copying *copying, bool empty, struct error *error)
{
	struct db *db = copying->to->db;
	if (!empty) return ERR_NONE;
	enum err err = db_begin(db, DB_BEGIN_SCHEMA, error);
	if (err == ERR_NONE) err = migrate_apply(db, 0, copying->order->author.at, error);
	if (err == ERR_NONE) err = db_commit(db, error);
	if (err != ERR_NONE) db_rollback(db);
	return err;
}

/* Holds it nothing but the schema? */
static enum err no_rows(struct db *db, struct error *error, bool *ret_none)
{
	size_t n = 0;
	const struct copy_table *tables = copy_tables(&n);
	enum err err = ERR_NONE;
	int64_t all = 0;
	for (size_t i = 0; i < n && err == ERR_NONE; i++) {
		int64_t rows = 0;
		/* what a schema file writes into meta belongs to the schema */
		if (tables[i].kind == COPY_LEFT || strcmp(tables[i].name, "meta") == 0) continue;
		err = db_number(db, tables[i].count, DB_NO_VALUES, error, &rows);
		all += rows;
	}
	if (err == ERR_NONE) *ret_none = all == 0;
	return err;
}

static enum err whose(struct copying *copying, struct error *error, bool *ret_begun)
{
	struct db *db = copying->to->db;
	struct copy_mark source;
	bool begun = false, none = false;
	enum err err = same_schema(db, "target", error);
	if (err == ERR_NONE) err = copy_mark_read(db, error, &begun, &copying->mark);
	if (err == ERR_NONE) err = copy_mark_state(copying->from->db, error, &source);
	if (err == ERR_NONE && !begun) err = no_rows(db, error, &none);
	if (err != ERR_NONE) return err;
	if (begun && strcmp(source.office, copying->mark.office) != 0)
		return error_set(error, ERR_ENV, "Give an empty database.",
				 "The target holds an unfinished copy of another office, from "
				 "%.120s.",
				 copying->mark.from);
	if (!begun && !none)
		return error_set(error, ERR_ENV, "Give an empty database.",
				 "The target holds an office already.");
	*ret_begun = begun;
	return ERR_NONE;
}

enum err copy_open_target(struct copying *copying, struct error *error, bool *ret_begun)
{
	const char *url = copying->order->to;
	bool empty = false;
	enum err err = make_file(url, error);
	if (err == ERR_NONE) err = serve_lock_take(url, error, &copying->lock);
	if (err == ERR_NONE) err = open_end(url, DB_CREATE, error, &copying->to);
	if (err != ERR_NONE) return err;
	copying->to_place = copy_place(url, copying->arena);
	store_bulk(copying->to, true);
	err = db_fill_alone(copying->to->db, error);
	if (err == ERR_NONE) err = db_empty(copying->to->db, error, &empty);
	if (err == ERR_NONE) err = fill_empty(copying, empty, error);
	return err != ERR_NONE ? err : whose(copying, error, ret_begun);
}
