/* SPDX-License-Identifier: MulanPSL-2.0
 * The ids of articles (law/trace.h) as people cite them. */
#ifndef LIANXIN_LAW_RULE_H
#define LIANXIN_LAW_RULE_H

#include "base/common.h"

struct rule_words {
	char s[128];
};
/* "reg.33" → "《政府信息公开条例》第三十三条". "" for what is no article: a calendar, an id nobody
 * knows. */
struct rule_words rule_words(const char *rule);

#endif
