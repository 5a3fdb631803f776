/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin request`: disclosure on request for scripts and tests. A request comes in, is shown with
 * its duties and with what may be done, and goes on step by step as the person who takes it. */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cli/file.h"
#include "cli/person.h"
#include "cli/request_out.h"
#include "office/matter_letter.h"
#include "office/matter_list.h"
#include "office/matter_service.h"

enum { DATA_MAX = 256 * 1024 };

#define MANNER_WORD(NAME, code, label, proof, needs, may, day) "|" code
static const struct option_row options[] = {
	{"data", OPTION_VALUE, "FILE",
	 "new: the application; letter, and event of a step that is a letter: what it says; event "
	 "search: searcher, place, words and found; one JSON object of texts, - for standard "
	 "input"},
	{"channel", OPTION_VALUE, "CHANNEL",
	 "new: counter (unless given), signed-post, plain-post, online, email or fax"},
	{"on", OPTION_VALUE, "DATE",
	 "new: the day it was handed in, signed for or arrived; event: the day it happened "
	 "(today)"},
	{"value", OPTION_VALUE, "VALUE", "event: working days, the ending, which consultation"},
	{"party", OPTION_VALUE, "NAME", "event: the third party, organ or section asked"},
	{"note", OPTION_VALUE, "TEXT",
	 "for the office alone; signed: why a day that was entered is corrected; strike: why "
	 "the step was a mistake"},
	{"manner", OPTION_VALUE, &("" SERVICE_TABLE(MANNER_WORD))[1],
	 "event serve: how the reply was served"},
	{"mail-number", OPTION_VALUE, "NUMBER", "event serve: of EMS and registered mail"},
	{"signed", OPTION_VALUE, "DATE",
	 "event serve: the day the mail was signed for, if known; signed: that day, left out when "
	 "it was entered by mistake"},
	{"who", OPTION_VALUE, "NAME",
	 "event serve, signed: who signed, at the counter and for mail"},
	{"where", OPTION_VALUE, "PLACE",
	 "event serve: the mailbox, the fax number, where the notice was published"},
	{"how", OPTION_VALUE, "TEXT",
	 "event serve: how receipt was confirmed, of what is electronic"},
	{"letter", OPTION_MANY, "ID", "event: a drafted letter that goes out by the step"},
	{"give", OPTION_VALUE, "IDS",
	 "letter KIND: the files that go with a reply, ids with commas between, or none; all that "
	 "are marked for it unless given"},
	{"number", OPTION_VALUE, "NUMBER",
	 "event: the document number of the letter that went out by the step on paper"},
	{"dated", OPTION_VALUE, "DATE", "event: the day on that letter (the step's)"},
	{"scan", OPTION_VALUE, "FILE", "event: that letter scanned, PDF, JPEG or PNG"},
	{"told-number", OPTION_VALUE, "NUMBER",
	 "event consult-…: of the word to the requester, where that went out on paper too; else it "
	 "is numbered here"},
	{"told-dated", OPTION_VALUE, "DATE", "event consult-…: the day on it (the step's)"},
	{"told-scan", OPTION_VALUE, "FILE", "event consult-…: it scanned"},
	{"clamd", OPTION_VALUE, "SOCKET|ADDRESS:PORT",
	 "event: ClamAV's daemon on this machine, shown every scan; default $LIANXIN_CLAMD"},
	{"format", OPTION_VALUE, "FORMAT",
	 "letter ID: pdf (unless given), html or docx; scan of one that went out on paper"},
	{"out", OPTION_VALUE, "FILE", "letter ID: write there instead of standard output"},
	{"as", OPTION_VALUE, "LOGIN",
	 "event, letter, signed, strike: who does it; the password is read from "
	 "$LIANXIN_PASSWORD"},
	{NULL, OPTION_FLAG, NULL, NULL},
};

static int read_filing(struct cli *cli, struct filing *filing)
{
	const char *path = cli_value(cli, "data");
	struct error error;
	struct buf bytes;
	json_error_t at;
	if (path == NULL) return cli_usage(cli, "new: --data is missing");
	buf_init(&bytes, DATA_MAX);
	enum err err = cli_read_file(path, "An application is far smaller.", &bytes, &error);
	json_t *data = err == ERR_NONE ? json_loadb(buf_text(&bytes), bytes.n, 0, &at) : NULL;
	buf_release(&bytes);
	if (err == ERR_NONE && !json_is_object(data))
		err = error_set(&error, ERR_CONTENT, "It is one JSON object of texts.",
				"%s is no JSON object.", path);
	const char *key;
	json_t *value;
	filing_init(filing);
	json_object_foreach(data, key, value)
	{
		enum filing_field field;
		if (err != ERR_NONE) break;
		if (!filing_find(key, &field) || !json_is_string(value))
			err = error_set(&error, ERR_CONTENT, "`lianxin help request` lists them.",
					"%s: \"%s\" is no field with a text.", path, key);
		else
			filing->values[field] = arena_text(cli->arena, json_string_value(value));
	}
	json_decref(data);
	return err == ERR_NONE ? 0 : cli_fail(&error);
}

static int add(struct cli *cli, struct desk *desk)
{
	const char *channel = cli_value(cli, "channel");
	struct matter_order order = {.agency_id = desk->agency.id,
				     .channel = CHANNEL_COUNTER,
				     .day = clock_today(&cli->clock),
				     .note = cli_value(cli, "note"),
				     .word = ""};
	struct matter_filed filed;
	struct matter_case now;
	struct problems problems;
	struct error error;
	int failed = read_filing(cli, &order.filing);
	if (failed == 0) failed = cli_day(cli, "on", &order.day);
	if (failed != 0) return failed;
	if (channel != NULL && !channel_parse(channel, &order.channel))
		return cli_usage(cli, "there is no channel \"%s\"", channel);
	if (order.note == NULL) order.note = "";
	problems_init(&problems, cli->arena);
	enum err err = matter_file(&desk->office, &desk->actor, &order, cli->arena, &problems,
				   &error, &filed);
	if (err == ERR_CONTENT) return request_refused(cli, &problems);
	if (err == ERR_NONE)
		err = matter_open(&desk->office, &desk->actor, filed.id, cli->arena, &error, &now);
	return err == ERR_NONE ? request_filed(cli, &filed, &now) : cli_fail(&error);
}

enum err request_find(struct cli *cli, struct desk *desk, struct error *error,
		      struct matter_case *ret_case)
{
	int64_t id = 0;
	enum err err =
		matter_find(desk->office.store, desk->agency.id, cli->operands[1], error, &id);
	if (err == ERR_MISSING)
		return error_set(error, ERR_CONTENT,
				 "`lianxin request list` shows those there are.",
				 "There is no request \"%s\" in the flow.", cli->operands[1]);
	return err != ERR_NONE
		       ? err
		       : matter_open(&desk->office, &desk->actor, id, cli->arena, error, ret_case);
}

static int show(struct cli *cli, struct desk *desk)
{
	struct matter_case now;
	struct error error;
	enum err err = request_find(cli, desk, &error, &now);
	return err == ERR_NONE ? request_show(cli, desk, &now) : cli_fail(&error);
}

/* An entry of the register that is still open, by its number, into the flow. */
static int adopt(struct cli *cli, struct desk *desk)
{
	struct matter_case now;
	struct error error;
	int64_t id = 0;
	enum err err = matter_adopt_number(&desk->office, &desk->actor, desk->agency.id,
					   cli->operands[1], cli->arena, &error, &id);
	if (err == ERR_NONE)
		err = matter_open(&desk->office, &desk->actor, id, cli->arena, &error, &now);
	return err == ERR_NONE ? request_show(cli, desk, &now) : cli_fail(&error);
}

/* The n of a step out of --value, in the words of its kind; false when it is none of them. */
static bool value_of(enum life_event event, const char *text, int *ret_n)
{
	enum channel channel;
	enum life_ending ending;
	char *end;
	*ret_n = 0;
	if (text == NULL) return true;
	switch (life_event_asks(event)) {
	case LIFE_ASKS_CHANNEL:
		if (!channel_parse(text, &channel)) return false;
		*ret_n = (int)channel;
		return true;
	case LIFE_ASKS_ENDING:
		if (!life_ending_parse(text, &ending)) return false;
		*ret_n = (int)ending;
		return true;
	case LIFE_ASKS_PROOF: /* follows from --manner */
	case LIFE_ASKS_NOTHING: return false;
	case LIFE_ASKS_PERIOD:
	case LIFE_ASKS_CONSULT:
	case LIFE_ASKS_SUMMARY:
	case LIFE_ASKS_RESULT: break;
	}
	long number = strtol(text, &end, 10);
	if (*text == '\0' || *end != '\0' || number < 0 || number > 100000) return false;
	*ret_n = (int)number;
	return true;
}

static int event(struct cli *cli, struct desk *desk, const struct actor *actor)
{
	const char *party = cli_value(cli, "party"), *note = cli_value(cli, "note");
	struct matter_event step = {.on = clock_today(&cli->clock),
				    .party = party == NULL ? "" : party,
				    .note = note == NULL ? "" : note};
	struct matter_case now;
	struct problems problems;
	struct error error;
	const char *warning = "";
	if (!life_event_find(cli->operands[2], &step.event))
		return cli_usage(cli, "there is no event \"%s\"", cli->operands[2]);
	if (!value_of(step.event, cli_value(cli, "value"), &step.n))
		return cli_usage(cli, "--value is nothing that \"%s\" asks", cli->operands[2]);
	int failed = cli_day(cli, "on", &step.on);
	if (failed != 0) return failed;
	if (step.event == LIFE_EVENT_SEARCH) return request_search(cli, desk, actor, step.on);
	problems_init(&problems, cli->arena);
	if (step.event == LIFE_EVENT_SERVE) return request_serve(cli, desk, actor, &step);
	if (request_service_option(cli) != NULL)
		return cli_usage(cli, "--%s belongs to \"serve\"", request_service_option(cli));
	enum err err = request_take(cli, desk, actor, &step, &problems, &error, &now, &warning);
	if (problems.count != 0) return request_refused(cli, &problems);
	return err == ERR_NONE ? request_taken(cli, &now, warning) : cli_fail(&error);
}

/* A letter is drafted, listed or fetched. */
static int letter(struct cli *cli, struct desk *desk, const struct actor *actor)
{
	struct matter_case now;
	struct error error;
	int64_t n = 0;
	enum err err = request_find(cli, desk, &error, &now);
	if (err != ERR_NONE) return cli_fail(&error);
	if (cli->n_operands == 2) return request_letters(cli, desk, actor, now.matter.id);
	if (cli->operands[2][0] >= '0' && cli->operands[2][0] <= '9')
		return request_letter_paper(cli, desk, actor, now.matter.id);
	enum life_ending ending = LIFE_ENDING_NONE;
	const char *value = cli_value(cli, "value");
	if (value != NULL && !life_ending_parse(value, &ending)) {
		int failed = cli_number(cli, "value", 1, 1000, &n);
		if (failed != 0) return failed;
	}
	return request_letter_draft(cli, desk, actor, now.matter.id, ending, (int)n);
}

static int run(struct cli *cli)
{
	static const struct cli_verb verbs[] = {
		{"new", 1, 1, true, add, NULL},
		{"list", 1, 1, false, request_list, NULL},
		{"show", 2, 2, false, show, NULL},
		{"adopt", 2, 2, true, adopt, NULL},
		{"event", 3, 3, true, NULL, event},
		{"letter", 2, 3, true, NULL, letter},
		{"signed", 2, 2, true, NULL, request_signed},
		{"strike", 3, 3, true, NULL, request_strike},
	};
	return cli_run_verb(cli, verbs, COUNT_OF(verbs));
}

#define FILING(name, label, where, most, choices, hint) #name ", "

const struct command_row cmd_request = {
	.name = "request",
	.operands = "VERB [NUMBER] [EVENT|LETTER|STEP]",
	.summary = "Enter, list and show requests, take their steps and strike them",
	.details =
		"new: enters what was handed in; prints its number and the query code, which is "
		"kept nowhere. list: those that are not archived, the most urgent first. show: "
		"one, "
		"with its steps, duties and what may be done today. adopt: takes an entry of the "
		"register into the flow. event: takes a step as --as; refused with the law's own "
		"sentence, exit 1; a reply's draft and its issue want the letter, and so do the "
		"steps "
		"that are a letter (ask-clarification, ask-reasons, delay, consult-…, extend-told, "
		"ask-fee, tell-third): written and sent with the step by --data, drafted before "
		"and named by --letter, or gone out on paper, with --number, --dated and --scan; "
		"by consult-… the requester is told at once. archive or archive-more --data writes "
		"the record of "
		"a request that was given up. `lianxin help "
		"--life` "
		"prints every event. letter NUMBER: the letters there are; letter NUMBER KIND: "
		"drafts "
		"one, filled with what the case knows and --data (an object of texts by field, see "
		"`lianxin letter`), for --value (the ending, or a period); letter NUMBER ID: the "
		"paper "
		"of an issued one. signed: the day the mail posted last was signed for, and by "
		"whom. strike NUMBER STEP: a step that was entered by mistake, by its number in "
		"show, with --note saying why; refused when what came after it does not hold "
		"without it.\n\n"
		"The fields of --data: " FILING_TABLE(
			FILING) "each optional but for the kind, "
				"the name, what is asked for, and one way to reach the "
				"requester.\n\n"
				"--value is, as the event asks: a number of working days, the "
				"place of the "
				"consultation (1 for the first), or the ending of a draft (given, "
				"part, absent…).\n\n"
				"serve: --on is the day handed over, posted, confirmed or "
				"published, as the manner has it; what it needs beside is refused "
				"with its name when it lacks: --who at the counter; --mail-number "
				"for ems and registered, with --signed and --who when known; --how "
				"online, with --where when there is one; --where and --how for "
				"email and fax; --where for notice, thirty days after it.",
	.run = run,
	.options = options,
	.uses_db = true,
	.uses_agency = true,
	.uses_key = true,
};
