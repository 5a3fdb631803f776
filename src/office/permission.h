/* SPDX-License-Identifier: MulanPSL-2.0
 * Who may do what: one table of permissions and roles (GB/T 22239: least privilege, 三员分立).
 * Pages use permission_may() to show or hide; every use case calls permission_check(), which also
 * journals the refusal. */
#ifndef LIANXIN_OFFICE_PERMISSION_H
#define LIANXIN_OFFICE_PERMISSION_H

#include "office/office.h"

/* Who holds a permission: the office roles' own bits, and these. */
enum {
	MAY_SYSTEM = 1 << 8,
	MAY_SECURITY = 1 << 9,
	MAY_AUDIT = 1 << 10,
	MAY_OPERATOR = 1 << 11,
	MAY_VISITOR = 1 << 12,
	MAY_DESK = ROLE__ALL,
	MAY_WRITE = ROLE_CLERK | ROLE_REVIEWER | ROLE_HEAD,
	MAY_SEE_PEOPLE = ROLE__ALL & ~ROLE_SUPERVISOR,
};

/* clang-format off */
/* PERMIT(NAME, code, Chinese, who) */
#define PERMISSION_TABLE(PERMIT)                                                                   \
	PERMIT(OVERVIEW, "overview", "查看年度总览和统计", MAY_DESK)                                     \
	PERMIT(ENTRY_READ, "entry-read", "查看台账", MAY_DESK)                                         \
	PERMIT(ENTRY_PERSONAL, "entry-personal", "查看台账中的个人信息", MAY_SEE_PEOPLE)                \
	PERMIT(ENTRY_ADD, "entry-add", "登记台账", MAY_WRITE)                                          \
	PERMIT(ENTRY_CORRECT, "entry-correct", "更正台账", MAY_WRITE)                                  \
	PERMIT(ENTRY_STRIKE, "entry-strike", "作废台账记录", MAY_WRITE)                                \
	PERMIT(ENTRY_IMPORT, "entry-import", "批量导入台账", MAY_WRITE | MAY_OPERATOR)                 \
	PERMIT(ENTRY_EXPORT, "entry-export", "导出台账", MAY_SEE_PEOPLE)                               \
	PERMIT(MATTER_READ, "matter-read", "查看申请办理情况", MAY_DESK | MAY_OPERATOR)                 \
	PERMIT(MATTER_PERSONAL, "matter-personal", "查看申请人的身份和联系方式", MAY_SEE_PEOPLE)        \
	PERMIT(MATTER_FILE, "matter-file", "登记收到的申请", ROLE_CLERK | MAY_OPERATOR | MAY_VISITOR)  \
	PERMIT(MATTER_STEP, "matter-step", "办理申请", MAY_SEE_PEOPLE | MAY_VISITOR)                   \
	PERMIT(MATTER_STRIKE, "matter-strike", "作废登记错的办理步骤", ROLE_CLERK | ROLE_HEAD)          \
	PERMIT(MATTER_ASSIGN, "matter-assign", "分派和移交申请", ROLE_CLERK | ROLE_HEAD)                \
	PERMIT(NOTICE_READ, "notice-read", "查看发给申请人的通知", MAY_SEE_PEOPLE | MAY_OPERATOR)       \
	PERMIT(NOTICE_WRITE, "notice-write", "重发或者放弃通知", ROLE_CLERK | ROLE_HEAD | MAY_OPERATOR) \
	PERMIT(POST_WRITE, "post-write", "维护岗位和在岗人员", ROLE_HEAD | MAY_SYSTEM)                  \
	PERMIT(LETTER_TEMPLATE, "letter-template", "修改文书模板", ROLE_REVIEWER | ROLE_HEAD)           \
	PERMIT(RETENTION_READ, "retention-read", "查看保管期限表和清除清单",                             \
		MAY_SEE_PEOPLE | MAY_AUDIT | MAY_OPERATOR)                                         \
	PERMIT(RETENTION_SCHEDULE, "retention-schedule", "登记经批准的保管期限表", ROLE_HEAD)          \
	PERMIT(RETENTION_PROPOSE, "retention-propose", "提出清除清单",                                 \
		ROLE_CLERK | ROLE_REVIEWER | ROLE_HEAD)                                            \
	PERMIT(RETENTION_CONFIRM, "retention-confirm", "确认清除清单", ROLE_APPROVER | ROLE_HEAD)      \
	PERMIT(RETENTION_RUN, "retention-run", "执行已经确认的清除清单",                               \
		ROLE_APPROVER | ROLE_HEAD | MAY_OPERATOR)                                          \
	PERMIT(REPORT_READ, "report-read", "查看年度报告", MAY_DESK | MAY_OPERATOR)                    \
	PERMIT(REPORT_WRITE, "report-write", "编写年度报告", MAY_WRITE)                                \
	PERMIT(REPORT_FREEZE, "report-freeze", "年度报告定稿或退回", MAY_WRITE)                        \
	PERMIT(REPORT_APPROVE, "report-approve", "签发年度报告", ROLE_APPROVER)                        \
	PERMIT(REPORT_HEAD, "report-head", "以负责人身份签署年度报告、结转更正", ROLE_HEAD)            \
	PERMIT(REPORT_PUBLISH, "report-publish", "发布年度报告", ROLE_APPROVER | ROLE_HEAD)            \
	PERMIT(REPORT_REISSUE, "report-reissue", "更正重发年度报告", ROLE_HEAD)                        \
	PERMIT(AGENCY_READ, "agency-read", "查看单位资料",                                             \
		MAY_DESK | MAY_SYSTEM | MAY_SECURITY | MAY_OPERATOR)                               \
	PERMIT(AGENCY_WRITE, "agency-write", "维护单位资料", MAY_SYSTEM | MAY_OPERATOR)                \
	PERMIT(CALENDAR_READ, "calendar-read", "查看日历", MAY_DESK | MAY_SYSTEM | MAY_OPERATOR)       \
	PERMIT(CALENDAR_WRITE, "calendar-write", "维护日历", ROLE_HEAD | MAY_SYSTEM | MAY_OPERATOR)    \
	PERMIT(SETTING_READ, "setting-read", "查看设置",                                               \
		MAY_SYSTEM | MAY_SECURITY | MAY_AUDIT | MAY_OPERATOR)                              \
	PERMIT(SETTING_WRITE, "setting-write", "修改设置", MAY_SECURITY | MAY_OPERATOR)                \
	PERMIT(ACCOUNT_READ, "account-read", "查看账号",                                               \
		MAY_SYSTEM | MAY_SECURITY | MAY_AUDIT | MAY_OPERATOR)                              \
	PERMIT(ACCOUNT_WRITE, "account-write", "建立、停用账号，重置密码", MAY_SYSTEM | MAY_OPERATOR)  \
	PERMIT(ROLE_GRANT, "role-grant", "授予角色", MAY_SECURITY | MAY_OPERATOR)                      \
	PERMIT(JOURNAL_READ, "journal-read", "查看审计日志", MAY_AUDIT)                                \
	PERMIT(JOURNAL_EXPORT, "journal-export", "导出审计日志", MAY_AUDIT)                            \
	PERMIT(JOURNAL_VERIFY, "journal-verify", "校验审计日志", MAY_AUDIT | MAY_OPERATOR)             \
	PERMIT(JOB_READ, "job-read", "查看定时任务", MAY_SYSTEM | MAY_OPERATOR)                         \
	PERMIT(MAINTAIN, "maintain", "升级、备份、恢复", MAY_OPERATOR)
/* clang-format on */

enum permission {
#define PERMIT(NAME, code, label, who) PERMIT_##NAME,
	PERMISSION_TABLE(PERMIT)
#undef PERMIT
		PERMIT__MAX
};

const char *permission_code(enum permission permission);
const char *permission_label(enum permission permission);
/* By role alone; says nothing about which agency. WHO_HOUSE may everything. */
bool permission_may(const struct actor *actor, enum permission permission);
/* By role, and that agency_id is the actor's agency or one below it (0: no agency is meant). A
 * refusal is journalled (DENIED) and answers ERR_DENIED with a Chinese sentence. Not inside a
 * transaction: it makes its own for the entry. */
enum err permission_check(struct office *office, const struct actor *actor,
			  enum permission permission, int64_t agency_id,
			  struct error *error) MUST_CHECK;
/* Is `agency_id` the agency `above` or below it in the tree? */
enum err agency_within(struct office *office, int64_t agency_id, int64_t above, struct error *error,
		       bool *ret_within) MUST_CHECK;

#endif
