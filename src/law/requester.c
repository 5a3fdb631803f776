/* SPDX-License-Identifier: MulanPSL-2.0
 * Facts of the requester's kinds and of the channels, out of their tables. */
#include "law/requester.h"

#include <string.h>

static const struct {
	const char *code, *label;
} kinds[] = {
#define KIND(name, code, label) [REQUESTER_##name] = {code, label},
	REQUESTER_TABLE(KIND)
#undef KIND
};

static const struct {
	const char *code, *label;
	bool confirmed;
} channels[] = {
#define CHANNEL(name, code, label, confirmed) [CHANNEL_##name] = {code, label, confirmed},
	CHANNEL_TABLE(CHANNEL)
#undef CHANNEL
};

const char *requester_code(enum requester_kind kind)
{
	BUG_IF((size_t)kind >= COUNT_OF(kinds));
	return kinds[kind].code;
}

const char *requester_label(enum requester_kind kind)
{
	BUG_IF((size_t)kind >= COUNT_OF(kinds));
	return kinds[kind].label;
}

bool requester_parse(const char *code, enum requester_kind *ret_kind)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		if (strcmp(kinds[i].code, code) != 0) continue;
		*ret_kind = (enum requester_kind)i;
		return true;
	}
	return false;
}

const char *channel_code(enum channel channel)
{
	BUG_IF((size_t)channel >= COUNT_OF(channels));
	return channels[channel].code;
}

const char *channel_label(enum channel channel)
{
	BUG_IF((size_t)channel >= COUNT_OF(channels));
	return channels[channel].label;
}

bool channel_needs_confirmation(enum channel channel)
{
	BUG_IF((size_t)channel >= COUNT_OF(channels));
	return channels[channel].confirmed;
}

bool channel_parse(const char *code, enum channel *ret_channel)
{
	for (size_t i = 0; i < COUNT_OF(channels); i++) {
		if (strcmp(channels[i].code, code) != 0) continue;
		*ret_channel = (enum channel)i;
		return true;
	}
	return false;
}
