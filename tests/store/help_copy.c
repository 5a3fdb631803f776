/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/help_copy.h"
#include "store/attachment.h"

#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/account.h"
#include "store/blackout_record.h"
#include "store/copy_tables.h"
#include "store/correction.h"
#include "store/given_row.h"
#include "store/holiday.h"
#include "store/job.h"
#include "store/letter_row.h"
#include "store/notice.h"
#include "store/post.h"
#include "store/rating_row.h"
#include "store/remedy_row.h"
#include "store/report.h"
#include "store/retention.h"
#include "store/saved_view.h"
#include "store/search_log.h"
#include "store/sent.h"
#include "store/service_row.h"
#include "store/setting.h"

enum { BATCH = 7, NINE = 9, PAPER_BYTES = 3000, YEAR = 2024 };
static const int64_t moment = 1700000000000;

struct people {
	struct office *office;
	int64_t accounts[2], report;
	struct journal_head head;
};

/* A district is founded after its township and then set above it. */
static enum err add_agencies(struct store *store, void *context, struct error *error)
{
	struct office *office = ((struct people *)context)->office;
	struct agency district = {.level = LEVEL_COUNTY, .name = "虚构县"}, township;
	int64_t id = 0;
	enum err err = agency_insert(store, &district, &office->author, error, &id);
	if (err == ERR_NONE)
		err = agency_get(store, office->agency, &office->arena, error, &township);
	if (err != ERR_NONE) return err;
	township.parent_id = id;
	return agency_update(store, &township, "归属", &office->author, error);
}

static enum err add_people(struct store *store, void *context, struct error *error)
{
	struct people *p = context;
	struct office *office = p->office;
	struct digest digest = digest_of("cookie", 6), link = digest_of("link", 4);
	enum err err = ERR_NONE;
	for (int i = 0; i < 2 && err == ERR_NONE; i++) {
		char name[8] = {'p', (char)('0' + i), '\0'};
		struct account account = {.name = name,
					  .display_name = "某''人\"\\",
					  .agency_id = office->agency,
					  .roles = ROLE__ALL};
		err = account_insert(store, &account, &office->author, error, &p->accounts[i]);
		if (err == ERR_NONE)
			err = account_password(store, p->accounts[i], "$argon2id$x", false,
					       &office->author, error);
	}
	struct login login = {p->accounts[0], moment, moment, moment + 1, "127.0.0.1"};
	if (err == ERR_NONE) err = login_insert(store, &digest, &login, error);
	bool kept = false;
	if (err == ERR_NONE) err = sent_keep(store, &link, moment, 7, error, &kept);
	if (err == ERR_NONE) err = job_add(store, "letter", "12", moment, error);
	const struct one_time_link one_time = {
		.account_id = p->accounts[1], .expires_at = moment + 1, .confirmed = true};
	if (err == ERR_NONE)
		err = one_time_insert(store, &link, "setup", &one_time, &office->author, error);
	return err;
}

static enum err add_facts(struct store *store, void *context, struct error *error)
{
	struct people *p = context;
	struct office *office = p->office;
	struct author signer = {ACTOR_ACCOUNT, p->accounts[0], "10.0.0.1", moment};
	struct holiday holiday = {.agency_id = office->agency, .name = "本地假", .source = "通知"};
	struct correction correction = {.agency_id = office->agency,
					.year = YEAR,
					.row = "r2",
					.column = "natural",
					.before = 1,
					.after = 2,
					.reason = "漏登",
					.signed_name = "某人"};
	int64_t id = 0;
	BUG_IF(!day_parse("2024-05-06", &holiday.date));
	enum err err = holiday_insert(store, &holiday, &office->author, error, &id);
	if (err == ERR_NONE) err = correction_insert(store, &correction, &signer, error, &id);
	struct digest rated = digest_of("rated", 5);
	bool kept = false;
	if (err == ERR_NONE)
		err = rating_put(store, &rated, office->agency, YEAR, 4, 5, error, &kept);
	struct saved_view view = {"超期的", "light=red"};
	if (err == ERR_NONE) err = saved_view_put(store, p->accounts[0], &view, error);
	return err;
}

