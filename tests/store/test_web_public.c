/* SPDX-License-Identifier: MulanPSL-2.0
 * The public pages on a real office: what they show, what they must not, and what a wrong address
 * gets. Over the public gate, without a socket. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/account.h"
#include "store/help_store.h"
#include "store/report.h"
#include "web/public/memo.h"
#include "web/public/pages.h"

struct world {
	struct office office;
	struct site site;
	struct web_thread thread;
	int64_t department, record, struck;
	int64_t generation; /* what the requests carry */
};

static const char paper[] = "<!DOCTYPE html><html><head><style>x</style></head><body>\n<main>\n"
			    "<h1>2024年报告</h1><p>正文&lt;一&gt;</p>\n</main>\n</body>\n</html>\n";

struct publishing {
	struct office *office;
	const char *reason;
};

static enum err account(struct store *store, const char *name, const struct author *author,
			struct error *error, int64_t *ret_id)
{
	const struct account account = {.name = name,
					.display_name = name,
					.agency_id = 1,
					.kind = ACCOUNT_OFFICE,
					.roles = ROLE_APPROVER | ROLE_HEAD,
					.password = ""};
	struct arena arena = {0};
	struct account found;
	enum err err = account_find(store, name, &arena, error, &found);
	if (err == ERR_NONE) *ret_id = found.id;
	if (err == ERR_MISSING) err = account_insert(store, &account, author, error, ret_id);
	arena_release(&arena);
	return err;
}

static enum err sign(struct store *store, int64_t report, const char *role, const char *name,
		     const struct author *author, struct error *error)
{
	struct author signer = *author;
	signer.kind = ACTOR_ACCOUNT;
	enum err err = account(store, name, author, error, &signer.account_id);
	return err != ERR_NONE ? err : report_sign(store, report, role, name, &signer, error);
}

static enum err publish(struct store *store, void *context, struct error *error)
{
	struct publishing *publishing = context;
	const struct author *author = &publishing->office->author;
	const struct journal_head head = {1, "SM3", "00ff"};
	struct arena arena = {0};
	struct report report = {.id = 0};
	int64_t id;
	enum err err = report_start(store, publishing->office->agency, 2024, publishing->reason,
				    author, error, &id);
	if (err == ERR_NONE) err = report_freeze(store, id, 1, "{}", "[]", &head, author, error);
	if (err == ERR_NONE) err = sign(store, id, "approver", "甲", author, error);
	if (err == ERR_NONE) err = sign(store, id, "head", "乙", author, error);
	if (err == ERR_NONE)
		err = report_paper_set(store, id, "html", "text/html", paper, sizeof paper - 1,
				       author, error);
	if (err == ERR_NONE)
		err = report_paper_set(store, id, "pdf", "application/pdf", "%PDF", 4, author,
				       error);
	if (err == ERR_NONE) err = report_get(store, id, &arena, error, &report);
	if (err == ERR_NONE) err = report_publish(store, id, report.version, author, error);
	arena_release(&arena);
	return err;
}

/* The head of a second tree; it is not the first agency and has a number in its addresses. */
static enum err add_neighbour(struct store *store, void *context, struct error *error)
{
	struct world *world = context;
	const struct agency agency = {.level = LEVEL_CITY, .name = "虚构市", .position = 9};
	int64_t id;
	return agency_insert(store, &agency, &world->office.author, error, &id);
}

static enum err add_department(struct store *store, void *context, struct error *error)
{
	struct world *world = context;
	const struct agency agency = {.parent_id = world->office.agency,
				      .level = LEVEL_DEPARTMENT,
				      .name = "虚构县民政<局>",
				      .short_name = "民政局"};
	return agency_insert(store, &agency, &world->office.author, error, &world->department);
}

static int begin(void **state)
{
	static struct world world;
	struct office *office = &world.office;
	memset(&world, 0, sizeof world);
	office_open(office);
	FINE(office, store_transaction(office->store, add_department, &world, &office->error));
	FINE(office, store_transaction(office->store, add_neighbour, &world, &office->error));
	const char *const shown[] = {
		"关于<道路>的通知",   "通知",	    "乡村振兴", "fund",
		"2024-02-01",	      "2024-03-01", "政府网站", "古政〔2024〕1号",
		"javascript:alert(1)"};
	const char *const gone[] = {"误登的文件", "通知",     "", "", "",
				    "2024-03-02", "政府网站", "", ""};
	FINE(office, office_add(office, REGISTER_RECORDS, shown, &world.record));
	FINE(office, office_add(office, REGISTER_RECORDS, gone, &world.struck));
	FINE(office, office_strike(office, REGISTER_RECORDS, world.struck, 1, "误登"));
	struct publishing first = {office, ""}, second = {office, "一处数字更正"};
	FINE(office, store_transaction(office->store, publish, &first, &office->error));
	FINE(office, store_transaction(office->store, publish, &second, &office->error));
	FINE(office,
	     store_open(office->url, STORE_PUBLIC, 0, &office->error, &world.thread.public_store));
	world.site.domain = "www.example.gov.cn";
	world.site.faces[FACE_PUBLIC] =
		(struct face_rules){.routes = public_routes, .error_page = public_error_page};
	assets_init(&world.site.assets);
	*state = &world;
	return 0;
}

