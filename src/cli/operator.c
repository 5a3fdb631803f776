/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "cli/operator.h"

#include <inttypes.h>
#include <jansson.h>

#include "cli/key_file.h"

/* A key that is not there stops nobody here: what needs it says so. */
static enum err open_rest(struct cli *cli, struct desk *desk, struct error *error)
{
	enum err err = ERR_NONE;
	if (cli->command->uses_key) err = key_file_use(cli, &desk->office, error, &desk->vault);
	if (err == ERR_MISSING) err = ERR_NONE;
	if (err == ERR_NONE)
		err = unit_find(&desk->office, cli->agency, cli->arena, error, &desk->agency);
	return err;
}

static int open_as(struct cli *cli, bool reading, struct desk *ret_desk)
{
	struct error error;
	struct desk desk = {.actor = actor_operator()};
	enum err err = reading ? office_attach_reading(cli->db, cli->clock, &error, &desk.office)
			       : office_attach(cli->db, cli->clock, NULL, &error, &desk.office);
	if (err == ERR_NONE) err = open_rest(cli, &desk, &error);
	if (err == ERR_NONE) {
		*ret_desk = desk;
		return 0;
	}
	desk_close(&desk);
	return cli_fail(&error);
}

int desk_open(struct cli *cli, struct desk *ret_desk)
{
	return open_as(cli, false, ret_desk);
}

int desk_open_reading(struct cli *cli, struct desk *ret_desk)
{
	return open_as(cli, true, ret_desk);
}

void desk_close(struct desk *desk)
{
	office_detach(&desk->office);
	vault_free(desk->vault);
}

struct json_t *verdict_json(const struct journal_verdict *verdict)
{
	json_t *findings = json_array();
	for (const struct journal_finding *f = verdict->first; f != NULL; f = f->next)
		json_array_append_new(findings,
				      json_pack("{ss,ss,sI,sI,ss}", "fault",
						journal_fault_code(f->fault), "object", f->object,
						"id", (json_int_t)f->object_id, "entry",
						(json_int_t)f->entry_id, "text", f->text));
	return json_pack("{sb,sI,sI,sI,sI,sI,sI,sI,ss,ss,sI,so}", "ok", verdict->findings == 0,
			 "entries", (json_int_t)verdict->entries, "seals",
			 (json_int_t)verdict->seals, "rows", (json_int_t)verdict->rows, "reports",
			 (json_int_t)verdict->reports, "unsealed", (json_int_t)verdict->unsealed,
			 "erased", (json_int_t)verdict->erased, "faults",
			 (json_int_t)verdict->findings, "algorithm", verdict->head.algorithm,
			 "head", verdict->head.head, "head_entry",
			 (json_int_t)verdict->head.entry_id, "findings", findings);
}

void verdict_print(const struct journal_verdict *verdict, FILE *out)
{
	for (const struct journal_finding *f = verdict->first; f != NULL; f = f->next)
		fprintf(out, "%s: %s\n", journal_fault_code(f->fault), f->text);
	fprintf(out, "%s: %s in %s (%" PRId64 " unsealed, %" PRId64 " erased), %s, %s; %s.\n",
		verdict->findings == 0 ? "The journal verifies" : "The journal does not verify",
		cli_count(verdict->entries, "entry", "entries").s,
		cli_count(verdict->seals, "seal", "seals").s, verdict->unsealed, verdict->erased,
		cli_count(verdict->rows, "row", "rows").s,
		cli_count(verdict->reports, "published report", "published reports").s,
		cli_count(verdict->findings, "fault", "faults").s);
	if (verdict->head.entry_id != 0)
		fprintf(out, "Head at entry %" PRId64 ": %s %s\n", verdict->head.entry_id,
			verdict->head.algorithm, verdict->head.head);
}
