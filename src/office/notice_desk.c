/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/notice_desk.h"

#include <string.h>

#include "base/random.h"
#include "base/utf8.h"
#include "office/setting.h"
#include "store/agency.h"
#include "store/journal.h"

enum { REASON_MAX = 200 };

enum err notice_board(struct office *office, const struct actor *actor, int64_t agency_id,
		      enum notice_state state, int64_t before, struct arena *arena,
		      struct error *error, struct notice_board *ret_board)
{
	struct notice_board board = {0};
	int64_t mail = 0, sms = 0;
	enum err err = permission_check(office, actor, PERMIT_NOTICE_READ, agency_id, error);
	if (err == ERR_NONE)
		err = notice_list(office->store, agency_id, state, before, NOTICES_SHOWN + 1, arena,
				  error, &board.notices, &board.n);
	if (err == ERR_NONE) err = notice_count(office->store, agency_id, error, board.counts);
	if (err == ERR_NONE) err = setting_number(office, 0, SETTING_NOTICE_MAIL, error, &mail);
	if (err == ERR_NONE) err = setting_number(office, 0, SETTING_NOTICE_SMS, error, &sms);
	if (err != ERR_NONE) return err;
	if (board.n > NOTICES_SHOWN) {
		board.n = NOTICES_SHOWN;
		board.next = board.notices[board.n - 1].id;
	}
	board.on[NOTICE_MAIL] = mail != 0;
	board.on[NOTICE_SMS] = sms != 0;
	*ret_board = board;
	return ERR_NONE;
}

enum err notice_case(struct office *office, const struct actor *actor, const struct matter *matter,
		     struct arena *arena, struct error *error, struct notice_row **ret_notices,
		     size_t *ret_n)
{
	enum err err =
		permission_check(office, actor, PERMIT_NOTICE_READ, matter->agency_id, error);
	return err != ERR_NONE ? err
			       : notice_of_matter(office->store, matter->id, arena, error,
						  ret_notices, ret_n);
}

static enum err reach(struct office *office, const struct actor *actor, enum permission permission,
		      int64_t id, struct arena *arena, struct error *error,
		      struct notice_row *ret_notice)
{
	enum err err = notice_get(office->store, id, arena, error, ret_notice);
	return err != ERR_NONE
		       ? err
		       : permission_check(office, actor, permission, ret_notice->agency_id, error);
}

enum err notice_look(struct office *office, const struct actor *actor, int64_t id,
		     struct arena *arena, struct error *error, struct notice_row *ret_notice)
{
	struct notice_row notice, *all;
	size_t n;
	enum err err = reach(office, actor, PERMIT_NOTICE_READ, id, arena, error, &notice);
	if (err == ERR_NONE)
		err = notice_of_matter(office->store, notice.matter_id, arena, error, &all, &n);
	if (err != ERR_NONE) return err;
	*ret_notice = notice;
	for (size_t i = 0; i < n; i++)
		if (all[i].id == id) ret_notice->number = all[i].number;
	ret_notice->content = (struct blob){NULL, notice.content.n};
	return ERR_NONE;
}

bool notice_open_to_retry(const struct notice_row *notice)
{
	return notice->state == NOTICE_WAITING || notice->state == NOTICE_FAILED;
}

struct deciding {
	struct office *office;
	const struct notice_row *notice;
	struct author author;
	const char *reason; /* NULL: once more */
	struct arena *arena;
};

static enum err decide_work(struct store *store, void *context, struct error *error)
{
	const struct deciding *deciding = context;
	const struct notice_row *notice = deciding->notice;
	const char *kind = notice_kind_label(notice->kind);
	bool again = deciding->reason == NULL;
	enum err err = again ? notice_retry(store, notice->id, deciding->author.at, error)
			     : notice_give_up(store, notice->id, deciding->reason, error);
	if (err != ERR_NONE) return err;
	return journal_event(
		store, ACTION_NOTIFY, notice->matter_id == 0 ? OBJECT_OFFICE : OBJECT_MATTER,
		notice->matter_id, notice->agency_id,
		again ? ARENA_JOIN(deciding->arena, "要求重发：", kind)
		      : ARENA_JOIN(deciding->arena, "不再发送：", kind, "。", deciding->reason),
		&deciding->author, error);
}

