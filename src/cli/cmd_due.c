/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin due`: by when a request must be answered, and why. */
#include <jansson.h>
#include <string.h>

#include "cli/local_days.h"
#include "cli/trace_out.h"
#include "law/deadline.h"

#define CHANNEL_WORD(name, code, label, confirmed) "|" code
static const struct option_row options[] = {
	{"received", OPTION_VALUE, "DATE", "handed in, signed for, or arrived; required"},
	{"channel", OPTION_VALUE, &("" CHANNEL_TABLE(CHANNEL_WORD))[1], "counter unless given"},
	{"confirmed", OPTION_VALUE, "DATE",
	 "confirmed with the requester; plain-post, online, email and fax need it"},
	{"asked", OPTION_VALUE, "DATE", "clarification notice sent; warns after 7 working days"},
	{"clarified", OPTION_VALUE, "DATE", "clarified request received: the period starts anew"},
	{"paid", OPTION_VALUE, "DATE", "processing fee paid: the period starts anew"},
	{"consult", OPTION_MANY, "FROM..TO",
	 "consultation sent and answered: its working days do not count"},
	{"extend", OPTION_VALUE, "N",
	 "extension, 1 to 20 working days (1 to 15 for receipts before 2019-05-15)"},
	{"delay", OPTION_VALUE, "N", "delayed period of Art. 35 in working days, in place of 20"},
	LOCAL_DAYS_OPTIONS,
	{NULL, OPTION_FLAG, NULL, NULL},
};
#undef CHANNEL_WORD

static int read_consults(const struct cli *cli, struct deadline_order *order)
{
	enum { DATE_LENGTH = 10 };
	struct consultation *consults = arena_array(cli->arena, cli->n_many, sizeof *consults);
	for (size_t i = 0; i < cli->n_many; i++) {
		const char *text = cli->many[i], *dots = strstr(text, "..");
		bool good = dots != NULL &&
			    day_parse(arena_text_n(cli->arena, text, (size_t)(dots - text)),
				      &consults[i].from) &&
			    day_parse(dots + 2, &consults[i].to);
		if (!good)
			return cli_usage(
				cli, "--consult: \"%s\" is not FROM..TO of two dates that exist",
				text);
	}
	order->consults = consults;
	order->n_consults = cli->n_many;
	return 0;
}

static int read_order(const struct cli *cli, struct deadline_order *order)
{
	*order = DEADLINE_ORDER_NONE;
	const char *channel = cli_value(cli, "channel");
	if (channel != NULL && !channel_parse(channel, &order->channel))
		return cli_usage(cli, "--channel: there is no channel \"%s\"", channel);
	if (cli_value(cli, "received") == NULL) return cli_usage(cli, "--received is missing");
	const struct {
		const char *option;
		day *at;
	} days[] = {{"received", &order->received},
		    {"confirmed", &order->confirmed},
		    {"asked", &order->asked},
		    {"clarified", &order->clarified},
		    {"paid", &order->paid}};
	for (size_t i = 0; i < COUNT_OF(days); i++) {
		int failed = cli_day(cli, days[i].option, days[i].at);
		if (failed != 0) return failed;
	}
	int64_t extend = 0, delay = 0;
	int failed = cli_number(cli, "extend", 1, DEADLINE_MAX_EXTENSION, &extend);
	if (failed == 0) failed = cli_number(cli, "delay", 1, DEADLINE_MAX_DELAY, &delay);
	if (failed != 0) return failed;
	order->extend = (int)extend;
	order->delay = (int)delay;
	return read_consults(cli, order);
}

static json_t *json_of(const struct deadline *deadline, const struct trace *trace)
{
	const char *first =
		deadline->first_due == DAY_NONE ? NULL : day_text(deadline->first_due).s;
	return json_pack("{s:s, s:b, s:s, s:s, s:s?, s:i, s:i, s:o}", "due",
			 day_text(deadline->due).s, "provisional", deadline->provisional, "receipt",
			 day_text(deadline->receipt).s, "start", day_text(deadline->start).s,
			 "first_due", first, "period", deadline->period, "suspended",
			 deadline->suspended, "trace", trace_json(trace));
}

static int run(struct cli *cli)
{
	struct deadline_order order;
	int failed = read_order(cli, &order);
	if (failed != 0) return failed;
	const struct calendar *calendar;
	struct deadline deadline;
	struct trace trace;
	struct error error;
	trace_init(&trace, cli->arena);
	failed = local_days_calendar(cli, &calendar);
	if (failed != 0) return failed;
	if (deadline_compute(&order, calendar, &trace, &deadline, &error) != ERR_NONE)
		return cli_fail(&error);
	if (cli->json) return cli_print_json(json_of(&deadline, &trace));
	printf("%s%s\n\n", day_text(deadline.due).s,
	       deadline.provisional ? "（放假安排未公布，暂定）" : "");
	trace_print(&trace);
	return 0;
}

const struct command_row cmd_due = {
	.name = "due",
	.operands = "",
	.summary = "Compute by when a request must be answered, step by step",
	.details =
		"The period starts from the latest of the receipt, the clarified request and the "
		"payment; that day does not count. It is 20 working days (15 for receipts before "
		"2019-05-15), prolonged by --extend, replaced by --delay. The working days of all "
		"consultations together, from the day after FROM to TO, do not count; one that "
		"begins after the due date so far adds nothing. Without --db the calendar compiled "
		"in "
		"holds; with it the office's, as its desk reckons.",
	.run = run,
	.options = options,
};
