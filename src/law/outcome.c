/* SPDX-License-Identifier: MulanPSL-2.0
 * Facts of the outcomes, out of OUTCOME_TABLE. */
#include "law/outcome.h"

#include <string.h>

static const struct outcome_facts facts[] = {[OUTCOME_OPEN] = {"", "办理中", "", REMEDY_CHOICE},
#define OUTCOME(name, code, article, remedy, label)                                                \
	[OUTCOME_##name] = {code, label, article, remedy},
					     OUTCOME_TABLE(OUTCOME)
#undef OUTCOME
};

const struct outcome_facts *outcome_facts(enum outcome outcome)
{
	BUG_IF((size_t)outcome >= COUNT_OF(facts));
	return &facts[outcome];
}

bool outcome_parse(const char *code, enum outcome *ret_outcome)
{
	for (size_t i = 0; i < COUNT_OF(facts); i++) {
		if (strcmp(facts[i].code, code) != 0) continue;
		*ret_outcome = (enum outcome)i;
		return true;
	}
	return false;
}
