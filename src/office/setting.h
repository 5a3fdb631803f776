/* SPDX-License-Identifier: MulanPSL-2.0
 * The settings an office may change: one table with name, bounds, default and meaning. All are
 * whole numbers; a yes is 1. Kept in the database, so that every process agrees. */
#ifndef LIANXIN_OFFICE_SETTING_H
#define LIANXIN_OFFICE_SETTING_H

#include "office/office.h"

/* clang-format off */
/* SETTING(NAME, name, least, most, default, per agency, Chinese label, English for help) */
#define SETTING_TABLE(SETTING)                                                                     \
	SETTING(DEMO, "demo", 0, 1, 0, false, "演示数据库",                                            \
		"1 in a demonstration database; set by init --demo, never by hand")                 \
	SETTING(IDLE_MINUTES, "login.idle_minutes", 5, 480, 30, false, "登录闲置超时（分钟）",          \
		"minutes without a request after which a login ends")                               \
	SETTING(LOGIN_HOURS, "login.absolute_hours", 1, 24, 12, false, "登录最长时间（小时）",          \
		"hours after which a login ends in any case")                                       \
	SETTING(LOCK_FAILURES, "login.lock_failures", 3, 20, 5, false, "锁定前允许的密码错误次数",      \
		"wrong passwords in a row that lock an account")                                    \
	SETTING(LOCK_MINUTES, "login.lock_minutes", 5, 1440, 15, false, "锁定时间（分钟）",             \
		"minutes an account stays locked")                                                  \
	SETTING(LINK_HOURS, "login.link_hours", 1, 168, 24, false, "一次性链接有效时间（小时）",        \
		"hours a one-time link of set-up or reset is good for")                             \
	SETTING(PASSWORD_DAYS, "login.password_days", 0, 365, 180, false, "密码更换周期（天，0为不限）",\
		"days after which a password must be changed; 0: never")                            \
	SETTING(OVERVIEW_LENGTH, "report.overview_length", 500, 5000, 1000, true,                   \
		"总体情况建议字数", "characters of section one beyond which a finding is raised")   \
	SETTING(UPLOAD_UNSCANNED, "upload.unscanned", 0, 1, 0, false, "查毒服务停用时照收文件（1为照收并注明）", \
		"1: while the virus scanner does not answer, files are taken and marked; 0: refused") \
	SETTING(REPEAT_PERCENT, "report.repeat_percent", 10, 100, 50, true,                         \
		"与上年文字雷同的提示比例（%）",                                                    \
		"percent of text shared with last year's report beyond which a finding is raised")  \
	SETTING(RECEIPT_CONFIRMS, "request.receipt_confirms", 0, 1, 1, true,                        \
		"网上申请以系统回执为确认收到（1是，0由工作人员确认）",                               \
		"1: our receipt confirms an online request at once (Art. 31); 0: a clerk does")     \
	SETTING(CONFIRM_DAYS, "request.confirm_days", 1, 5, 1, true, "确认收到的期限（工作日）",        \
		"working days to confirm a request that must be confirmed")                         \
	SETTING(REGISTER_DAYS, "request.register_days", 1, 5, 1, true, "登记的期限（工作日）",          \
		"working days to register a request")                                               \
	SETTING(CLARIFY_DAYS, "request.clarify_days", 1, 60, 10, true, "通常给的补正期限（工作日）",    \
		"working days a requester usually gets for a clarification")                        \
	SETTING(REASONS_DAYS, "request.reasons_days", 1, 60, 10, true, "通常给的说明理由期限（工作日）", \
		"working days a requester usually gets to explain many requests")                   \
	SETTING(ASSIST_DAYS, "request.assist_days", 1, 20, 5, true, "科室协办期限（工作日）",           \
		"working days a section gets to answer")                                            \
	SETTING(ARCHIVE_DAYS, "request.archive_days", 1, 250, 20, true, "归档期限（工作日）",           \
		"working days after the reply within which a request is archived")                  \
	SETTING(CORRECTION_DAYS, "request.correction_days", 1, 60, 20, true,                        \
		"答复更正申请的期限（工作日）", "working days to answer a correction request (Art. 41)") \
	SETTING(SUGGESTION_DAYS, "request.suggestion_days", 1, 60, 20, true,                        \
		"答复公开建议的期限（工作日）",                                                       \
		"working days to answer a suggestion to publish (Art. 44)")                         \
	SETTING(PUBLISH_DAYS, "request.publish_days", 1, 60, 20, true,                              \
		"主动公开采纳的信息的期限（工作日，自答复之日起）",                                     \
		"working days after the answer to publish what was adopted (Art. 44)")              \
	SETTING(COMPLAINT_DAYS, "request.complaint_days", 1, 60, 30, true,                          \
		"答复投诉举报的期限（工作日）", "working days to answer a complaint (Art. 51)")          \
	SETTING(ACCOUNT_DAYS, "request.account_days", 1, 60, 10, true,                              \
		"通常给被投诉机关说明情况的期限（工作日）",                                             \
		"working days an organ complained of usually gets to account for itself")           \
	SETTING(REMAKE_DAYS, "request.remake_days", 1, 180, 20, true,                               \
		"重新答复的期限（决定没有写明时，日）",                                               \
		"calendar days to decide anew where the decision names none")                        \
	SETTING(COMPLAINT_AGENCY, "complaint.agency", 0, 1000000, 0, true,                          \
		"受理投诉举报的单位（单位编号，0为上级单位）",                                         \
		"id of the agency that handles complaints about this one (Art. 47, 51); 0: the one above it, never itself or one below it") \
	SETTING(REMEDY_YEARS, "retention.remedy_years", 1, 20, 5, true,                             \
		"办结以后还可能申请复议、提起诉讼的年数",                                              \
		"years after its end in which a remedy might still be sought; nothing goes before") \
	SETTING(APPLICATIONS_HOUR, "public.applications_per_hour", 1, 1000, 20, false,              \
		"同一地址每小时可以提交的申请（件）",                                                  \
		"applications one network address may send in an hour")                              \
	SETTING(RATING_LOT, "public.rating_lot", 5, 1000, 5, true, "满意度评价每满多少件汇总一次",      \
		"ratings that wait until so many can be shown in one sum")                          \
	SETTING(TRIES_HOUR, "public.tries_per_hour", 3, 100, 10, false,                             \
		"查询码、证件号码每小时可以输错的次数",                                                \
		"wrong query codes of one address, or wrong proofs for one matter, in an hour")     \
	SETTING(NOTICE_MAIL, "notice.mail", 0, 1, 0, false, "用电子邮件通知申请人（1开通）",            \
		"1: requesters who ask for it are told by mail; serve --notices says by which server") \
	SETTING(NOTICE_SMS, "notice.sms", 0, 1, 0, false, "用短信通知申请人（1开通）",                  \
		"1: requesters who ask for it are told by SMS, through the gateway of serve --notices") \
	SETTING(NOTICE_TRIES, "notice.tries", 1, 30, 16, false, "一条通知最多发送几次",                 \
		"how often a notice is tried before the desk is told; 16 take two days")            \
	SETTING(CODES_HOUR, "public.codes_per_hour", 1, 100, 5, false,                              \
		"同一地址、同一申请每小时可以索取的查询码、验证码",                                    \
		"how often in an hour one address, or one matter, may ask for a code by mail or SMS")
