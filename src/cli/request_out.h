/* SPDX-License-Identifier: MulanPSL-2.0
 * How `lianxin request` prints: one JSON value, or lines for people. Names stay masked. */
#ifndef LIANXIN_CLI_REQUEST_OUT_H
#define LIANXIN_CLI_REQUEST_OUT_H

#include "cli/operator.h"
#include "office/matter.h"

/* Each returns the exit code. */
int request_filed(struct cli *cli, const struct matter_filed *filed, const struct matter_case *now);
int request_taken(struct cli *cli, const struct matter_case *now, const char *warning);
int request_show(struct cli *cli, struct desk *desk, const struct matter_case *now);
int request_list(struct cli *cli, struct desk *desk);
/* The user's mistakes; with --json they are the one value. Exit 1. */
int request_refused(struct cli *cli, const struct problems *problems);

/* The case of operand 1. */
enum err request_find(struct cli *cli, struct desk *desk, struct error *error,
		      struct matter_case *ret_case) MUST_CHECK;

/* Somebody searched: --data says who, where, for what, and what came of it. */
int request_search(struct cli *cli, struct desk *desk, const struct actor *actor, day on);
/* A reply is served, by the options of the service, in request_serve.c. */
int request_serve(struct cli *cli, struct desk *desk, const struct actor *actor,
		  const struct matter_event *event);
/* The day the mail that was posted last was signed for. */
int request_signed(struct cli *cli, struct desk *desk, const struct actor *actor);
/* The first of those options that is given, without "--"; NULL none. */
const char *request_service_option(const struct cli *cli);
/* How the replies of a case were served, as JSON. */
enum err request_services(struct cli *cli, struct desk *desk, const struct matter_case *now,
			  struct error *error, struct json_t **ret_list) MUST_CHECK;
/* Takes one text of --data; false when there is no such field. */
typedef bool request_take_text(void *context, const char *key, const char *text);
/* Each text of --data, which may be left out. */
enum err request_read_data(struct cli *cli, request_take_text *take, void *context,
			   struct error *error) MUST_CHECK;
/* Takes a step with its letters: those of --letter, or written with the step by --data, or gone out
 * on paper by --number, --dated and --scan; in request_step.c. What goes along with the first (P6)
 * is written beside it, or on paper too by --told-…. ERR_USAGE for options that do not fit each
 * other. */
enum err request_take(struct cli *cli, struct desk *desk, const struct actor *actor,
		      const struct matter_event *event, struct problems *problems,
		      struct error *error, struct matter_case *ret_case,
		      const char **ret_warning) MUST_CHECK;
/* Operand 2 is the id of the step, --note why it was a mistake; in request_strike.c. */
int request_strike(struct cli *cli, struct desk *desk, const struct actor *actor);
/* Letters, in request_letter.c. */
int request_letters(struct cli *cli, struct desk *desk, const struct actor *actor, int64_t id);
/* Operand 2 is the kind. */
int request_letter_draft(struct cli *cli, struct desk *desk, const struct actor *actor, int64_t id,
			 enum life_ending ending, int n);
/* Operand 2 is the letter's id. */
int request_letter_paper(struct cli *cli, struct desk *desk, const struct actor *actor, int64_t id);

#endif
