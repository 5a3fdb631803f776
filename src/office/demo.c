/* SPDX-License-Identifier: MulanPSL-2.0
 * The demonstration: agencies, accounts, the township's year. The city's rows: demo_city.c. */
#include "office/demo.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/embedded.h"
#include "law/requester.h"
#include "office/annual.h"
#include "office/demo_cases.h"
#include "office/demo_city.h"
#include "office/house.h"
#include "office/import.h"
#include "office/password.h"
#include "office/sealing.h"
#include "office/setting.h"
#include "store/agency.h"
#include "store/holiday.h"
#include "store/setting.h"

enum { TOWNSHIP_YEAR = 2024 };

/* clang-format off */
static const struct demo_account accounts[] = {
	{"clerk", "演示经办人", "clerk", DEMO_TOWNSHIP},
	{"reviewer", "演示审核人", "reviewer", DEMO_TOWNSHIP},
	{"approver", "演示签发人", "approver", DEMO_TOWNSHIP},
	{"head", "演示负责人", "head", DEMO_TOWNSHIP},
	{"supervisor", "演示监督员", "supervisor", DEMO_TOWNSHIP},
	{"system", "演示系统管理员", "system", DEMO_TOWNSHIP},
	{"security", "演示安全管理员", "security", DEMO_TOWNSHIP},
	{"audit", "演示审计管理员", "audit", DEMO_TOWNSHIP},
	{"city-clerk", "演示市经办人", "clerk,reviewer", DEMO_CITY},
	{"city-approver", "演示市签发人", "approver", DEMO_CITY},
	{"city-head", "演示市负责人", "head", DEMO_CITY},
};

static const struct agency agencies[DEMO_AGENCY__MAX] = {
	[DEMO_TOWNSHIP] = {
		.level = LEVEL_TOWNSHIP,
		.name = "海东市平安区古城回族乡",
		.short_name = "古城乡",
		.signature = "海东市平安区古城回族乡人民政府",
		.document_prefix = "古政",
		.letterhead = "海东市平安区古城回族乡人民政府",
		.authority = "海东市平安区人民政府办公室",
		.reconsideration_organ = "海东市平安区人民政府",
		.disclosure_office = "古城回族乡党政综合办公室（演示）",
		.disclosure_head = "演示负责人",
		.address = "演示地址",
		.postcode = "810600",
		.phone = "0000-0000000",
		.office_hours = "工作日 8:30—12:00，14:30—18:00",
		.site_name = "古城回族乡政府信息公开（演示）",
		.site_host = "海东市平安区古城回族乡人民政府（演示数据，非官方网站）"},
	[DEMO_CITY] = {
		.level = LEVEL_CITY,
		.name = "测试市",
		.short_name = "测试市",
		.signature = "测试市人民政府",
		.document_prefix = "测政",
		.letterhead = "测试市人民政府",
		.authority = "测试省人民政府办公厅",
		.reconsideration_organ = "测试省人民政府",
		.disclosure_office = "测试市人民政府办公室（演示）",
		.disclosure_head = "演示市负责人",
		.address = "演示地址",
		.office_hours = "工作日 9:00—12:00，13:30—17:30",
		.phone = "0000-0000000",
		.site_name = "测试市政府信息公开（演示）",
		.site_host = "测试市人民政府（演示数据，非官方网站）"},
};
/* clang-format on */

const char *demo_agency_name(enum demo_agency agency)
{
	BUG_IF(agency >= DEMO_AGENCY__MAX);
	return agencies[agency].name;
}

const struct demo_account *demo_accounts(size_t *ret_n)
{
	*ret_n = COUNT_OF(accounts);
	return accounts;
}

struct demo {
	struct office office;
	int64_t agency_ids[DEMO_AGENCY__MAX];
	int64_t account_ids[COUNT_OF(accounts)];
	char hash[PASSWORD_HASH];
	struct author author;
};

static enum err add_agency(struct store *store, struct demo *demo, enum demo_agency which,
			   struct error *error)
{
	struct agency agency = agencies[which];
#define FIELD(field, label, max, required, hint)                                                   \
	if (agency.field == NULL) agency.field = "";
	AGENCY_FIELDS(FIELD)
#undef FIELD
	agency.receives_requests = true;
	agency.channels = (1u << CHANNEL__MAX) - 1;
	agency.position = which;
	return agency_insert(store, &agency, &demo->author, error, &demo->agency_ids[which]);
}

static enum err add_account(struct store *store, struct demo *demo, size_t which,
			    struct error *error)
{
	const struct demo_account *row = &accounts[which];
	struct account account = {.name = row->login,
				  .display_name = row->name,
				  .agency_id = demo->agency_ids[row->agency],
				  .password = demo->hash,
				  .password_at = demo->author.at};
	bool known = roles_parse(row->roles, &account.kind, &account.roles);
	BUG_IF(!known);
	enum err err =
		account_insert(store, &account, &demo->author, error, &demo->account_ids[which]);
	if (err != ERR_NONE) return err;
	return account_password(store, demo->account_ids[which], demo->hash, false, &demo->author,
				error);
}

