/* SPDX-License-Identifier: MulanPSL-2.0
 * The tables of the decision path, as arrays. */
#include "law/life_path.h"

#include <string.h>

static const char *const needs_missing[] = {
#define NEED(name, sentence) sentence,
	LIFE_NEED_TABLE(NEED)
#undef NEED
};

const char *life_need_missing(unsigned needs)
{
	for (size_t i = 0; i < COUNT_OF(needs_missing); i++)
		if ((needs & 1U << i) != 0) return needs_missing[i];
	return NULL;
}

static const struct life_ending_facts endings[] = {
#define ENDING(name, code, outcome, letter, needs, contains, judged, twice)                        \
	[LIFE_ENDING_##name] = {code, OUTCOME_##outcome, letter, needs, contains, judged, twice},
	LIFE_ENDING_TABLE(ENDING)
#undef ENDING
};

const struct life_ending_facts *life_ending_facts(enum life_ending ending)
{
	BUG_IF(ending == LIFE_ENDING_NONE || (size_t)ending >= COUNT_OF(endings));
	return &endings[ending];
}

bool life_ending_parse(const char *code, enum life_ending *ret_ending)
{
	for (size_t i = LIFE_ENDING_NONE + 1; i < COUNT_OF(endings); i++) {
		if (strcmp(endings[i].code, code) != 0) continue;
		*ret_ending = (enum life_ending)i;
		return true;
	}
	return false;
}

static const struct life_question_facts questions[] = {
#define ASK(name)                                                                                  \
	{                                                                                          \
		LIFE_ENDING_NONE, LIFE_QUESTION_##name                                             \
	}
#define END(name)                                                                                  \
	{                                                                                          \
		LIFE_ENDING_##name, LIFE_QUESTION__MAX                                             \
	}
#define QUESTION(name, stage, question, rule, yes, no)                                             \
	[LIFE_QUESTION_##name] = {stage, question, rule, yes, no},
	LIFE_QUESTION_TABLE(QUESTION, ASK, END)
#undef QUESTION
};

const struct life_question_facts *life_question_facts(enum life_question question)
{
	BUG_IF((size_t)question >= COUNT_OF(questions));
	return &questions[question];
}
