/* SPDX-License-Identifier: MulanPSL-2.0
 * The day a reply sent by mail was signed for: entered when the post tells it, corrected with a
 * reason, its proof kept beside; and from it the days until which remedies may be sought. */
#include <inttypes.h>
#include <string.h>

#include "law/remedy.h"
#include "office/matter_service.h"
#include "web/desk/page_case.h"

enum {
	VERSION,
	SIGNED,
	WHO,
	FILES,
	REASON,
	FIELDS_MAX,
	TEXT_MAX = 200,
	REASON_MAX = 500,
	FILES_MAX = 10
};
static const struct form_field fields[] = {
	[VERSION] = FORM_CARRIED("version"),
	[SIGNED] = {.name = "signed",
		    .label = "对方签收日期",
		    .kind = FORM_DAY,
		    .hint = "以邮政的投递记录、回执为准",
		    .required = true},
	[WHO] = {.name = "who",
		 .label = "签收人",
		 .kind = FORM_LINE,
		 .hint = "不知道的不填",
		 .most = TEXT_MAX},
	[FILES] = {.name = "files",
		   .label = "附上送达凭证",
		   .kind = FORM_FILE,
		   .hint = "投递记录的截图、盖章的回执",
		   .most = FILES_MAX,
		   .files = FILE_SET_DESK},
	[REASON] = {.name = "reason",
		    .label = "为什么更正",
		    .kind = FORM_LINE,
		    .hint = "会写在审计日志里",
		    .required = true,
		    .most = REASON_MAX},
};

struct signed_page {
	struct desk desk;
	struct matter_case now;
	const struct matter_service *service;
	struct form_field fields[FIELDS_MAX];
	struct form form;
	struct desk_case_form view;
};

bool page_case_signable(const struct matter_service *service)
{
	return (service_facts(service->manner)->may & SERVICE_SIGNED) != 0 && !service->returned;
}

const char *page_case_signed_path(struct desk *desk, int64_t id,
				  const struct matter_service *service)
{
	return arena_printf(desk->arena, "/cases/%" PRId64 "/services/%" PRId64 "/signed", id,
			    service->step_id);
}

const char *page_case_remedy_until(const struct matter_case *now,
				   const struct matter_service *services, size_t n,
				   struct arena *arena)
{
	const struct matter_service *service = matter_service_now(services, n);
	/* a correction request's answer names no such periods of its own here */
	if (service == NULL || now->matter.kind != MATTER_REQUEST) return NULL;
	/* ordered to decide anew: what was served is set aside */
	if (now->life.served == DAY_NONE) return NULL;
	day known = service_known(service->manner, service->day, service->signed_on);
	if (known == DAY_NONE)
		return "复议和诉讼的期限从申请人收到之日起算：邮件的签收日期还没有登记，现在说不出"
		       "到哪一天为止。";
	return remedy_until_words(life_ending_facts(now->life.ending)->outcome, service->day, known,
				  now->calendar, arena);
}

const char *page_case_unsigned(const struct matter_service *services, size_t n, day today,
			       struct arena *arena)
{
	const struct matter_service *service = matter_service_now(services, n);
	if (service == NULL || !page_case_signable(service) || service->signed_on != DAY_NONE ||
	    today - service->day <= MATTER_UNSIGNED_DAYS)
		return NULL;
	return arena_printf(arena,
			    "答复交寄已经%d天，还没有登记签收日期。请查询邮件%s的投递情况："
			    "已经签收的登记签收日期，退回来的登记“送达退回”。",
			    (int)(today - service->day), service->values[SERVICE_AT_NUMBER]);
}

/* The service of the address; NULL: answered. */
static bool find_service(struct signed_page *page)
{
	struct desk *desk = &page->desk;
	struct matter_service *services = NULL;
	size_t n = 0;
	int64_t step_id = 0;
	if (!http_number(desk->request->params[1], &step_id)) {
		desk_missing(desk);
		return false;
	}
	enum err err = matter_services(desk->office, desk->actor, &page->now, desk->arena,
				       &desk->error, &services, &n);
	for (size_t i = 0; i < n; i++)
		if (services[i].step_id == step_id) page->service = &services[i];
	if (err == ERR_NONE && page->service == NULL)
		err = error_set(&desk->error, ERR_CONFLICT, NULL, "没有这次送达，或者它已经作废。");
	if (err == ERR_NONE && !page_case_signable(page->service))
		err = error_set(&desk->error, ERR_CONFLICT, NULL, "%s",
				page->service->returned
					? "这封邮件已经登记退回，没有人签收。"
					: "这次送达不是邮寄的，没有另外的签收日期。");
	if (err == ERR_NONE) return true;
	desk_fail(desk, err);
	return false;
}

