/* SPDX-License-Identifier: MulanPSL-2.0
 * Names and contacts in the registers beside the requests: sealed wherever they come in, shown to
 * who may see them, taken along into the flow. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/entry.h"
#include "office/import.h"
#include "office/matter_list.h"
#include "office/visitor.h"
#include "store/journal.h"
#include "unit/help_matter.h"

#define FROM "192.0.2.7"

static const char *column(enum register_id id, const struct entry *entry, const char *name)
{
	return entry->values[register_column(register_facts(id), name)];
}

static struct entry stored(enum register_id id, int64_t entry_id)
{
	struct entry entry;
	help_good(&help, register_get(help.office.store, id, help.agency, entry_id, &help.arena,
				      &help.error, &entry));
	return entry;
}

static void assert_verifies(void)
{
	struct journal_verdict verdict;
	help_good(&help, journal_verify(help.office.store, &help.arena, &help.error, &verdict));
	assert_int_equal(verdict.findings, 0);
}

#define BARE                                                                                       \
	"number=更1;received=2025-01-03;channel=counter;requester_kind=natural;name=虚构甲;"   \
	"record=低保名单;subject=年龄写错"

static struct entry opened(int64_t id)
{
	struct entry entry;
	help_good(&help, entry_open(&help.office, help_who(HELP_CLERK), REGISTER_CORRECTIONS,
				    help.agency, id, &help.arena, &help.error, &entry));
	return entry;
}

static enum err adopt(const struct beside_bare *bare, struct matter_filed *ret_filed)
{
	return beside_adopt(&help.office, help_who(HELP_CLERK), bare, &help.arena, &help.problems,
			    &help.error, ret_filed);
}

static void a_clerks_entry_is_sealed_shown_and_corrected(void **state)
{
	const char *name = "name";
	int64_t id = help_entry(&help, REGISTER_CORRECTIONS, BARE);
	(void)state;
	struct entry entry = stored(REGISTER_CORRECTIONS, id);
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, name), "虚＊＊");
	entry = opened(id);
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, name), "虚构甲");
	/* as it was shown, and another one */
	const char *const given[] = {"虚构甲", "虚＊＊", "另一人"};
	for (size_t i = 0; i < COUNT_OF(given); i++) {
		entry.values[register_column(register_facts(REGISTER_CORRECTIONS), name)] =
			given[i];
		help_good(&help,
			  entry_correct(&help.office, help_who(HELP_CLERK), REGISTER_CORRECTIONS,
					help.agency, id, (int64_t)i + 1, entry.values, "核对",
					&help.problems, &help.error));
		entry = opened(id);
		assert_string_equal(column(REGISTER_CORRECTIONS, &entry, name),
				    i < 2 ? "虚构甲" : "另一人");
	}
	entry = stored(REGISTER_CORRECTIONS, id);
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, name), "另＊＊");
}

/* Into the flow, once, with what is known of him; then its days are the steps' affair. */
static void an_open_entry_is_taken_into_the_flow_with_its_contact(void **state)
{
	int64_t id = help_entry(&help, REGISTER_CORRECTIONS, BARE), matter = 0;
	(void)state;
	help_good(&help, beside_of_entry(&help.office, help_who(HELP_CLERK), REGISTER_CORRECTIONS,
					 help.agency, id, &help.arena, &help.error, &matter));
	assert_int_equal(matter, 0);
	struct filing more;
	struct beside_bare bare = {.kind = MATTER_CORRECTION,
				   .agency_id = help.agency,
				   .entry_id = id,
				   .more = &more,
				   .word = "0123456789abcdef0123456789abcdef"};
	filing_init(&more);
	more.values[FILING_notify] = "mail";
	struct matter_filed done;
	problems_init(&help.problems, &help.arena);
	assert_int_equal(adopt(&bare, &done), ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "email"));
	more.values[FILING_email] = "zhang@example.cn";
	more.values[FILING_id_number] = "11010519491231002X";
	help_good(&help, adopt(&bare, &done));
	char code[QUERY_CODE];
	memcpy(code, done.code, sizeof code);
	struct visitor_case seen;
	struct store *own;
	help_good(&help, store_open(help.url, STORE_OWN, 0, &help.error, &own));
	help_good(&help, visitor_track(&help.office, own, FROM, "更1", code, "", &help.arena,
				       &help.error, &seen));
	help_good(&help,
		  visitor_prove(&help.office, FROM, &seen, "31002X", &help.arena, &help.error));
	store_close(own);
	/* the same form: the same code; another one comes too late */
	help_good(&help, adopt(&bare, &done));
	assert_true(done.again);
	assert_string_equal(done.code, code);
	bare.word = "f123456789abcdef0123456789abcdef";
	assert_int_equal(adopt(&bare, &done), ERR_CONFLICT);
	help_good(&help, beside_of_entry(&help.office, help_who(HELP_CLERK), REGISTER_CORRECTIONS,
					 help.agency, id, &help.arena, &help.error, &matter));
	struct matter_case now = help_case(matter);
	assert_int_equal(now.life.state, LIFE_CORRECTING);
	assert_string_equal(now.filing.values[FILING_notify], "mail");
	help_good(&help, matter_open_person(&help.office, help_who(HELP_CLERK), &now, &help.arena,
					    &help.error));
	assert_string_equal(now.filing.values[FILING_name], "虚构甲");
	assert_string_equal(now.filing.values[FILING_email], "zhang@example.cn");
	struct entry entry = opened(id);
	entry.values[register_column(register_facts(REGISTER_CORRECTIONS), "received")] =
		"2025-01-02";
	assert_int_equal(entry_correct(&help.office, help_who(HELP_CLERK), REGISTER_CORRECTIONS,
				       help.agency, id, 1, entry.values, "核对", &help.problems,
				       &help.error),
			 ERR_CONFLICT);
	/* struck out it is nobody's duty */
	help_good(&help, entry_strike(&help.office, help_who(HELP_CLERK), REGISTER_CORRECTIONS,
				      help.agency, id, 1, "重复登记", &help.problems, &help.error));
	struct beside_row *rows;
	size_t n;
	help_good(&help, besides_list(&help.office, help_who(HELP_CLERK), help.agency, MATTER__MAX,
				      MATTER_LIGHT__MAX, &help.arena, &help.error, &rows, &n));
	assert_int_equal(n, 0);
	assert_verifies();
}

