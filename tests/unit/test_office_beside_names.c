/* SPDX-License-Identifier: MulanPSL-2.0
 * Names and contacts in the registers beside the requests: sealed wherever they come in, shown to
 * who may see them, taken along into the flow. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/entry.h"
#include "office/visitor.h"
#include "store/journal.h"
#include "unit/help_matter.h"

#define FROM "192.0.2.7"

static const struct actor *who(enum help_person person)
{
	return &help.actors[person];
}

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
	help_good(&help, entry_open(&help.office, who(HELP_CLERK), REGISTER_CORRECTIONS,
				    help.agency, id, &help.arena, &help.error, &entry));
	return entry;
}

static enum err adopt(const struct beside_bare *bare, struct matter_filed *ret_filed)
{
	return beside_adopt(&help.office, who(HELP_CLERK), bare, &help.arena, &help.problems,
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
		help_good(&help, entry_correct(&help.office, who(HELP_CLERK), REGISTER_CORRECTIONS,
					       help.agency, id, (int64_t)i + 1, entry.values,
					       "核对", &help.problems, &help.error));
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
	help_good(&help, beside_of_entry(&help.office, who(HELP_CLERK), REGISTER_CORRECTIONS,
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
	help_good(&help, beside_of_entry(&help.office, who(HELP_CLERK), REGISTER_CORRECTIONS,
					 help.agency, id, &help.arena, &help.error, &matter));
	struct matter_case now = help_case(matter);
	assert_int_equal(now.life.state, LIFE_CORRECTING);
	assert_string_equal(now.filing.values[FILING_notify], "mail");
	help_good(&help, matter_open_person(&help.office, who(HELP_CLERK), &now, &help.arena,
					    &help.error));
	assert_string_equal(now.filing.values[FILING_name], "虚构甲");
	assert_string_equal(now.filing.values[FILING_email], "zhang@example.cn");
	struct entry entry = opened(id);
	entry.values[register_column(register_facts(REGISTER_CORRECTIONS), "received")] =
		"2025-01-02";
	assert_int_equal(entry_correct(&help.office, who(HELP_CLERK), REGISTER_CORRECTIONS,
				       help.agency, id, 1, entry.values, "核对", &help.problems,
				       &help.error),
			 ERR_CONFLICT);
	/* struck out it is nobody's duty */
	help_good(&help, entry_strike(&help.office, who(HELP_CLERK), REGISTER_CORRECTIONS,
				      help.agency, id, 1, "重复登记", &help.problems, &help.error));
	struct beside_row *rows;
	size_t n;
	help_good(&help, beside_open_ones(&help.office, who(HELP_CLERK), help.agency, &help.arena,
					  &help.error, &rows, &n));
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
		  entry_strike(&help.office, who(HELP_CLERK), REGISTER_COMPLAINTS, help.agency,
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
	help_good(&help, entry_open(&help.office, who(HELP_CLERK), REGISTER_COMPLAINTS, help.agency,
				    ids[2], &help.arena, &help.error, &entry));
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

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_matter_setup, help_matter_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_clerks_entry_is_sealed_shown_and_corrected),
		TEST(an_open_entry_is_taken_into_the_flow_with_its_contact),
		TEST(names_in_the_clear_are_sealed_in_batches),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
