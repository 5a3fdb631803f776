/* SPDX-License-Identifier: MulanPSL-2.0
 * The day mail was signed for, learnt after it was posted: put beside the service it belongs to. */
#include <string.h>

#include "base/utf8.h"
#include "office/matter_inside.h"
#include "office/matter_service_inside.h"

enum { TEXT_MAX = 200, REASON_MAX = 500 };

struct signing {
	struct office *office;
	struct author author;
	const struct matter_signature *signature;
	int64_t id;
	day today;
	struct arena *arena;
	struct problems problems; /* of the latest try */
};

static enum err wrong(struct error *error)
{
	return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "签收日期没有保存。");
}

static bool blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

static bool too_long(const char *text, size_t most)
{
	return !utf8_valid(text, strlen(text)) || utf8_length(text) > most;
}

static void check(const struct signing *signing, const struct matter_service *before,
		  struct problems *problems)
{
	const struct matter_signature *signature = signing->signature;
	bool corrects = before->signed_on != DAY_NONE;
	if (signature->on == DAY_NONE && !corrects)
		problem_add(problems, "signed", "请填写对方签收日期。");
	if (signature->on != DAY_NONE &&
	    (signature->on < before->day || signature->on > signing->today))
		problem_add(problems, "signed", "签收日期应当在交寄日期%s以后、今天以前。",
			    day_text(before->day).s);
	if (too_long(signature->who, TEXT_MAX))
		problem_add(problems, "who", "最多%d个字。", TEXT_MAX);
	if (corrects && blank(signature->reason))
		problem_add(problems, "reason", "已经登记过签收日期，请写明为什么更正。");
	else if (too_long(signature->reason, REASON_MAX))
		problem_add(problems, "reason", "最多%d个字。", REASON_MAX);
}

/* Why it cannot be signed for; NULL: it can. */
static const char *closed(const struct matter_service *service, const struct service_row *row)
{
	if ((service_facts(service->manner)->may & SERVICE_SIGNED) == 0)
		return "这次送达不是邮寄的，没有另外的签收日期。";
	if (service->returned) return "这封邮件已经登记退回，没有人签收。";
	if (row->facts.n == 0) return "这次送达的内容已经按保管期限清除，不能再改。";
	return NULL;
}

static enum err keep_proofs(struct office *office, const struct signing *signing,
			    const struct matter_case *now, const struct data_key *key,
			    struct error *error)
{
	const struct matter_signature *signature = signing->signature;
	enum err err = ERR_NONE;
	int64_t id;
	for (size_t i = 0; i < signature->n_files && err == ERR_NONE; i++)
		err = matter_keep_file(office, &signing->author, &now->matter, key,
				       &signature->files[i], signature->step_id, 0, signing->arena,
				       error, &id);
	return err;
}

/* The service with what is new, sealed and kept. */
static enum err keep(struct office *office, struct signing *signing, const struct matter_case *now,
		     const struct data_key *key, struct service_row *row,
		     struct matter_service *service, struct error *error)
{
	const struct matter_signature *signature = signing->signature;
	check(signing, service, &signing->problems);
	if (signing->problems.count != 0) return wrong(error);
	if (row->version != signature->version)
		return error_set(error, ERR_CONFLICT, "请重新看过再提交。",
				 "这次送达的记录刚刚被别人改过，没有保存。");
	row->signed_on = signature->on;
	service->values[SERVICE_AT_WHO] = signature->who;
	service_seal(key, row->step_id, service, signing->arena, &row->facts);
	const char *reason = blank(signature->reason) ? "登记签收日期" : signature->reason;
	enum err err = service_row_sign(office->store, now->matter.agency_id, row, reason,
					&signing->author, error);
	return err != ERR_NONE ? err : keep_proofs(office, signing, now, key, error);
}

static enum err sign_work(struct store *store, void *context, struct error *error)
{
	struct signing *signing = context;
	struct office inside = office_inside(signing->office, store);
	struct matter_case now;
	struct service_row *rows = NULL;
	struct matter_service *services = NULL;
	struct data_key key;
	size_t n = 0, at = 0;
	problems_init(&signing->problems, signing->arena);
	enum err err = matter_load(&inside, signing->id, signing->arena, error, &now);
	if (err == ERR_NONE)
		err = service_row_list(store, signing->id, signing->arena, error, &rows, &n);
	if (err == ERR_NONE) err = matter_key(&inside, &now.matter, error, &key);
	if (err != ERR_NONE) return err;
	while (at < n && rows[at].step_id != signing->signature->step_id) at++;
	if (at == n)
		err = error_set(error, ERR_MISSING, NULL, "没有这次送达，或者它已经作废。");
	else
		err = service_open(&now, &key, &rows[at], 1, signing->arena, error, &services, &n);
	if (err == ERR_NONE && n == 0)
		err = error_set(error, ERR_ENV, NULL, "这次送达不是这一版程序认识的。");
	const char *why = err == ERR_NONE ? closed(&services[0], &rows[at]) : NULL;
	if (why != NULL) err = error_set(error, ERR_CONFLICT, NULL, "%s", why);
	if (err == ERR_NONE)
		err = keep(&inside, signing, &now, &key, &rows[at], &services[0], error);
	data_key_wipe(&key);
	return err;
}

enum err matter_sign(struct office *office, const struct actor *actor, int64_t id,
		     const struct matter_signature *signature, struct arena *arena,
		     struct problems *problems, struct error *error)
{
	struct matter matter;
	struct matter_signature digested = *signature;
	struct signing signing = {.office = office,
				  .author = office_author(office, actor),
				  .signature = &digested,
				  .id = id,
				  .today = clock_today(&office->clock),
				  .arena = arena};
	enum err err =
		matter_check(office, actor, PERMIT_MATTER_PERSONAL, id, arena, error, &matter);
	if (err == ERR_NONE)
		err = permission_check(office, actor, PERMIT_MATTER_STEP, matter.agency_id, error);
	if (err != ERR_NONE) return err;
	digested.files = matter_files_digested(signature->files, signature->n_files, arena);
	problems_init(&signing.problems, arena);
	err = store_transaction(office->store, sign_work, &signing, error);
	for (const struct problem *p = signing.problems.first; err != ERR_NONE && p != NULL;
	     p = p->next)
		problem_add(problems, p->field, "%s", p->text);
	return err;
}

enum err service_returns(struct office *office, const struct matter_case *now, struct arena *arena,
			 struct error *error, const char **ret_why)
{
	struct service_row *rows = NULL;
	size_t n = 0;
	*ret_why = NULL;
	enum err err = service_row_list(office->store, now->matter.id, arena, error, &rows, &n);
	if (err == ERR_NONE && n > 0 && rows[n - 1].signed_on != DAY_NONE)
		*ret_why = arena_printf(arena,
					"这封邮件已经登记%s签收，不能再登记退回。签收登记错的，请先"
					"更正签收日期。",
					day_text(rows[n - 1].signed_on).s);
	return err;
}