/* clang-format on */

enum setting {
#define SETTING(NAME, name, least, most, standard, agency, label, help) SETTING_##NAME,
	SETTING_TABLE(SETTING)
#undef SETTING
		SETTING__MAX
};

struct setting_facts {
	const char *name;
	int64_t least, most, standard;
	bool per_agency; /* an agency may have its own value */
	const char *label, *help;
};
const struct setting_facts *setting_facts(enum setting setting);
bool setting_parse(const char *name, enum setting *ret_setting);

/* The agency's value, else the office's, else the default; a stored value out of bounds counts as
 * the default. agency_id 0: the office's. */
enum err setting_number(struct office *office, int64_t agency_id, enum setting setting,
			struct error *error, int64_t *ret_value) MUST_CHECK;
/* The same for all of them at once. */
enum err setting_numbers(struct office *office, int64_t agency_id, struct error *error,
			 int64_t ret_values[SETTING__MAX]) MUST_CHECK;
/* ERR_USAGE out of bounds, for an agency where none may have its own, or when the agency complained
 * of or one below it should handle the complaints; needs SETTING_WRITE.
 * DEMO cannot be set: ERR_DENIED. */
enum err setting_change(struct office *office, const struct actor *actor, int64_t agency_id,
			enum setting setting, int64_t value, struct error *error) MUST_CHECK;

#endif
