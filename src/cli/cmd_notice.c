/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin notice`: what was to be sent to requesters, and what became of it. */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

#include "cli/person.h"
#include "office/notice_desk.h"

static json_t *notice_json(const struct notice_row *notice)
{
	return json_pack("{sI,ss,ss,ss,ss,si,ss,ss,ss}", "id", (json_int_t)notice->id, "number",
			 notice->number, "kind", notice->kind, "channel",
			 notice_channel_code(notice->channel), "state",
			 notice_state_code(notice->state), "tries", notice->tries, "error",
			 notice->last_error, "created", moment_iso(notice->created_at).s, "sent",
			 notice->sent_at == 0 ? "" : moment_iso(notice->sent_at).s);
}

static int list(struct cli *cli, struct desk *desk)
{
	const char *asked = cli_value(cli, "state");
	enum notice_state state = NOTICE_STATE__MAX;
	struct notice_board board = {0};
	struct error error;
	if (asked != NULL && !notice_state_parse(asked, &state))
		return cli_usage(cli, "--state takes waiting, sending, sent, failed or dropped");
	if (notice_board(&desk->office, &desk->actor, desk->agency.id, state, 0, cli->arena, &error,
			 &board) != ERR_NONE)
		return cli_fail(&error);
	json_t *notices = json_array();
	for (size_t i = 0; i < board.n; i++) {
		const struct notice_row *notice = &board.notices[i];
		if (cli->json)
			json_array_append_new(notices, notice_json(notice));
		else
			printf("%6" PRId64 "  %-12s %-20s %-4s %-8s %s\n", notice->id,
			       notice->number, notice->kind, notice_channel_code(notice->channel),
			       notice_state_code(notice->state), notice->last_error);
	}
	if (cli->json) return cli_print_json(json_pack("{so}", "notices", notices));
	json_decref(notices);
	return 0;
}

static int retry(struct cli *cli, struct desk *desk)
{
	struct error error;
	char *end;
	long long id = strtoll(cli->operands[1], &end, 10);
	if (*end != '\0' || id < 1) return cli_usage(cli, "an id is a whole number");
	if (notice_ask_again(&desk->office, &desk->actor, id, &error) != ERR_NONE)
		return cli_fail(&error);
	if (cli->json) return cli_print_json(json_pack("{sI}", "id", (json_int_t)id));
	printf("It is sent by the next process that can.\n");
	return 0;
}

static int run(struct cli *cli)
{
	static const struct cli_verb verbs[] = {
		{"list", 1, 1, false, list, NULL},
		{"retry", 2, 2, true, retry, NULL},
	};
	return cli_run_verb(cli, verbs, COUNT_OF(verbs));
}

static const struct option_row options[] = {
	{"state", OPTION_VALUE, "STATE", "with list: waiting, sending, sent, failed or dropped"},
	{NULL, OPTION_FLAG, NULL, NULL},
};

const struct command_row cmd_notice = {
	.name = "notice",
	.operands = "ACTION [ID]",
	.summary = "List the notices to requesters, send one once more",
	.details =
		"Actions: `list` prints the newest 50 of an agency with what became of them, never "
		"to whom they go; `retry` has one that did not go sent at once by the next process "
		"that serves with --notices.",
	.run = run,
	.options = options,
	.uses_db = true,
	.uses_agency = true,
};