static int end(void **state)
{
	struct world *world = *state;
	store_close(world->thread.public_store);
	office_close(&world->office);
	return 0;
}

/* The page at a path, with at most one query field; its status. The text lives in the arena. */
static int ask(struct world *world, const char *path, struct field query, const char **ret_text,
	       const char **ret_location)
{
	struct arena *arena = &world->office.arena;
	struct request request = {.arena = arena,
				  .site = &world->site,
				  .thread = &world->thread,
				  .generation = world->generation,
				  .path = path,
				  .query = "",
				  .cookies = "",
				  .query_fields = &query,
				  .n_query_fields = query.name == NULL ? 0 : 1};
	struct reply reply;
	reply_init(&reply);
	if (route_find(public_routes, METHOD_GET, path, arena, &request.route, request.params) ==
	    ROUTE_FOUND)
		request.route->handler(&request, &reply);
	else
		public_error_page(&request, &reply, 404, NULL);
	*ret_text = arena_text(arena, reply.fixed != NULL ? reply.fixed : buf_text(&reply.body));
	if (ret_location != NULL) *ret_location = reply.location;
	int status = reply.status;
	reply_release(&reply);
	return status;
}

static const char *page(struct world *world, const char *path)
{
	const char *text;
	assert_int_equal(ask(world, path, (struct field){NULL, NULL}, &text, NULL), 200);
	return text;
}

static void has(const char *text, const char *want)
{
	if (strstr(text, want) == NULL) fail_msg("the page lacks %s", want);
}

static void lacks(const char *text, const char *unwanted)
{
	if (strstr(text, unwanted) != NULL) fail_msg("the page has %s", unwanted);
}

static void the_four_parts_stand_in_their_order(void **state)
{
	static const char *const parts[] = {"政府信息公开指南", "政府信息公开制度",
					    "法定主动公开内容", "政府信息公开年报"};
	const char *text = page(*state, "/");
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		text = strstr(text, parts[i]);
		assert_non_null(text);
	}
	text = page(*state, "/");
	has(text, "关于&lt;道路&gt;的通知");
	lacks(text, "误登的文件");
	has(text, "<meta name=\"SiteDomain\" content=\"www.example.gov.cn\">");
	has(text, "href=\"/a/2/\"");
	lacks(text, "演示数据");
}

static void records_are_found_and_struck_ones_are_not(void **state)
{
	struct world *world = *state;
	const char *text;
	char path[64];
	has(page(world, "/records"), "2024-000001");
	lacks(page(world, "/records"), "误登的文件");
	assert_int_equal(ask(world, "/records", (struct field){"kind", "报告"}, &text, NULL), 200);
	has(text, "没有符合条件的信息");
	assert_int_equal(ask(world, "/records", (struct field){"text", "道路"}, &text, NULL), 200);
	has(text, "关于&lt;道路&gt;的通知");
	assert_int_equal(ask(world, "/records", (struct field){"year", "2023"}, &text, NULL), 200);
	lacks(text, "道路&gt;的通知</a>");
	assert_int_equal(ask(world, "/records", (struct field){"cursor", "x'--"}, &text, NULL),
			 404);
	snprintf(path, sizeof path, "/records/%lld", (long long)world->record);
	text = page(world, path);
	has(text, "财政专项资金");
	has(text, "href=\"#blocked\"");
	lacks(text, "javascript:");
	snprintf(path, sizeof path, "/records/%lld", (long long)world->struck);
	assert_int_equal(ask(world, path, (struct field){NULL, NULL}, &text, NULL), 404);
	assert_int_equal(ask(world, "/records/1x", (struct field){NULL, NULL}, &text, NULL), 404);
	/* a record stands under its own agency alone */
	snprintf(path, sizeof path, "/a/2/records/%lld", (long long)world->record);
	assert_int_equal(ask(world, path, (struct field){NULL, NULL}, &text, NULL), 404);
}

