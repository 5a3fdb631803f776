/* SPDX-License-Identifier: MulanPSL-2.0
 * The outbox: of two processes one has a notice; who dies loses it to the other; what was sent is
 * sent whoever says so; what is over keeps nothing of whom it was for. And the codes that pass. */
#include "unit/help_cmocka.h"

#include "store/code.h"
#include "store/help_store.h"
#include "store/notice.h"

enum { NOW = 1000000, LEASE = 5000, MATTER = 7, ANY = 3 };

static struct office office;

struct act {
	enum { ADD, DROP, TAKE, SENT, NOT_SENT, OVER, RETRY, GIVE_UP } what;
	struct notice_row notice;
	int64_t at, id;
	const char *text;
};

static enum err act_work(struct store *store, void *context, struct error *error)
{
	struct act *act = context;
	switch (act->what) {
	case ADD: return notice_insert(store, &act->notice, error, &act->id);
	case DROP: return notice_drop_step(store, MATTER, act->id, error);
	case TAKE:
		return notice_take(store, ANY, act->at, act->at + LEASE, &office.arena, error,
				   &act->notice);
	case SENT: return notice_sent(store, &act->notice, act->at, error);
	case NOT_SENT: return notice_not_sent(store, &act->notice, act->at, act->text, error);
	case OVER: return notice_over(store, &act->notice, act->text, error);
	case RETRY: return notice_retry(store, act->id, act->at, error);
	case GIVE_UP: return notice_give_up(store, act->id, act->text, error);
	}
	return ERR_ENV;
}

static enum err act(struct store *store, struct act *todo)
{
	return store_transaction(store, act_work, todo, &office.error);
}

static int64_t add(const char *ref, int64_t step_id, int64_t at)
{
	struct act todo = {.what = ADD,
			   .notice = {.agency_id = office.agency,
				      .matter_id = MATTER,
				      .step_id = step_id,
				      .kind = "issue",
				      .channel = NOTICE_SMS,
				      .ref = ref,
				      .content = {"sealed", 6},
				      .state = NOTICE_WAITING,
				      .next_at = at,
				      .last_error = "",
				      .created_at = at}};
	FINE(&office, act(office.store, &todo));
	return todo.id;
}

static enum err take(struct store *store, int64_t at, struct act *ret_taken)
{
	*ret_taken = (struct act){.what = TAKE, .at = at};
	return act(store, ret_taken);
}

static struct notice_row get(int64_t id)
{
	struct notice_row notice;
	FINE(&office, notice_get(office.store, id, &office.arena, &office.error, &notice));
	return notice;
}

static int begin(void **state)
{
	(void)state;
	memset(&office, 0, sizeof office);
	office_open(&office);
	return 0;
}

static int end(void **state)
{
	(void)state;
	office_close(&office);
	return 0;
}

static void of_two_processes_one_has_it(void **state)
{
	struct store *other = NULL;
	struct act one, two;
	(void)state;
	FINE(&office, store_open(office.url, STORE_DESK, 0, &office.error, &other));
	int64_t id = add("a", 1, NOW);
	assert_int_equal(notice_due(office.store, ANY, NOW - 1, &office.error), ERR_MISSING);
	assert_int_equal(take(office.store, NOW - 1, &one), ERR_MISSING);
	FINE(&office, notice_due(office.store, ANY, NOW, &office.error));
	/* a process that knows no gateway leaves it to the others */
	assert_int_equal(notice_due(office.store, 1 << NOTICE_MAIL, NOW, &office.error),
			 ERR_MISSING);
	FINE(&office, take(office.store, NOW, &one));
	assert_int_equal(one.notice.id, id);
	assert_int_equal(one.notice.channel, NOTICE_SMS);
	assert_int_equal(one.notice.content.n, 6);
	assert_int_equal(one.notice.tries, 1);
	assert_int_equal(take(other, NOW + LEASE - 1, &two), ERR_MISSING);
	/* one has died: the other may send it a second time, and nothing is lost */
	FINE(&office, take(other, NOW + LEASE, &two));
	assert_int_equal(two.notice.tries, 2);
	/* one was only slow, and failed: that is no longer its affair */
	one.what = NOT_SENT, one.at = NOW + 77, one.text = "late";
	FINE(&office, act(office.store, &one));
	assert_int_equal(get(id).state, NOTICE_SENDING);
	/* it was slow and had sent it: true all the same */
	one.what = SENT, one.text = NULL;
	FINE(&office, act(office.store, &one));
	two.what = NOT_SENT, two.at = NOW + 99, two.text = "refused";
	FINE(&office, act(other, &two));
	store_close(other);
	assert_int_equal(get(id).state, NOTICE_SENT);
	assert_int_equal(get(id).sent_at, NOW + 77);
	assert_int_equal(get(id).content.n, 0);
	assert_int_equal(notice_due(office.store, ANY, NOW * 2, &office.error), ERR_MISSING);
}