static enum err draft(struct store *store, void *context, struct error *error)
{
	struct people *p = context;
	struct office *office = p->office;
	enum err err =
		report_start(store, office->agency, YEAR, NULL, &office->author, error, &p->report);
	if (err == ERR_NONE)
		err = report_section_set(store, p->report, "overview", "第一段\n\n第二段", true,
					 &office->author, error);
	if (err == ERR_NONE)
		err = report_answer_set(store, p->report, "t2.stock", "核对过", &office->author,
					error);
	return err;
}

static enum err publish(struct store *store, void *context, struct error *error)
{
	static const char *const roles[] = {"approver", "head"};
	struct people *p = context;
	struct office *office = p->office;
	struct author author = office->author;
	unsigned char paper[PAPER_BYTES];
	for (size_t i = 0; i < sizeof paper; i++) paper[i] = (unsigned char)(i * NINE);
	enum err err = report_freeze(store, p->report, 1, "{}", "[]", &p->head, &author, error);
	for (int i = 0; i < 2 && err == ERR_NONE; i++) {
		author.kind = ACTOR_ACCOUNT;
		author.account_id = p->accounts[i];
		err = report_sign(store, p->report, roles[i], "某人", &author, error);
	}
	if (err == ERR_NONE)
		err = report_paper_set(store, p->report, "pdf", "application/pdf", paper,
				       sizeof paper, &author, error);
	if (err == ERR_NONE)
		err = report_paper_set(store, p->report, "text", "text/plain", "", 0, &author,
				       error);
	return err != ERR_NONE ? err : report_publish(store, p->report, 2, &author, error);
}

/* A notice of the step, still in the outbox. */
static enum err tell(struct store *store, int64_t agency, int64_t id, const struct author *author,
		     struct error *error)
{
	const struct notice_row notice = {.agency_id = agency,
					  .matter_id = id,
					  .step_id = 1,
					  .kind = "arrive",
					  .channel = NOTICE_MAIL,
					  .ref = "0123456789abcdef0123456789abcdef",
					  .content = {"sealed", 6},
					  .state = NOTICE_WAITING,
					  .next_at = author->at,
					  .last_error = "",
					  .created_at = author->at};
	int64_t next;
	return notice_insert(store, &notice, error, &next);
}

/* A file that is blacked out, and how the reply was served. */
static enum err black_out(struct store *store, int64_t agency, int64_t matter, struct blob boxes,
			  const struct author *author, struct error *error)
{
	int64_t id;
	struct blackout_record blackout = {.agency_id = agency,
					   .matter_id = matter,
					   .source_id = 1,
					   .state = BLACKOUT_FAILED,
					   .boxes = boxes,
					   .said = "有密码"};
	struct service_row service = {.matter_id = matter,
				      .step_id = 1,
				      .manner = "ems",
				      .day = 20000,
				      .mail_number = "EX1",
				      .signed_on = DAY_NONE,
				      .facts = boxes};
	struct given_row given = {
		.matter_id = matter, .letter_id = 1, .attachment_id = 1, .given = true};
	enum err err = blackout_record_put(store, &blackout, author, error, &id);
	if (err == ERR_NONE) err = given_row_put(store, agency, &given, author, error);
	return err != ERR_NONE ? err
			       : service_row_insert(store, agency, &service, author, error, &id);
}

