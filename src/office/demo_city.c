/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/demo_city.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/embedded.h"
#include "office/tables_json.h"
#include "store/register.h"
#include "store/similar.h"

enum { YEAR = DEMO_CITY_YEAR, TEXT = 160 };

struct city {
	struct store *store;
	int64_t agency_id;
	const struct author *author;
	struct tables tables; /* the figures to be met */
	struct arena arena;
	uint32_t noise;
};

/* Small, fast, the same on every machine; only spreads dates and subjects. */
static uint32_t noise(struct city *city, uint32_t below)
{
	city->noise = city->noise * 1664525u + 1013904223u;
	return (city->noise >> 8) % below;
}

/* One entry: the values named, all others empty. */
struct field {
	const char *column, *value;
};

static enum err put(struct city *city, enum register_id id, const struct field *fields, size_t n,
		    struct error *error)
{
	const struct register_facts *facts = register_facts(id);
	const char *values[REGISTER_MAX_COLUMNS];
	for (size_t i = 0; i < facts->n_columns; i++) values[i] = "";
	for (size_t i = 0; i < n; i++) {
		size_t column = register_column(facts, fields[i].column);
		BUG_IF(column == facts->n_columns);
		values[column] = fields[i].value;
	}
	int64_t entry;
	enum err err = register_insert(city->store, id, city->agency_id, values, city->author,
				       error, &entry);
	if (err != ERR_NONE || id != REGISTER_REQUESTS) return err;
	return similar_put(city->store, city->agency_id, entry,
			   values[register_column(facts, "subject")], error);
}
#define PUT(city, id, error, ...)                                                                  \
	put(city, id, (const struct field[]){__VA_ARGS__},                                         \
	    sizeof((const struct field[]){__VA_ARGS__}) / sizeof(struct field), error)

static day in_year(int year, int month, int of_month)
{
	day d = DAY_NONE;
	bool exists = day_make(year, month, of_month, &d);
	BUG_IF(!exists);
	return d;
}

/* Offices reply on weekdays. */
static day weekday(day d)
{
	int of_week = day_of_week(d);
	return of_week < 5 ? d : d - (of_week - 4);
}

struct request {
	day received, replied;
	enum outcome outcome;
	enum requester_kind kind;
};

static int by_receipt(const void *a, const void *b)
{
	const struct request *x = a, *y = b;
	if (x->received != y->received) return x->received < y->received ? -1 : 1;
	if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
	if (x->outcome != y->outcome) return x->outcome < y->outcome ? -1 : 1;
	return x->replied < y->replied ? -1 : x->replied > y->replied;
}

static int64_t figure(const struct city *city, enum table_row row, int column)
{
	return city->tables.requests[row][column].value;
}

/* Received in last year's December and replied in January. */
static struct request carried_over(struct city *city)
{
	day received = in_year(YEAR - 1, 12, 9) + (day)noise(city, 23);
	return (struct request){.received = received,
				.replied = weekday(in_year(YEAR, 1, 8) + (day)noise(city, 14))};
}

static struct request of_the_year(struct city *city)
{
	day received = in_year(YEAR, 1, 1) + (day)noise(city, 331); /* to the end of November */
	return (struct request){.received = received,
				.replied = weekday(received + 7 + (day)noise(city, 18))};
}

/* Still open at the year's end, replied in the January after. */
static struct request carried_forward(struct city *city)
{
	day received = in_year(YEAR, 12, 5) + (day)noise(city, 27);
	return (struct request){.received = received,
				.replied = weekday(in_year(YEAR + 1, 1, 8) + (day)noise(city, 14)),
				.outcome = noise(city, 3) == 0 ? OUTCOME_B : OUTCOME_A};
}

/* Every request of one column: finished ones by outcome, the year before's spread among them. */
static size_t column_requests(struct city *city, enum requester_kind kind, struct request *out)
{
	int64_t done = figure(city, ROW_G, kind), carried = figure(city, ROW_R2, kind), at = 0;
	size_t n = 0;
	for (int o = OUTCOME_OPEN + 1; o < OUTCOME__MAX; o++) {
		int64_t count = figure(city, table_row_of((enum outcome)o), kind);
		for (int64_t i = 0; i < count; i++, at++) {
			bool before = (at + 1) * carried / done != at * carried / done;
			out[n] = before ? carried_over(city) : of_the_year(city);
			out[n].outcome = (enum outcome)o;
			out[n++].kind = kind;
		}
	}
	for (int64_t i = 0; i < figure(city, ROW_R4, kind); i++) {
		out[n] = carried_forward(city);
		out[n++].kind = kind;
	}
	return n;
}

