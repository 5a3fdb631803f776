/* SPDX-License-Identifier: MulanPSL-2.0
 * Lists of what is to go: proposed by one, confirmed by another, executed in batches. */
#include "office/retention.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "office/retention_inside.h"

enum { REASON_MAX = 200, ITEMS_MOST = RETENTION_GO_MOST + 1, BATCH = 20 };

#define KEPT_BY_SCHEDULE "schedule"
#define KEPT_CHANGED "changed"
#define KEPT_OPENED_WORDS "保留：又在办理"

enum err retention_check(struct office *office, const struct actor *actor,
			 enum permission permission, int64_t list_id, struct arena *arena,
			 struct error *error, struct retention_list *ret_list)
{
	enum err err = permission_check(office, actor, permission, 0, error);
	if (err == ERR_NONE)
		err = retention_list_get(office->store, list_id, arena, error, ret_list);
	if (err == ERR_NONE)
		err = permission_check(office, actor, permission, ret_list->agency_id, error);
	return err;
}

/* propose */

struct proposing {
	struct office *office;
	int64_t agency_id;
	const char *digest;
	struct arena *arena;
	struct author author;
	int64_t id;
};

static enum err propose_work(struct store *store, void *context, struct error *error)
{
	struct proposing *proposing = context;
	struct office inside = office_inside(proposing->office, store);
	struct retention_frame frame;
	struct retention_plan plan;
	enum err err = retention_frame(&inside, proposing->agency_id, clock_today(&inside.clock),
				       proposing->arena, error, &frame);
	if (err == ERR_NONE)
		err = retention_reckon(&inside, &frame, proposing->arena, error, &plan);
	if (err != ERR_NONE) return err;
	if (plan.schedule == NULL)
		return error_set(error, ERR_CONFLICT, "请负责人先登记经批准的保管期限表。",
				 "还没有保管期限表，什么都不能清除。");
	if (plan.n_go == 0) return error_set(error, ERR_CONFLICT, NULL, "现在没有可以清除的内容。");
	if (strcmp(plan.digest, proposing->digest) != 0)
		return error_set(error, ERR_CONFLICT, "请看清新的结果，再提出清单。",
				 "试算的结果刚刚有了变化，清单没有提出。");
	struct retention_list list = {.agency_id = proposing->agency_id,
				      .schedule_id = plan.schedule->id,
				      .day = plan.day,
				      .digest = plan.digest,
				      .matters = (int64_t)plan.n_go,
				      .things = plan.things,
				      .bytes = plan.bytes};
	return retention_list_insert(store, &list, retention_items_of(&plan, proposing->arena),
				     plan.n_go, &proposing->author, error, &proposing->id);
}

enum err retention_propose(struct office *office, const struct actor *actor, int64_t agency_id,
			   const char *digest, struct arena *arena, struct error *error,
			   int64_t *ret_id)
{
	struct proposing proposing = {
		office, agency_id, digest, arena, office_author(office, actor), 0};
	enum err err = permission_check(office, actor, PERMIT_RETENTION_PROPOSE, agency_id, error);
	if (err == ERR_NONE)
		err = store_transaction(office->store, propose_work, &proposing, error);
	if (err == ERR_NONE) *ret_id = proposing.id;
	return err;
}

