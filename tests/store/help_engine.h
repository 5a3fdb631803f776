/* SPDX-License-Identifier: MulanPSL-2.0
 * Which engine the tests run on, and a fresh database there: a file on SQLite, a database of its
 * own on the throw-away server of LIANXIN_TEST_PG (tests/with-postgresql) on PostgreSQL. */
#ifndef LIANXIN_TESTS_STORE_HELP_ENGINE_H
#define LIANXIN_TESTS_STORE_HELP_ENGINE_H

enum { ENGINE_URL = 256 };

/* Is LIANXIN_TEST_ENGINE=postgresql? */
bool engine_is_postgres(void);
/* An empty database: "sqlite:PATH", where nothing is yet (NULL: a free name under /tmp), or a URL
 * of a new database that belongs to the ordinary role lianxin. Any failure fails the test. */
void engine_database(const char *path, char ret_url[static ENGINE_URL]);
/* A superuser's connection to it, past triggers and foreign keys when `tampering`: what somebody
 * with the server's password can do. A struct pg_conn of libpq; only on PostgreSQL. */
struct pg_conn *engine_admin(const char *url, bool tampering);
/* Removes it; connections that are still open are cut. */
void engine_drop(const char *url);

/* The first lines of a test that is about one engine alone: it is not run on the other, and the
 * runner prints why. A whole file of such tests says instead, in its first comment, "only sqlite:
 * REASON". */
#define ONLY_SQLITE(reason)                                                                        \
	do {                                                                                       \
		if (engine_is_postgres()) {                                                        \
			print_message("only sqlite: %s: %s\n", __func__, (reason));                \
			skip();                                                                    \
		}                                                                                  \
	} while (0)
#define ONLY_POSTGRES(reason)                                                                      \
	do {                                                                                       \
		if (!engine_is_postgres()) {                                                       \
			print_message("only postgresql: %s: %s\n", __func__, (reason));            \
			skip();                                                                    \
		}                                                                                  \
	} while (0)

#endif
