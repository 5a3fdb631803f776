/* SPDX-License-Identifier: MulanPSL-2.0
 * The journal: one entry per change, in the change's own transaction; salted digests; values apart
 * and erasable; batches chained by a sealer.
 *
 * An entry's digest is SM3(salt || content || note): content is the canonical JSON of the object
 * after the change (or the details of an event), note the canonical JSON string of the reason,
 * nothing when there is none. Salt, content and note stand in journal_value and may be erased; the
 * digest stays. A seal covers entries first..last: head = SM3(previous head || bytes of each
 * entry).
 *
 * Found by verify, offline: an entry or value edited, removed or slipped in below the last seal; a
 * value gone without an ERASE entry; a row that differs from its latest entry or has none; a seal
 * edited or removed in the middle; a tail cut while meta still tells of more. Not found from the
 * database alone: a tail cut together with its seals, the mark in meta and the rows it speaks of.
 * That is what the heads printed in published reports, backups and the output of `lianxin verify`
 * are for: each anchors all before.
 */
#ifndef LIANXIN_STORE_JOURNAL_H
#define LIANXIN_STORE_JOURNAL_H

#include "base/day.h"
#include "base/digest.h"
#include "store/store.h"

/* clang-format off */
/* ACTION(NAME, code, Chinese, does the entry hold the row as it stands after the change?) */
#define JOURNAL_ACTION_TABLE(ACTION)                                                               \
	ACTION(ADD, "add", "新增", true)                                                                   \
	ACTION(CORRECT, "correct", "更改", true)                                                           \
	ACTION(STRIKE, "strike", "作废", true)                                                             \
	ACTION(REMOVE, "remove", "移除", true)                                                             \
	ACTION(IMPORT, "import", "批量导入", false)                                                         \
	ACTION(OPEN, "open", "查阅", false)                                                                 \
	ACTION(EXPORT, "export", "导出", false)                                                             \
	ACTION(FREEZE, "freeze", "定稿", true)                                                             \
	ACTION(THAW, "thaw", "退回修改", true)                                                             \
	ACTION(SIGN, "sign", "签署", true)                                                                 \
	ACTION(PUBLISH, "publish", "发布", true)                                                           \
	ACTION(SIGN_IN, "sign-in", "登录", false)                                                           \
	ACTION(SIGN_IN_REFUSED, "sign-in-refused", "登录被拒", false)                                       \
	ACTION(SIGN_OUT, "sign-out", "退出", false)                                                         \
	ACTION(LOCK, "lock", "锁定账号", false)                                                             \
	ACTION(PASSWORD, "password", "更换密码", true)                                                     \
	ACTION(INVITE, "invite", "发放一次性链接", false)                                                   \
	ACTION(CONFIRM, "confirm", "确认一次性链接", false)                                                 \
	ACTION(VOID, "void", "作废一次性链接", false)                                                       \
	ACTION(DENIED, "denied", "越权被拒", false)                                                         \
	ACTION(ERASE, "erase", "抹除内容", false)                                                           \
	ACTION(MIGRATE, "migrate", "升级数据库", false)                                                     \
	ACTION(BACKUP, "backup", "备份", false)                                                             \
	ACTION(RESTORE, "restore", "恢复", false)                                                           \
	ACTION(VERIFY, "verify", "校验", false)                                                             \
	ACTION(COPY, "copy", "迁移数据库", false)                                                           \
	ACTION(REKEY, "rekey", "更换主密钥", false)                                                          \
	ACTION(INFECTED, "infected", "拒收带毒文件", false)                                                         \
	ACTION(NOTIFY, "notify", "通知申请人", false)
