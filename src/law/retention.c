/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "law/retention.h"

#include <string.h>

static const struct {
	const char *code, *label;
} GROUPS[RETENTION_GROUP__MAX] = {
#define GROUP(NAME, code, label) {code, label},
	RETENTION_GROUP_TABLE(GROUP)
#undef GROUP
};
static const struct {
	const char *code, *label, *what, *source;
} CLASSES[RETENTION_CLASS__MAX] = {
#define CLASS(NAME, code, label, what, source) {code, label, what, source},
	RETENTION_CLASS_TABLE(CLASS)
#undef CLASS
};
static const struct {
	const char *code, *sentence;
} WHYS[RETENTION_WHY__MAX] = {
#define WHY(NAME, code, sentence) {code, sentence},
	RETENTION_WHY_TABLE(WHY)
#undef WHY
};

const char *retention_group_code(enum retention_group group)
{
	BUG_IF(group >= RETENTION_GROUP__MAX);
	return GROUPS[group].code;
}

const char *retention_group_label(enum retention_group group)
{
	BUG_IF(group >= RETENTION_GROUP__MAX);
	return GROUPS[group].label;
}

const char *retention_class_code(enum retention_class class)
{
	BUG_IF(class >= RETENTION_CLASS__MAX);
	return CLASSES[class].code;
}

const char *retention_class_label(enum retention_class class)
{
	BUG_IF(class >= RETENTION_CLASS__MAX);
	return CLASSES[class].label;
}

const char *retention_class_what(enum retention_class class)
{
	BUG_IF(class >= RETENTION_CLASS__MAX);
	return CLASSES[class].what;
}

const char *retention_class_source(enum retention_class class)
{
	BUG_IF(class >= RETENTION_CLASS__MAX);
	return CLASSES[class].source;
}

bool retention_class_parse(const char *code, enum retention_class *ret_class)
{
	for (int i = 0; i < RETENTION_CLASS__MAX; i++) {
		if (strcmp(CLASSES[i].code, code) != 0) continue;
		*ret_class = (enum retention_class)i;
		return true;
	}
	return false;
}

const char *retention_why_code(enum retention_why why)
{
	BUG_IF(why >= RETENTION_WHY__MAX);
	return WHYS[why].code;
}

const char *retention_why_words(enum retention_why why)
{
	BUG_IF(why >= RETENTION_WHY__MAX);
	return WHYS[why].sentence;
}

enum retention_group retention_group_of(const struct retention_facts *facts)
{
	if (facts->is_void) return RETENTION_VOID;
	if (!facts->request) return facts->beside;
	bool dropped = facts->outcome == OUTCOME_F1 || facts->outcome == OUTCOME_F2 ||
		       facts->outcome == OUTCOME_F3;
	return dropped ? RETENTION_DROPPED : RETENTION_REPLIED;
}

struct retention_verdict retention_judge(const struct retention_facts *facts,
					 const struct retention_rules *rules,
					 enum retention_class class, int remedy_years, day today)
{
	enum { YEAR = 12 };
	int months = rules->months[retention_group_of(facts)][class];
	BUG_IF(remedy_years < 1 || months < 0 || months > RETENTION_MONTHS_MAX);
	struct retention_verdict verdict = {RETENTION_ARCHIVED, DAY_NONE};
	if (facts->state == LIFE_ARCHIVED) return verdict;
	verdict.why = RETENTION_REMEDY;
	if (facts->remedy_running) return verdict;
	verdict.why = RETENTION_OPEN;
	if (!facts->is_void && facts->state != LIFE_SERVED) return verdict;
	verdict.why = RETENTION_NO_RULE;
	if (months == 0) return verdict;
	day remedy = day_months_on(facts->ended, remedy_years * YEAR) + 1;
	day kept = day_months_on(facts->ended, months) + 1;
	verdict.from = remedy > kept ? remedy : kept;
	verdict.why = today < remedy ? RETENTION_REMEDY_PERIOD
		      : today < kept ? RETENTION_NOT_YET
				     : RETENTION_DUE;
	return verdict;
}
