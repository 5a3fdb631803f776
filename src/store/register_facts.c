/* SPDX-License-Identifier: MulanPSL-2.0
 * What each register is: its columns as data. */
#include <string.h>

#include "law/life.h"
#include "law/outcome.h"
#include "law/requester.h"
#include "store/register.h"
#include "store/register_columns.h"

/* clang-format off */
static const struct choice key_areas[] = {
	{"fund", "财政专项资金"}, {"tender", "公共资源交易"}, {"project", "重大建设项目"},
	{"budget", "财政预决算"}, {"relief", "社会救助和社会福利"}, {"education", "教育"},
	{"health", "医疗卫生"}, {"employment", "就业"}, {"ageing", "养老服务"},
	{"environment", "生态环境"}, {"safety", "安全生产和应急管理"}, {"food", "食品药品安全"},
	{"land", "征地补偿和土地管理"}, {"village", "乡村振兴"}, {"other", "其他重点领域"}, {NULL, NULL}};
static const struct choice normative_levels[] = {
	{"rules", "规章"}, {"normative", "行政规范性文件"}, {NULL, NULL}};
static const struct choice results[] = {
	{"upheld", "结果维持"}, {"corrected", "结果纠正"}, {"other", "其他结果"}, {NULL, NULL}};
static const struct choice routes[] = {
	{"direct", "未经复议直接起诉"}, {"after", "复议后起诉"}, {NULL, NULL}};
static const struct choice requester_kinds[] = {
#define KIND(name, code, label) {code, label},
	REQUESTER_TABLE(KIND)
#undef KIND
	{NULL, NULL}};
static const struct choice channels[] = {
#define CHANNEL(name, code, label, confirmed) {code, label},
	CHANNEL_TABLE(CHANNEL)
#undef CHANNEL
	{NULL, NULL}};
static const struct choice outcomes[] = {
#define OUTCOME(name, code, article, remedy, label) {code, label},
	OUTCOME_TABLE(OUTCOME)
#undef OUTCOME
	{NULL, NULL}};
static const struct choice correction_results[] = {
#define RESULT(name, code, label) {code, label},
	LIFE_CORRECTION_RESULTS(RESULT) LIFE_BACK_RESULTS(RESULT){NULL, NULL}};
static const struct choice suggestion_results[] = {
	LIFE_SUGGESTION_RESULTS(RESULT) LIFE_BACK_RESULTS(RESULT){NULL, NULL}};
static const struct choice complaint_results[] = {
	LIFE_COMPLAINT_RESULTS(RESULT) LIFE_BACK_RESULTS(RESULT){NULL, NULL}};
#undef RESULT
/* Usual values to offer; any other text is as good. */
static const struct choice record_kinds[] = {
	{"通知", "通知"}, {"报告", "报告"}, {"请示", "请示"}, {"公告", "公告"}, {"通告", "通告"},
	{"意见", "意见"}, {"决定", "决定"}, {"批复", "批复"}, {"函", "函"}, {"纪要", "纪要"},
	{"规划", "规划"}, {"预算决算", "预算决算"}, {"公示", "公示"}, {"其他", "其他"}, {NULL, NULL}};
static const struct choice record_topics[] = {
	{"乡村振兴", "乡村振兴"}, {"民生实事", "民生实事"}, {"环境保护", "环境保护"},
	{"文化活动", "文化活动"}, {"财政资金", "财政资金"}, {"公共资源交易", "公共资源交易"},
	{"重大建设项目", "重大建设项目"}, {"社会保障", "社会保障"}, {"应急管理", "应急管理"},
	{"政府信息公开制度", "政府信息公开制度"}, {NULL, NULL}};
static const struct choice ways[] = {
	{"政府网站", "政府网站"}, {"政务新媒体", "政务新媒体"}, {"政府公报", "政府公报"},
	{"公告栏", "公告栏"}, {"新闻发布会", "新闻发布会"}, {"广播电视", "广播电视"}, {NULL, NULL}};
static const struct choice forms[] = {
	{"文字", "文字"}, {"图解", "图解"}, {"视频", "视频"}, {"发布会", "发布会"}, {"其他", "其他"},
	{NULL, NULL}};

