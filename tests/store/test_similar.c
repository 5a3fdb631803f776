/* SPDX-License-Identifier: MulanPSL-2.0
 * Requests for much the same information find each other, those for something else do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/backup.h"
#include "store/help_store.h"
#include "store/similar.h"

static struct office office;

static int setup(void **state UNUSED)
{
	office_open(&office);
	return 0;
}

static int teardown(void **state UNUSED)
{
	office_close(&office);
	return 0;
}

struct putting {
	int64_t id;
	const char *subject;
};

static enum err put(struct store *store, void *context, struct error *error)
{
	const struct putting *putting = context;
	return similar_put(store, office.agency, putting->id, putting->subject, error);
}

/* As it comes in: the entry, and its keys if it is more than a bare one. */
static int64_t entry(const char *subject, bool keys)
{
	static int count;
	char number[16];
	int64_t id = 0;
	snprintf(number, sizeof number, "S%d", ++count);
	const char *const values[] = {number,	"2024-03-01", "online", "natural",
				      "虚构人", subject,      "",	""};
	FINE(&office, office_add(&office, REGISTER_REQUESTS, values, &id));
	struct putting putting = {id, subject};
	if (keys) FINE(&office, store_transaction(office.store, put, &putting, &office.error));
	return id;
}

static size_t find(int64_t id, const char *subject, struct similar **ret_similar)
{
	size_t n = 0;
	FINE(&office, similar_find(office.store, office.agency, id, subject, &office.arena,
				   &office.error, ret_similar, &n));
	return n;
}

/* Subjects as they come, each with ways in which somebody else puts the same. */
static const char *const families[][4] = {
	{"2023年城北片区征地补偿安置方案", "申请公开2023年城北片区征地补偿安置方案",
	 "城北片区征地补偿安置方案（2023年）", "2023年城北片区的征地补偿安置方案"},
	{"第三中学食堂2024年食品安全检查记录", "第三中学食堂2024年食品安全检查的记录",
	 "第三中学食堂２０２４年食品安全检查记录", "第三中学食堂2024年食品安全检查结果记录"},
	{"滨河路道路改造工程中标合同及附件", "滨河路道路改造工程中标合同",
	 "滨河路道路改造工程的中标合同及全部附件", "《滨河路道路改造工程中标合同及附件》"},
	{"幸福里小区物业服务收费备案材料", "幸福里小区物业服务收费的备案材料",
	 "幸福里小区物业服务收费备案的材料复印件", "幸福里小区 物业服务收费 备案材料"},
};

static void another_wording_is_found(void **state)
{
	enum { FAMILIES = COUNT_OF(families), WAYS = COUNT_OF(families[0]) };
	int64_t ids[FAMILIES][WAYS];
	struct similar *found = NULL;
	(void)state;
	for (size_t f = 0; f < FAMILIES; f++)
		for (size_t w = 0; w < WAYS; w++) ids[f][w] = entry(families[f][w], true);
	for (size_t f = 0; f < FAMILIES; f++) {
		size_t n = find(ids[f][0], families[f][0], &found);
		assert_int_equal(n, WAYS - 1);
		for (size_t i = 0; i < n; i++) {
			assert_in_range(found[i].request_id, ids[f][1], ids[f][WAYS - 1]);
			assert_in_range(found[i].alike, SIMILAR_LEAST, 1000);
			if (i > 0) assert_true(found[i].alike <= found[i - 1].alike);
		}
	}
	assert_int_equal(find(0, "长江二桥收费年限的批复", &found), 0);
	assert_int_equal(find(0, "", &found), 0);
}

static void the_newest_of_many_come_first(void **state)
{
	enum { MANY = SIMILAR_LOOKED_AT + 20 };
	int64_t ids[MANY];
	struct similar *found = NULL;
	(void)state;
	for (int i = 0; i < MANY; i++) ids[i] = entry("某项目预算", true);
	assert_int_equal(find(ids[MANY - 1], "某项目预算", &found), SIMILAR_MOST);
	for (int i = 0; i < SIMILAR_MOST; i++) {
		assert_int_equal(found[i].request_id, ids[MANY - 2 - i]);
		assert_int_equal(found[i].alike, 1000);
	}
}

static void what_is_struck_or_elsewhere_is_left_out(void **state)
{
	const char *subject = "老旧小区加装电梯补助名单";
	int64_t first = entry(subject, true), struck = entry(subject, true);
	struct similar *found = NULL;
	size_t n = 0;
	(void)state;
	FINE(&office, office_strike(&office, REGISTER_REQUESTS, struck, 1, "重复登记"));
	assert_int_equal(find(0, subject, &found), 1);
	assert_int_equal(found[0].request_id, first);
	FINE(&office, similar_find(office.store, office.agency + 1, 0, subject, &office.arena,
				   &office.error, &found, &n));
	assert_int_equal(n, 0);
}

static void rebuilding_makes_the_same_keys_and_those_of_bare_entries(void **state)
{
	const char *subject = "城区污水处理费征收标准";
	struct similar *found = NULL;
	int64_t kept = entry(subject, true);
	int64_t keys = office_ask(&office, "SELECT COUNT(*) FROM request_band");
	int64_t sum = office_ask(&office, "SELECT MAX(band) FROM request_band");
	(void)state;
	assert_int_equal(keys, 9);
	FINE(&office, store_rebuild(office.store, &office.error));
	assert_int_equal(office_ask(&office, "SELECT COUNT(*) FROM request_band"), keys);
	assert_int_equal(office_ask(&office, "SELECT MAX(band) FROM request_band"), sum);
	int64_t bare = entry(subject, false);
	assert_int_equal(find(0, subject, &found), 1);
	FINE(&office, store_rebuild(office.store, &office.error));
	assert_int_equal(find(0, subject, &found), 2);
	assert_int_equal(found[0].request_id, bare);
	assert_int_equal(found[1].request_id, kept);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(another_wording_is_found),
		TEST(the_newest_of_many_come_first),
		TEST(what_is_struck_or_elsewhere_is_left_out),
		TEST(rebuilding_makes_the_same_keys_and_those_of_bare_entries),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