static enum err decide(struct office *office, const struct actor *actor, int64_t id,
		       const char *reason, struct error *error)
{
	struct arena arena = {0};
	struct notice_row notice;
	enum err err = reach(office, actor, PERMIT_NOTICE_WRITE, id, &arena, error, &notice);
	if (err == ERR_NONE) {
		struct deciding deciding = {office, &notice, office_author(office, actor), reason,
					    &arena};
		err = store_transaction(office->store, decide_work, &deciding, error);
	}
	arena_release(&arena);
	return err;
}

enum err notice_ask_again(struct office *office, const struct actor *actor, int64_t id,
			  struct error *error)
{
	return decide(office, actor, id, NULL, error);
}

enum err notice_abandon(struct office *office, const struct actor *actor, int64_t id,
			const char *reason, struct problems *problems, struct error *error)
{
	if (reason[strspn(reason, " \t\r\n")] == '\0' || !utf8_valid(reason, strlen(reason)) ||
	    utf8_length(reason) > REASON_MAX) {
		problem_add(problems, "reason", "请写明不再发送的理由，不超过%d字。", REASON_MAX);
		return error_set(error, ERR_CONTENT, NULL, "填写的内容有误。");
	}
	return decide(office, actor, id, reason, error);
}

static enum err test_work(struct store *store, void *context, struct error *error)
{
	const struct notice_row *notice = context;
	int64_t id;
	return notice_insert(store, notice, error, &id);
}

enum err notice_test(struct office *office, const struct actor *actor, int64_t agency_id,
		     struct error *error)
{
	struct arena arena = {0};
	struct agency agency = {.email = ""};
	int64_t on = 0;
	char ref[NOTICE_REF];
	enum err err = permission_check(office, actor, PERMIT_SETTING_WRITE, agency_id, error);
	if (err == ERR_NONE) err = setting_number(office, 0, SETTING_NOTICE_MAIL, error, &on);
	if (err == ERR_NONE) err = agency_get(office->store, agency_id, &arena, error, &agency);
	bool addressed = err == ERR_NONE && agency.email[0] != '\0';
	arena_release(&arena);
	if (err != ERR_NONE) return err;
	if (on == 0 || !addressed)
		return error_set(error, ERR_CONFLICT,
				 on == 0 ? "请先在设置里开通。" : "请先在单位资料里填写。",
				 on == 0 ? "电子邮件通知没有开通，试发不了。"
					 : "单位资料里没有电子邮箱，试发不了。");
	random_hex(ref, (NOTICE_REF - 1) / 2);
	struct notice_row notice = {.agency_id = agency_id,
				    .kind = notice_other_code(NOTICE_TEST),
				    .channel = NOTICE_MAIL,
				    .ref = ref,
				    .state = NOTICE_WAITING,
				    .last_error = "",
				    .created_at = clock_now(&office->clock)};
	notice.next_at = notice.created_at;
	return store_transaction(office->store, test_work, &notice, error);
}

enum err notice_tests(struct office *office, const struct actor *actor, int64_t agency_id,
		      struct arena *arena, struct error *error, struct notice_row **ret_notices,
		      size_t *ret_n)
{
	enum { SHOWN = 10 };
	struct notice_row *all = NULL;
	size_t n = 0, kept = 0;
	enum err err = permission_check(office, actor, PERMIT_SETTING_READ, agency_id, error);
	/* of no matter */
	if (err == ERR_NONE) err = notice_of_matter(office->store, 0, arena, error, &all, &n);
	if (err != ERR_NONE) return err;
	struct notice_row *rows = arena_array(arena, SHOWN, sizeof *rows);
	for (size_t i = n; i > 0 && kept < SHOWN; i--)
		if (all[i - 1].agency_id == agency_id) rows[kept++] = all[i - 1];
	*ret_notices = rows;
	*ret_n = kept;
	return ERR_NONE;
}
