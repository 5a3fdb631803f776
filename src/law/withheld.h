/* SPDX-License-Identifier: MulanPSL-2.0
 * Why a part of a document is not given when the rest is (Art. 37): the grounds of Art. 14–16 by
 * the codes of the outcomes they would have alone (law/outcome.h has their articles), and what is
 * no information at all (Art. 37, 2). */
#ifndef LIANXIN_LAW_WITHHELD_H
#define LIANXIN_LAW_WITHHELD_H

/* clang-format off */
/* WITHHELD(name, code as in letters and forms, few words for a blacked-out place) */
#define WITHHELD_TABLE(WITHHELD)                                                                   \
	WITHHELD(SECRET, "c1", "国家秘密")                                                \
	WITHHELD(FORBIDDEN, "c2", "法律法规禁止公开")                                     \
	WITHHELD(SECURITY, "c3", "危及安全稳定")                                          \
	WITHHELD(THIRD_PARTY, "c4", "商业秘密或个人隐私")                                 \
	WITHHELD(INTERNAL, "c5", "内部事务信息")                                    \
	WITHHELD(PROCESS, "c6", "过程性信息")                                       \
	WITHHELD(CASE_FILE, "c7", "行政执法案卷")                                   \
	WITHHELD(NO_INFORMATION, "not-information", "不属于政府信息")
/* clang-format on */

enum withheld {
#define WITHHELD(name, code, words) WITHHELD_##name,
	WITHHELD_TABLE(WITHHELD)
#undef WITHHELD
		WITHHELD__MAX
};

struct withheld_facts {
	const char *code, *words;
};

const struct withheld_facts *withheld_facts(enum withheld ground);
bool withheld_parse(const char *code, enum withheld *ret_ground);

#endif
