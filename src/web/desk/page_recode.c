/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_recode.h"

#include "office/matter_words.h"

enum { SEEN, ONCE };
static const struct form_choice seen[] = {{"yes", "已经核对本人或者代理人的身份证件，与登记的一致"},
					  {NULL, NULL}};
static const struct form_field fields[] = {
	[SEEN] = {"seen", "核对身份", FORM_RADIOS, "发给新的查询码以后，原来的就不能用了",
		  "请先核对身份证件。", .choices = seen, .required = true},
	[ONCE] = FORM_CARRIED("once"),
};

struct recode_page {
	struct desk desk;
	struct matter_case now;
	struct form form;
	struct desk_recode view;
};

static struct recode_page *begin(struct request *request, struct reply *reply)
{
	struct recode_page *page = ARENA_NEW(request->arena, struct recode_page);
	desk_begin(&page->desk, request, reply, "重新发给查询码");
	FORM_INIT(&page->form, fields, request->arena);
	if (!page_case_open(&page->desk, &page->now)) return NULL;
	page->view.who = matter_words(page->now.matter.kind)->who;
	page->view.number = page_case_value(&page->now, "number");
	page->view.case_href = page_case_path(&page->desk, page->now.matter.id, "");
	return page;
}

static void show(struct recode_page *page)
{
	struct desk *desk = &page->desk;
	if (page->view.code == NULL) {
		form_set(&page->form, ONCE, desk->frame.once);
		page->view.form =
			form_view(&page->form, page_case_path(desk, page->now.matter.id, "/code"),
				  "发给新的查询码", desk->request->csrf);
		page->view.form.cancel_href = page->view.case_href;
		page->view.form.cancel = "不发，返回";
		page->view.problems = desk_problems(desk, &page->form);
	}
	page_case_trail(desk, &page->now);
	page->view.frame = desk->frame;
	render_desk_recode(&desk->reply->body, &page->view);
}

void page_recode(struct request *request, struct reply *reply)
{
	struct recode_page *page = begin(request, reply);
	if (page != NULL) show(page);
}

void page_recode_send(struct request *request, struct reply *reply)
{
	struct recode_page *page = begin(request, reply);
	struct matter_filed filed;
	if (page == NULL) return;
	struct desk *desk = &page->desk;
	if (!form_read(&page->form, request)) {
		show(page);
		return;
	}
	enum err err = matter_recode(desk->office, desk->actor, page->now.matter.id,
				     desk->frame.once, desk->arena, &desk->error, &filed);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	page->view.code = arena_text(desk->arena, filed.code);
	show(page);
}
