/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "law/withheld.h"

#include <string.h>

static const struct withheld_facts FACTS[WITHHELD__MAX] = {
#define WITHHELD(name, code, words) {code, words},
	WITHHELD_TABLE(WITHHELD)
#undef WITHHELD
};

const struct withheld_facts *withheld_facts(enum withheld ground)
{
	BUG_IF((int)ground < 0 || ground >= WITHHELD__MAX);
	return &FACTS[ground];
}

bool withheld_parse(const char *code, enum withheld *ret_ground)
{
	for (int i = 0; i < WITHHELD__MAX; i++)
		if (strcmp(code, FACTS[i].code) == 0) {
			*ret_ground = (enum withheld)i;
			return true;
		}
	return false;
}
