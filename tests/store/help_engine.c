/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/help_engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <libpq-fe.h>

bool engine_is_postgres(void)
{
	const char *engine = getenv("LIANXIN_TEST_ENGINE");
	return engine != NULL && strcmp(engine, "postgresql") == 0;
}

static const char *server_uri(void)
{
	const char *uri = getenv("LIANXIN_TEST_PG");
	if (uri == NULL) fail_msg("LIANXIN_TEST_PG is not set: run under tests/with-postgresql");
	return uri;
}

static void command(const char *sql)
{
	PGconn *link = PQconnectdb(server_uri());
	PGresult *result = PQexec(link, sql);
	bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
	if (!good) print_error("%s: %s", sql, PQerrorMessage(link));
	PQclear(result);
	PQfinish(link);
	assert_true(good);
}

void engine_database(const char *path, char ret_url[static ENGINE_URL])
{
	static int made;
	char name[40], sql[100];
	if (!engine_is_postgres()) {
		char file[] = "/tmp/lianxin-test-XXXXXX";
		if (path == NULL) {
			int fd = mkstemp(file);
			assert_true(fd >= 0);
			close(fd);
			unlink(file);
		}
		snprintf(ret_url, ENGINE_URL, "sqlite:%s", path == NULL ? file : path);
		return;
	}
	snprintf(name, sizeof name, "t%d_%d", (int)getpid(), ++made);
	snprintf(sql, sizeof sql, "CREATE DATABASE %s OWNER lianxin", name);
	command(sql);
	const char *host = strstr(server_uri(), "?host=");
	assert_non_null(host);
	snprintf(ret_url, ENGINE_URL, "postgresql://lianxin@/%s%s", name, host);
}

struct pg_conn *engine_admin(const char *url, bool tampering)
{
	const char *name = strstr(url, "@/") + 2;
	char text[100];
	snprintf(text, sizeof text, "%.*s", (int)strcspn(name, "?"), name);
	const char *const keys[] = {"dbname", "dbname", NULL};
	const char *const values[] = {server_uri(), text, NULL};
	PGconn *link = PQconnectdbParams(keys, values, 1);
	if (PQstatus(link) != CONNECTION_OK) fail_msg("%s", PQerrorMessage(link));
	PQclear(PQexec(link, tampering ? "SET session_replication_role = replica"
				       : "SET session_replication_role = origin"));
	return link;
}

void engine_drop(const char *url)
{
	if (!engine_is_postgres()) {
		static const char *const tails[] = {"", "-wal", "-shm", "-serve"};
		for (size_t i = 0; i < COUNT_OF(tails); i++) {
			char path[ENGINE_URL + 8];
			snprintf(path, sizeof path, "%s%s", url + strlen("sqlite:"), tails[i]);
			unlink(path);
		}
		return;
	}
	char sql[100];
	const char *name = strstr(url, "@/") + 2;
	snprintf(sql, sizeof sql, "DROP DATABASE IF EXISTS %.*s WITH (FORCE)",
		 (int)strcspn(name, "?"), name);
	command(sql);
}
