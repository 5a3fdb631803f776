/* SPDX-License-Identifier: MulanPSL-2.0
 * The six kinds of requester (columns of the statutory table) and the six channels. */
#ifndef LIANXIN_LAW_REQUESTER_H
#define LIANXIN_LAW_REQUESTER_H

/* clang-format off */
#define REQUESTER_TABLE(KIND)                                                                      \
	KIND(NATURAL, "natural", "自然人")                                                           \
	KIND(BUSINESS, "business", "商业企业")                                                       \
	KIND(RESEARCH, "research", "科研机构")                                                       \
	KIND(SOCIAL, "social", "社会公益组织")                                                       \
	KIND(LEGAL, "legal", "法律服务机构")                                                         \
	KIND(OTHER, "other", "其他")
/* clang-format on */

enum requester_kind {
#define KIND(name, code, label) REQUESTER_##name,
	REQUESTER_TABLE(KIND)
#undef KIND
		REQUESTER__MAX
};

const char *requester_code(enum requester_kind kind);
const char *requester_label(enum requester_kind kind);
bool requester_parse(const char *code, enum requester_kind *ret_kind);

/* clang-format off */
/* CHANNEL(name, code, label, needs the agency's or both sides' confirmation (Art. 31)) */
#define CHANNEL_TABLE(CHANNEL)                                                                     \
	CHANNEL(COUNTER, "counter", "当面提交", false)                                               \
	CHANNEL(SIGNED_POST, "signed-post", "需签收的邮寄", false)                                   \
	CHANNEL(PLAIN_POST, "plain-post", "平常信函等无需签收的邮寄", true)                          \
	CHANNEL(ONLINE, "online", "互联网渠道", true)                                                \
	CHANNEL(EMAIL, "email", "电子邮件", true)                                                    \
	CHANNEL(FAX, "fax", "传真", true)
/* clang-format on */

enum channel {
#define CHANNEL(name, code, label, confirmed) CHANNEL_##name,
	CHANNEL_TABLE(CHANNEL)
#undef CHANNEL
		CHANNEL__MAX
};

const char *channel_code(enum channel channel);
const char *channel_label(enum channel channel);
bool channel_needs_confirmation(enum channel channel);
bool channel_parse(const char *code, enum channel *ret_channel);

#endif
