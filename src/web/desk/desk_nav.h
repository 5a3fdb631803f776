/* SPDX-License-Identifier: MulanPSL-2.0
 * The desk's navigation: one row per place, shown to those who may see it. */
#ifndef LIANXIN_WEB_DESK_DESK_NAV_H
#define LIANXIN_WEB_DESK_DESK_NAV_H

#include "web/desk/desk.h"

/* clang-format off */
/* NAV(path, Chinese label, permission or ROUTE_SIGNED_IN, keeps the year, what an administrator
 * finds there (on his first page); "" for places of the office's daily work). Add a page's row when
 * its route is there. */
#define DESK_NAV_TABLE(NAV)                                                                        \
	NAV("/", "总览", PERMIT_OVERVIEW, true, "")                                                  \
	NAV("/cases", "申请办理", PERMIT_MATTER_READ, false, "")                                     \
	NAV("/beside", "更正建议投诉", PERMIT_MATTER_READ, false, "")                                \
	NAV("/notices", "通知", PERMIT_NOTICE_READ, false, "")                                       \
	NAV("/posts", "岗位", PERMIT_POST_WRITE, false, "申请由哪个岗位办，谁在岗，谁接替谁")        \
	NAV("/registers", "台账", PERMIT_ENTRY_READ, true, "")                                       \
	NAV("/figures", "统计", PERMIT_REPORT_READ, true, "")                                        \
	NAV("/report", "年度报告", PERMIT_REPORT_READ, true, "")                                     \
	NAV("/calendar", "工作日历", PERMIT_CALENDAR_READ, true, "工作日、节假日和答复期限的计算")   \
	NAV("/letter-templates", "文书模板", PERMIT_LETTER_TEMPLATE, false, "")                       \
	NAV("/retention", "保管和清除", PERMIT_RETENTION_READ, false, "保管期限表、清除清单，谁提出、谁确认")  \
	NAV("/journal", "审计日志", PERMIT_JOURNAL_READ, false, "谁在什么时候做了什么，校验和导出")  \
	NAV("/agencies", "单位", PERMIT_AGENCY_READ, false, "单位名称、联系方式、页脚和救济机关")    \
	NAV("/settings", "设置", PERMIT_SETTING_READ, false, "登录期限、核查提示的界限")             \
	NAV("/notices/test", "试发通知", PERMIT_SETTING_WRITE, false, "看邮件通知能不能发出")         \
	NAV("/jobs", "定时任务", PERMIT_JOB_READ, false, "系统自动办理的工作，有没有出错")            \
	NAV("/accounts", "账号", PERMIT_ACCOUNT_READ, false, "谁可以登录，各有什么角色")             \
	NAV("/account", "我的账号", ROUTE_SIGNED_IN, false, "修改密码，查看自己的角色")
/* clang-format on */

/* here: the path of the page, or one below the list it belongs to when its own does not say. Sets
 * the frame's navigation: what the actor may see, the present place marked, and below 台账 the
 * registers while one of them is open. */
void desk_nav_at(struct desk *desk, const char *here);

struct desk_area {
	const char *href, *label, *note;
};
/* The places with a note that the actor may see: the first page of who has no overview. */
size_t desk_nav_areas(const struct desk *desk, struct desk_area **ret_areas);

#endif