static const char *const subjects[] = {
	"某地块征收补偿安置方案", "某建设项目规划许可批准文件", "某小区物业维修资金使用情况",
	"某道路工程招标投标文件", "某学校招生计划和划片方案",	"某企业环境影响评价批复",
	"某工程竣工验收备案资料", "某行政处罚决定的裁量依据",	"某补贴资金分配方案",
	"某村集体土地征收公告",	  "某公租房配租结果",		"某医疗机构设置批准书",
	"某政府采购合同",	  "某区域控制性详细规划",	"某信访事项办理情况",
	"某部门年度预算执行情况"};
static const char *const names[REQUESTER__MAX] = {
	[REQUESTER_NATURAL] = "演示申请人",   [REQUESTER_BUSINESS] = "演示企业",
	[REQUESTER_RESEARCH] = "演示研究院",  [REQUESTER_SOCIAL] = "演示公益组织",
	[REQUESTER_LEGAL] = "演示律师事务所", [REQUESTER_OTHER] = "演示单位"};

static enum err put_request(struct city *city, const struct request *request, size_t i,
			    struct error *error)
{
	static const enum channel channels[] = {CHANNEL_ONLINE, CHANNEL_ONLINE, CHANNEL_SIGNED_POST,
						CHANNEL_COUNTER, CHANNEL_EMAIL};
	char number[TEXT], name[TEXT], subject[TEXT];
	struct day_text received = day_text(request->received),
			replied = day_text(request->replied);
	snprintf(number, sizeof number, "测公申〔%d〕%05zu号", day_year(request->received), i + 1);
	snprintf(name, sizeof name, "%s%05" PRIu32, names[request->kind], noise(city, 9000) + 1);
	snprintf(subject, sizeof subject, "（演示）%s", subjects[noise(city, COUNT_OF(subjects))]);
	return PUT(city, REGISTER_REQUESTS, error, {"number", number}, {"received", received.s},
		   {"channel", channel_code(channels[noise(city, COUNT_OF(channels))])},
		   {"requester_kind", requester_code(request->kind)}, {"requester_name", name},
		   {"subject", subject}, {"outcome", outcome_facts(request->outcome)->code},
		   {"replied", replied.s});
}

static enum err put_requests(struct city *city, struct error *error)
{
	size_t total = (size_t)(figure(city, ROW_R1, COLUMN_TOTAL) +
				figure(city, ROW_R2, COLUMN_TOTAL)),
	       n = 0;
	struct request *requests = arena_array(&city->arena, total, sizeof *requests);
	for (int kind = 0; kind < REQUESTER__MAX; kind++)
		n += column_requests(city, (enum requester_kind)kind, requests + n);
	BUG_IF(n != total); /* the data's identity r1 + r2 = g + r4 */
	qsort(requests, n, sizeof *requests, by_receipt);
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < n; i++)
		err = put_request(city, &requests[i], i, error);
	return err;
}

static enum err put_documents(struct city *city, enum stock_row row, struct error *error)
{
	const struct cell *stock = city->tables.stock[row];
	int64_t made = stock[STOCK_MADE].value, repealed = stock[STOCK_REPEALED].value,
		older = stock[STOCK_IN_FORCE].value - made, n = made + repealed + older;
	enum err err = ERR_NONE;
	for (int64_t i = 0; err == ERR_NONE && i < n; i++) {
		bool fresh = i >= repealed + older, ended = i < repealed;
		int year = fresh ? YEAR : YEAR - 1 - (int)noise(city, 12);
		char title[TEXT], number[TEXT];
		struct day_text day_made =
			day_text(weekday(in_year(year, 1, 8) + (day)noise(city, 340)));
		struct day_text day_ended = day_text(
			ended ? weekday(in_year(YEAR, 1, 8) + (day)noise(city, 340)) : DAY_NONE);
		snprintf(title, sizeof title, "演示%s第%" PRId64 "号", stock_row_label(row), i + 1);
		snprintf(number, sizeof number, "%s〔%d〕%" PRId64 "号",
			 row == STOCK_RULES ? "测试市人民政府令" : "测政规", year, i + 1);
		err = PUT(city, REGISTER_NORMATIVE, error, {"title", title},
			  {"document_number", number}, {"level", stock_row_id(row)},
			  {"made", day_made.s}, {"repealed", day_ended.s});
	}
	return err;
}

