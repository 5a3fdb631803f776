/* SPDX-License-Identifier: MulanPSL-2.0
 * Names of actions, objects and faults. */
#include <string.h>

#include "store/journal_inside.h"

struct action_facts {
	const char *code, *label;
	bool row;
};
static const struct action_facts actions[ACTION__MAX] = {
#define ACTION(NAME, code, label, row) {code, label, row},
	JOURNAL_ACTION_TABLE(ACTION)
#undef ACTION
};
struct object_facts {
	const char *code, *label;
};
static const struct object_facts objects[OBJECT__MAX] = {
#define OBJECT(NAME, code, label) {code, label},
	JOURNAL_OBJECT_TABLE(OBJECT)
#undef OBJECT
};
static const char *const faults[FAULT__MAX] = {"chain",	 "gap",		"tail",	       "entry",
					       "row",	 "row-missing", "row-unknown", "password",
					       "schema", "report"};

const char *journal_action_code(enum journal_action action)
{
	BUG_IF(action >= ACTION__MAX);
	return actions[action].code;
}

const char *journal_action_label(enum journal_action action)
{
	BUG_IF(action >= ACTION__MAX);
	return actions[action].label;
}

bool journal_action_row(enum journal_action action)
{
	BUG_IF(action >= ACTION__MAX);
	return actions[action].row;
}

bool journal_action_parse(const char *code, enum journal_action *ret_action)
{
	for (size_t i = 0; i < ACTION__MAX; i++) {
		if (strcmp(code, actions[i].code) != 0) continue;
		*ret_action = (enum journal_action)i;
		return true;
	}
	return false;
}

const char *journal_object_code(enum journal_object object)
{
	BUG_IF(object >= OBJECT__MAX);
	return objects[object].code;
}

const char *journal_object_label(enum journal_object object)
{
	BUG_IF(object >= OBJECT__MAX);
	return objects[object].label;
}

bool journal_object_parse(const char *code, enum journal_object *ret_object)
{
	for (size_t i = 0; i < OBJECT__MAX; i++) {
		if (strcmp(code, objects[i].code) != 0) continue;
		*ret_object = (enum journal_object)i;
		return true;
	}
	return false;
}

const char *journal_fault_code(enum journal_fault fault)
{
	BUG_IF(fault >= FAULT__MAX);
	return faults[fault];
}
