/* SPDX-License-Identifier: MulanPSL-2.0
 * docs/life-of-a-request.md, printed out of the tables of law/life*.h. */
#include <string.h>

#include "cli/manual.h"
#include "law/life_duty.h"
#include "law/life_told.h"

static const char *const turns[] = {
	[LIFE_TURN_OFFICE] = "the office",
	[LIFE_TURN_REQUESTER] = "the requester",
	[LIFE_TURN_OTHERS] = "others",
	[LIFE_TURN_NOBODY] = "nobody",
};

/* The arrows that leave a state; an event that stays is told once, in the table of rows. */
static void print_arrows(FILE *out, enum life_state state)
{
	for (size_t i = 0; i < life_row_count(); i++) {
		const struct life_row *row = &life_rows[i];
		if ((row->from & 1U << state) == 0 || row->next == LIFE_STATE__MAX) continue;
		fprintf(out, "    ── %s ──▶ %s\n", life_event_label(row->event),
			life_state_label(row->next));
	}
}

static void print_states(FILE *out)
{
	fputs("\n## States\n\n| state | on the page | whose turn |\n|---|---|---|\n", out);
	for (int i = 0; i < LIFE_STATE__MAX; i++)
		fprintf(out, "| `%s` | %s | %s |\n", life_state_code((enum life_state)i),
			life_state_label((enum life_state)i),
			turns[life_state_turn((enum life_state)i)]);
	fputs("\n## The way through them\n\nOnly the steps that lead on; the others are in the "
	      "table of steps.\n\n```text\n",
	      out);
	for (int i = 0; i < LIFE_STATE__MAX; i++) {
		fprintf(out, "%s\n", life_state_label((enum life_state)i));
		print_arrows(out, (enum life_state)i);
	}
	fputs("```\n", out);
}

static void print_set(FILE *out, unsigned set, int count, const char *(*label)(int at))
{
	bool first = true;
	for (int at = 0; at < count; at++) {
		if ((set & 1U << at) == 0) continue;
		fprintf(out, "%s%s", first ? "" : "、", label(at));
		first = false;
	}
}

static void print_guards(FILE *out, life_guard_set guards)
{
	for (int at = 0; guards >> at != 0; at++)
		if ((guards >> at & 1) != 0) fputs(life_guard_words(at), out);
}

static void print_cautions(FILE *out, unsigned cautions)
{
	for (int at = 0; cautions >> at != 0; at++)
		if ((cautions >> at & 1) != 0) fputs(life_caution_words(at), out);
}

static const char *state_label(int at)
{
	return life_state_label((enum life_state)at);
}

static const char *letter_words(const char *letter)
{
	return strcmp(letter, "R") == 0 ? "the ending's" : letter;
}

static void print_rows(FILE *out)
{
	fputs("\n## Steps\n\nRows of one step and state are tried in this order: each is passed "
	      "over for "
	      "the first reason of its list that holds, and the reason of the last is what the "
	      "clerk reads. Whatever the step, its day may not lie before the step before.\n\n"
	      "| step | from | by | passed over, refused with | warned of | clock | leads to | "
	      "letter | article "
	      "|\n|---|---|---|---|---|---|---|---|---|\n",
	      out);
	for (size_t i = 0; i < life_row_count(); i++) {
		const struct life_row *row = &life_rows[i];
		fprintf(out, "| %s `%s` | ", life_event_label(row->event),
			life_event_code(row->event));
		print_set(out, row->from, LIFE_STATE__MAX, state_label);
		fputs(" | ", out);
		print_set(out, row->roles, LIFE_ROLE__MAX, life_role_label);
		fputs(" | ", out);
		print_guards(out, row->guards);
		fputs(" | ", out);
		print_cautions(out, row->cautions);
		fprintf(out, " | %s | %s | %s | %s |\n", life_effect_words(row->effect),
			row->next == LIFE_STATE__MAX ? "stays" : life_state_label(row->next),
			letter_words(row->letter), row->rule);
	}
}

