/* SPDX-License-Identifier: MulanPSL-2.0
 * The tables of what the requester is told, as arrays. */
#include "law/life_told.h"

static const struct life_told events[LIFE_EVENT__MAX] = {
#define TELL(name, words) [LIFE_EVENT_##name] = {true, words},
#define KEEP(name, why) [LIFE_EVENT_##name] = {false, why},
	LIFE_TOLD_TABLE(TELL, KEEP)
#undef TELL
#undef KEEP
};

static const char *const states[LIFE_STATE__MAX] = {
#define TOLD(name, words) [LIFE_##name] = words,
	LIFE_TOLD_STATE_TABLE(TOLD)
#undef TOLD
};

struct life_told life_told(enum life_event event)
{
	BUG_IF((size_t)event >= COUNT_OF(events));
	return events[event];
}

const char *life_told_state(enum life_state state)
{
	BUG_IF((size_t)state >= COUNT_OF(states));
	return states[state];
}
