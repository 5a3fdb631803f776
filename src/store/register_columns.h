/* SPDX-License-Identifier: MulanPSL-2.0
 * The columns of each register, once: CSV headers, forms, checks and SQL all come from these rows.
 * For store/ alone; others read struct column (register.h). COLUMN(parameter number in the writing
 * statements, name in CSV, form and table, Chinese label, type, required, personal data, a day that
 * may lie ahead, longest text, choices, fallback, hint) */
#ifndef LIANXIN_STORE_REGISTER_COLUMNS_H
#define LIANXIN_STORE_REGISTER_COLUMNS_H

/* clang-format off */
#define RECORDS_COLUMNS(COLUMN)                                                                    \
	COLUMN(4, title, "标题", TEXT, true, false, false, 300, NULL, NULL, "")                             \
	COLUMN(5, kind, "文种", TEXT, true, false, false, 20, record_kinds, NULL, "例如：通知、报告、请示")     \
	COLUMN(6, topic, "主题", TEXT, false, false, false, 60, record_topics, NULL, "例如：乡村振兴")        \
	COLUMN(7, key_area, "重点领域", CHOICE, false, false, false, 0, key_areas, NULL, "不属于重点领域的留空") \
	COLUMN(8, formed, "形成日期", DAY, false, false, false, 0, NULL, NULL, "信息制作或获取的日期")          \
	COLUMN(9, published, "公开日期", DAY, true, false, false, 0, NULL, NULL, "")                        \
	COLUMN(10, published_via, "公开渠道", TEXT, false, false, false, 60, ways, NULL, "同一信息从多个渠道公开的，只登记一次") \
	COLUMN(11, document_number, "文号", TEXT, false, false, false, 60, NULL, NULL, "例如：古政〔2024〕12号") \
	COLUMN(12, url, "网址", TEXT, false, false, false, 500, NULL, NULL, "http:// 或 https:// 开头")

#define NORMATIVE_COLUMNS(COLUMN)                                                                  \
	COLUMN(4, title, "标题", TEXT, true, false, false, 300, NULL, NULL, "")                             \
	COLUMN(5, document_number, "文号", TEXT, false, false, false, 60, NULL, NULL, "例如：古政规〔2024〕1号") \
	COLUMN(6, level, "类别", CHOICE, true, false, false, 0, normative_levels, NULL, "经统一登记、统一编号、统一印发的才是行政规范性文件") \
	COLUMN(7, made, "制发日期", DAY, true, false, false, 0, NULL, NULL, "")                             \
	COLUMN(8, repealed, "废止或失效日期", DAY, false, false, true, 0, NULL, NULL, "现行有效的留空；到期失效的填失效日期") \
	COLUMN(9, url, "网址", TEXT, false, false, false, 500, NULL, NULL, "http:// 或 https:// 开头")

#define DECISIONS_COLUMNS(COLUMN)                                                                  \
	COLUMN(4, first_day, "起始日期", DAY, true, false, false, 0, NULL, NULL, "这一批决定的第一天")          \
	COLUMN(5, last_day, "截止日期", DAY, true, false, true, 0, NULL, NULL, "这一批决定的最后一天，与起始日期在同一年") \
	COLUMN(6, source, "数据来源", TEXT, true, false, false, 200, NULL, NULL, "例如：行政执法平台统计")      \
	COLUMN(7, quantity, "处理决定数量", COUNT, true, false, false, 0, NULL, NULL, "包括已公开和依法未公开的全部决定") \
	COLUMN(8, note, "备注", TEXT, false, false, false, 300, NULL, NULL, "")

#define CHARGES_COLUMNS(COLUMN)                                                                    \
	COLUMN(4, first_day, "起始日期", DAY, true, false, false, 0, NULL, NULL, "这一批收费的第一天")          \
	COLUMN(5, last_day, "截止日期", DAY, true, false, true, 0, NULL, NULL, "这一批收费的最后一天，与起始日期在同一年") \
	COLUMN(6, source, "数据来源", TEXT, true, false, false, 200, NULL, NULL, "例如：非税收入收缴系统统计")  \
	COLUMN(7, amount, "收费金额（元）", YUAN, true, false, false, 0, NULL, NULL, "以元为单位，最多两位小数")  \
	COLUMN(8, note, "备注", TEXT, false, false, false, 300, NULL, NULL, "")

#define REQUESTS_COLUMNS(COLUMN)                                                                   \
	COLUMN(4, number, "申请编号", TEXT, true, false, false, 60, NULL, NULL, "本单位内不重复")             \
	COLUMN(5, received, "收到日期", DAY, true, false, false, 0, NULL, NULL, "条例第三十一条规定的收到申请之日") \
	COLUMN(6, channel, "申请渠道", CHOICE, true, false, false, 0, channels, "counter", "")              \
	COLUMN(7, requester_kind, "申请人类别", CHOICE, true, false, false, 0, requester_kinds, NULL, "")   \
	COLUMN(8, requester_name, "申请人", TEXT, false, true, false, 100, NULL, NULL, "姓名或者名称")        \
	COLUMN(9, subject, "申请内容", TEXT, false, false, false, 500, NULL, NULL, "申请公开的政府信息的名称或者特征描述") \
	COLUMN(10, outcome, "办理结果", CHOICE, false, false, false, 0, outcomes, NULL, "办理中的留空")         \
	COLUMN(11, replied, "答复日期", DAY, false, false, false, 0, NULL, NULL, "与办理结果同时填写")