static void print_consults(FILE *out)
{
	fputs("\n## Who is consulted, and what silence means\n\n| whom | working days | silence | "
	      "article |\n|---|---|---|---|\n",
	      out);
	for (int i = LIFE_CONSULT_THIRD; i <= LIFE_CONSULT_ORGAN; i++) {
		enum life_consult_kind kind = (enum life_consult_kind)i;
		fprintf(out, "| %s | %d | %s | %s |\n", life_consult_label(kind),
			life_consult_days(kind), life_consult_silence(kind),
			life_consult_rule(kind));
	}
}

static void print_duties(FILE *out)
{
	fputs("\n## Duties\n\n| duty | on the desk | whose |\n|---|---|---|\n", out);
	for (int i = 0; i < LIFE_DUTY__MAX; i++) {
		enum life_duty_kind kind = (enum life_duty_kind)i;
		fprintf(out, "| `%s` | %s | %s |\n", life_duty_code(kind), life_duty_label(kind),
			turns[life_duty_whose(kind)]);
	}
}

static void print_told(FILE *out)
{
	fputs("\n## What the requester is told\n\nThe steps the Regulation tells him; nothing else "
	      "of a case is shown to him.\n\n| step | on his page | why not |\n|---|---|---|\n",
	      out);
	for (int i = 0; i < LIFE_EVENT__MAX; i++) {
		enum life_event event = (enum life_event)i;
		struct life_told told = life_told(event);
		fprintf(out, "| %s | %s | %s |\n", life_event_label(event),
			told.told ? told.words : "", told.told ? "" : told.words);
	}
	fputs("\n| state | on his page |\n|---|---|\n", out);
	for (int i = 0; i < LIFE_STATE__MAX; i++)
		fprintf(out, "| %s | %s |\n", life_state_label((enum life_state)i),
			life_told_state((enum life_state)i));
}

/* "question 7", or "**petition**" at an end. */
static void print_turn(FILE *out, struct life_turn turn)
{
	if (turn.end == LIFE_ENDING_NONE)
		fprintf(out, "| question %d ", (int)turn.next + 1);
	else
		fprintf(out, "| **%s** ", life_ending_facts(turn.end)->code);
}

static void print_path(FILE *out)
{
	fputs("\n## The way to an outcome\n\n| | stage | question | yes | no | article |\n"
	      "|---|---|---|---|---|---|\n",
	      out);
	for (int i = 0; i < LIFE_QUESTION__MAX; i++) {
		const struct life_question_facts *facts =
			life_question_facts((enum life_question)i);
		fprintf(out, "| %d | %s | %s ", i + 1, facts->stage, facts->question);
		print_turn(out, facts->yes);
		print_turn(out, facts->no);
		fprintf(out, "| %s |\n", facts->rule);
	}
	fputs("\n## Endings\n\n| ending | outcome | letter | what the letter must contain | what "
	      "reviewers and courts look for | why twice |\n|---|---|---|---|---|---|\n",
	      out);
	for (int i = LIFE_ENDING_NONE + 1; i < LIFE_ENDING__MAX; i++) {
		const struct life_ending_facts *facts = life_ending_facts((enum life_ending)i);
		fprintf(out, "| **%s** | %s | %s | %s | %s | %s |\n", facts->code,
			outcome_facts(facts->outcome)->code, facts->letter, facts->contains,
			facts->judged, facts->twice);
	}
}

void manual_life(FILE *out)
{
	fputs("# The life of a request\n\n"
	      "Made by `lianxin help --life` out of the tables of `src/law/life*.h`; do not edit. "
	      "Articles as in [law-map.md](law-map.md); what the law leaves open is in "
	      "[readings-of-the-law.md](decisions/readings-of-the-law.md).\n",
	      out);
	print_states(out);
	print_rows(out);
	print_consults(out);
	print_duties(out);
	print_told(out);
	print_path(out);
}