/* OBJECT(NAME, code = table, Chinese) */
#define JOURNAL_OBJECT_TABLE(OBJECT)                                                               \
	OBJECT(OFFICE, "office", "本系统")                                                           \
	OBJECT(RECORD, "record", "主动公开信息")                                                     \
	OBJECT(NORMATIVE, "normative", "规章和行政规范性文件")                                       \
	OBJECT(DECISION, "decision", "许可、处罚、强制和收费")                                       \
	OBJECT(REQUEST, "request", "政府信息公开申请")                                               \
	OBJECT(RECONSIDERATION, "reconsideration", "行政复议")                                       \
	OBJECT(LITIGATION, "litigation", "行政诉讼")                                                 \
	OBJECT(CORRECTION_REQUEST, "correction_request", "政府信息更正申请")                         \
	OBJECT(SUGGESTION, "suggestion", "主动公开建议")                                             \
	OBJECT(COMPLAINT, "complaint", "投诉举报")                                                   \
	OBJECT(RESPONSE, "response", "回应关切")                                                     \
	OBJECT(INTERPRETATION, "interpretation", "政策解读")                                         \
	OBJECT(FEE, "fee", "信息处理费")                                                             \
	OBJECT(CORRECTION, "correction", "更正")                                                     \
	OBJECT(AGENCY, "agency", "单位")                                                             \
	OBJECT(ACCOUNT, "account", "账号")                                                           \
	OBJECT(SETTING, "setting", "设置")                                                           \
	OBJECT(HOLIDAY, "holiday", "节假日")                                                         \
	OBJECT(REPORT, "report", "年度报告")                                                         \
	OBJECT(REPORT_SECTION, "report_section", "年度报告文字")                                     \
	OBJECT(REPORT_ANSWER, "report_answer", "核查问题说明")                                       \
	OBJECT(REPORT_SIGNATURE, "report_signature", "年度报告签署")                                 \
	OBJECT(REPORT_PAPER, "report_paper", "年度报告文件")                                         \
	OBJECT(MATTER, "matter", "申请事项")                                                         \
	OBJECT(MATTER_STEP, "matter_step", "办理步骤")                                               \
	OBJECT(POST, "post", "岗位")                                                                 \
	OBJECT(POST_HOLDER, "post_holder", "岗位人员")                                               \
	OBJECT(ASSIGNMENT, "assignment", "分派")                                                     \
	OBJECT(SEARCH_LOG, "search_log", "检索记录")                                                 \
	OBJECT(REMEDY, "remedy", "申请的复议诉讼")                                                   \
	OBJECT(ATTACHMENT, "attachment", "附件")                                                     \
	OBJECT(SERVICE, "service", "送达")                                                           \
	OBJECT(BLACKOUT, "blackout", "区分处理")                                                     \
	OBJECT(LETTER, "letter", "文书")                                                             \
	OBJECT(LETTER_FILE, "letter_file", "随答复提供的信息")                                         \
	OBJECT(LETTER_PAPER, "letter_paper", "文书文件")                                             \
	OBJECT(LETTER_TEMPLATE, "letter_template", "文书模板")                                         \
	OBJECT(RETENTION_SCHEDULE, "retention_schedule", "保管期限表")                                 \
	OBJECT(RETENTION_LIST, "retention_list", "清除清单")
/* clang-format on */

enum journal_action {
#define ACTION(NAME, code, label, row) ACTION_##NAME,
	JOURNAL_ACTION_TABLE(ACTION)
#undef ACTION
		ACTION__MAX
};
enum journal_object {
#define OBJECT(NAME, code, label) OBJECT_##NAME,
	JOURNAL_OBJECT_TABLE(OBJECT)
#undef OBJECT
		OBJECT__MAX
};
const char *journal_action_code(enum journal_action action);
const char *journal_action_label(enum journal_action action);
bool journal_action_parse(const char *code, enum journal_action *ret_action);
const char *journal_object_code(enum journal_object object);
const char *journal_object_label(enum journal_object object);
bool journal_object_parse(const char *code, enum journal_object *ret_object);

/* Appends an event that changes no row: a sign-in, a refusal, an opening, an export. Inside a
 * transaction. object_id and agency_id may be 0. note: what happened, or NULL. (Changes of rows are
 * journalled by the functions of store/ that make them.) */
enum err journal_event(struct store *store, enum journal_action action, enum journal_object object,
		       int64_t object_id, int64_t agency_id, const char *note,
		       const struct author *author, struct error *error) MUST_CHECK;

struct journal_entry {
	int64_t id, at;
	enum actor_kind actor;
	int64_t account_id;	  /* 0: no account */
	const char *account_name; /* sign-in name, "" without one */
	const char *from;
	enum journal_action action;
	enum journal_object object;
	int64_t object_id, agency_id;
	const char *algorithm; /* "SM3" */
	const char *digest;    /* hex */
	const char *content; /* canonical JSON after the change, "" for events; NULL when erased */
	const char *note;    /* reason or details, "" when none; NULL when erased */
	bool sealed;
};

