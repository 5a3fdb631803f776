/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin request strike`: what was entered by mistake. */
#include <stdlib.h>
#include <string.h>

#include "cli/request_out.h"

/* The problems at the options they are about. */
static void name_options(const struct problems *from, struct arena *arena, struct problems *to)
{
	problems_init(to, arena);
	for (const struct problem *p = from->first; p != NULL; p = p->next)
		problem_add(to, strcmp(p->field, "reason") == 0 ? "note" : p->field, "%s", p->text);
}

/* 0: no number, as no step has. */
static int64_t step_number(const char *text)
{
	enum { MAX_DIGITS = 18 };
	size_t n = strspn(text, "0123456789");
	return n > 0 && n <= MAX_DIGITS && text[n] == '\0' ? strtoll(text, NULL, 10) : 0;
}

int request_strike(struct cli *cli, struct desk *desk, const struct actor *actor)
{
	const char *reason = cli_value(cli, "note");
	struct matter_case now;
	struct problems problems, shown;
	struct error error;
	int64_t step = step_number(cli->operands[2]);
	if (step == 0)
		return cli_usage(cli, "\"%s\" is no step; `request show NUMBER` has their numbers",
				 cli->operands[2]);
	problems_init(&problems, cli->arena);
	enum err err = request_find(cli, desk, &error, &now);
	if (err == ERR_NONE)
		err = matter_strike(&desk->office, actor, now.matter.id, now.state.version, step,
				    reason == NULL ? "" : reason, cli->arena, &problems, &error);
	if (problems.count != 0) {
		name_options(&problems, cli->arena, &shown);
		return request_refused(cli, &shown);
	}
	if (err == ERR_NONE) err = request_find(cli, desk, &error, &now);
	return err == ERR_NONE ? request_taken(cli, &now, "") : cli_fail(&error);
}