/* A 回族乡's own festivals, given by the autonomous area's rules; here as an example. */
static enum err add_festivals(struct store *store, struct demo *demo, struct error *error)
{
	static const struct {
		int month, of_month;
		const char *name;
	} festivals[] = {{4, 10, "开斋节"}, {6, 17, "古尔邦节"}};
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < COUNT_OF(festivals); i++) {
		struct holiday holiday = {.agency_id = demo->agency_ids[DEMO_TOWNSHIP],
					  .name = festivals[i].name,
					  .source = "演示：民族节日放假"};
		int64_t id;
		bool exists = day_make(TOWNSHIP_YEAR, festivals[i].month, festivals[i].of_month,
				       &holiday.date);
		BUG_IF(!exists);
		err = holiday_insert(store, &holiday, &demo->author, error, &id);
	}
	return err;
}

static enum err found_work(struct store *store, void *context, struct error *error)
{
	struct demo *demo = context;
	enum err err =
		setting_set(store, 0, setting_facts(SETTING_DEMO)->name, "1", &demo->author, error);
	for (int i = 0; err == ERR_NONE && i < DEMO_AGENCY__MAX; i++)
		err = add_agency(store, demo, (enum demo_agency)i, error);
	for (size_t i = 0; err == ERR_NONE && i < COUNT_OF(accounts); i++)
		err = add_account(store, demo, i, error);
	if (err == ERR_NONE) err = add_festivals(store, demo, error);
	return err == ERR_NONE
		       ? demo_city_rows(store, demo->agency_ids[DEMO_CITY], &demo->author, error)
		       : err;
}

static const struct embedded *data(const char *name)
{
	char path[128];
	snprintf(path, sizeof path, "rules/demo/%s", name);
	const struct embedded *file = embedded_find(path);
	BUG_IF(file == NULL);
	return file;
}

static enum err import_township(struct demo *demo, enum register_id id, const char *name,
				struct error *error)
{
	struct arena arena = {0};
	const struct embedded *file = data(name);
	struct import_source source = {.bytes = file->bytes, .n = file->n};
	struct import_result *result = ARENA_NEW(&arena, struct import_result);
	struct actor house = actor_house();
	enum err err = import_csv(&demo->office, &house, id, demo->agency_ids[DEMO_TOWNSHIP],
				  &source, false, &arena, error, result);
	BUG_IF(err == ERR_CONTENT); /* our own file */
	arena_release(&arena);
	return err;
}

/* The person of a login, as she would be after signing in. */
static struct actor person(const struct demo *demo, const char *login)
{
	for (size_t i = 0; i < COUNT_OF(accounts); i++) {
		if (strcmp(accounts[i].login, login) != 0) continue;
		struct actor actor = {.who = WHO_ACCOUNT,
				      .account_id = demo->account_ids[i],
				      .login = accounts[i].login,
				      .name = accounts[i].name,
				      .agency_id = demo->agency_ids[accounts[i].agency],
				      .from = ""};
		bool known = roles_parse(accounts[i].roles, &actor.kind, &actor.roles);
		BUG_IF(!known);
		return actor;
	}
	BUG_IF(true);
}

/* The township's 2024 report is left as a draft, ready to be frozen, signed and published. */
static enum err township_year(struct demo *demo, struct error *error)
{
	enum err err = import_township(demo, REGISTER_RECORDS, "gucheng-2024-records.csv", error);
	if (err == ERR_NONE)
		err = import_township(demo, REGISTER_RESPONSES, "gucheng-2024-responses.csv",
				      error);
	if (err == ERR_NONE)
		err = import_township(demo, REGISTER_INTERPRETATIONS,
				      "gucheng-2024-interpretations.csv", error);
	struct actor clerk = person(demo, "clerk");
	int64_t agency = demo->agency_ids[DEMO_TOWNSHIP];
	if (err == ERR_NONE)
		err = annual_start(&demo->office, &clerk, agency, TOWNSHIP_YEAR, error);
	for (int part = 0; err == ERR_NONE && part < NARRATIVE__MAX; part++) {
		char name[64];
		snprintf(name, sizeof name, "gucheng-2024-%s.txt",
			 narrative_key((enum narrative_part)part));
		err = annual_write(&demo->office, &clerk, agency, TOWNSHIP_YEAR,
				   (enum narrative_part)part, 1, data(name)->bytes, error);
	}
	return err;
}

