/* SPDX-License-Identifier: MulanPSL-2.0
 * The one place that speaks SQL. A store is one connection to an office's database through one
 * of three gates; it belongs to one thread. Functions of store/ that write must run inside
 * store_transaction(), and say who writes: a struct author. */
#ifndef LIANXIN_STORE_STORE_H
#define LIANXIN_STORE_STORE_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"

/* DESK reads and writes everything. PUBLIC reads public_* views and nothing else; OWN reads own_*
 * views and nothing else (the engine itself refuses the rest). */
enum store_gate { STORE_DESK, STORE_PUBLIC, STORE_OWN };
enum { STORE_READONLY = 1 };

struct store;

/* Who changes something, from where, when. Carries no name: accounts are known by id. */
enum actor_kind { ACTOR_SYSTEM, ACTOR_OPERATOR, ACTOR_ACCOUNT, ACTOR_VISITOR, ACTOR__MAX };
struct author {
	enum actor_kind kind;
	int64_t account_id; /* with ACTOR_ACCOUNT, otherwise 0 */
	const char *from;   /* network address or ""; NULL is "" */
	int64_t at;	    /* moment in ms */
};
/* "system", "operator", "account", "visitor" */
const char *actor_code(enum actor_kind kind);
bool actor_parse(const char *code, enum actor_kind *ret_kind);

/* url: "sqlite:PATH" or "postgresql://…" (libpq's words; several hosts are fine). Refuses with
 * ERR_ENV, each with its own sentence: no such file, not a database, not Lianxin's, a schema newer
 * or older than this binary, a read-only file or a replica (unless STORE_READONLY is asked for), no
 * server, wrong password, a server too old, a role without rights. ERR_USAGE for another url.
 * PUBLIC and OWN are always read-only. */
enum err store_open(const char *url, enum store_gate gate, unsigned flags, struct error *error,
		    struct store **ret_store) MUST_CHECK;
/* Makes a new office's schema, in a new file or in an empty PostgreSQL database, and opens it for
 * the desk. ERR_ENV when there is anything already. `at` is written beside each migration. */
enum err store_create(const char *url, int64_t at, struct error *error,
		      struct store **ret_store) MUST_CHECK;
/* Takes back a schema that store_create() made a moment ago, as far as that goes. */
void store_unmake(const char *url);
/* NULL is fine. */
void store_close(struct store *store);
/* Is it a "sqlite:PATH" url? */
bool store_is_file(const char *url);
/* The path of a "sqlite:PATH" url; ERR_USAGE for no known url, ERR_ENV for postgresql://. */
enum err store_path(const char *url, struct error *error, const char **ret_path) MUST_CHECK;

/* Work on a store; context is the caller's. Any error rolls back. */
typedef enum err store_work(struct store *store, void *context, struct error *error);
/* Runs work in one write transaction. While another writer holds the database it waits and tries
 * again, a bounded time; then ERR_BUSY. work may therefore run more than once: it must set all its
 * outputs anew and touch nothing but the store and memory. Committed to disk when ERR_NONE; exactly
 * once, also when the connection broke while committing, unless ERR_DOUBT says that this could not
 * be found out in time. */
enum err store_transaction(struct store *store, store_work *work, void *context,
			   struct error *error) MUST_CHECK;
/* For whoever makes a new database: all that work does with the store, with store_transaction()
 * too, is one transaction, committed once. Nobody else may use the database, so it is not run
 * again; what fails inside must fail the whole. Not for a store that shares its commits. */
enum err store_together(struct store *store, store_work *work, void *context,
			struct error *error) MUST_CHECK;
/* Runs work on one unchanging snapshot, without blocking writers. Inside store_transaction or
 * store_read it simply runs. */
enum err store_read(struct store *store, store_work *work, void *context,
		    struct error *error) MUST_CHECK;

/* Much page cache (up to 256 MB, taken as needed) for the big transaction of an import; given back
 * when turned off. Outside a transaction. */
void store_bulk(struct store *store, bool on);

/* A number that changes whenever anybody, in any process, has committed something: drop caches
 * when it differs from the one remembered from the same store. Costs about 2 µs. */
enum err store_generation(struct store *store, struct error *error,
			  int64_t *ret_generation) MUST_CHECK;

/* Does it read from a replica, because there was no primary when it last connected? */
bool store_is_behind(const struct store *store);

/* Held by the one `serve` of a database file; the kernel drops it when the process dies. ERR_ENV
 * when another process serves already. NULL for PostgreSQL, which many processes serve. */
struct serve_lock;
enum err serve_lock_take(const char *url, struct error *error,
			 struct serve_lock **ret_lock) MUST_CHECK;
void serve_lock_drop(struct serve_lock *lock);

#endif
