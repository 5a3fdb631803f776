/* SPDX-License-Identifier: MulanPSL-2.0
 * The life of a request as stories a lawyer can read (tests/vectors/lives.tsv), and its table:
 * every state × event × role, no dead end, random walks that never get stuck. */
#include "base/buf.h"
#include "law/letter.h"
#include "law/life_duty.h"
#include "law/life_rows.h"
#include "unit/help_cmocka.h"
#include "unit/help_vectors.h"

enum { ALL_ROLES = (1 << LIFE_ROLE__MAX) - 1, DRAFTER = 1, OTHER = 2 };

static struct arena arena;
static const struct calendar *calendar;
static struct buf answer;
static struct life_settings settings;

static int setup(void **state)
{
	(void)state;
	buf_init(&answer, 65536);
	return calendar_build(&arena, NULL, 0, &calendar, NULL) == ERR_NONE ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	buf_release(&answer);
	return 0;
}

static day day_of(const char *text)
{
	day d = DAY_NONE;
	if (!day_parse(text, &d)) fail_msg("\"%s\" is not a date", text);
	return d;
}

static int number_of(enum life_asks asks, const char *word)
{
	if (asks == LIFE_ASKS_CHANNEL) {
		for (int i = 0; i < CHANNEL__MAX; i++)
			if (strcmp(channel_label((enum channel)i), word) == 0) return i;
		return atoi(word);
	}
	enum life_ending ending;
	if (asks == LIFE_ASKS_ENDING && life_ending_parse(word, &ending)) return ending;
	if (strcmp(word, "简易程序") == 0) return 1;
	static const char *const proofs[] = {"", "签收", "邮寄", "电子送达"};
	static const char *const results[] = {
		[LIFE_CORRECTED] = "更正",	    [LIFE_TRANSFERRED] = "转送",
		[LIFE_NOT_CORRECTED] = "不予更正",  [LIFE_ADOPTED] = "采纳",
		[LIFE_PARTLY_ADOPTED] = "部分采纳", [LIFE_ALREADY_PUBLIC] = "已经公开",
		[LIFE_NOT_ADOPTED] = "不采纳",	    [LIFE_UPHELD] = "成立",
		[LIFE_PARTLY_UPHELD] = "部分成立",  [LIFE_NOT_UPHELD] = "不成立",
		[LIFE_PASSED_ON] = "转送别处"};
	for (int i = 1; i < 4; i++)
		if (asks == LIFE_ASKS_PROOF && strcmp(proofs[i], word) == 0) return i;
	for (size_t i = 1; i < COUNT_OF(results); i++)
		if (asks == LIFE_ASKS_RESULT && results[i] != NULL && strcmp(results[i], word) == 0)
			return (int)i;
	return atoi(word);
}

/* "2024-06-11 收件 当面提交", "2024-06-20 批准延期答复 10 @经办人", "2024-06-20 签发 @本人" */
static struct life_step step_of(char *text)
{
	struct life_step step = {.by = ALL_ROLES, .person = OTHER};
	step.on = day_of(strsep(&text, " "));
	const char *label = strsep(&text, " ");
	if (!life_event_parse(label, &step.event)) fail_msg("\"%s\" is no event", label);
	if (step.event == LIFE_EVENT_DRAFT || life_event_asks(step.event) == LIFE_ASKS_RESULT)
		step.person = DRAFTER;
	while (text != NULL) {
		const char *word = strsep(&text, " ");
		if (word[0] != '@')
			step.n = number_of(life_event_asks(step.event), word);
		else if (strcmp(word, "@本人") == 0)
			step.person = DRAFTER;
		else
			for (int at = 0; at < LIFE_ROLE__MAX; at++)
				if (strcmp(life_role_label(at), word + 1) == 0) step.by = 1U << at;
	}
	return step;
}

static void cite(struct buf *cited, const char *rule)
{
	buf_printf(cited, "%s；", rule);
}

static void put_duties(const struct life *life, day today, struct buf *cited)
{
	struct life_duties duties;
	struct error error;
	if (life_duties(life, today, calendar, &arena, &duties, &error) != ERR_NONE) {
		buf_puts(&answer, "：没有日历");
		return;
	}
	for (size_t i = 0; i < duties.n; i++) {
		const struct life_duty *duty = &duties.rows[i];
		buf_printf(&answer, "%s%s", i == 0 ? "：" : "；", life_duty_label(duty->kind));
		if (duty->consult > 0) buf_printf(&answer, " %d", (int)duty->consult);
		if (duty->due != DAY_NONE) buf_printf(&answer, " %s", day_text(duty->due).s);
		assert_true(duty->trace.count > 0);
		for (const struct trace_step *at = duty->trace.first; at != NULL; at = at->next)
			cite(cited, at->rule);
		assert_true(i == 0 || duties.rows[i - 1].due <= duty->due);
	}
}

