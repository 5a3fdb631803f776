/* SPDX-License-Identifier: MulanPSL-2.0
 * Writes whose outcome matters only later travel together with what follows them: one round trip to
 * the server instead of one each (libpq's pipeline mode). */
#include "store/postgres_inside.h"

/* All results of one command; the last one that says something. */
static PGresult *result_of_one(struct postgres *pg)
{
	PGresult *last = NULL;
	for (PGresult *result; (result = PQgetResult(pg->connection)) != NULL;) {
		PQclear(last);
		last = result;
	}
	return last;
}

static bool fine(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);
	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* Reads what was queued; the first failure counts, what came behind it was not done. */
static enum err read_queued(struct postgres *pg, struct error *error)
{
	enum err err = ERR_NONE;
	for (; pg->queued > 0; pg->queued--) {
		PGresult *result = result_of_one(pg);
		if (err == ERR_NONE && !fine(result)) err = postgres_error(pg, result, error);
		PQclear(result);
	}
	return err;
}

static void leave(struct postgres *pg)
{
	PQclear(PQgetResult(pg->connection)); /* of the sync */
	if (!PQexitPipelineMode(pg->connection)) pg->lost = true;
}

enum err postgres_enter(struct postgres *pg, struct error *error)
{
	if (pg->queued > 0 || PQenterPipelineMode(pg->connection)) return ERR_NONE;
	return postgres_error(pg, NULL, error);
}

enum err postgres_settle(struct postgres *pg, struct error *error)
{
	if (pg->queued == 0) return ERR_NONE;
	if (!PQpipelineSync(pg->connection)) {
		pg->queued = 0;
		return postgres_error(pg, NULL, error);
	}
	enum err err = read_queued(pg, error);
	leave(pg);
	return err;
}

PGresult *postgres_behind_queue(struct postgres *pg, bool sent, struct error *error,
				enum err *ret_err)
{
	PGresult *result = NULL;
	*ret_err = ERR_NONE;
	if (!sent || !PQpipelineSync(pg->connection)) {
		pg->queued = 0;
		*ret_err = postgres_error(pg, NULL, error);
		return NULL;
	}
	*ret_err = read_queued(pg, error);
	result = result_of_one(pg);
	leave(pg);
	if (*ret_err == ERR_NONE) return result;
	PQclear(result);
	return NULL;
}