#define COLUMN(n, name, label, type, required, personal, ahead, max, choices, fallback, hint)      \
	{#name, label, hint, VALUE_##type, required, personal, ahead, max, choices, fallback},
static const struct column records_columns[] = {RECORDS_COLUMNS(COLUMN)};
static const struct column normative_columns[] = {NORMATIVE_COLUMNS(COLUMN)};
static const struct column decisions_columns[] = {DECISIONS_COLUMNS(COLUMN)};
static const struct column charges_columns[] = {CHARGES_COLUMNS(COLUMN)};
static const struct column requests_columns[] = {REQUESTS_COLUMNS(COLUMN)};
static const struct column reconsiderations_columns[] = {RECONSIDERATIONS_COLUMNS(COLUMN)};
static const struct column litigation_columns[] = {LITIGATION_COLUMNS(COLUMN)};
static const struct column corrections_columns[] = {CORRECTIONS_COLUMNS(COLUMN)};
static const struct column suggestions_columns[] = {SUGGESTIONS_COLUMNS(COLUMN)};
static const struct column complaints_columns[] = {COMPLAINTS_COLUMNS(COLUMN)};
static const struct column responses_columns[] = {RESPONSES_COLUMNS(COLUMN)};
static const struct column interpretations_columns[] = {INTERPRETATIONS_COLUMNS(COLUMN)};
static const struct column fees_columns[] = {FEES_COLUMNS(COLUMN)};
#undef COLUMN
/* columns, their number, the dating column, the naming column, the choice filters in $7, $8, $9's
 * order, their number */
#define SHAPE_RECORDS records_columns, COUNT_OF(records_columns), records_published, records_title, \
	{records_kind, records_topic, records_key_area}, 3
#define SHAPE_NORMATIVE normative_columns, COUNT_OF(normative_columns), normative_made, normative_title, \
	{normative_level}, 1
#define SHAPE_LICENCES decisions_columns, COUNT_OF(decisions_columns), decisions_first_day, decisions_source, {0}, 0
#define SHAPE_PENALTIES SHAPE_LICENCES
#define SHAPE_COERCION SHAPE_LICENCES
#define SHAPE_CHARGES charges_columns, COUNT_OF(charges_columns), decisions_first_day, decisions_source, {0}, 0
#define SHAPE_REQUESTS requests_columns, COUNT_OF(requests_columns), requests_received, requests_number, \
	{requests_outcome, requests_requester_kind, requests_channel}, 3
#define SHAPE_RECONSIDERATIONS reconsiderations_columns, COUNT_OF(reconsiderations_columns), \
	reconsiderations_filed, reconsiderations_number, {reconsiderations_result}, 1
#define SHAPE_LITIGATION litigation_columns, COUNT_OF(litigation_columns), litigation_filed, litigation_number, \
	{litigation_route, litigation_result}, 2
#define SHAPE_CORRECTIONS corrections_columns, COUNT_OF(corrections_columns), corrections_received, \
	corrections_number, {corrections_result, corrections_channel}, 2
#define SHAPE_SUGGESTIONS suggestions_columns, COUNT_OF(suggestions_columns), suggestions_received, \
	suggestions_number, {suggestions_result}, 1
#define SHAPE_COMPLAINTS complaints_columns, COUNT_OF(complaints_columns), complaints_received, \
	complaints_number, {complaints_result, complaints_channel}, 2
#define SHAPE_RESPONSES responses_columns, COUNT_OF(responses_columns), responses_answered, responses_title, \
	{responses_topic}, 1
#define SHAPE_INTERPRETATIONS interpretations_columns, COUNT_OF(interpretations_columns), \
	interpretations_published, interpretations_title, {interpretations_form}, 1
#define SHAPE_FEES fees_columns, COUNT_OF(fees_columns), fees_noticed, fees_request_number, {0}, 0
#define REGISTER(NAME, id, label, measure, counted) \
	{REGISTER_##NAME, id, label, measure, counted, SHAPE_##NAME},
static const struct register_facts registers[REGISTER__MAX] = {REGISTER_TABLE(REGISTER)};
#undef REGISTER
/* clang-format on */

const struct register_facts *register_facts(enum register_id id)
{
	BUG_IF(id >= REGISTER__MAX);
	return &registers[id];
}

const struct register_facts *register_find(const char *name)
{
	for (size_t i = 0; i < REGISTER__MAX; i++)
		if (strcmp(registers[i].name, name) == 0) return &registers[i];
	return NULL;
}

size_t register_column(const struct register_facts *facts, const char *name)
{
	size_t i = 0;
	while (i < facts->n_columns && strcmp(facts->columns[i].name, name) != 0) i++;
	return i;
}

const char *column_choice_label(const struct column *column, const char *code)
{
	for (const struct choice *choice = column->choices; choice != NULL && choice->code != NULL;
	     choice++)
		if (strcmp(choice->code, code) == 0) return choice->label;
	return code;
}