#define RECONSIDERATIONS_COLUMNS(COLUMN)                                                           \
	COLUMN(4, number, "案号", TEXT, true, false, false, 60, NULL, NULL, "本单位内不重复")                 \
	COLUMN(5, filed, "申请日期", DAY, true, false, false, 0, NULL, NULL, "")                            \
	COLUMN(6, applicant, "申请人", TEXT, false, true, false, 100, NULL, NULL, "")                         \
	COLUMN(7, subject, "事由", TEXT, false, false, false, 500, NULL, NULL, "")                          \
	COLUMN(8, closed, "审结日期", DAY, false, false, false, 0, NULL, NULL, "尚未审结的留空")              \
	COLUMN(9, result, "审理结果", CHOICE, false, false, false, 0, results, NULL, "与审结日期同时填写")

#define LITIGATION_COLUMNS(COLUMN)                                                                 \
	COLUMN(4, number, "案号", TEXT, true, false, false, 60, NULL, NULL, "本单位内不重复")                 \
	COLUMN(5, route, "起诉方式", CHOICE, true, false, false, 0, routes, NULL, "")                       \
	COLUMN(6, filed, "起诉日期", DAY, true, false, false, 0, NULL, NULL, "")                            \
	COLUMN(7, plaintiff, "原告", TEXT, false, true, false, 100, NULL, NULL, "")                           \
	COLUMN(8, subject, "事由", TEXT, false, false, false, 500, NULL, NULL, "")                          \
	COLUMN(9, closed, "审结日期", DAY, false, false, false, 0, NULL, NULL, "尚未审结的留空")              \
	COLUMN(10, result, "审理结果", CHOICE, false, false, false, 0, results, NULL, "与审结日期同时填写")

#define CORRECTIONS_COLUMNS(COLUMN)                                                                \
	COLUMN(4, number, "申请编号", TEXT, true, false, false, 60, NULL, NULL, "本单位内不重复")             \
	COLUMN(5, received, "收到日期", DAY, true, false, false, 0, NULL, NULL, "")                         \
	COLUMN(6, channel, "申请渠道", CHOICE, true, false, false, 0, channels, "counter", "")              \
	COLUMN(7, requester_kind, "申请人类别", CHOICE, false, false, false, 0, requester_kinds, NULL, "")  \
	COLUMN(8, name, "申请人", TEXT, false, true, false, 100, NULL, NULL, "姓名或者名称")                  \
	COLUMN(9, record, "更正事项", TEXT, true, false, false, 500, NULL, NULL, "申请人认为与其自身相关、记录不准确的政府信息") \
	COLUMN(10, subject, "更正理由和证据", TEXT, true, false, false, 500, NULL, NULL, "哪里不准确，应当怎样记录，有什么证据") \
	COLUMN(11, result, "处理结果", CHOICE, false, false, false, 0, correction_results, NULL, "尚未答复的留空；告知申请人向有权更正的机关提出的，选转送") \
	COLUMN(12, replied, "答复日期", DAY, false, false, false, 0, NULL, NULL, "与处理结果同时填写")

#define SUGGESTIONS_COLUMNS(COLUMN)                                                                \
	COLUMN(4, number, "建议编号", TEXT, true, false, false, 60, NULL, NULL, "本单位内不重复")             \
	COLUMN(5, received, "收到日期", DAY, true, false, false, 0, NULL, NULL, "本机关自己发现的，填发现的日期") \
	COLUMN(6, name, "建议人", TEXT, false, true, false, 100, NULL, NULL, "本机关发现多人申请相同信息的留空") \
	COLUMN(7, subject, "建议内容", TEXT, true, false, false, 500, NULL, NULL, "建议主动公开的政府信息") \
	COLUMN(8, result, "处理结果", CHOICE, false, false, false, 0, suggestion_results, NULL, "尚未处理的留空") \
	COLUMN(9, answered, "处理日期", DAY, false, false, false, 0, NULL, NULL, "与处理结果同时填写")        \
	COLUMN(10, url, "公开网址", TEXT, false, false, false, 500, NULL, NULL, "采纳后主动公开的网址，http:// 或 https:// 开头")