/* Four quarters; the last takes what does not divide. */
static enum err put_batches(struct city *city, enum decision_kind kind, struct error *error)
{
	static const enum register_id registers[DECISION__MAX] = {
		[DECISION_LICENCE] = REGISTER_LICENCES,
		[DECISION_PENALTY] = REGISTER_PENALTIES,
		[DECISION_COERCION] = REGISTER_COERCION,
		[DECISION_CHARGE] = REGISTER_CHARGES};
	static const int ends[] = {31, 30, 30, 31};
	int64_t total = city->tables.decisions[kind].value, quarter = total / 4;
	bool money = kind == DECISION_CHARGE;
	if (money) quarter -= quarter % 100;
	enum err err = ERR_NONE;
	for (int i = 0; err == ERR_NONE && i < 4; i++) {
		int64_t part = i < 3 ? quarter : total - 3 * quarter;
		char value[TEXT], source[TEXT];
		struct day_text first = day_text(in_year(YEAR, 3 * i + 1, 1)),
				last = day_text(in_year(YEAR, 3 * i + 3, ends[i]));
		if (money)
			snprintf(value, sizeof value, "%" PRId64 ".%02d", part / 100,
				 (int)(part % 100));
		else
			snprintf(value, sizeof value, "%" PRId64, part);
		snprintf(source, sizeof source, "演示：第%d季度%s汇总", i + 1,
			 decision_label(kind));
		err = PUT(city, registers[kind], error, {"first_day", first.s},
			  {"last_day", last.s}, {"source", source},
			  {money ? "amount" : "quantity", value});
	}
	return err;
}

static enum err put_case(struct city *city, enum case_group group, enum case_result result, int i,
			 struct error *error)
{
	bool suit = group != CASE_RECONSIDERATION, open = result == RESULT_PENDING;
	char number[TEXT], person[TEXT];
	day filed = open ? in_year(YEAR, 11, 3) + (day)noise(city, 50)
			 : in_year(YEAR, 1, 6) + (day)noise(city, 230);
	/* what was pending is closed in the year after */
	day closed = open ? in_year(YEAR + 1, 2, 2) + (day)noise(city, 20)
			  : filed + 40 + (day)noise(city, 60);
	struct day_text day_filed = day_text(weekday(filed)),
			day_closed = day_text(weekday(closed));
	static const char *const courts[CASE__MAX] = {"行复", "直诉", "复诉"};
	snprintf(number, sizeof number, "（%d）演示%s%d%03d号", YEAR, courts[group], result + 1,
		 i + 1);
	snprintf(person, sizeof person, "演示申请人%05" PRIu32, noise(city, 9000) + 1);
	const char *outcome = case_result_id(open ? RESULT_UPHELD : result);
	if (!suit)
		return PUT(city, REGISTER_RECONSIDERATIONS, error, {"number", number},
			   {"filed", day_filed.s}, {"applicant", person}, {"closed", day_closed.s},
			   {"result", outcome});
	return PUT(city, REGISTER_LITIGATION, error, {"number", number},
		   {"route", case_group_id(group)}, {"filed", day_filed.s}, {"plaintiff", person},
		   {"closed", day_closed.s}, {"result", outcome});
}

static enum err put_cases(struct city *city, struct error *error)
{
	enum err err = ERR_NONE;
	for (int group = 0; group < CASE__MAX; group++)
		for (int result = 0; result < RESULT_TOTAL; result++) {
			int64_t n = city->tables.cases[group][result].value;
			for (int i = 0; err == ERR_NONE && i < n; i++)
				err = put_case(city, (enum case_group)group,
					       (enum case_result)result, i, error);
		}
	return err;
}