static void what_does_not_go_is_tried_again_and_then_told(void **state)
{
	struct act todo;
	int64_t id = add("a", 1, NOW), counts[NOTICE_STATE__MAX];
	(void)state;
	FINE(&office, take(office.store, NOW, &todo));
	todo.what = NOT_SENT, todo.at = NOW + 60, todo.text = "The server is away.";
	FINE(&office, act(office.store, &todo));
	assert_int_equal(get(id).state, NOTICE_WAITING);
	assert_string_equal(get(id).last_error, "The server is away.");
	assert_int_equal(take(office.store, NOW + 59, &todo), ERR_MISSING);
	FINE(&office, take(office.store, NOW + 60, &todo));
	todo.what = NOT_SENT, todo.at = 0, todo.text = "It was refused.";
	FINE(&office, act(office.store, &todo));
	assert_int_equal(get(id).state, NOTICE_FAILED);
	assert_int_equal(take(office.store, NOW * 2, &todo), ERR_MISSING);
	FINE(&office, notice_count(office.store, office.agency, &office.error, counts));
	assert_int_equal(counts[NOTICE_FAILED], 1);
	assert_int_equal(counts[NOTICE_WAITING], 0);
	todo = (struct act){.what = RETRY, .id = id, .at = NOW + 500};
	FINE(&office, act(office.store, &todo));
	assert_int_equal(get(id).tries, 0);
	todo = (struct act){.what = GIVE_UP, .id = id, .text = "电话已经告知"};
	FINE(&office, act(office.store, &todo));
	assert_int_equal(get(id).state, NOTICE_DROPPED);
	assert_string_equal(get(id).reason, "电话已经告知");
	assert_int_equal(get(id).content.n, 0);
	/* what was given up is over */
	assert_int_equal(act(office.store, &todo), ERR_CONFLICT);
	todo.what = RETRY;
	assert_int_equal(act(office.store, &todo), ERR_CONFLICT);
}

static void a_struck_step_is_told_no_more(void **state)
{
	struct act todo;
	int64_t sent = add("a", 4, NOW), waiting = add("b", 4, NOW + 1), other = add("c", 5, NOW);
	(void)state;
	FINE(&office, take(office.store, NOW, &todo));
	assert_int_equal(todo.notice.id, sent);
	todo.what = SENT;
	FINE(&office, act(office.store, &todo));
	todo = (struct act){.what = DROP, .id = 4};
	FINE(&office, act(office.store, &todo));
	assert_int_equal(get(sent).state, NOTICE_SENT);
	assert_int_equal(get(waiting).state, NOTICE_DROPPED);
	assert_int_equal(get(waiting).content.n, 0);
	assert_int_equal(get(other).state, NOTICE_WAITING);
	FINE(&office, take(office.store, NOW, &todo));
	todo.what = OVER, todo.text = "Its time was over.";
	FINE(&office, act(office.store, &todo));
	assert_int_equal(get(other).state, NOTICE_DROPPED);
}