#define COMPLAINTS_COLUMNS(COLUMN)                                                                 \
	COLUMN(4, number, "投诉举报编号", TEXT, true, false, false, 60, NULL, NULL, "本单位内不重复")         \
	COLUMN(5, received, "收到日期", DAY, true, false, false, 0, NULL, NULL, "")                         \
	COLUMN(6, channel, "提交渠道", CHOICE, true, false, false, 0, channels, "counter", "")              \
	COLUMN(7, name, "投诉举报人", TEXT, false, true, false, 100, NULL, NULL, "姓名或者名称，匿名的留空")  \
	COLUMN(8, about, "被投诉举报的机关", TEXT, true, false, false, 100, NULL, NULL, "")                 \
	COLUMN(9, about_request, "涉及的申请编号", TEXT, false, false, false, 60, NULL, NULL, "与申请无关的留空") \
	COLUMN(10, subject, "投诉举报内容", TEXT, true, false, false, 500, NULL, NULL, "")                  \
	COLUMN(11, result, "处理结果", CHOICE, false, false, false, 0, complaint_results, NULL, "尚未处理完的留空") \
	COLUMN(12, answered, "答复日期", DAY, false, false, false, 0, NULL, NULL, "与处理结果同时填写")

#define RESPONSES_COLUMNS(COLUMN)                                                                  \
	COLUMN(4, title, "回应事项", TEXT, true, false, false, 300, NULL, NULL, "")                         \
	COLUMN(5, topic, "主题", TEXT, false, false, false, 60, record_topics, NULL, "")                    \
	COLUMN(6, raised, "发现日期", DAY, false, false, false, 0, NULL, NULL, "发现这一关切的日期")            \
	COLUMN(7, answered, "回应日期", DAY, true, false, false, 0, NULL, NULL, "")                         \
	COLUMN(8, answered_via, "回应渠道", TEXT, false, false, false, 60, ways, NULL, "")                  \
	COLUMN(9, url, "网址", TEXT, false, false, false, 500, NULL, NULL, "http:// 或 https:// 开头")

#define INTERPRETATIONS_COLUMNS(COLUMN)                                                            \
	COLUMN(4, title, "标题", TEXT, true, false, false, 300, NULL, NULL, "")                             \
	COLUMN(5, of_title, "解读的文件", TEXT, false, false, false, 300, NULL, NULL, "")                   \
	COLUMN(6, form, "解读形式", TEXT, false, false, false, 20, forms, NULL, "例如：文字、图解、视频")       \
	COLUMN(7, published, "发布日期", DAY, true, false, false, 0, NULL, NULL, "")                        \
	COLUMN(8, published_via, "发布渠道", TEXT, false, false, false, 60, ways, NULL, "")                 \
	COLUMN(9, url, "网址", TEXT, false, false, false, 500, NULL, NULL, "http:// 或 https:// 开头")

#define FEES_COLUMNS(COLUMN)                                                                       \
	COLUMN(4, request_number, "申请编号", TEXT, true, false, false, 60, NULL, NULL, "这笔费用所属的申请")   \
	COLUMN(5, noticed, "收费通知日期", DAY, true, false, false, 0, NULL, NULL, "")                      \
	COLUMN(6, amount, "应收金额（元）", YUAN, true, false, false, 0, NULL, NULL, "以元为单位，最多两位小数")  \
	COLUMN(7, paid, "缴费日期", DAY, false, false, false, 0, NULL, NULL, "尚未缴纳的留空")                \
	COLUMN(8, note, "备注", TEXT, false, false, false, 300, NULL, NULL, "")
/* The place of a column in its register is its parameter number less 4. */
#define PLACE(n, name, ...) records_##name = (n) - 4,
enum { RECORDS_COLUMNS(PLACE) };
#undef PLACE
#define PLACE(n, name, ...) normative_##name = (n) - 4,
enum { NORMATIVE_COLUMNS(PLACE) };
#undef PLACE
#define PLACE(n, name, ...) decisions_##name = (n) - 4,
enum { DECISIONS_COLUMNS(PLACE) };
#undef PLACE
#define PLACE(n, name, ...) requests_##name = (n) - 4,
enum { REQUESTS_COLUMNS(PLACE) };
#undef PLACE
#define PLACE(n, name, ...) reconsiderations_##name = (n) - 4,
enum { RECONSIDERATIONS_COLUMNS(PLACE) };
#undef PLACE
#define PLACE(n, name, ...) litigation_##name = (n) - 4,
enum { LITIGATION_COLUMNS(PLACE) };
#undef PLACE
#define PLACE(n, name, ...) corrections_##name = (n) - 4,
enum { CORRECTIONS_COLUMNS(PLACE) };
#undef PLACE
#define PLACE(n, name, ...) suggestions_##name = (n) - 4,
enum { SUGGESTIONS_COLUMNS(PLACE) };
#undef PLACE
#define PLACE(n, name, ...) complaints_##name = (n) - 4,
enum { COMPLAINTS_COLUMNS(PLACE) };
#undef PLACE
#define PLACE(n, name, ...) responses_##name = (n) - 4,
enum { RESPONSES_COLUMNS(PLACE) };
#undef PLACE
#define PLACE(n, name, ...) interpretations_##name = (n) - 4,
enum { INTERPRETATIONS_COLUMNS(PLACE) };
#undef PLACE
#define PLACE(n, name, ...) fees_##name = (n) - 4,
enum { FEES_COLUMNS(PLACE) };
#undef PLACE
/* clang-format on */

#endif