/* A request in the middle of its life, with something in each of its tables. */
static enum err handle(struct store *store, void *context, struct error *error)
{
	struct people *p = context;
	struct office *office = p->office;
	const struct author *author = &office->author;
	int64_t agency = office->agency, id = 0, post = 0, letter = 0, next = 0;
	struct blob bytes = {"sealed", 6};
	struct matter matter = {.agency_id = agency,
				.kind = MATTER_REQUEST,
				.entry_id = 1,
				.form = "{}",
				.key = bytes,
				.person = bytes,
				.mark = bytes,
				.code = bytes};
	enum err err = matter_insert(store, &matter, author, error, &id);
	struct matter_step step = {.matter_id = id, .event = "arrive", .party = "", .note = "当面"};
	struct matter_state state = {.matter_id = id,
				     .agency_id = agency,
				     .state = "received",
				     .ending = "",
				     .received = DAY_NONE,
				     .due = DAY_NONE,
				     .next_due = DUE_AT_ONCE,
				     .next_duty = "register"};
	struct duty_row duty = {
		.matter_id = id, .kind = "register", .turn = "office", .due = DAY_NONE};
	struct attachment attachment = {.matter_id = id,
					.use = ATTACHMENT_IDENTITY,
					.name = "身份证.jpg",
					.media_type = "image/jpeg",
					.digest = ""};
	struct letter_row row = {.agency_id = agency, .matter_id = id, .kind = "P1", .data = bytes};
	struct search search = {.matter_id = id,
				.searcher = "档案室",
				.place = "文书档案",
				.words = "规划",
				.found = "无"};
	BUG_IF(!day_parse("2024-05-06", &step.day));
	state.reckoned = search.day = row.day = step.day;
	if (err == ERR_NONE) err = matter_step_insert(store, agency, &step, author, error, &next);
	if (err == ERR_NONE) err = matter_state_put(store, &state, 0, error);
	if (err == ERR_NONE) err = duties_put(store, agency, id, &duty, 1, error);
	if (err == ERR_NONE)
		err = attachment_insert(store, agency, &attachment, bytes, NULL, author, error,
					&next);
	if (err == ERR_NONE) err = letter_row_insert(store, &row, author, error, &letter);
	row.id = letter, row.version = 1, row.number = "古政公收〔2024〕1号";
	if (err == ERR_NONE) err = letter_row_issue(store, &row, author, error);
	if (err == ERR_NONE)
		err = letter_paper_insert(store, agency, letter, "pdf", "application/pdf", 6, bytes,
					  author, error);
	if (err == ERR_NONE)
		err = letter_template_put(store, agency, "P1", "@文书 P1", 0, "改", author, error);
	if (err == ERR_NONE)
		err = document_series_next(store, agency, "古政公收", YEAR, error, &next);
	if (err == ERR_NONE) err = search_insert(store, agency, &search, author, error, &next);
	struct remedy_row remedy = {
		.matter_id = id, .kind = REGISTER_RECONSIDERATIONS, .entry_id = 1, .step_id = 1};
	if (err == ERR_NONE) err = remedy_row_insert(store, agency, &remedy, author, error, &next);
	if (err == ERR_NONE) err = tell(store, agency, id, author, error);
	if (err == ERR_NONE) err = black_out(store, agency, id, bytes, author, error);
	if (err == ERR_NONE) err = post_insert(store, agency, "公开岗", author, error, &post);
	if (err == ERR_NONE)
		err = post_holder_insert(store, agency, post, p->accounts[0], step.day, author,
					 error, &next);
	struct assignment assignment = {.matter_id = id, .post_id = post, .note = ""};
	if (err == ERR_NONE)
		err = assignment_insert(store, agency, &assignment, author, error, &next);
	return err;
}