/* A first day wants no reason; one that was entered by mistake may go again. */
static void make_form(struct signed_page *page)
{
	bool corrects = page->service->signed_on != DAY_NONE;
	memcpy(page->fields, fields, sizeof page->fields);
	if (corrects) {
		page->fields[SIGNED].required = false;
		page->fields[SIGNED].hint = "原来登记错了、其实还不知道的，可以留空";
	}
	form_init(&page->form, page->fields, corrects ? FIELDS_MAX : REASON,
		  page->desk.request->arena);
	page->form.rule = page->desk.request->route->files;
}

static struct signed_page *begin(struct request *request, struct reply *reply)
{
	struct signed_page *page = ARENA_NEW(request->arena, struct signed_page);
	desk_begin(&page->desk, request, reply, "签收日期");
	if (!page_case_open(&page->desk, &page->now) || !find_service(page)) return NULL;
	make_form(page);
	return page;
}

static void show(struct signed_page *page)
{
	struct arena *arena = page->desk.arena;
	struct desk_fact *rows = arena_array(arena, 1, sizeof *rows);
	bool corrects = page->service->signed_on != DAY_NONE;
	rows[0] = (struct desk_fact){"怎样送达", matter_service_words(page->service, arena)};
	page->view.summary = (struct desk_summary){rows, 1};
	page->view.heading = corrects ? "更正签收日期" : "登记签收日期";
	page->view.explain =
		"答复是否按期仍按交寄日期算；申请人申请复议、起诉的期限从签收日期起算。";
	form_set(&page->form, VERSION, arena_printf(arena, "%" PRId64, page->service->version));
	page->view.form = form_view(
		&page->form, page_case_signed_path(&page->desk, page->now.matter.id, page->service),
		corrects ? "更正" : "登记", page->desk.request->csrf);
	page_case_show_form(&page->desk, &page->now, &page->form, &page->view);
}

void page_case_signed(struct request *request, struct reply *reply)
{
	struct signed_page *page = begin(request, reply);
	if (page == NULL) return;
	form_set(&page->form, SIGNED,
		 arena_text(request->arena, day_text(page->service->signed_on).s));
	form_set(&page->form, WHO, page->service->values[SERVICE_AT_WHO]);
	show(page);
}

/* Somebody was faster: his day is shown above the form, what was typed stays. */
static void show_conflict(struct signed_page *page)
{
	if (!find_service(page)) return;
	page->view.changed = arena_printf(page->desk.arena, "现在登记的是：%s。",
					  matter_service_words(page->service, page->desk.arena));
	page->desk.reply->status = 409;
	show(page);
}

void page_case_signed_send(struct request *request, struct reply *reply)
{
	struct signed_page *page = begin(request, reply);
	struct matter_file *files = NULL;
	struct problems problems;
	enum err err = ERR_CONTENT;
	if (page == NULL) return;
	struct desk *desk = &page->desk;
	struct matter_signature signature = {.step_id = page->service->step_id};
	bool good = form_read(&page->form, request);
	if (!http_number(page->form.values[VERSION], &signature.version)) {
		desk_missing(desk);
		return;
	}
	problems_init(&problems, desk->arena);
	signature.on = form_day(&page->form, SIGNED);
	signature.who = page->form.values[WHO];
	bool corrects = page->form.n > REASON;
	signature.reason = corrects ? page->form.values[REASON] : "";
	signature.n_files = page_case_files(&page->form, FILES, ATTACHMENT_PROOF, &files);
	signature.files = files;
	/* the fields asked for follow from what is there: before all else whether that is news */
	if (signature.version != page->service->version)
		err = ERR_CONFLICT;
	else if (good)
		err = matter_sign(desk->office, desk->actor, page->now.matter.id, &signature,
				  desk->arena, &problems, &desk->error);
	for (const struct problem *p = problems.first; p != NULL; p = p->next)
		problem_add(&page->form.problems, p->field, "%s", p->text);
	if (err == ERR_NONE)
		desk_done(desk, page_case_path(desk, page->now.matter.id, ""), NOTICE_CASE_SIGNED,
			  "", 0);
	else if (err == ERR_CONFLICT)
		show_conflict(page);
	else if (err == ERR_CONTENT)
		show(page);
	else
		desk_fail(desk, err);
}
