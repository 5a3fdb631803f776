/* SPDX-License-Identifier: MulanPSL-2.0
 * What a requester hands in: the fields of the application form (documents.md section 3), once, for
 * the public form, the desk's intake, the case page and the paper form. There is no field for a
 * purpose: the Regulation asks none (2019, the "three needs" are gone). */
#ifndef LIANXIN_OFFICE_FILING_H
#define LIANXIN_OFFICE_FILING_H

#include "base/error.h"
#include "base/problem.h"
#include "law/requester.h"

/* clang-format off */
/* Where an answer is kept: in the register's ENTRY, OPEN in the matter's form, or SEALED. */
/* FILING(name and key, label, where, most characters, choices or NULL, hint) */
#define FILING_TABLE(FILING)                                                                       \
	FILING(kind, "申请人类别", ENTRY, 0, filing_kinds, "")                                     \
	FILING(name, "姓名或者名称", ENTRY, 100, NULL, "与身份证明一致")                           \
	FILING(id_type, "证件名称", SEALED, 0, filing_id_types, "")                                \
	FILING(id_number, "证件号码", SEALED, 40, NULL, "只用于核对身份，加密保存")                \
	FILING(credit_code, "统一社会信用代码", SEALED, 18, NULL, "18位")                          \
	FILING(legal_person, "法定代表人", SEALED, 50, NULL, "")                                   \
	FILING(contact, "联系人", SEALED, 50, NULL, "")                                            \
	FILING(phone, "联系电话", SEALED, 40, NULL, "")                                            \
	FILING(email, "电子邮箱", SEALED, 100, NULL, "")                                           \
	FILING(address, "通信地址", SEALED, 200, NULL, "")                                         \
	FILING(postcode, "邮政编码", SEALED, 6, NULL, "6位数字")                                   \
	FILING(agent_name, "代理人姓名", SEALED, 50, NULL, "没有代理人的不填")                     \
	FILING(agent_id_number, "代理人证件号码", SEALED, 40, NULL, "")                            \
	FILING(agent_phone, "代理人电话", SEALED, 40, NULL, "")                                    \
	FILING(proof, "身份证明", OPEN, 0, filing_proofs, "")                                      \
	FILING(info_name, "所需政府信息的名称", OPEN, 200, NULL, "写明文件或者信息的名称")         \
	FILING(info_number, "文号", OPEN, 60, NULL, "知道文号的填写")                              \
	FILING(info_features, "其他特征描述", OPEN, 1000, NULL, "便于查找的时间、内容、形成单位等") \
	FILING(delivery, "获取方式", OPEN, 0, filing_deliveries, "")                               \
	FILING(medium, "载体形式", OPEN, 0, filing_mediums, "")                                    \
	FILING(notify, "办理进度通知", OPEN, 0, filing_notices, "")                                \
	FILING(help, "需要的帮助", OPEN, 200, NULL, "阅读、视听有困难的，请写明需要怎样的帮助")    \
	FILING(oral, "口头申请", OPEN, 0, filing_orals, "")                                        \
	FILING(mail_number, "邮件编号", OPEN, 60, NULL, "EMS或者挂号信的编号")
/* clang-format on */

enum filing_field {
#define FILING(name, label, where, most, choices, hint) FILING_##name,
	FILING_TABLE(FILING)
#undef FILING
		FILING__MAX
};
enum filing_where { FILING_IN_ENTRY, FILING_IN_OPEN, FILING_IN_SEALED };

struct filing_choice {
	const char *code, *label; /* the list ends with code NULL */
};
struct filing_facts {
	const char *name, *label;
	enum filing_where where;
	int most;			     /* characters; 0: a choice */
	const struct filing_choice *choices; /* NULL: free text */
	const char *hint;
};
const struct filing_facts *filing_facts(enum filing_field field);
bool filing_find(const char *name, enum filing_field *ret_field);
/* The label of a choice; the text itself where the field has none. */
const char *filing_shown(enum filing_field field, const char *value);

/* One text per field, "" when empty. */
struct filing {
	const char *values[FILING__MAX];
};
void filing_init(struct filing *filing);
/* Is it a good application? Adds a Chinese sentence per mistake, field = the field's name: missing,
 * too long, no choice, an identity number or credit code whose check digit is wrong, no way to
 * reach the requester, a delivery that lacks its address, an agent half named. online: the
 * requester fills it in himself, so that proof of identity is asked for. Pure. */
bool filing_check(const struct filing *filing, bool online, struct problems *problems);
/* The same of who it is and how to reach him alone, for what is no application. named: nobody is
 * left out; otherwise somebody without a name leaves nothing else of himself either. Pure. */
bool filing_check_person(const struct filing *filing, bool named, struct problems *problems);
/* Name, number and features as one text of at most 500 characters, for the register. */
const char *filing_subject(const struct filing *filing, struct arena *arena);
/* What says that two filings are one person's: the identity number, or the credit code, made
 * plain; "" when neither is known. */
const char *filing_identity(const struct filing *filing, struct arena *arena);

/* The fields of one place as a JSON object, without the empty ones; and back. A text that is no
 * such object gives back nothing: ERR_CONTENT. */
const char *filing_json(const struct filing *filing, enum filing_where where, struct arena *arena);
enum err filing_read(const char *json, size_t n, enum filing_where where, struct arena *arena,
		     struct error *error, struct filing *filing) MUST_CHECK;

#endif