static void all_cited(char *articles, const struct buf *cited)
{
	while (articles != NULL) {
		char *next = strstr(articles, "；");
		if (next != NULL) *next = '\0';
		const char *wanted = arena_printf(&arena, "%s；", articles);
		if (strstr(buf_text(cited), wanted) == NULL) fail_msg("nothing cites %s", articles);
		articles = next == NULL ? NULL : next + strlen("；");
	}
}

static const char *answer_life(char **fields)
{
	struct life life;
	struct life_words words = {""};
	struct buf cited;
	settings = LIFE_SETTINGS_DEFAULT;
	life_init(&life, &settings);
	buf_init(&cited, 65536);
	buf_clear(&answer);
	day today = DAY_NONE;
	bool refused = false;
	for (char *at = fields[2]; at != NULL;) {
		char *next = strstr(at, "；");
		if (next != NULL) *next = '\0';
		if (refused) fail_msg("%s goes on after a refusal: %s", fields[0], words.s);
		if (strcmp(at, "待工作人员确认") == 0) {
			settings.receipt_confirms = false;
		} else if (strncmp(at, "今天 ", strlen("今天 ")) == 0) {
			today = day_of(at + strlen("今天 "));
		} else {
			struct life_step step = step_of(at);
			const struct life_row *row = life_take(&life, &step, calendar, &words);
			refused = row == NULL;
			if (row != NULL) cite(&cited, life_rule(&life, row, &step));
		}
		at = next == NULL ? NULL : next + strlen("；");
	}
	if (refused) {
		buf_printf(&answer, "不行：%s", words.s);
	} else {
		buf_puts(&answer, life_state_label(life.state));
		put_duties(&life, today == DAY_NONE ? life.last : today, &cited);
		if (words.s[0] != '\0') buf_printf(&answer, "！%s", words.s);
		all_cited(fields[1], &cited);
	}
	buf_release(&cited);
	return buf_text(&answer);
}

static void stories(void **state)
{
	(void)state;
	vectors_replay("lives", 3, 80, answer_life);
}

static unsigned roles_of(enum life_state state, enum life_event event)
{
	unsigned roles = 0;
	for (size_t i = 0; i < life_row_count(); i++)
		if (life_rows[i].event == event && (life_rows[i].from & 1U << state) != 0)
			roles |= life_rows[i].roles;
	return roles;
}

/* Asked in each state, with each event, as each role: a role the table does not name is always
 * refused, with its own sentence; an event the state does not know too; nothing is changed. */
static void every_state_event_and_role(void **unused)
{
	(void)unused;
	int taken = 0;
	for (int state = 0; state < LIFE_STATE__MAX; state++)
		for (int event = 0; event < LIFE_EVENT__MAX; event++)
			for (int role = 0; role < LIFE_ROLE__MAX; role++) {
				struct life life;
				struct life_words words;
				life_init(&life, &LIFE_SETTINGS_DEFAULT);
				life.state = (enum life_state)state;
				life.order.received = life.last = day_of("2024-06-11");
				struct life_step step = {(enum life_event)event, life.last,
							 1U << role, OTHER, 1};
				unsigned roles = roles_of(life.state, step.event);
				const struct life_row *row =
					life_ask(&life, &step, calendar, &words);
				if (row == NULL) assert_true(strstr(words.s, "。") != NULL);
				bool named = strstr(words.s, "须由") != NULL && row == NULL &&
					     roles != 0 && (roles & step.by) == 0;
				if (roles == 0)
					assert_non_null(strstr(words.s, "现在是"));
				else
					assert_true(named == ((roles & step.by) == 0));
				taken += row != NULL;
			}
	assert_true(taken > 60);
}

