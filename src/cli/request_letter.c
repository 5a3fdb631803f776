/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin request letter`: the letters of a request, drafted, listed, fetched. */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cli/file.h"
#include "cli/request_out.h"
#include "office/matter_given.h"
#include "office/matter_letter.h"
#include "office/matter_side.h"

enum { DATA_MAX = 1024 * 1024 };

int request_letters(struct cli *cli, struct desk *desk, const struct actor *actor, int64_t id)
{
	struct matter_letter *letters = NULL;
	struct error error;
	size_t n = 0;
	if (matter_letter_list(&desk->office, actor, id, cli->arena, &error, &letters, &n) !=
	    ERR_NONE)
		return cli_fail(&error);
	json_t *list = json_array();
	for (size_t i = 0; i < n; i++) {
		const struct matter_letter *letter = &letters[i];
		const char *code = letter_facts(letter->kind)->code;
		const char *on =
			letter->issued ? arena_text(cli->arena, day_text(letter->day).s) : "";
		json_array_append_new(
			list, json_pack("{sI,ss,sb,sb,ss,ss}", "id", (json_int_t)letter->id, "kind",
					code, "issued", letter->issued, "struck", letter->struck,
					"number", letter->number, "day", on));
		if (!cli->json)
			printf("%" PRId64 "  %-4s %s %s%s\n", letter->id, code,
			       letter->issued ? letter->number : "草稿", on,
			       letter->struck ? "（已作废）" : "");
	}
	if (cli->json) return cli_print_json(json_pack("{so}", "letters", list));
	json_decref(list);
	return 0;
}

enum err request_read_data(struct cli *cli, request_take_text *take, void *context,
			   struct error *error)
{
	const char *path = cli_value(cli, "data"), *key;
	struct buf bytes;
	json_t *value;
	if (path == NULL) return ERR_NONE;
	buf_init(&bytes, DATA_MAX);
	enum err err = cli_read_file(path, "A letter is far smaller.", &bytes, error);
	json_t *data = err == ERR_NONE ? json_loadb(buf_text(&bytes), bytes.n, 0, NULL) : NULL;
	buf_release(&bytes);
	if (err == ERR_NONE && !json_is_object(data))
		err = error_set(error, ERR_CONTENT, "It is one JSON object of texts.",
				"%s is no JSON object.", path);
	json_object_foreach(data, key, value)
	{
		if (err != ERR_NONE) break;
		if (!json_is_string(value) ||
		    !take(context, key, arena_text(cli->arena, json_string_value(value))))
			err = error_set(error, ERR_CONTENT, NULL,
					"%s: \"%s\" is no field with a text.", path, key);
	}
	json_decref(data);
	return err;
}

static bool take_letter(void *context, const char *key, const char *text)
{
	struct matter_letter *letter = context;
	enum letter_field field;
	if (!letter_field_find(letter->kind, key, &field)) return false;
	letter->values[field] = text;
	return true;
}

static bool take_search(void *context, const char *key, const char *text)
{
	struct search *search = context;
	const struct {
		const char *key, **text;
	} fields[] = {{"searcher", &search->searcher},
		      {"place", &search->place},
		      {"words", &search->words},
		      {"found", &search->found}};
	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		if (strcmp(fields[i].key, key) != 0) continue;
		*fields[i].text = text;
		return true;
	}
	return false;
}

int request_search(struct cli *cli, struct desk *desk, const struct actor *actor, day on)
{
	struct search search = {.day = on, .searcher = "", .place = "", .words = "", .found = ""};
	struct matter_case now;
	struct problems problems;
	struct error error;
	problems_init(&problems, cli->arena);
	enum err err = request_read_data(cli, take_search, &search, &error);
	if (err == ERR_NONE) err = request_find(cli, desk, &error, &now);
	if (err == ERR_NONE)
		err = matter_search(&desk->office, actor, now.matter.id, now.state.version, &search,
				    NULL, 0, cli->arena, &problems, &error);
	if (problems.count != 0) return request_refused(cli, &problems);
	if (err == ERR_NONE) err = request_find(cli, desk, &error, &now);
	return err == ERR_NONE ? request_taken(cli, &now, "") : cli_fail(&error);
}

/* The files of --give, "3,7" or "none". False: it is neither. */
static bool read_files(struct cli *cli, struct matter_letter *letter)
{
	const char *text = cli_value(cli, "give");
	if (text == NULL) return true;
	int64_t *ids = arena_array(cli->arena, strlen(text) + 1, sizeof *ids);
	letter->gives = true;
	letter->given = ids;
	if (strcmp(text, "none") == 0) return true;
	for (const char *at = text;; at++) {
		char *end;
		ids[letter->n_given] = strtoll(at, &end, 10);
		if (*at < '0' || *at > '9' || (*end != ',' && *end != '\0')) return false;
		letter->n_given++;
		at = end;
		if (*at == '\0') return true;
	}
}

/* Each file named is one that this letter may give. */
static enum err check_files(struct cli *cli, struct desk *desk, const struct actor *actor,
			    const struct matter_letter *letter, struct error *error)
{
	struct matter_case now;
	struct matter_given given;
	enum err err = request_find(cli, desk, error, &now);
	if (err == ERR_NONE)
		err = matter_given(&desk->office, actor, &now, letter, cli->arena, error, &given);
	for (size_t i = 0; i < letter->n_given && err == ERR_NONE; i++) {
		bool known = false;
		for (size_t k = 0; k < given.n; k++)
			known = known || given.rows[k].file->id == letter->given[i];
		if (!known)
			err = error_set(error, ERR_CONTENT,
					"`lianxin request show NUMBER --json` lists its files.",
					"File %" PRId64 " cannot go with this letter.",
					letter->given[i]);
	}
	return err;
}

int request_letter_draft(struct cli *cli, struct desk *desk, const struct actor *actor, int64_t id,
			 enum life_ending ending, int n)
{
	struct matter_letter letter = {.ending = ending, .n = n};
	struct problems problems;
	struct error error;
	struct doc *doc = NULL;
	if (!letter_parse(cli->operands[2], &letter.kind))
		return cli_usage(cli, "there is no letter \"%s\"", cli->operands[2]);
	for (size_t i = 0; i < FIELD__MAX; i++) letter.values[i] = "";
	problems_init(&problems, cli->arena);
	if (!read_files(cli, &letter))
		return cli_usage(cli, "--give takes ids with commas between, or none");
	enum err err = request_read_data(cli, take_letter, &letter, &error);
	if (err == ERR_NONE) err = check_files(cli, desk, actor, &letter, &error);
	if (err != ERR_NONE) return cli_fail(&error);
	err = matter_letter_begin(&desk->office, actor, id, cli->arena, &error, &letter);
	if (err == ERR_NONE)
		err = matter_letter_check(&desk->office, actor, id, &letter,
					  clock_today(&cli->clock), cli->arena, &problems, &error,
					  &doc);
	if (err == ERR_CONTENT || (err == ERR_NONE && problems.count != 0))
		return request_refused(cli, &problems);
	if (err == ERR_NONE)
		err = matter_letter_save(&desk->office, actor, id, &letter, cli->arena, &error);
	if (err != ERR_NONE) return cli_fail(&error);
	if (cli->json)
		return cli_print_json(json_pack("{sI,ss}", "id", (json_int_t)letter.id, "kind",
						letter_facts(letter.kind)->code));
	printf("%" PRId64 "  %s\n", letter.id, letter_facts(letter.kind)->noun);
	return 0;
}

int request_letter_paper(struct cli *cli, struct desk *desk, const struct actor *actor, int64_t id)
{
	const char *code = cli_value(cli, "format"), *out = cli_value(cli, "out");
	bool scan = code != NULL && strcmp(code, "scan") == 0;
	long long letter = strtoll(cli->operands[2], NULL, 10);
	struct error error;
	const char *media_type;
	struct blob bytes;
	if (code == NULL) code = "pdf";
	if (!scan && paper_format_find(code) == NULL)
		return cli_usage(cli, "there is no format \"%s\"", code);
	if (cli->json && out == NULL) return cli_usage(cli, "--json wants --out for the paper");
	enum err err = matter_letter_paper(&desk->office, actor, id, letter, code, cli->arena,
					   &error, &media_type, &bytes);
	return err == ERR_NONE ? cli_hand_out(cli, code, bytes.bytes, bytes.n) : cli_fail(&error);
}
