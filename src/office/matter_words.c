/* SPDX-License-Identifier: MulanPSL-2.0
 * The table of words as an array. */
#include "office/matter_words.h"

static const struct matter_words words[MATTER__MAX] = {
#define WORDS(kind, thing, who) [MATTER_##kind] = {thing, who},
	MATTER_WORDS_TABLE(WORDS)
#undef WORDS
};

const struct matter_words *matter_words(enum matter_kind kind)
{
	BUG_IF(kind >= MATTER__MAX);
	return &words[kind];
}