static void the_table_is_sound(void **state)
{
	(void)state;
	for (size_t i = 0; i < life_row_count(); i++) {
		const struct life_row *row = &life_rows[i];
		assert_true(row->from != 0 && row->roles != 0);
		assert_true(row->rule[0] != '\0');
		for (int s = 0; s < LIFE_STATE__MAX; s++) {
			if ((row->from & 1U << s) == 0) continue;
			/* rows tried for one step ask for the same roles */
			assert_int_equal(roles_of((enum life_state)s, row->event), row->roles);
			bool last = true;
			for (size_t k = i + 1; k < life_row_count(); k++)
				if (life_rows[k].event == row->event &&
				    (life_rows[k].from & 1U << s) != 0)
					last = false;
			/* an open door is tried last */
			assert_true(last || row->guards != 0);
		}
	}
	for (int i = 0; i < LIFE_GUARD__MAX; i++) {
		bool used = false;
		for (size_t k = 0; k < life_row_count(); k++)
			used |= (life_rows[k].guards >> i & 1) != 0;
		assert_true(used);
		/* one thing wrong, one sentence */
		assert_string_equal(strstr(life_guard_words(i), "。"), "。");
	}
	for (int i = 0; i < LIFE_EVENT__MAX; i++) {
		enum life_event back;
		assert_true(life_event_find(life_event_code((enum life_event)i), &back));
		assert_int_equal(back, i);
		assert_true(life_event_parse(life_event_label((enum life_event)i), &back));
		assert_int_equal(back, i);
		assert_true(life_event_code(back)[0] != '\0');
		bool used = false;
		for (size_t k = 0; k < life_row_count(); k++) used |= life_rows[k].event == back;
		assert_true(used);
	}
	enum life_event none;
	assert_false(life_event_parse("上传", &none));
	assert_false(life_event_find("upload", &none));
}

/* From each state the archive can be reached, and each is reached from the counter. */
static void no_state_is_a_dead_end(void **state)
{
	(void)state;
	unsigned ends = 1U << LIFE_ARCHIVED, begun = 1U << LIFE_NEW;
	for (int round = 0; round < LIFE_STATE__MAX; round++)
		for (size_t i = 0; i < life_row_count(); i++) {
			const struct life_row *row = &life_rows[i];
			if (row->next == LIFE_STATE__MAX) continue;
			if ((ends & 1U << row->next) != 0) ends |= row->from;
			if ((begun & row->from) != 0) begun |= 1U << row->next;
		}
	assert_int_equal(ends, (1U << LIFE_STATE__MAX) - 1);
	assert_int_equal(begun, (1U << LIFE_STATE__MAX) - 1);
}

static void facts(void **unused)
{
	(void)unused;
	for (int i = 0; i < LIFE_STATE__MAX; i++) {
		enum life_state state = (enum life_state)i;
		assert_true(life_state_code(state)[0] != '\0');
		assert_int_equal(life_state_turn(state) == LIFE_TURN_NOBODY,
				 state == LIFE_ARCHIVED);
	}
	for (int i = 0; i < LIFE_DUTY__MAX; i++)
		assert_true(life_duty_code((enum life_duty_kind)i)[0] != '\0');
	assert_int_equal(life_duty_whose(LIFE_DUTY_PAY), LIFE_TURN_REQUESTER);
	assert_string_equal(life_role_code(LIFE_ROLE_AT_HEAD), "head");
	assert_string_equal(life_proof_label(LIFE_PROOF_NONE), "");
	assert_non_null(strstr(life_proof_label(LIFE_PROOF_POSTED), "交寄日"));
	assert_non_null(strstr(life_consult_silence(LIFE_CONSULT_COMAKER), "视为同意公开"));
	assert_non_null(strstr(life_consult_silence(LIFE_CONSULT_THIRD), "由本机关"));
	assert_string_equal(life_effect_words(LIFE_EFFECT_NONE), "");
}

/* What is noted of an opinion rests on the article of whoever was asked, never on another's. */
static void opinions_cite_their_kind(void **unused)
{
	(void)unused;
	static const enum life_event sent[] = {LIFE_EVENT_CONSULT_THIRD, LIFE_EVENT_CONSULT_COMAKER,
					       LIFE_EVENT_CONSULT_ORGAN};
	static const char *const rules[] = {"reg.32", "reg.34", "reg.33"};
	struct life life;
	struct life_words words;
	struct life_step step = {.on = day_of("2024-06-11"), .by = ALL_ROLES, .person = OTHER};
	life_init(&life, &LIFE_SETTINGS_DEFAULT);
	life.order.received = step.on;
	life.state = LIFE_HANDLING;
	for (size_t i = 0; i < COUNT_OF(sent); i++) {
		step.event = sent[i];
		assert_non_null(life_take(&life, &step, calendar, &words));
	}
	for (size_t i = 0; i < life_row_count(); i++) {
		const struct life_row *row = &life_rows[i];
		step.event = row->event;
		bool of_consult = life_event_asks(row->event) == LIFE_ASKS_CONSULT;
		assert_int_equal(of_consult, strcmp(row->rule, LIFE_RULE_OF_CONSULT) == 0);
		for (step.n = 1; step.n <= (int)COUNT_OF(sent); step.n++)
			assert_string_equal(life_rule(&life, row, &step),
					    of_consult ? rules[step.n - 1] : row->rule);
	}
}

/* Each letter that goes out has its text. */
static void letters_exist(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < life_row_count(); i++) {
		char words[40];
		snprintf(words, sizeof words, "%s", life_rows[i].letter);
		for (char *at = words, *code; (code = strsep(&at, " ")) != NULL;) {
			enum letter kind;
			bool apart = code[0] == '\0' || strcmp(code, "R") == 0;
			assert_true(apart || letter_parse(code, &kind));
		}
	}
}

