/* SPDX-License-Identifier: MulanPSL-2.0
 * The registers whose entries have matters: which it is, and where in it stands what a request's
 * entry has under another name. */
#include <string.h>

#include "office/matter_inside.h"

/* clang-format off */
static const struct {
	enum register_id id;
	enum life_event arrives;
	bool named; /* Art. 29, 41: of a certain person */
} kinds[MATTER__MAX] = {
	[MATTER_REQUEST] = {REGISTER_REQUESTS, LIFE_EVENT_ARRIVE, true},
	[MATTER_CORRECTION] = {REGISTER_CORRECTIONS, LIFE_EVENT_CORRECT_ARRIVE, true},
	[MATTER_SUGGESTION] = {REGISTER_SUGGESTIONS, LIFE_EVENT_SUGGEST_ARRIVE, false},
	[MATTER_COMPLAINT] = {REGISTER_COMPLAINTS, LIFE_EVENT_COMPLAINT_ARRIVE, false},
};
/* By the column of a request; "" where the other register has none. */
static const char *const columns[][MATTER__MAX] = {
	{"number", "number", "number", "number"},
	{"received", "received", "received", "received"},
	{"channel", "channel", "", "channel"},
	{"requester_kind", "requester_kind", "", ""},
	{"requester_name", "name", "name", "name"},
	{"subject", "record", "subject", "subject"},
	{"outcome", "result", "result", "result"},
	{"replied", "replied", "answered", "answered"},
};
/* clang-format on */

enum register_id matter_register(enum matter_kind kind)
{
	BUG_IF(kind >= MATTER__MAX);
	return kinds[kind].id;
}

bool matter_of_register(enum register_id id, enum matter_kind *ret_kind)
{
	for (int kind = 0; kind < MATTER__MAX; kind++) {
		if (kinds[kind].id != id) continue;
		*ret_kind = (enum matter_kind)kind;
		return true;
	}
	return false;
}

enum life_event matter_arrival(enum matter_kind kind)
{
	BUG_IF(kind >= MATTER__MAX);
	return kinds[kind].arrives;
}

bool matter_named(enum matter_kind kind)
{
	BUG_IF(kind >= MATTER__MAX);
	return kinds[kind].named;
}

size_t matter_column(enum matter_kind kind, const char *of_request)
{
	const struct register_facts *facts = register_facts(matter_register(kind));
	for (size_t i = 0; i < COUNT_OF(columns); i++)
		if (strcmp(columns[i][MATTER_REQUEST], of_request) == 0)
			return register_column(facts, columns[i][kind]);
	BUG_IF(true);
}

const char *matter_value(const struct matter_case *matter_case, const char *of_request)
{
	enum matter_kind kind = matter_case->matter.kind;
	size_t at = matter_column(kind, of_request);
	return at < register_facts(matter_register(kind))->n_columns ? matter_case->entry.values[at]
								     : "";
}

bool matter_submits(enum life_event event)
{
	return event == LIFE_EVENT_DRAFT || life_event_asks(event) == LIFE_ASKS_RESULT;
}
