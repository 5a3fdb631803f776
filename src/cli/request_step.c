/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin request event`: a step with the letters it sends out. */
#include <stdlib.h>
#include <string.h>

#include "base/file_check.h"
#include "cli/request_out.h"
#include "cli/sent_file.h"
#include "office/matter_letter.h"

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

/* The letters that are written with the step, the first and what goes along with it. */
struct step_letters {
	enum letter kinds[MATTER_LETTER_KINDS];
	size_t n;
	bool written;			 /* something of them was given */
	bool paper[MATTER_LETTER_KINDS]; /* went out on paper */
	struct matter_letter letters[MATTER_LETTER_KINDS];
	struct matter_letter_sent sent[MATTER_LETTER_KINDS];
	struct matter_file scans[MATTER_LETTER_KINDS];
};

/* Of the first letter, and of the word to the requester that goes along with it. */
static const struct {
	const char *number, *dated, *scan;
} PAPER[] = {{"number", "dated", "scan"}, {"told-number", "told-dated", "told-scan"}};

static bool given(const struct cli *cli, size_t at)
{
	return cli_value(cli, PAPER[at].number) != NULL ||
	       cli_value(cli, PAPER[at].dated) != NULL || cli_value(cli, PAPER[at].scan) != NULL;
}

/* Do the options fit the step and each other? */
static enum err check_options(struct cli *cli, const struct matter_event *event,
			      struct step_letters *letters, struct error *error)
{
	const char *code = life_event_code(event->event);
	bool data = cli_value(cli, "data") != NULL;
	bool archives =
		event->event == LIFE_EVENT_ARCHIVE || event->event == LIFE_EVENT_ARCHIVE_MORE;
	letters->n = matter_letters_demanded(event->event, letters->kinds);
	bool sends = letters->n > 0 || (archives && !given(cli, 0));
	for (size_t i = 0; i < COUNT_OF(PAPER); i++) letters->paper[i] = given(cli, i);
	letters->written = data || letters->paper[0] || letters->paper[1];
	if (letters->written && !sends)
		return error_set(error, ERR_USAGE, NULL, "\"%s\" sends out no letter.", code);
	if (data && cli->n_many > 0)
		return error_set(error, ERR_USAGE, NULL,
				 "--data writes the letter, --letter names one: not both.");
	if (letters->paper[1] && (letters->n < 2 || !letters->paper[0]))
		return error_set(error, ERR_USAGE, NULL,
				 "--told-… is of what goes along with a letter on paper.");
	for (size_t i = 0; i < COUNT_OF(PAPER); i++)
		if (letters->paper[i] && (cli_value(cli, PAPER[i].number) == NULL ||
					  cli_value(cli, PAPER[i].scan) == NULL))
			return error_set(error, ERR_USAGE, NULL,
					 "A letter on paper has a --%s and a --%s.",
					 PAPER[i].number, PAPER[i].scan);
	return ERR_NONE;
}

static enum err read_paper(struct cli *cli, struct desk *desk, const struct actor *actor, size_t at,
			   day on, struct step_letters *letters, struct error *error)
{
	const char *dated = cli_value(cli, PAPER[at].dated);
	letters->sent[at] = (struct matter_letter_sent){cli_value(cli, PAPER[at].number), on,
							&letters->scans[at]};
	if (dated != NULL && !day_parse(dated, &letters->sent[at].day))
		return error_set(error, ERR_USAGE, NULL, "--%s is no day.", PAPER[at].dated);
	return cli_sent_file(cli, desk, actor, cli_value(cli, PAPER[at].scan), FILE_SET_PROOFS,
			     error, &letters->scans[at]);
}

/* A text of --data stands in every letter that has the field. */
static bool take_text(void *context, const char *key, const char *text)
{
	struct step_letters *letters = context;
	enum letter_field field;
	bool taken = false;
	for (size_t i = 0; i < letters->n; i++) {
		if (!letter_field_find(letters->kinds[i], key, &field)) continue;
		letters->letters[i].values[field] = text;
		taken = true;
	}
	return taken;
}

/* The letters as they go out; how many. Beside letters that were drafted only what is on paper. */
static enum err write_letters(struct cli *cli, struct desk *desk, const struct actor *actor,
			      const struct matter_case *now, const struct matter_event *event,
			      struct step_letters *letters, struct error *error,
			      struct matter_letter_out *ret_out, size_t *ret_n)
{
	enum err err = ERR_NONE;
	size_t n = 0;
	if (!letters->written) return ERR_NONE;
	if (letters->n == 0 && matter_letter_optional(now, event->event, &letters->kinds[0]))
		letters->n = 1;
	for (size_t i = 0; i < letters->n; i++)
		letters->letters[i] = matter_letter_of_step(letters->kinds[i], now, event);
	err = request_read_data(cli, take_text, letters, error);
	for (size_t i = 0; i < letters->n && err == ERR_NONE; i++) {
		struct matter_letter *letter = &letters->letters[i];
		if (cli->n_many > 0 && !letters->paper[i]) continue;
		if (letters->paper[i])
			err = read_paper(cli, desk, actor, i, event->on, letters, error);
		if (err == ERR_NONE)
			err = matter_letter_begin(&desk->office, actor, now->matter.id, cli->arena,
						  error, letter);
		ret_out[n++] = (struct matter_letter_out){
			.letter = letter, .sent = letters->paper[i] ? &letters->sent[i] : NULL};
	}
	*ret_n = n;
	return err;
}

enum err request_take(struct cli *cli, struct desk *desk, const struct actor *actor,
		      const struct matter_event *event, struct problems *problems,
		      struct error *error, struct matter_case *ret_case, const char **ret_warning)
{
	struct matter_letter_out out[MATTER_LETTERS_AT_ONCE] = {{0}};
	struct step_letters letters = {0};
	size_t n = 0;
	enum err err = check_options(cli, event, &letters, error);
	if (err == ERR_NONE && cli->n_many + letters.paper[0] + letters.paper[1] > COUNT_OF(out))
		err = error_set(error, ERR_USAGE, NULL, "At most %d letters go out by a step.",
				MATTER_LETTERS_AT_ONCE);
	if (err == ERR_NONE) err = request_find(cli, desk, error, ret_case);
	if (err == ERR_NONE)
		err = write_letters(cli, desk, actor, ret_case, event, &letters, error, out, &n);
	if (err != ERR_NONE) return err;
	int64_t id = ret_case->matter.id, version = ret_case->state.version;
	err = letters_seen(cli, desk, actor, id, error, out + n);
	n += cli->n_many;
	if (err == ERR_NONE && n == 0)
		err = matter_take(&desk->office, actor, id, version, event, NULL, NULL, cli->arena,
				  problems, error, ret_warning);
	else if (err == ERR_NONE)
		err = matter_take_sending(&desk->office, actor, id, version, event, out, n,
					  cli->arena, problems, error, ret_warning);
	return err != ERR_NONE ? err : request_find(cli, desk, error, ret_case);
}