/* A schedule, and a list by it. */
static enum err retain(struct store *store, void *context, struct error *error)
{
	struct people *p = context;
	struct office *office = p->office;
	struct retention_schedule schedule = {.agency_id = office->agency,
					      .number = 1,
					      .approval = "档批1号",
					      .rules = "dropped.person=60"};
	struct retention_list list = {
		.agency_id = office->agency, .digest = "", .matters = 1, .things = 2, .bytes = 3};
	const struct retention_item items[] = {
		{.matter_id = 1, .classes = "person", .things = 2, .bytes = 3},
		{.kind = MATTER_COMPLAINT, .entry_id = 7, .classes = "content", .things = 1}};
	struct author author = office->author;
	int64_t id = 0;
	author.kind = ACTOR_ACCOUNT;
	author.account_id = p->accounts[0];
	BUG_IF(!day_parse("2024-05-06", &schedule.approved));
	list.day = schedule.approved;
	enum err err =
		retention_schedule_insert(store, &schedule, &author, error, &list.schedule_id);
	if (err != ERR_NONE) return err;
	return retention_list_insert(store, &list, items, COUNT_OF(items), &author, error, &id);
}

static enum err erase(struct store *store, void *context, struct error *error)
{
	struct office *office = ((struct people *)context)->office;
	return journal_erase(store, OBJECT_REQUEST, 3, office->agency, "依申请", &office->author,
			     error);
}

static void add_requests(struct office *office)
{
	static const char *const outcomes[] = {"", "a", "c3"};
	for (int i = 0; i < NINE; i++) {
		char number[32];
		snprintf(number, sizeof number, "〔2024〕%d号", i);
		const char *outcome = outcomes[i % 3];
		FINE(office,
		     office_add(office, REGISTER_REQUESTS,
				REQUEST(number, i < 4 ? "2023-12-30" : "2024-03-01", "natural",
					outcome, outcome[0] == '\0' ? "" : "2024-03-09"),
				NULL));
	}
	FINE(office, office_strike(office, REGISTER_REQUESTS, 2, 1, "重复"));
}

static enum err setting(struct store *store, void *context, struct error *error)
{
	struct office *office = ((struct people *)context)->office;
	return setting_set(store, 0, "login.idle_minutes", "45", &office->author, error);
}

/* An entry of each register with nothing but what it needs: the rest is NULL or ''. */
static void add_bare_entries(struct office *office)
{
	for (size_t i = 0; i < REGISTER__MAX; i++) {
		const struct register_facts *facts = register_facts((enum register_id)i);
		const char *values[REGISTER_MAX_COLUMNS] = {NULL};
		for (size_t c = 0; c < facts->n_columns; c++) {
			const struct column *column = &facts->columns[c];
			if (!column->required)
				values[c] = "";
			else if (column->type == VALUE_CHOICE)
				values[c] = column->choices[0].code;
			else
				values[c] = column->type == VALUE_DAY ? "2024-05-06" : "7";
		}
		FINE(office, office_add(office, facts->id, values, NULL));
	}
}

void rich_office(struct office *office)
{
	struct people p = {.office = office};
	static store_work *const before[] = {add_agencies, add_people, add_facts, draft};
	office_open(office);
	for (size_t i = 0; i < COUNT_OF(before); i++)
		FINE(office, store_transaction(office->store, before[i], &p, &office->error));
	add_requests(office);
	add_bare_entries(office);
	FINE(office, store_transaction(office->store, setting, &p, &office->error));
	FINE(office, store_transaction(office->store, handle, &p, &office->error));
	FINE(office, store_transaction(office->store, retain, &p, &office->error));
	FINE(office, journal_seal(office->store, &office->error, NULL));
	FINE(office, journal_head(office->store, &office->error, &p.head));
	FINE(office, store_transaction(office->store, publish, &p, &office->error));
	FINE(office, store_transaction(office->store, erase, &p, &office->error));
}

void copy_beside(const struct office *office, const char *name, char ret_url[96])
{
	snprintf(ret_url, 96, "sqlite:%s/%s", office->folder, name);
}

enum err copy_office(struct office *office, const char *to, enum copy_purpose purpose,
		     struct copy_result *ret_result)
{
	struct copy_order order = {
		.from = office->url, .to = to, .purpose = purpose, .author = office->author};
	store_close(office->store);
	office->store = NULL;
	return store_copy(&order, &office->arena, &office->error, ret_result);
}

