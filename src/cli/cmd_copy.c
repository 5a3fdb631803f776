/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin copy`: the office into another database, or back to where it was. */
#include <inttypes.h>
#include <jansson.h>
#include <unistd.h>

#include "cli/operator.h"
#include "office/copy.h"

enum { LINE_MS = 1000, TERMINAL_MS = 100, SECOND_MS = 1000, PER_CENT = 100 };

/* What is said on stderr while it works: one line that changes on a terminal, else a plain line a
 * second. */
struct teller {
	bool terminal, open_line;
	int64_t began, first, last; /* ms; first: when rows began to go over */
};

static void say(struct teller *teller, bool passing, const char *text)
{
	fprintf(stderr, teller->terminal ? "\r\033[K%s" : "%s\n", text);
	teller->open_line = teller->terminal && passing;
	if (teller->terminal && !passing) fputc('\n', stderr);
	fflush(stderr);
}

static void tell_rows(struct teller *teller, const struct copy_progress *progress)
{
	char text[200];
	int64_t now = monotonic_ms();
	if (teller->first == 0) teller->first = now;
	int64_t spent = now - teller->first;
	if (!progress->committed || now - teller->last < (teller->terminal ? TERMINAL_MS : LINE_MS))
		return;
	teller->last = now;
	snprintf(
		text, sizeof text,
		"%3" PRId64 "%%  %" PRId64 " of %" PRId64 " rows, %" PRId64 " rows/s; table %s, %s",
		progress->all_rows == 0 ? PER_CENT : progress->rows * PER_CENT / progress->all_rows,
		progress->rows, progress->all_rows,
		spent <= 0 ? 0 : progress->run * SECOND_MS / spent, progress->table,
		cli_count(progress->table_rows, "row", "rows").s);
	say(teller, true, text);
}

static void tell(void *context, const struct copy_progress *progress)
{
	struct teller *teller = context;
	char text[200];
	switch (progress->step) {
	case COPY_VERIFIES:
		snprintf(text, sizeof text, "Verifying the %s's journal.", progress->table);
		say(teller, false, text);
		break;
	case COPY_GOES_ON:
		snprintf(text, sizeof text, "Going on with an interrupted copy; there already: %s.",
			 cli_count(progress->rows, "row", "rows").s);
		say(teller, false, text);
		break;
	case COPY_BEGINS_ANEW:
		say(teller, false,
		    "The source has changed since the interrupted copy: beginning anew.");
		break;
	case COPY_ROWS_DONE: tell_rows(teller, progress); break;
	case COPY_COMPARES:
		if (monotonic_ms() - teller->last < (teller->terminal ? TERMINAL_MS : LINE_MS))
			break;
		teller->last = monotonic_ms();
		snprintf(text, sizeof text, "Comparing table %s, %s.", progress->table,
			 cli_count(progress->table_rows, "row", "rows").s);
		say(teller, true, text);
		break;
	case COPY_OPENS: break;
	}
}

static int print_result(struct cli *cli, const struct copy_result *result, int64_t ms)
{
	const char *from = cli_value(cli, "from"), *to = cli_value(cli, "to");
	const char *place = copy_place(to, cli->arena);
	char hex[DIGEST_HEX];
	digest_hex(&result->digest, hex);
	if (cli->json)
		return cli_print_json(json_pack(
			"{ss,ss,sI,sI,sb,sb,ss,sI,so}", "from", copy_place(from, cli->arena), "to",
			place, "rows", (json_int_t)result->rows, "put", (json_int_t)result->put,
			"resumed", result->went_on, "moved", result->marked, "digest", hex, "ms",
			(json_int_t)ms, "verdict", verdict_json(&result->verdict)));
	printf("Copied %" PRId64 " rows in %" PRId64 ".%01" PRId64
	       " s; every table is the same on both sides.\n",
	       result->put, ms / SECOND_MS, ms % SECOND_MS / 100);
	verdict_print(&result->verdict, stdout);
	if (result->marked)
		printf("The office is now at %s.\n"
		       "Next: set LIANXIN_DB or --db of the service to it, name the same key file "
		       "with LIANXIN_KEY_FILE or --key-file, and start the service anew; "
		       "everybody signs in again.\n"
		       "The source takes no entries any more. Keep it until the new place has its "
		       "first backup.\n",
		       place);
	else
		printf("A copy of the office is at %s; the source goes on taking entries.\n",
		       place);
	return 0;
}

static int copy(struct cli *cli)
{
	struct error error;
	struct copy_result result;
	struct teller teller = {.terminal = isatty(STDERR_FILENO) == 1, .began = monotonic_ms()};
	struct copy_order order = {.from = cli_value(cli, "from"),
				   .to = cli_value(cli, "to"),
				   .purpose = cli_flag(cli, "keep") ? COPY_KEEP : COPY_MOVE,
				   .watch = tell,
				   .context = &teller};
	enum err err = house_copy(order, cli->clock, cli->arena, &error, &result);
	if (teller.open_line) fputc('\n', stderr);
	if (err == ERR_CONTENT && result.verdict.findings > 0)
		verdict_print(&result.verdict, stderr);
	if (err != ERR_NONE) return cli_fail(&error);
	return print_result(cli, &result, monotonic_ms() - teller.began);
}

static int reopen(struct cli *cli)
{
	struct error error;
	const char *url = cli_value(cli, "reopen"), *moved_to = NULL;
	if (house_reopen(url, cli->clock, cli->arena, &error, &moved_to) != ERR_NONE)
		return cli_fail(&error);
	if (cli->json)
		return cli_print_json(json_pack("{ss,ss}", "reopened", copy_place(url, cli->arena),
						"moved_to", moved_to));
	printf("The office takes entries at %s again.\n"
	       "What was entered at %s since it moved there is not in it.\n",
	       copy_place(url, cli->arena), moved_to);
	return 0;
}

static int run(struct cli *cli)
{
	const char *from = cli_value(cli, "from"), *to = cli_value(cli, "to");
	if (cli_value(cli, "reopen") != NULL) {
		if (from == NULL && to == NULL && !cli_flag(cli, "keep")) return reopen(cli);
		return cli_usage(cli, "--reopen stands alone");
	}
	if (from == NULL || to == NULL)
		return cli_usage(cli, "--%s is missing", from == NULL ? "from" : "to");
	return copy(cli);
}

static const struct option_row options[] = {
	{"from", OPTION_VALUE, "DB", "the office as it is: sqlite:PATH or postgresql://…"},
	{"to", OPTION_VALUE, "DB", "an empty database, or a file that is not there yet"},
	{"keep", OPTION_FLAG, NULL, "let the source take entries again afterwards: a rehearsal"},
	{"reopen", OPTION_VALUE, "DB", "let a database the office moved away from take entries"},
	{NULL, OPTION_FLAG, NULL, NULL},
};

const struct command_row cmd_copy = {
	.name = "copy",
	.operands = "",
	.summary = "Move the office into another database, of either engine",
	.details =
		"Copies everything from --from into --to, compares every table, and verifies the "
		"journal on both sides. While it runs the source is frozen: pages and desk can be "
		"read, whoever enters something is asked to try again. Both must have this "
		"program's schema; --to must be empty.\n\n"
		"Interrupted, the same command goes on where it stopped; when the source has "
		"changed meanwhile it begins anew and says so. Until it is done nothing else opens "
		"the target. Sign-ins are not taken along: everybody signs in again. What is "
		"sealed "
		"goes along as it is, and the same key file opens it.\n\n"
		"Afterwards the source refuses entries, from a running server too, and names the "
		"new place, so that the office is never kept in two. With --keep it does not; the "
		"copy is then a rehearsal. To go back before anything was entered in the new "
		"place: "
		"--reopen the old one. Later: copy from the new place into an empty database.\n\n"
		"Exit 1 when the source's journal does not verify: nothing is written then.",
	.run = run,
	.options = options,
};