static void lists_are_newest_first_and_by_state(void **state)
{
	struct notice_row *notices;
	int64_t ids[3], n_issue;
	size_t n;
	(void)state;
	for (int i = 0; i < 3; i++) ids[i] = add((const char *[]){"a", "b", "c"}[i], i, NOW + i);
	FINE(&office, notice_list(office.store, office.agency, NOTICE_STATE__MAX, 0, 2,
				  &office.arena, &office.error, &notices, &n));
	assert_int_equal(n, 2);
	assert_int_equal(notices[0].id, ids[2]);
	assert_string_equal(notices[0].number, "");
	FINE(&office, notice_list(office.store, office.agency, NOTICE_WAITING, notices[1].id, 2,
				  &office.arena, &office.error, &notices, &n));
	assert_int_equal(n, 1);
	assert_int_equal(notices[0].id, ids[0]);
	FINE(&office, notice_list(office.store, office.agency, NOTICE_SENT, 0, 2, &office.arena,
				  &office.error, &notices, &n));
	assert_int_equal(n, 0);
	FINE(&office,
	     notice_of_matter(office.store, MATTER, &office.arena, &office.error, &notices, &n));
	assert_int_equal(n, 3);
	FINE(&office,
	     notice_since(office.store, MATTER, "issue", NOW + 1, &office.error, &n_issue));
	assert_int_equal(n_issue, 2);
	/* one name outside is one notice; and no state that is none */
	assert_true(office_refuses(&office, "UPDATE notice SET ref = 'a'"));
	assert_true(office_refuses(&office, "UPDATE notice SET state = 'sent'"));
}

struct coded {
	struct digest mark;
	int64_t expires_at, sweep, id;
	bool wrong, right, drop;
	struct code_ask ask;
};

static enum err code_work(struct store *store, void *context, struct error *error)
{
	struct coded *coded = context;
	if (coded->ask.word != NULL) return code_ask_insert(store, &coded->ask, error, &coded->id);
	if (coded->sweep != 0) return code_sweep(store, coded->sweep, coded->sweep, error);
	if (coded->wrong) return proof_code_try(store, MATTER, error);
	if (coded->right) return proof_code_right(store, MATTER, error);
	if (coded->drop) {
		enum err err = code_ask_drop(store, coded->id, error);
		return err != ERR_NONE ? err : proof_code_drop(store, MATTER, error);
	}
	return proof_code_put(store, MATTER, &coded->mark, coded->expires_at, error);
}

static void code(struct coded todo, int64_t *ret_id)
{
	FINE(&office, store_transaction(office.store, code_work, &todo, &office.error));
	if (ret_id != NULL) *ret_id = todo.id;
}

static void codes_pass(void **state)
{
	struct proof_code found;
	struct code_ask ask;
	struct digest one = digest_of("1", 1), two = digest_of("2", 1);
	int64_t id, *ids;
	size_t n;
	(void)state;
	code((struct coded){.mark = one, .expires_at = NOW}, NULL);
	code((struct coded){.wrong = true}, NULL);
	FINE(&office, proof_code_get(office.store, MATTER, &office.error, &found));
	assert_true(digest_equal(&found.mark, &one));
	assert_int_equal(found.tries, 1);
	code((struct coded){.right = true}, NULL);
	FINE(&office, proof_code_get(office.store, MATTER, &office.error, &found));
	assert_int_equal(found.tries, 0);
	code((struct coded){.mark = two, .expires_at = NOW + 5}, NULL);
	code((struct coded){.sweep = NOW + 1}, NULL);
	FINE(&office, proof_code_get(office.store, MATTER, &office.error, &found));
	assert_true(digest_equal(&found.mark, &two));
	assert_int_equal(found.tries, 0);
	code((struct coded){.sweep = NOW + 6}, NULL);
	assert_int_equal(proof_code_get(office.store, MATTER, &office.error, &found), ERR_MISSING);
	code((struct coded){.ask = {NOW, "word", {"key", 3}, {"content", 7}}}, &id);
	FINE(&office, code_ask_get(office.store, id, &office.arena, &office.error, &ask));
	assert_string_equal(ask.word, "word");
	assert_int_equal(ask.key.n + ask.content.n, 10);
	code((struct coded){.drop = true, .id = id}, NULL);
	assert_int_equal(code_ask_get(office.store, id, &office.arena, &office.error, &ask),
			 ERR_MISSING);
	FINE(&office,
	     code_matters(office.store, "2025-00001", &office.arena, &office.error, &ids, &n));
	assert_int_equal(n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(of_two_processes_one_has_it, begin, end),
		cmocka_unit_test_setup_teardown(what_does_not_go_is_tried_again_and_then_told,
						begin, end),
		cmocka_unit_test_setup_teardown(a_struck_step_is_told_no_more, begin, end),
		cmocka_unit_test_setup_teardown(lists_are_newest_first_and_by_state, begin, end),
		cmocka_unit_test_setup_teardown(codes_pass, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