static void names_in_the_clear_are_sealed_in_batches(void **state)
{
	const struct vault *vault = help.office.vault;
	int64_t ids[3], sealed = 0;
	(void)state;
	help.office.vault = NULL;
	ids[0] = help_entry(&help, REGISTER_CORRECTIONS, BARE);
	ids[1] = help_entry(&help, REGISTER_CORRECTIONS,
			    "number=更2;received=2025-01-03;channel=counter;record=名单;"
			    "subject=写错");
	ids[2] = help_entry(&help, REGISTER_COMPLAINTS,
			    "number=诉1;received=2025-01-03;channel=counter;name=虚构乙，1380000;"
			    "about=某局;subject=逾期");
	help_good(&help,
		  entry_strike(&help.office, help_who(HELP_CLERK), REGISTER_COMPLAINTS, help.agency,
			       ids[2], 1, "重复登记", &help.problems, &help.error));
	assert_int_equal(beside_seal_rest(&help.office, &help.error, &sealed), ERR_ENV);
	help.office.vault = vault;
	help_good(&help, beside_seal_rest(&help.office, &help.error, &sealed));
	assert_int_equal(sealed, 2); /* a struck one too; nameless ones have nothing to seal */
	help_good(&help, beside_seal_rest(&help.office, &help.error, &sealed));
	assert_int_equal(sealed, 0);
	struct entry entry = stored(REGISTER_CORRECTIONS, ids[0]);
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, "name"), "虚＊＊");
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, "record"), "低保名单");
	entry = stored(REGISTER_COMPLAINTS, ids[2]);
	assert_string_equal(column(REGISTER_COMPLAINTS, &entry, "name"), "虚＊＊");
	help_good(&help, entry_open(&help.office, help_who(HELP_CLERK), REGISTER_COMPLAINTS,
				    help.agency, ids[2], &help.arena, &help.error, &entry));
	assert_string_equal(column(REGISTER_COMPLAINTS, &entry, "name"), "虚构乙，1380000");
	/* the journal holds no name any more */
	struct journal_entry *entries = NULL;
	size_t n = 0;
	help_good(&help, journal_history(help.office.store, OBJECT_CORRECTION_REQUEST, ids[0],
					 &help.arena, &help.error, &entries, &n));
	for (size_t i = 0; i < n; i++)
		assert_true(entries[i].content == NULL ||
			    strstr(entries[i].content, "虚构甲") == NULL);
	assert_verifies();
}

static enum err import(const char *csv, struct import_result *ret_result)
{
	struct import_source source = {.bytes = csv, .n = strlen(csv)};
	return import_csv(&help.office, help_who(HELP_CLERK), REGISTER_CORRECTIONS, help.agency,
			  &source, false, &help.arena, &help.error, ret_result);
}

/* A refused import may have used up ids. */
static int64_t numbered(const char *number)
{
	struct entry_filter filter = {.text = number, .limit = 1};
	struct entry_page page;
	assert_true(day_parse("2025-01-01", &filter.from));
	assert_true(day_parse("2025-12-31", &filter.to));
	help_good(&help, entry_list(&help.office, help_who(HELP_CLERK), REGISTER_CORRECTIONS,
				    help.agency, &filter, &help.arena, &help.error, &page));
	assert_int_equal(page.n, 1);
	return page.entries[0].id;
}

static bool journal_says(int64_t id, const char *text)
{
	struct journal_entry *entries = NULL;
	size_t n = 0;
	bool says = false;
	help_good(&help, journal_history(help.office.store, OBJECT_CORRECTION_REQUEST, id,
					 &help.arena, &help.error, &entries, &n));
	for (size_t i = 0; i < n; i++)
		says = says ||
		       (entries[i].content != NULL && strstr(entries[i].content, text) != NULL);
	return says;
}