struct countdown {
	int steps, fatal;
};

static void count_steps(void *context, const struct copy_progress *progress)
{
	struct countdown *countdown = context;
	(void)progress;
	if (++countdown->steps != countdown->fatal) return;
	kill(getpid(), SIGKILL);
	for (;;) pause();
}

int copy_until(struct office *office, const char *to, int fatal)
{
	struct countdown countdown = {0, fatal};
	struct copy_result result;
	struct copy_order order = {.from = office->url,
				   .to = to,
				   .author = office->author,
				   .watch = count_steps,
				   .context = &countdown,
				   .batch = BATCH};
	int status = 0, ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		if (store_copy(&order, &office->arena, &office->error, &result) != ERR_NONE)
			_exit(1);
		_exit(write(ends[1], &countdown.steps, sizeof(int)) == sizeof(int) ? 0 : 2);
	}
	close(ends[1]);
	int steps = 0;
	if (read(ends[0], &steps, sizeof steps) != sizeof steps) steps = 0;
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (fatal != COPY_UNHURT && (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL))
		fail_msg("step %d: ended with %d", fatal, status);
	return steps;
}

enum err copy_again(struct office *office, const char *to, struct copy_result *ret_result)
{
	struct copy_order order = {
		.from = office->url, .to = to, .author = office->author, .batch = BATCH};
	return store_copy(&order, &office->arena, &office->error, ret_result);
}

bool copy_is_open(const char *url)
{
	struct error error;
	struct store *store = NULL;
	if (store_open(url, STORE_DESK, 0, &error, &store) != ERR_NONE) return false;
	store_close(store);
	return true;
}

static int64_t first_number(sqlite3 *handle, const char *sql)
{
	sqlite3_stmt *row = NULL;
	if (sqlite3_prepare_v2(handle, sql, -1, &row, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
	assert_int_equal(sqlite3_step(row), SQLITE_ROW);
	int64_t number = sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	return number;
}

int64_t copy_ask(const char *url, const char *sql)
{
	sqlite3 *handle = NULL;
	assert_int_equal(sqlite3_open(url + strlen("sqlite:"), &handle), SQLITE_OK);
	int64_t number = first_number(handle, sql);
	sqlite3_close(handle);
	return number;
}

void copies_equal(const struct office *office, const char *to)
{
	size_t n = 0;
	const struct copy_table *tables = copy_tables(&n);
	sqlite3 *handle = NULL;
	char sql[2048];
	assert_int_equal(sqlite3_open(office->path, &handle), SQLITE_OK);
	snprintf(sql, sizeof sql, "ATTACH '%s' AS other", to + strlen("sqlite:"));
	assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
	for (size_t i = 0; i < n; i++) {
		const struct copy_table *t = &tables[i];
		const char *mark = strcmp(t->name, "meta") == 0 ? "WHERE name <> 'moved'" : "";
		if (t->kind == COPY_LEFT) continue;
		snprintf(sql, sizeof sql,
			 "SELECT (SELECT count(*) FROM (SELECT %s FROM main.%s %s EXCEPT "
			 "SELECT %s FROM other.%s)) + abs((SELECT count(*) FROM main.%s %s) - "
			 "(SELECT count(*) FROM other.%s))",
			 t->columns, t->name, mark, t->columns, t->name, t->name, mark, t->name);
		if (first_number(handle, sql) != 0) fail_msg("table %s differs", t->name);
		snprintf(sql, sizeof sql, "SELECT count(*) FROM main.%s", t->name);
		/* a table that is empty in the sample would show nothing */
		if (first_number(handle, sql) == 0) fail_msg("table %s is empty", t->name);
	}
	assert_int_equal(first_number(handle, "SELECT count(*) FROM other.login"), 0);
	sqlite3_close(handle);
}
