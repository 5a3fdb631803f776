/* SPDX-License-Identifier: MulanPSL-2.0
 * What was just done, said once on the page after the redirect. It travels in a short-lived cookie
 * that holds a code and a number, never a text, so that nobody can put words on a page. */
#ifndef LIANXIN_WEB_DESK_DESK_NOTICE_H
#define LIANXIN_WEB_DESK_DESK_NOTICE_H

#include "office/entry.h"

#define COOKIE_NOTICE "lianxin_notice"
enum { NOTICE_SECONDS = 60 };

/* clang-format off */
/* NOTICE(NAME, code, Chinese: # is the number, @ the register's name, ~ its measure word) */
#define NOTICE_TABLE(NOTICE)                                                                       \
	NOTICE(ADDED, "added", "已登记一~@")                                                         \
	NOTICE(ALREADY, "already", "这一~@刚才已经登记好了，没有重复登记")                           \
	NOTICE(CORRECTED, "corrected", "更正已保存")                                                 \
	NOTICE(STRUCK, "struck", "已作废，不再计入统计")                                             \
	NOTICE(IMPORTED, "imported", "已导入 # ~@")                                                  \
	NOTICE(IMPORTED_ALREADY, "imported-already", "这个文件刚才已经导入 # ~@，没有重复导入") \
	NOTICE(PASSWORD, "password", "新密码已生效")                                                 \
	NOTICE(DISABLED, "disabled", "账号已停用，已登录的已退出")                                   \
	NOTICE(ENABLED, "enabled", "账号已启用")                                                     \
	NOTICE(GRANTED, "granted", "角色已保存，本人下次登录时生效") \
	NOTICE(CONFIRMED, "confirmed", "链接已确认，现在可以用了")                                   \
	NOTICE(VOIDED, "voided", "链接已作废")                                                       \
	NOTICE(SIGNED_IN, "signed-in", "已登录")                                                     \
	NOTICE(BEGUN, "begun", "# 年度报告已开始编写")                                               \
	NOTICE(WRITTEN, "written", "文字已保存")                                                     \
	NOTICE(REDRAFTED, "redrafted", "已恢复按今天数字写成的草稿")                                 \
	NOTICE(ANSWERED, "answered", "原因已保存")                                                   \
	NOTICE(CARRIED, "carried", "结转更正已签名")                                                 \
	NOTICE(FROZEN, "frozen", "# 年度报告已定稿")                                                 \
	NOTICE(THAWED, "thawed", "# 年度报告已退回修改，签署已取消")                                 \
	NOTICE(SIGNED, "signed", "已签署")                                                           \
	NOTICE(PUBLISHED, "published", "# 年度报告已发布")                                           \
	NOTICE(REISSUED, "reissued", "# 年度报告新的一版已开始编写")                                 \
	NOTICE(DAY_ADDED, "day-added", "已加进日历")                                                 \
	NOTICE(DAY_REMOVED, "day-removed", "已从日历移除")                                           \
	NOTICE(CALENDAR, "calendar", "放假通知已导入，共 # 天")                                      \
	NOTICE(AGENCY, "agency", "单位资料已保存")                                                   \
	NOTICE(AGENCY_ADDED, "agency-added", "下级单位已新增")                                       \
	NOTICE(SETTING, "setting", "设置已保存")                                                     \
	NOTICE(STEPPED, "stepped", "这一步已登记，期限和待办已重新计算")                             \
	NOTICE(STRUCK_OUT, "struck-out", "已作废，仍留在经过里")                                     \
	NOTICE(CASE_SIGNED, "case-signed", "签收日期已保存，复议、诉讼的期限从它起算") \
	NOTICE(FILED, "filed", "材料已保存")                                                         \
	NOTICE(BOXES, "boxes", "这一页的框已保存") \
	NOTICE(BLACKOUT_ASKED, "blackout-asked", "已开始制作，做好后出现在这一件的材料里") \
	NOTICE(POST_SAVED, "post-saved", "岗位已保存") \
	NOTICE(ADOPTED, "adopted", "已转入办理，期限和待办已算好") \
	NOTICE(VIEW_KEPT, "view-kept", "视图已保存")                                                 \
	NOTICE(VIEW_DROPPED, "view-dropped", "视图已删掉")                                           \
	NOTICE(ASSIGNED, "assigned", "已交给新的岗位承办") \
	NOTICE(RETENTION_SCHEDULE, "retention-schedule", "保管期限表已登记")                         \
	NOTICE(RETENTION_PROPOSED, "retention-proposed", "清除清单已提出，等另一位确认")             \
	NOTICE(RETENTION_CONFIRMED, "retention-confirmed", "清除清单已确认，系统马上开始执行")       \
	NOTICE(RETENTION_DROPPED, "retention-dropped", "清除清单已撤回，什么都没有清除")             \
	NOTICE(WORDED, "worded", "文书的文本已保存，用于以后的文书") \
	NOTICE(LETTER_KEPT, "letter-kept", "文书草稿已保存") \
	NOTICE(LETTER_ISSUED, "letter-issued", "文书已编号印发") \
	NOTICE(DECIDED, "notice-decided", "已经记下，这条通知照此处理")                                \
	NOTICE(TESTED, "notice-tested", "试发的信已经放进待发的通知，过一会儿刷新本页看结果")          \
	NOTICE(REPLY_SUBMITTED, "reply-submitted", "答复稿已提交审查")
/* clang-format on */

enum notice_code {
	NOTICE_NONE = -1,
#define NOTICE(NAME, code, text) NOTICE_##NAME,
	NOTICE_TABLE(NOTICE)
#undef NOTICE
		NOTICE__MAX
};

struct notice {
	enum notice_code code;
	const struct register_facts *facts; /* NULL: of no register */
	int64_t number;			    /* an entry's id, or how many */
	const char *text;
};

/* The cookie's value, in the arena: "added.requests.12". register_name may be "". */
const char *notice_pack(enum notice_code code, const char *register_name, int64_t number,
			struct arena *arena);
/* code NOTICE_NONE for NULL or anything that notice_pack did not make. */
struct notice notice_unpack(const char *packed, struct arena *arena);

#endif