/* The draft with its prompts answered, in their order. */
static enum err fill_prompts(struct demo *demo, const struct actor *clerk, int64_t agency,
			     struct arena *arena, struct error *error)
{
	static const char *const answers[] = {
		"（演示）对各平台栏目按月检查，及时更新。",
		"（演示）明确专人负责，定期组织业务培训。",
		"（演示）工作考核列入年度绩效，社会评议结果良好，没有责任追究情形。",
		"（演示）一是部分栏目更新不够及时；二是政策解读形式较为单一。",
		"（演示）一是建立更新提醒；二是增加图解、视频等解读形式。"};
	struct annual annual;
	size_t answered = 0;
	enum err err =
		annual_load(&demo->office, clerk, agency, DEMO_CITY_YEAR, arena, error, &annual);
	for (int part = 0; err == ERR_NONE && part < NARRATIVE__MAX; part++) {
		const char *text = annual.narrative.text[part];
		struct buf filled;
		buf_init(&filled, 64 * 1024);
		for (const char *at; (at = strstr(text, NARRATIVE_PROMPT_OPEN)) != NULL;) {
			const char *close = strstr(at, NARRATIVE_PROMPT_CLOSE);
			BUG_IF(close == NULL || answered == COUNT_OF(answers));
			buf_add(&filled, text, (size_t)(at - text));
			buf_puts(&filled, answers[answered++]);
			text = close + strlen(NARRATIVE_PROMPT_CLOSE);
		}
		buf_puts(&filled, text);
		if (strcmp(buf_text(&filled), annual.narrative.text[part]) != 0)
			err = annual_write(&demo->office, clerk, agency, DEMO_CITY_YEAR,
					   (enum narrative_part)part,
					   annual.narrative_version[part], buf_text(&filled),
					   error);
		buf_release(&filled);
	}
	return err;
}

static enum err answer_all(struct demo *demo, const struct actor *clerk, int64_t agency,
			   struct arena *arena, struct error *error)
{
	struct annual annual;
	enum err err =
		annual_load(&demo->office, clerk, agency, DEMO_CITY_YEAR, arena, error, &annual);
	const struct finding *f = err == ERR_NONE ? annual.findings.first : NULL;
	for (; err == ERR_NONE && f != NULL; f = f->next)
		if (f->severity == FINDING_PROBABLE)
			err = annual_answer(&demo->office, clerk, agency, DEMO_CITY_YEAR, f->id,
					    "演示数据，已核对。", error);
	return err;
}

static enum err city_year(struct demo *demo, struct error *error)
{
	struct actor clerk = person(demo, "city-clerk"), approver = person(demo, "city-approver"),
		     head = person(demo, "city-head");
	int64_t agency = demo->agency_ids[DEMO_CITY];
	struct arena arena = {0};
	struct annual annual;
	struct office *office = &demo->office;
	const int year = DEMO_CITY_YEAR;
	/* before 2026 the city's year is not over and stays a draft */
	bool over = day_year(clock_today(&office->clock)) > year;
	enum err err = annual_start(office, &clerk, agency, year, error);
	if (err == ERR_NONE) err = fill_prompts(demo, &clerk, agency, &arena, error);
	if (err == ERR_NONE) err = answer_all(demo, &clerk, agency, &arena, error);
	if (err == ERR_NONE && over) {
		err = annual_load(office, &clerk, agency, year, &arena, error, &annual);
		if (err == ERR_NONE)
			err = annual_freeze(office, &clerk, agency, year, annual.report.version,
					    error);
		if (err == ERR_NONE)
			err = annual_sign(office, &approver, agency, year, "approver", error);
		if (err == ERR_NONE) err = annual_sign(office, &head, agency, year, "head", error);
		if (err == ERR_NONE) err = annual_publish(office, &head, agency, year, error);
	}
	arena_release(&arena);
	return err;
}

static struct actor person_of(const void *demo, const char *login)
{
	return person(demo, login);
}

struct township_cases {
	struct demo *demo;
	struct arena *arena;
	struct demo_made *made;
};

/* Behind the township's report year, so that its figures stay those of its report. */
static enum err township_cases(struct store *store UNUSED, void *context, struct error *error)
{
	const struct township_cases *cases = context;
	struct demo *demo = cases->demo;
	day first;
	bool exists = day_make(TOWNSHIP_YEAR + 1, 1, 1, &first);
	BUG_IF(!exists);
	return demo_cases(&demo->office, demo->agency_ids[DEMO_TOWNSHIP], first, person_of, demo,
			  cases->arena, error, cases->made->told, &cases->made->n_told);
}

enum err demo_make(const char *url, struct clock clock, struct vault *vault, bool cases,
		   struct arena *arena, struct error *error, struct demo_made *ret_made)
{
	struct demo demo = {.office = {.clock = clock}};
	struct demo_made made = {0};
	enum err err = house_create(url, clock_now(&clock), error, &demo.office.store);
	if (err != ERR_NONE) return err;
	struct actor house = actor_house();
	demo.author = office_author(&demo.office, &house);
	password_hash(NULL, DEMO_PASSWORD, demo.hash);
	err = sealing_found(&demo.office, vault, error);
	if (err == ERR_NONE) err = store_transaction(demo.office.store, found_work, &demo, error);
	if (err == ERR_NONE) err = township_year(&demo, error);
	if (err == ERR_NONE) err = city_year(&demo, error);
	demo.office.vault = vault;
	if (err == ERR_NONE && cases && vault != NULL) {
		struct township_cases township = {&demo, arena, &made};
		err = store_together(demo.office.store, township_cases, &township, error);
	}
	office_detach(&demo.office);
	if (err != ERR_NONE)
		store_unmake(url); /* it was made by us a moment ago */
	else
		*ret_made = made;
	return err;
}
