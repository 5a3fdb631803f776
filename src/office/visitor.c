/* SPDX-License-Identifier: MulanPSL-2.0
 * Counting what visitors do by the hour, and what they hand in. */
#include "office/visitor.h"

#include <string.h>

#include "base/address.h"
#include "base/vault.h"
#include "office/matter_inside.h"
#include "office/setting.h"
#include "office/visitor_inside.h"
#include "store/visit.h"

enum { TEXT_MAX = 3000 };
#define HOUR_MS (60 * 60 * (int64_t)1000)

static const char *const counts[] = {
	[VISITOR_APPLICATION] = "application",
	[VISITOR_WRONG_CODE] = "wrong-code",
	[VISITOR_WRONG_PROOF] = "wrong-proof",
	[VISITOR_CODE_ASKED] = "code-asked",
};

struct counting {
	const char *what;
	struct digest mark;
	int64_t hour;
};

static struct counting counting_of(const struct office *office, enum visitor_count what,
				   const char *whom)
{
	struct counting counting = {.what = counts[what],
				    .hour = clock_now(&office->clock) / HOUR_MS};
	struct arena arena = {0};
	vault_mark(office->vault, "visit", address_sender(whom, &arena), &counting.mark);
	arena_release(&arena);
	return counting;
}

const char *visitor_mark(const struct office *office, const char *from, struct arena *arena)
{
	struct digest mark = digest_of("", 0);
	char hex[DIGEST_HEX];
	if (office->vault != NULL)
		vault_mark(office->vault, "sender", address_sender(from, arena), &mark);
	digest_hex(&mark, hex);
	return arena_text_n(arena, hex, VISITOR_MARK);
}

enum err visitor_allowed(struct office *office, enum visitor_count what, const char *whom,
			 const char *sentence, struct error *error)
{
	int64_t most = 0, n = 0;
	enum err err = matter_need_vault(office, error);
	if (err != ERR_NONE) return err;
	struct counting counting = counting_of(office, what, whom);
	err = setting_number(office, 0,
			     what == VISITOR_APPLICATION  ? SETTING_APPLICATIONS_HOUR
			     : what == VISITOR_CODE_ASKED ? SETTING_CODES_HOUR
							  : SETTING_TRIES_HOUR,
			     error, &most);
	if (err == ERR_NONE)
		err = visit_count(office->store, counting.what, &counting.mark, counting.hour,
				  error, &n);
	if (err != ERR_NONE || n < most) return err;
	return error_set(error, ERR_DENIED, NULL, "%s", sentence);
}

static enum err count_work(struct store *store, void *context, struct error *error)
{
	const struct counting *counting = context;
	return visit_add(store, counting->what, &counting->mark, counting->hour, error);
}

enum err visitor_counted(struct office *office, enum visitor_count what, const char *whom,
			 struct error *error)
{
	struct counting counting = counting_of(office, what, whom);
	return store_transaction(office->store, count_work, &counting, error);
}

enum err visitor_file(struct office *office, const char *from, struct matter_order *order,
		      struct arena *arena, struct problems *problems, struct error *error,
		      struct matter_filed *ret_filed)
{
	const struct actor actor = actor_visitor(from);
	order->channel = CHANNEL_ONLINE;
	order->day = clock_today(&office->clock);
	order->note = "";
	enum err err = matter_need_vault(office, error);
	if (err == ERR_NONE)
		err = matter_filed_before(office, &actor, order, arena, error, ret_filed);
	if (err != ERR_MISSING) return err;
	err = visitor_allowed(office, VISITOR_APPLICATION, from,
			      "从您这里提交的申请太多，暂时不能再提交。请一小时以后再试，"
			      "或者用信函、当面提交。",
			      error);
	if (err != ERR_NONE) return err;
	err = matter_file(office, &actor, order, arena, problems, error, ret_filed);
	if (err != ERR_NONE || ret_filed->again) return err;
	/* it is filed; that it could not be counted must not say otherwise */
	struct error uncounted;
	(void)!visitor_counted(office, VISITOR_APPLICATION, from, &uncounted);
	return ERR_NONE;
}

/* What was written as a file of its own, so that it is sealed like the others. */
static struct matter_file text_file(enum attachment_use use, const char *text)
{
	return (struct matter_file){.use = use,
				    .name = use == ATTACHMENT_REASONS ? "理由说明.txt"
								      : "补正说明.txt",
				    .media_type = "text/plain",
				    .bytes = text,
				    .n = strlen(text)};
}

enum err visitor_step(struct office *office, const char *from, const struct visitor_case *seen,
		      enum life_event event, const char *text, const struct matter_file *files,
		      size_t n_files, struct arena *arena, struct problems *problems,
		      struct error *error)
{
	const struct actor actor = actor_visitor(from);
	bool answers = event == LIFE_EVENT_CLARIFIED || event == LIFE_EVENT_REASONS_GIVEN;
	enum attachment_use use =
		event == LIFE_EVENT_REASONS_GIVEN ? ATTACHMENT_REASONS : ATTACHMENT_CLARIFICATION;
	struct matter_file *all = arena_array(arena, n_files + 1, sizeof *all);
	struct matter_event step = {.event = event,
				    .on = clock_today(&office->clock),
				    .party = "",
				    .note = "",
				    .files = all};
	const char *warning = "";
	BUG_IF(!answers && event != LIFE_EVENT_WITHDRAW);
	if (answers && text[0] == '\0' && n_files == 0) {
		problem_add(problems, "text", "请填写说明，或者选择文件。");
		return error_set(error, ERR_CONTENT, NULL, "填写的内容有误。");
	}
	for (size_t i = 0; i < n_files; i++) {
		all[step.n_files] = files[i];
		all[step.n_files++].use = use;
	}
	if (text[0] != '\0') all[step.n_files++] = text_file(use, text);
	return matter_take(office, &actor, seen->own.id, seen->version, &step, NULL, NULL, arena,
			   problems, error, &warning);
}