static void a_report_shows_its_paper_and_its_issues(void **state)
{
	struct world *world = *state;
	const char *text = page(world, "/report/2024");
	has(text, "<p>正文&lt;一&gt;</p>");
	lacks(text, "<style>");
	has(text, "一处数字更正");
	has(text, "00ff");
	has(text, "/report/2024/report.pdf");
	assert_int_equal(ask(world, "/report/2024", (struct field){"issue", "1"}, &text, NULL),
			 200);
	has(text, "已由更正后的版本代替");
	assert_int_equal(ask(world, "/report/2024", (struct field){"issue", "3"}, &text, NULL),
			 404);
	assert_int_equal(ask(world, "/report/2023", (struct field){NULL, NULL}, &text, NULL), 404);
	assert_int_equal(ask(world, "/report/2024x", (struct field){NULL, NULL}, &text, NULL), 404);
	assert_string_equal(page(world, "/report/2024/report.pdf"), "%PDF");
	assert_int_equal(
		ask(world, "/report/2024/report.docx", (struct field){NULL, NULL}, &text, NULL),
		404);
	assert_int_equal(ask(world, "/report/2024/../x", (struct field){NULL, NULL}, &text, NULL),
			 404);
	has(page(world, "/report"), "第2版（更正重发）");
	has(page(world, "/a/2/report"), "还没有发布的年度报告");
}

static void every_agency_has_its_pages(void **state)
{
	struct world *world = *state;
	const char *text;
	has(page(world, "/a/2/"), "虚构县民政&lt;局&gt;");
	has(page(world, "/a/2/guide"), "href=\"/a/2/records\"");
	has(page(world, "/"), "href=\"/a/3/\"");
	has(page(world, "/a/3/"), "href=\"/a/3/guide\"");
	lacks(page(world, "/a/3/"), "href=\"/a/2/\"");
	has(page(world, "/guide"), "第二十九条");
	has(page(world, "/rules"), "国务院令第711号");
	assert_int_equal(ask(world, "/a/9/", (struct field){NULL, NULL}, &text, NULL), 404);
	assert_int_equal(ask(world, "/a/x/", (struct field){NULL, NULL}, &text, NULL), 404);
	has(text, "没有找到页面");
	has(page(world, "/sitemap.xml"), "<loc>https://www.example.gov.cn/a/2/guide</loc>");
	has(page(world, "/robots.txt"), "Sitemap: https://www.example.gov.cn/sitemap.xml");
	assert_string_equal(page(world, "/healthz"), "ok\n");
	FINE(&world->office, public_ready(world->thread.public_store, &world->office.error));
}

static void what_a_thread_keeps_goes_with_the_generation(void **state)
{
	struct world *world = *state;
	struct office *office = &world->office;
	const char *const late[] = {"新的文件",	  "公告",     "", "", "",
				    "2021-03-01", "政府网站", "", ""};
	int64_t id;
	world->thread.memo = public_memo_new();
	world->generation = 7;
	lacks(page(world, "/records"), "<option value=\"公告\"");
	FINE(office, office_add(office, REGISTER_RECORDS, late, &id));
	/* filters stay as the generation knew them; the list itself is never kept */
	lacks(page(world, "/records"), "<option value=\"公告\"");
	has(page(world, "/records"), "新的文件");
	world->generation = 8;
	has(page(world, "/records"), "<option value=\"公告\"");
	has(page(world, "/records"), "<option value=\"2021\"");
	has(page(world, "/a/2/records"), "还没有公开的信息");
	public_memo_free(world->thread.memo);
	world->thread.memo = NULL;
}

static void elder_mode_leads_back(void **state)
{
	const char *text, *location;
	assert_int_equal(ask(*state, "/elder", (struct field){"back", "/guide"}, &text, &location),
			 303);
	assert_string_equal(location, "/guide");
	assert_int_equal(ask(*state, "/elder", (struct field){"back", "//evil"}, &text, &location),
			 303);
	assert_string_equal(location, "/");
}

static void a_lost_database_still_gives_a_page(void **state)
{
	struct world *world = *state;
	const char *text;
	store_close(world->thread.public_store);
	world->thread.public_store = NULL;
	struct request request = {.arena = &world->office.arena,
				  .site = &world->site,
				  .thread = &world->thread,
				  .path = "/",
				  .cookies = ""};
	struct reply reply;
	reply_init(&reply);
	public_error_page(&request, &reply, 503, NULL);
	text = buf_text(&reply.body);
	assert_int_equal(reply.status, 503);
	has(text, "请稍后再试");
	has(text, "href=\"/\">再试一次");
	assert_int_equal(reply.retry_after, RETRY_SECONDS);
	reply_release(&reply);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_four_parts_stand_in_their_order),
		TEST(records_are_found_and_struck_ones_are_not),
		TEST(a_report_shows_its_paper_and_its_issues),
		TEST(every_agency_has_its_pages),
		TEST(what_a_thread_keeps_goes_with_the_generation),
		TEST(elder_mode_leads_back),
		TEST(a_lost_database_still_gives_a_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