enum err retention_lists(struct office *office, const struct actor *actor, int64_t agency_id,
			 struct arena *arena, struct error *error,
			 struct retention_list **ret_lists, size_t *ret_n)
{
	enum err err = permission_check(office, actor, PERMIT_RETENTION_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	return retention_list_all(office->store, agency_id, arena, error, ret_lists, ret_n);
}

/* What changed since a list was proposed. */

struct comparing {
	struct office *office;
	struct arena *arena;
	struct retention_view *view;
};

static void add_change(struct retention_view *view, const char *number, const char *was,
		       const char *is)
{
	view->changes[view->n_changes++] = (struct retention_change){number, was, is};
}

static const char *say_item(const struct retention_item *item, struct arena *arena)
{
	return arena_printf(arena, "%s（%" PRId64 "项，%" PRId64 "字节）",
			    retention_classes_label(item->classes, arena), item->things,
			    item->bytes);
}

/* Why a matter that was to go is to stay, whole. */
static enum err say_stay(struct office *office, const struct retention_frame *frame,
			 const struct retention_item *item, struct arena *arena,
			 struct error *error, const char **ret_words)
{
	struct retention_candidate candidate;
	struct retention_line line;
	enum retention_why why = RETENTION_DUE;
	enum err err = retention_item_candidate(office->store, frame->agency_id, item, arena, error,
						&candidate);
	if (err == ERR_MISSING) {
		*ret_words = KEPT_OPENED_WORDS;
		return ERR_NONE;
	}
	if (err == ERR_NONE) err = retention_line(office, frame, &candidate, arena, error, &line);
	if (err != ERR_NONE) return err;
	for (int i = 0; i < RETENTION_CLASS__MAX && why == RETENTION_DUE; i++)
		why = line.verdicts[i].why;
	*ret_words = why == RETENTION_DUE
			     ? "已经没有可以清除的内容"
			     : arena_printf(arena, "保留：%s", retention_why_words(why));
	return ERR_NONE;
}

/* Both stand in the order of retention_item_order(). */
static enum err compare(struct office *office, const struct retention_frame *frame,
			const struct retention_item *now, size_t n_now, struct arena *arena,
			struct error *error, struct retention_view *view)
{
	size_t i = 0, k = 0;
	view->changes = arena_array(arena, view->n_items + n_now + 1, sizeof *view->changes);
	if (frame->schedule == NULL || frame->schedule->id != view->list.schedule_id)
		add_change(view, "",
			   arena_printf(arena, "保管期限表第%" PRId64 "版",
					view->list.schedule_number),
			   arena_printf(arena, "保管期限表第%" PRId64 "版",
					frame->schedule == NULL ? 0 : frame->schedule->number));
	while (i < view->n_items || k < n_now) {
		const struct retention_item *was = i < view->n_items ? &view->items[i] : NULL;
		const struct retention_item *is = k < n_now ? &now[k] : NULL;
		int order = was == NULL ? 1 : is == NULL ? -1 : retention_item_order(was, is);
		if (order < 0) {
			const char *words = "";
			enum err err = say_stay(office, frame, was, arena, error, &words);
			if (err != ERR_NONE) return err;
			add_change(view, was->number, say_item(was, arena), words);
			i++;
		} else if (order > 0) {
			add_change(view, is->number, "不在清单里", say_item(is, arena));
			k++;
		} else {
			if (strcmp(was->classes, is->classes) != 0 || was->things != is->things ||
			    was->bytes != is->bytes)
				add_change(view, was->number, say_item(was, arena),
					   say_item(is, arena));
			i++;
			k++;
		}
	}
	return ERR_NONE;
}

static enum err compare_work(struct store *store, void *context, struct error *error)
{
	struct comparing *comparing = context;
	struct retention_view *view = comparing->view;
	struct arena *arena = comparing->arena;
	struct office inside = office_inside(comparing->office, store);
	struct retention_frame frame;
	struct retention_plan plan;
	enum err err = retention_list_get(store, view->list.id, arena, error, &view->list);
	view->n_changes = 0;
	if (err == ERR_NONE)
		err = retention_items(store, view->list.id, false, ITEMS_MOST, arena, error,
				      &view->items, &view->n_items);
	if (err != ERR_NONE || strcmp(view->list.state, "proposed") != 0) return err;
	err = retention_frame(&inside, view->list.agency_id, view->list.day, arena, error, &frame);
	if (err == ERR_NONE) err = retention_reckon(&inside, &frame, arena, error, &plan);
	if (err != ERR_NONE) return err;
	return compare(&inside, &frame, retention_items_of(&plan, arena), plan.n_go, arena, error,
		       view);
}

enum err retention_open(struct office *office, const struct actor *actor, int64_t list_id,
			struct arena *arena, struct error *error, struct retention_view *ret_view)
{
	struct retention_view view = {0};
	struct comparing comparing = {office, arena, &view};
	enum err err = retention_check(office, actor, PERMIT_RETENTION_READ, list_id, arena, error,
				       &view.list);
	if (err == ERR_NONE) err = store_read(office->store, compare_work, &comparing, error);
	if (err != ERR_NONE) return err;
	view.own = actor->account_id != 0 && actor->account_id == view.list.proposed_by;
	*ret_view = view;
	return ERR_NONE;
}

/* confirm, drop */

struct deciding {
	struct comparing comparing;
	int64_t version;
	const char *state, *reason;
	struct author author;
};

static enum err confirm_work(struct store *store, void *context, struct error *error)
{
	struct deciding *deciding = context;
	struct retention_view *view = deciding->comparing.view;
	enum err err = compare_work(store, &deciding->comparing, error);
	if (err != ERR_NONE) return err;
	if (view->n_changes > 0)
		return error_set(error, ERR_CONFLICT,
				 "请看清变化；这份清单只能撤回，再重新试算、提出。",
				 "提出清单以后情况有了变化（%zu处），不能确认。", view->n_changes);
	view->list.version = deciding->version;
	err = retention_list_decide(store, &view->list, deciding->state, deciding->reason,
				    &deciding->author, error);
	if (err != ERR_NONE) return err;
	return job_add(store, job_facts(JOB_RETENTION)->name,
		       arena_printf(deciding->comparing.arena, "%" PRId64, view->list.id),
		       deciding->author.at, error);
}

enum err retention_confirm(struct office *office, const struct actor *actor, int64_t list_id,
			   int64_t version, struct arena *arena, struct error *error)
{
	struct retention_view view = {0};
	struct deciding deciding = {
		{office, arena, &view}, version, "confirmed", "", office_author(office, actor)};
	enum err err = retention_check(office, actor, PERMIT_RETENTION_CONFIRM, list_id, arena,
				       error, &view.list);
	if (err != ERR_NONE) return err;
	if (actor->account_id == view.list.proposed_by)
		return error_set(error, ERR_CONFLICT, "请另一位负责人或者签发人确认。",
				 "清单是您提出的，不能由您自己确认。");
	return store_transaction(office->store, confirm_work, &deciding, error);
}

static enum err drop_work(struct store *store, void *context, struct error *error)
{
	const struct deciding *deciding = context;
	struct retention_list list = deciding->comparing.view->list;
	list.version = deciding->version;
	return retention_list_decide(store, &list, deciding->state, deciding->reason,
				     &deciding->author, error);
}

enum err retention_drop(struct office *office, const struct actor *actor, int64_t list_id,
			int64_t version, const char *reason, struct problems *problems,
			struct error *error)
{
	struct arena arena = {0};
	struct retention_view view = {0};
	struct deciding deciding = {
		{office, &arena, &view}, version, "dropped", reason, office_author(office, actor)};
	enum permission permission = permission_may(actor, PERMIT_RETENTION_CONFIRM)
					     ? PERMIT_RETENTION_CONFIRM
					     : PERMIT_RETENTION_PROPOSE;
	enum err err =
		retention_check(office, actor, permission, list_id, &arena, error, &view.list);
	if (err == ERR_NONE) {
		if (reason[strspn(reason, " \t\r\n")] == '\0')
			problem_add(problems, "reason", "请写明为什么不清除");
		else if (!utf8_valid(reason, strlen(reason)) || utf8_length(reason) > REASON_MAX)
			problem_add(problems, "reason", "请控制在 %d 字以内", REASON_MAX);
		if (problems->first != NULL)
			err = error_set(error, ERR_CONTENT, "请按提示改正后再提交。",
					"填写的内容有误。");
	}
	if (err == ERR_NONE) err = store_transaction(office->store, drop_work, &deciding, error);
	arena_release(&arena);
	return err;
}

/* run */

struct running {
	struct office *office;
	int64_t list_id;
	struct author author;
	bool done;
	/* of the batch */
	struct arena arena;
	struct retention_list list;
	struct retention_frame frame;
	const char *note;
};

/* The lines must still be those that were confirmed: the journal answers for the list's digest. */
static enum err check_lines(struct store *store, struct running *running, struct error *error)
{
	struct retention_item *items = NULL;
	size_t n = 0;
	char digest[DIGEST_HEX];
	enum err err = retention_items(store, running->list_id, false, ITEMS_MOST, &running->arena,
				       error, &items, &n);
	if (err != ERR_NONE) return err;
	retention_digest(running->list.schedule_id, running->list.day, items, n, digest);
	if (strcmp(digest, running->list.digest) == 0) return ERR_NONE;
	return error_set(error, ERR_CONFLICT, "请告诉系统管理员，用 lianxin verify 校验数据库。",
			 "第%" PRId64 "号清单的内容与确认的不一致，停止执行。", running->list_id);
}

/* "": it may go as the list says. */
static const char *why_kept(const struct running *running, const struct retention_item *item,
			    const struct retention_line *line, struct arena *arena)
{
	const struct retention_schedule *schedule = running->frame.schedule;
	if (schedule == NULL || schedule->id != running->list.schedule_id) return KEPT_BY_SCHEDULE;
	if (strcmp(item->classes, retention_classes_text(line->goes, arena)) == 0)
		return item->things == line->things && item->bytes == line->bytes ? ""
										  : KEPT_CHANGED;
	for (int i = 0; i < RETENTION_CLASS__MAX; i++)
		if (strstr(item->classes, retention_class_code((enum retention_class)i)) != NULL &&
		    line->verdicts[i].why != RETENTION_DUE)
			return retention_why_code(line->verdicts[i].why);
	return KEPT_CHANGED;
}

static enum err run_item(struct store *store, struct running *running,
			 const struct retention_item *item, struct error *error)
{
	struct office inside = office_inside(running->office, store);
	struct retention_candidate candidate;
	struct retention_line line;
	struct arena *arena = &running->arena;
	enum err err = retention_item_candidate(store, running->list.agency_id, item, arena, error,
						&candidate);
	bool opened = err == ERR_MISSING;
	if (err == ERR_NONE)
		err = retention_line(&inside, &running->frame, &candidate, arena, error, &line);
	if (err != ERR_NONE && !opened) return err;
	const char *why = opened ? KEPT_CHANGED : why_kept(running, item, &line, arena);
	err = ERR_NONE;
	for (int i = 0; i < RETENTION_CLASS__MAX && why[0] == '\0' && err == ERR_NONE; i++)
		if ((line.goes & 1U << i) != 0)
			err = retention_erase(store, running->list.agency_id, &candidate,
					      (enum retention_class)i, running->note,
					      &running->author, error);
	if (err != ERR_NONE) return err;
	return retention_item_done(store, item->id, why, clock_today(&inside.clock), error);
}

static enum err run_work(struct store *store, void *context, struct error *error)
{
	struct running *running = context;
	struct office inside = office_inside(running->office, store);
	struct retention_item *items = NULL;
	size_t n = 0;
	arena_reset(&running->arena);
	enum err err =
		retention_list_get(store, running->list_id, &running->arena, error, &running->list);
	if (err != ERR_NONE) return err;
	running->done = strcmp(running->list.state, "done") == 0;
	if (running->done) return ERR_NONE;
	if (strcmp(running->list.state, "confirmed") != 0)
		return error_set(error, ERR_CONFLICT, "请先由另一位有权的人确认。",
				 "第%" PRId64 "号清单没有经过确认，不能执行。", running->list_id);
	running->note = arena_printf(
		&running->arena, "清除清单第%" PRId64 "号（摘要%s），保管期限表第%" PRId64 "版",
		running->list_id, running->list.digest, running->list.schedule_number);
	err = check_lines(store, running, error);
	if (err == ERR_NONE)
		err = retention_frame(&inside, running->list.agency_id, running->list.day,
				      &running->arena, error, &running->frame);
	if (err == ERR_NONE)
		err = retention_items(store, running->list_id, true, BATCH, &running->arena, error,
				      &items, &n);
	for (size_t i = 0; i < n && err == ERR_NONE; i++)
		err = run_item(store, running, &items[i], error);
	if (err != ERR_NONE || n == BATCH) return err;
	running->done = true;
	return retention_list_finish(store, &running->list, &running->author, error);
}

enum err retention_run(struct office *office, const struct actor *actor, int64_t list_id,
		       struct error *error)
{
	struct running running = {
		.office = office, .list_id = list_id, .author = office_author(office, actor)};
	enum err err = retention_check(office, actor, PERMIT_RETENTION_RUN, list_id, &running.arena,
				       error, &running.list);
	while (err == ERR_NONE && !running.done)
		err = store_transaction(office->store, run_work, &running, error);
	arena_release(&running.arena);
	return err;
}

static enum err nothing_more(struct store *store UNUSED, void *context UNUSED,
			     struct error *error UNUSED)
{
	return ERR_NONE;
}

enum err retention_work(struct office *office, const struct job *job, struct error *error)
{
	const struct actor house = actor_house();
	struct running running = {.office = office,
				  .list_id = strtoll(job->payload, NULL, 10),
				  .author = office_author(office, &house)};
	enum err err = ERR_NONE;
	while (err == ERR_NONE && !running.done) {
		err = office_stopping(office, error);
		if (err == ERR_NONE)
			err = store_transaction(office->store, run_work, &running, error);
	}
	arena_release(&running.arena);
	return err != ERR_NONE ? err : job_finish(office, job, nothing_more, NULL, error);
}
