/* SPDX-License-Identifier: MulanPSL-2.0
 * What an office calls a matter and whoever handed it in, by its kind: one row each, for every
 * page, letter and notice that speaks of any of them. */
#ifndef LIANXIN_OFFICE_MATTER_WORDS_H
#define LIANXIN_OFFICE_MATTER_WORDS_H

#include "store/matter.h"

/* clang-format off */
/* WORDS(kind, what it is: “撤回这件…”, “…内容”, “收到…之日”; who handed it in) */
#define MATTER_WORDS_TABLE(WORDS)                                                                  \
	WORDS(REQUEST, "申请", "申请人")                                                           \
	WORDS(CORRECTION, "更正申请", "申请人")                                                    \
	WORDS(SUGGESTION, "建议", "建议人")                                                        \
	WORDS(COMPLAINT, "投诉举报", "投诉举报人")
/* clang-format on */

struct matter_words {
	const char *thing, *who;
};
const struct matter_words *matter_words(enum matter_kind kind);

#endif