static void letters(void **unused)
{
	(void)unused;
	struct life life;
	life_init(&life, &LIFE_SETTINGS_DEFAULT);
	assert_string_equal(life_letter(&life), "");
	for (int i = LIFE_ENDING_NONE + 1; i < LIFE_ENDING__MAX; i++) {
		life.ending = (enum life_ending)i;
		assert_string_equal(life_letter(&life),
				    life_ending_facts((enum life_ending)i)->letter);
	}
	life.kind = LIFE_OF_CORRECTION;
	assert_string_equal(life_letter(&life), "");
	life.result = LIFE_CORRECTED;
	assert_string_equal(life_letter(&life), "R16");
	assert_string_equal(life_result_code(life.result), "corrected");
	assert_string_equal(life_result_label(life.result), "更正");
	life.result = LIFE_DROPPED;
	assert_string_equal(life_letter(&life), "");
	life.kind = LIFE_OF_SUGGESTION;
	life.result = LIFE_ALREADY_PUBLIC;
	assert_string_equal(life_letter(&life), "R17");
	life.kind = LIFE_OF_COMPLAINT;
	life.result = LIFE_PASSED_ON;
	assert_string_equal(life_letter(&life), "R18");
}

/* Each kind has its own results, and being taken back is none that is decided. */
static void results_belong_to_one_kind(void **unused)
{
	(void)unused;
	for (int result = LIFE_RESULT_NONE; result <= LIFE_PASSED_ON; result++) {
		int kinds = 0;
		for (int kind = 0; kind < LIFE_KIND__MAX; kind++)
			kinds += life_result_of((enum life_kind)kind, (enum life_result)result);
		bool none = result == LIFE_RESULT_NONE || result == LIFE_DROPPED;
		assert_int_equal(kinds, none ? 0 : 1);
		assert_false(life_result_of(LIFE_OF_REQUEST, (enum life_result)result));
	}
}

static bool listed(const char *code, const char *const *codes)
{
	for (; *codes != NULL; codes++)
		if (strcmp(code, *codes) == 0) return true;
	return false;
}

/* Art. 41, 44 and 51 have states of their own; of the duties these five end with an answer. */
static void what_belongs_to_whom(void **unused)
{
	static const char *const beside[] = {"correcting",	"correct-drafted",   "suggesting",
					     "suggest-drafted", "publishing",	     "complained",
					     "complaining",	"complaint-drafted", NULL},
				 *const answers[] = {"reply",	 "correct", "suggest",
						     "complain", "remake",  NULL};
	(void)unused;
	for (int i = 0; i < LIFE_STATE__MAX; i++)
		assert_int_equal(life_state_of_request((enum life_state)i),
				 !listed(life_state_code((enum life_state)i), beside));
	for (int i = 0; i < LIFE_DUTY__MAX; i++)
		assert_int_equal(life_duty_answers((enum life_duty_kind)i),
				 listed(life_duty_code((enum life_duty_kind)i), answers));
}

/* The sixty-fifth consultation is refused, not written beyond the last. */
static void consultations_are_bounded(void **unused)
{
	(void)unused;
	struct life life;
	struct life_words words;
	day on = day_of("2024-06-11");
	life_init(&life, &LIFE_SETTINGS_DEFAULT);
	life.order.received = on;
	life.state = LIFE_HANDLING;
	struct life_step step = {LIFE_EVENT_CONSULT_THIRD, on, LIFE_BY_CLERK, OTHER, 0};
	for (int i = 0; i < DEADLINE_MAX_CONSULTS; i++)
		assert_non_null(life_take(&life, &step, calendar, &words));
	assert_null(life_take(&life, &step, calendar, &words));
	assert_non_null(strstr(words.s, "64次"));
	static struct life_duties duties;
	struct error error;
	assert_int_equal(life_duties(&life, on, calendar, &arena, &duties, &error), ERR_NONE);
	assert_int_equal(duties.n, DEADLINE_MAX_CONSULTS + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stories),
		cmocka_unit_test(every_state_event_and_role),
		cmocka_unit_test(the_table_is_sound),
		cmocka_unit_test(no_state_is_a_dead_end),
		cmocka_unit_test(facts),
		cmocka_unit_test(opinions_cite_their_kind),
		cmocka_unit_test(letters),
		cmocka_unit_test(letters_exist),
		cmocka_unit_test(results_belong_to_one_kind),
		cmocka_unit_test(what_belongs_to_whom),
		cmocka_unit_test(consultations_are_bounded),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