static void an_import_seals_its_names_and_refuses_them_without_the_key(void **state)
{
	static const char named[] = "number,received,channel,name,record,subject\n"
				    "更1,2025-01-03,counter,虚构甲,名单,写错\n"
				    "更2,2025-01-03,counter,,名单,写错\n";
	const struct vault *vault = help.office.vault;
	struct import_result *result = ARENA_NEW(&help.arena, struct import_result);
	int64_t sealed = 0;
	(void)state;
	help.office.vault = NULL;
	assert_int_equal(import(named, result), ERR_CONTENT);
	assert_int_equal(result->n_errors, 1);
	assert_string_equal(result->errors[0].column, "name");
	assert_int_equal(result->errors[0].line, 2);
	help.office.vault = vault;
	help_good(&help, import(named, result));
	assert_int_equal(result->imported, 2);
	int64_t first = numbered("更1"), second = numbered("更2");
	struct entry entry = stored(REGISTER_CORRECTIONS, first);
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, "name"), "虚＊＊");
	entry = opened(first);
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, "name"), "虚构甲");
	assert_false(journal_says(first, "虚构甲"));
	assert_true(journal_says(first, "名单"));
	help_good(&help, beside_seal_rest(&help.office, &help.error, &sealed));
	assert_int_equal(sealed, 0);
	/* a first name given by a correction */
	entry = opened(second);
	entry.values[register_column(register_facts(REGISTER_CORRECTIONS), "name")] = "虚构乙";
	help_good(&help, entry_correct(&help.office, help_who(HELP_CLERK), REGISTER_CORRECTIONS,
				       help.agency, second, 1, entry.values, "补登", &help.problems,
				       &help.error));
	entry = stored(REGISTER_CORRECTIONS, second);
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, "name"), "虚＊＊");
	entry = opened(second);
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, "name"), "虚构乙");
	assert_false(journal_says(second, "虚构乙"));
	assert_verifies();
}

/* Of every kind with steps: by light, and for nobody of another agency. */
static void what_is_due_is_counted_by_light_at_its_own_agency(void **state)
{
	struct matter_counts counts;
	struct beside_row *rows = NULL;
	size_t n = 0, kinds = 0;
	(void)state;
	for (int i = MATTER_REQUEST + 1; i < MATTER__MAX; i++) {
		enum matter_kind kind = (enum matter_kind)i;
		struct beside_order order = help_beside(kind, "2025-01-02", "none");
		if (matter_arrival(kind) == LIFE_EVENT__MAX) continue;
		struct matter_case now = help_case(help_said(&order).id);
		assert_string_not_equal(now.state.next_due, DUE_NOTHING);
		kinds++;
	}
	help_good(&help, besides_count(&help.office, help_who(HELP_CLERK), help.agency, true,
				       &help.arena, &help.error, &counts));
	assert_int_equal(counts.lights[MATTER_LIGHT_RED] + counts.lights[MATTER_LIGHT_YELLOW] +
				 counts.lights[MATTER_LIGHT_GREEN],
			 kinds);
	help.office.clock.fixed_ms =
		clock_now(&help.office.clock) + 365 * (24 * 60 * 60 * (int64_t)1000);
	help_good(&help, besides_count(&help.office, help_who(HELP_CLERK), help.agency, false,
				       &help.arena, &help.error, &counts));
	assert_int_equal(counts.lights[MATTER_LIGHT_RED], kinds);
	assert_int_equal(counts.today, 0);
	help_good(&help,
		  besides_list(&help.office, help_who(HELP_CLERK), help.agency, MATTER_CORRECTION,
			       MATTER_LIGHT_RED, &help.arena, &help.error, &rows, &n));
	assert_int_equal(n, 1);
	help_good(&help, besides_list(&help.office, help_who(HELP_CLERK), help.agency, MATTER__MAX,
				      MATTER_LIGHT_GREEN, &help.arena, &help.error, &rows, &n));
	assert_int_equal(n, 0);
	assert_int_equal(besides_count(&help.office, help_who(HELP_OUTSIDER), help.agency, true,
				       &help.arena, &help.error, &counts),
			 ERR_DENIED);
	assert_int_equal(besides_list(&help.office, help_who(HELP_OUTSIDER), help.agency,
				      MATTER__MAX, MATTER_LIGHT__MAX, &help.arena, &help.error,
				      &rows, &n),
			 ERR_DENIED);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_matter_setup, help_matter_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_clerks_entry_is_sealed_shown_and_corrected),
		TEST(an_open_entry_is_taken_into_the_flow_with_its_contact),
		TEST(names_in_the_clear_are_sealed_in_batches),
		TEST(an_import_seals_its_names_and_refuses_them_without_the_key),
		TEST(what_is_due_is_counted_by_light_at_its_own_agency),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