/* What the tables do not count, so that the narrative and the public index have something. */
static enum err put_publicity(struct city *city, struct error *error)
{
	static const char *const kinds[] = {"通知", "公告", "意见", "公示"};
	static const char *const areas[] = {"fund",   "tender",	     "project",
					    "budget", "environment", ""};
	static const char *const ways[] = {"政府网站", "政府网站", "政务新媒体", "政府公报"};
	enum { RECORDS = 360, RESPONSES = 48, INTERPRETATIONS = 24 };
	enum err err = ERR_NONE;
	for (int i = 0; err == ERR_NONE && i < RECORDS; i++) {
		const char *kind = kinds[noise(city, COUNT_OF(kinds))];
		char title[TEXT];
		struct day_text published =
			day_text(weekday(in_year(YEAR, 1, 4) + (day)noise(city, 360)));
		snprintf(title, sizeof title, "演示%s第%d号", kind, i + 1);
		err = PUT(city, REGISTER_RECORDS, error, {"title", title}, {"kind", kind},
			  {"key_area", areas[noise(city, COUNT_OF(areas))]},
			  {"published", published.s},
			  {"published_via", ways[noise(city, COUNT_OF(ways))]});
	}
	for (int i = 0; err == ERR_NONE && i < RESPONSES + INTERPRETATIONS; i++) {
		char title[TEXT];
		struct day_text on = day_text(weekday(in_year(YEAR, 1, 4) + (day)noise(city, 360)));
		bool response = i < RESPONSES;
		snprintf(title, sizeof title, "演示%s第%d号", response ? "回应" : "解读", i + 1);
		err = response ? PUT(city, REGISTER_RESPONSES, error, {"title", title},
				     {"answered", on.s}, {"answered_via", "政府网站"})
			       : PUT(city, REGISTER_INTERPRETATIONS, error, {"title", title},
				     {"form", "图解"}, {"published", on.s},
				     {"published_via", "政府网站"});
	}
	return err;
}

/* 演示：one person's 14 requests in one month: four beyond the tenth at 100元 (109号 Art. 4). */
static enum err put_fee(struct city *city, struct error *error)
{
	return PUT(city, REGISTER_FEES, error, {"request_number", "测公申〔2025〕01000号"},
		   {"noticed", "2025-03-10"}, {"amount", "400.00"}, {"paid", "2025-03-20"},
		   {"note", "演示：当月累计14件，超出10件的部分4件"});
}

/* A file of ours: its first line names the columns. */
static enum err put_file(struct city *city, enum register_id id, const char *path,
			 struct error *error)
{
	const struct embedded *file = embedded_find(path);
	BUG_IF(file == NULL);
	const struct register_facts *facts = register_facts(id);
	struct field fields[REGISTER_MAX_COLUMNS];
	struct csv *csv = csv_open_bytes(file->bytes, file->n);
	struct csv_record record;
	struct csv_mistake mistake;
	enum csv_result got = csv_next(csv, &record, &mistake, error);
	BUG_IF(got != CSV_RECORD || record.count > REGISTER_MAX_COLUMNS);
	size_t n = record.count;
	for (size_t i = 0; i < n; i++) {
		size_t column = register_column(facts, record.field[i]);
		BUG_IF(column == facts->n_columns);
		fields[i].column = facts->columns[column].name;
	}
	enum err err = ERR_NONE;
	while (err == ERR_NONE && (got = csv_next(csv, &record, &mistake, error)) == CSV_RECORD) {
		BUG_IF(record.count != n);
		for (size_t i = 0; i < n; i++) fields[i].value = record.field[i];
		err = put(city, id, fields, n, error);
	}
	BUG_IF(err == ERR_NONE && got != CSV_END);
	csv_close(csv);
	return err;
}

/* Complaints are about the city's departments: it is their authority. */
static enum err put_beside_requests(struct city *city, struct error *error)
{
	enum err err =
		put_file(city, REGISTER_CORRECTIONS, "rules/demo/city-2025-corrections.csv", error);
	if (err == ERR_NONE)
		err = put_file(city, REGISTER_SUGGESTIONS, "rules/demo/city-2025-suggestions.csv",
			       error);
	if (err == ERR_NONE)
		err = put_file(city, REGISTER_COMPLAINTS, "rules/demo/city-2025-complaints.csv",
			       error);
	return err;
}

enum err demo_city_rows(struct store *store, int64_t agency_id, const struct author *author,
			struct error *error)
{
	struct city city = {
		.store = store, .agency_id = agency_id, .author = author, .noise = YEAR};
	const struct embedded *file = embedded_find("rules/demo/city-2025.json");
	BUG_IF(file == NULL);
	bool good = tables_from_text(file->bytes, &city.arena, &city.tables);
	BUG_IF(!good);
	enum err err = put_requests(&city, error);
	for (int row = 0; err == ERR_NONE && row < STOCK__MAX; row++)
		err = put_documents(&city, (enum stock_row)row, error);
	for (int kind = 0; err == ERR_NONE && kind < DECISION__MAX; kind++)
		err = put_batches(&city, (enum decision_kind)kind, error);
	if (err == ERR_NONE) err = put_cases(&city, error);
	if (err == ERR_NONE) err = put_publicity(&city, error);
	if (err == ERR_NONE) err = put_fee(&city, error);
	if (err == ERR_NONE) err = put_beside_requests(&city, error);
	arena_release(&city.arena);
	return err;
}
