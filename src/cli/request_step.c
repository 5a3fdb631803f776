/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin request event`: a step with the letters it sends out. */
#include <stdlib.h>
#include <string.h>

#include "base/file_check.h"
#include "cli/file.h"
#include "cli/request_out.h"
#include "office/matter_letter.h"

enum { SCAN_MAX = 50 * 1024 * 1024 };

/* The drafted letters of --letter, as they are now. */
static enum err letters_seen(struct cli *cli, struct desk *desk, const struct actor *actor,
			     int64_t id, struct error *error, struct matter_letter_out *ret_out)
{
	struct matter_letter *letters = NULL;
	size_t n = 0;
	enum err err =
		matter_letter_list(&desk->office, actor, id, cli->arena, error, &letters, &n);
	for (size_t i = 0; i < cli->n_many && err == ERR_NONE; i++) {
		long long wanted = strtoll(cli->many[i], NULL, 10);
		ret_out[i] = (struct matter_letter_out){0};
		for (size_t k = 0; k < n; k++)
			if (letters[k].id == wanted)
				ret_out[i] = (struct matter_letter_out){
					.id = wanted, .version = letters[k].version};
		if (ret_out[i].id == 0)
			err = error_set(error, ERR_CONTENT,
					"`lianxin request letter NUMBER` lists them.",
					"The request has no letter %s.", cli->many[i]);
	}
	return err;
}

/* A letter on paper, in the arena. */
struct on_paper {
	struct matter_letter letter;
	struct matter_letter_sent sent;
	struct matter_file scan;
};

static enum err read_scan(struct cli *cli, const char *path, struct error *error,
			  struct matter_file *ret_scan)
{
	struct file_seen seen;
	struct buf bytes;
	buf_init(&bytes, SCAN_MAX);
	enum err err = cli_read_file(path, "A letter's scan is far smaller.", &bytes, error);
	const char *kept =
		err == ERR_NONE ? arena_text_n(cli->arena, buf_text(&bytes), bytes.n) : NULL;
	size_t n = bytes.n;
	buf_release(&bytes);
	if (err != ERR_NONE) return err;
	const char *wrong = file_check(kept, n, path, FILE_SET_PROOFS, cli->arena, &seen);
	if (wrong != NULL)
		return error_set(error, ERR_CONTENT, "--scan takes a PDF, a JPEG or a PNG.", "%s",
				 wrong);
	*ret_scan = (struct matter_file){.name = seen.name,
					 .media_type = file_kind_facts(seen.kind)->media_type,
					 .bytes = kept,
					 .n = n};
	return ERR_NONE;
}

/* --number, --dated and --scan: the step's first letter went out on paper. */
static enum err read_paper(struct cli *cli, const struct matter_event *event, struct error *error,
			   struct on_paper *paper)
{
	enum letter kinds[MATTER_LETTER_KINDS];
	const char *scan = cli_value(cli, "scan"), *dated = cli_value(cli, "dated");
	if (matter_letters_demanded(event->event, kinds) == 0)
		return error_set(error, ERR_USAGE, NULL, "\"%s\" sends out no letter.",
				 life_event_code(event->event));
	if (scan == NULL || cli_value(cli, "number") == NULL)
		return error_set(error, ERR_USAGE, NULL,
				 "A letter on paper has a --number and a --scan.");
	paper->letter = (struct matter_letter){.kind = kinds[0], .n = event->n};
	paper->sent =
		(struct matter_letter_sent){cli_value(cli, "number"), event->on, &paper->scan};
	if (dated != NULL && !day_parse(dated, &paper->sent.day))
		return error_set(error, ERR_USAGE, NULL, "--dated is no day.");
	return read_scan(cli, scan, error, &paper->scan);
}

enum err request_take(struct cli *cli, struct desk *desk, const struct actor *actor,
		      const struct matter_event *event, struct problems *problems,
		      struct error *error, struct matter_case *ret_case, const char **ret_warning)
{
	struct matter_letter_out out[MATTER_LETTERS_AT_ONCE] = {{0}};
	struct on_paper paper;
	bool on_paper = cli_value(cli, "number") != NULL || cli_value(cli, "scan") != NULL ||
			cli_value(cli, "dated") != NULL;
	size_t first = on_paper ? 1 : 0, n = first + cli->n_many;
	if (n > MATTER_LETTERS_AT_ONCE)
		return error_set(error, ERR_USAGE, NULL, "At most %d letters go out by a step.",
				 MATTER_LETTERS_AT_ONCE);
	enum err err = on_paper ? read_paper(cli, event, error, &paper) : ERR_NONE;
	if (err == ERR_NONE) err = request_find(cli, desk, error, ret_case);
	if (err != ERR_NONE) return err;
	int64_t id = ret_case->matter.id, version = ret_case->state.version;
	enum letter kinds[MATTER_LETTER_KINDS];
	if (on_paper && matter_letters_demanded(event->event, kinds) > 1)
		paper.letter.consult = (int)ret_case->life.n_consults + 1;
	if (on_paper)
		out[0] = (struct matter_letter_out){.letter = &paper.letter, .sent = &paper.sent};
	err = letters_seen(cli, desk, actor, id, error, out + first);
	if (err == ERR_NONE && n == 0)
		err = matter_take(&desk->office, actor, id, version, event, NULL, NULL, cli->arena,
				  problems, error, ret_warning);
	else if (err == ERR_NONE)
		err = matter_take_sending(&desk->office, actor, id, version, event, out, n,
					  cli->arena, problems, error, ret_warning);
	return err != ERR_NONE ? err : request_find(cli, desk, error, ret_case);
}