/* All-zero: everything, newest first. Negative numbers in the enums' place cannot occur: the
 * has_* flags say which filters count. */
struct journal_filter {
	bool has_action, has_object, has_actor;
	enum journal_action action;
	enum journal_object object;
	enum actor_kind actor;
	int64_t object_id, account_id, agency_id; /* 0: any */
	int64_t from_at, to_at;			  /* moments, inclusive; 0: open */
	int64_t before; /* cursor: entries with a smaller id; 0: from the newest */
	size_t limit;	/* 0: 50, at most 500 */
};
struct journal_page {
	struct journal_entry *entries;
	size_t n;
	int64_t next; /* `before` of the next page; 0: this was the last */
};
/* Inside one call everything comes from one snapshot. */
enum err journal_list(struct store *store, const struct journal_filter *filter, struct arena *arena,
		      struct error *error, struct journal_page *ret_page) MUST_CHECK;
/* What was done to one object, oldest first. */
enum err journal_history(struct store *store, enum journal_object object, int64_t object_id,
			 struct arena *arena, struct error *error,
			 struct journal_entry **ret_entries, size_t *ret_n) MUST_CHECK;

/* The whole journal that the filter passes (cursor and limit ignored), oldest first, one JSON
 * object per line, handed to `write` piece by piece; a non-zero return of it stops and is handed
 * back. The rows' values are left out: they hold people's names, and the digests stand for them. */
typedef enum err journal_write(const char *bytes, size_t n, void *context, struct error *error);
enum err journal_export(struct store *store, const struct journal_filter *filter,
			journal_write *write, void *context, struct error *error) MUST_CHECK;

/* Chains all committed entries not sealed yet, in batches. Runs its own transactions; ERR_BUSY is
 * harmless: call again within a second. *ret_sealed: how many entries (NULL allowed). */
enum err journal_seal(struct store *store, struct error *error, int64_t *ret_sealed) MUST_CHECK;

struct journal_head {
	int64_t entry_id; /* last sealed entry; 0 when nothing is sealed */
	char algorithm[8];
	char head[DIGEST_HEX];
};
/* Call journal_seal first for a head that covers everything committed. */
enum err journal_head(struct store *store, struct error *error,
		      struct journal_head *ret_head) MUST_CHECK;

/* Erases salt, content and note of every entry of one object, keeping the digests; appends an ERASE
 * entry. The caller has made the row itself anonymous first. Inside a transaction. */
enum err journal_erase(struct store *store, enum journal_object object, int64_t object_id,
		       int64_t agency_id, const char *reason, const struct author *author,
		       struct error *error) MUST_CHECK;

enum journal_fault {
	FAULT_CHAIN,	   /* a seal does not follow from its entries and the seal before */
	FAULT_GAP,	   /* a sealed entry is missing, or one was slipped in */
	FAULT_TAIL,	   /* fewer entries than the database's own mark says */
	FAULT_ENTRY,	   /* an entry whose value does not give its digest, or is gone unerased */
	FAULT_ROW,	   /* a row that differs from its latest entry */
	FAULT_ROW_MISSING, /* an entry speaks of a row that is not there */
	FAULT_ROW_UNKNOWN, /* a row no entry speaks of */
	FAULT_PASSWORD,	   /* an account's password is not the one the journal saw being set */
	FAULT_SCHEMA,	   /* a table, view, index or trigger is not as the migrations make it */
	FAULT_REPORT,	   /* a published report's head is not the journal's head at that entry */
	FAULT__MAX
};
/* "chain", "gap", … */
const char *journal_fault_code(enum journal_fault fault);
struct journal_finding {
	enum journal_fault fault;
	const char *object; /* table, or "journal" */
	int64_t object_id;
	int64_t entry_id; /* journal entry, 0 when none */
	const char *text; /* one English sentence for the operator */
	struct journal_finding *next;
};
struct journal_verdict {
	struct journal_finding *first, *last;
	int64_t findings; /* all of them; the list keeps the first 1,000 */
	int64_t entries, seals, rows, reports;
	int64_t unsealed, erased;
	struct journal_head head;
};
/* Checks all of it on one snapshot, in constant memory apart from the findings. ERR_NONE also when
 * there are findings: look at the verdict. */
enum err journal_verify(struct store *store, struct arena *arena, struct error *error,
			struct journal_verdict *ret_verdict) MUST_CHECK;

#endif
