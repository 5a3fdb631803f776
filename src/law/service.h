/* SPDX-License-Identifier: MulanPSL-2.0
 * How a reply is served (送达): the manners, what has to be kept of each, and the day that counts.
 * A posted reply counts by the day of posting, a handed one by the sign-off, an electronic one by
 * the confirmed receipt (regulation.md 10.2, 10.18); a public notice thirty days after it was
 * published (民事诉讼法第九十五条, the fallback of documents.md). */
#ifndef LIANXIN_LAW_SERVICE_H
#define LIANXIN_LAW_SERVICE_H

#include "law/life.h"

/* clang-format off */
/* MANNER(NAME, code, label, proof it gives, what must be said of it, what may be, what its day is) */
#define SERVICE_TABLE(MANNER)                                                                      \
	MANNER(COUNTER, "counter", "当面签收", SIGNED, SERVICE_WHO, 0, "签收日期")                   \
	MANNER(EMS, "ems", "邮政特快专递（EMS）", POSTED, SERVICE_NUMBER, SERVICE_SIGNED | SERVICE_WHO, "交寄日期") \
	MANNER(REGISTERED, "registered", "挂号信", POSTED, SERVICE_NUMBER, SERVICE_SIGNED | SERVICE_WHO, "交寄日期") \
	MANNER(ONLINE, "online", "网上平台（约定的电子送达）", CONFIRMED, SERVICE_HOW, SERVICE_WHERE, "对方确认收到的日期") \
	MANNER(EMAIL, "email", "电子邮件（约定的电子送达）", CONFIRMED, SERVICE_WHERE | SERVICE_HOW, 0, "对方确认收到的日期") \
	MANNER(FAX, "fax", "传真（约定的电子送达）", CONFIRMED, SERVICE_WHERE | SERVICE_HOW, 0, "传真报告单的日期") \
	MANNER(NOTICE, "notice", "公告送达", NOTICED, SERVICE_WHERE, 0, "刊登公告的日期")
/* FACT(NAME, form's field, label, what is said when it is missing) */
#define SERVICE_FACT_TABLE(FACT)                                                                   \
	FACT(NUMBER, "mail_number", "邮件编号", "请填写EMS或者挂号信的邮件编号。")                   \
	FACT(SIGNED, "signed", "对方签收日期", "")                                                  \
	FACT(WHO, "who", "签收人", "请写明由谁签收。")                                               \
	FACT(WHERE, "where", "送到哪里", "请写明送到哪里：邮箱、传真号，公告的写刊登在哪里。")       \
	FACT(HOW, "how", "怎样确认", "请写明怎样确认对方收到：回复邮件、传真报告单、平台阅读记录。")
/* clang-format on */

enum service_manner {
#define MANNER(NAME, code, label, proof, needs, may, day) SERVICE_BY_##NAME,
	SERVICE_TABLE(MANNER)
#undef MANNER
		SERVICE_BY__MAX
};
enum {
#define FACT(NAME, field, label, missing) SERVICE_AT_##NAME,
	SERVICE_FACT_TABLE(FACT)
#undef FACT
		SERVICE_FACT__MAX
};
enum {
#define FACT(NAME, field, label, missing) SERVICE_##NAME = 1 << SERVICE_AT_##NAME,
	SERVICE_FACT_TABLE(FACT)
#undef FACT
};
enum { SERVICE_NOTICE_DAYS = 30 };

struct service_facts {
	const char *code, *label;
	enum life_proof proof;
	unsigned needs, may; /* SERVICE_… */
	const char *day;     /* what the day typed is */
};
struct service_fact {
	const char *field, *label, *missing;
};
const struct service_facts *service_facts(enum service_manner manner);
const struct service_fact *service_fact(int at);
bool service_parse(const char *code, enum service_manner *ret_manner);
/* The day the reply counts as given, of the day that was typed. */
day service_day(enum service_manner manner, day typed);
/* The day it was received, from which the periods for remedies run: mail when it was signed for,
 * whatever else when it was served. DAY_NONE: mail whose signature is not known (signed_on
 * DAY_NONE). */
day service_known(enum service_manner manner, day typed, day signed_on);

#endif
