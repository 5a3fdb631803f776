/* SPDX-License-Identifier: MulanPSL-2.0
 * The manners of service: which proof each gives, what has to be kept of it, which day counts. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "law/service.h"

static day day_of(const char *text)
{
	day ret = DAY_NONE;
	assert_true(day_parse(text, &ret));
	return ret;
}

/* What must be said, as the form asks for it, by commas. */
static const char *needed(unsigned needs)
{
	static char text[256];
	text[0] = '\0';
	for (int i = 0; i < SERVICE_FACT__MAX; i++) {
		if ((needs >> i & 1) == 0) continue;
		size_t n = strlen(text);
		snprintf(text + n, sizeof text - n, "%s%s", n > 0 ? "," : "",
			 service_fact(i)->label);
		assert_string_not_equal(service_fact(i)->field, "");
		assert_string_not_equal(service_fact(i)->missing, "");
	}
	return text;
}

static void each_manner_has_its_proof_and_its_day(void **state)
{
	/* the article, the code, the proof, what has to be kept, the day typed and the day that
	 * counts */
	static const struct {
		const char *article, *code;
		enum life_proof proof;
		const char *needs, *typed, *counts;
	} rows[] = {
		{"国办公开办函〔2016〕235号", "counter", LIFE_PROOF_SIGNED, "签收人", "2024-06-26",
		 "2024-06-26"},
		{"国办公开办函〔2016〕235号", "ems", LIFE_PROOF_POSTED, "邮件编号", "2024-06-26",
		 "2024-06-26"},
		{"国办公开办函〔2016〕235号", "registered", LIFE_PROOF_POSTED, "邮件编号",
		 "2024-06-26", "2024-06-26"},
		{"民事诉讼法第九十条", "online", LIFE_PROOF_CONFIRMED, "怎样确认", "2024-06-26",
		 "2024-06-26"},
		{"民事诉讼法第九十条", "email", LIFE_PROOF_CONFIRMED, "送到哪里,怎样确认",
		 "2024-06-26", "2024-06-26"},
		{"民事诉讼法第九十条", "fax", LIFE_PROOF_CONFIRMED, "送到哪里,怎样确认",
		 "2024-06-26", "2024-06-26"},
		{"民事诉讼法第九十五条", "notice", LIFE_PROOF_NOTICED, "送到哪里", "2024-06-26",
		 "2024-07-26"},
	};
	(void)state;
	assert_int_equal(COUNT_OF(rows), SERVICE_BY__MAX);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		enum service_manner manner;
		assert_true(service_parse(rows[i].code, &manner));
		const struct service_facts *facts = service_facts(manner);
		assert_string_equal(facts->code, rows[i].code);
		assert_int_equal(facts->proof, rows[i].proof);
		assert_string_equal(needed(facts->needs), rows[i].needs);
		assert_int_equal(service_day(manner, day_of(rows[i].typed)),
				 day_of(rows[i].counts));
		/* remedies run from receipt: of mail the signature, while it is known */
		bool mail = facts->proof == LIFE_PROOF_POSTED;
		day later = day_of(rows[i].typed) + 2;
		assert_int_equal(service_known(manner, day_of(rows[i].typed), DAY_NONE),
				 mail ? DAY_NONE : day_of(rows[i].counts));
		assert_int_equal(service_known(manner, day_of(rows[i].typed), later),
				 mail ? later : day_of(rows[i].counts));
	}
}

static void no_other_manner_is_known(void **state)
{
	enum service_manner manner = SERVICE_BY_FAX;
	(void)state;
	assert_false(service_parse("wechat", &manner));
	assert_false(service_parse("", &manner));
	assert_int_equal(manner, SERVICE_BY_FAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_manner_has_its_proof_and_its_day),
		cmocka_unit_test(no_other_manner_is_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
