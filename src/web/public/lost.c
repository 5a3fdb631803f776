/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/public/lost.h"

#include "web/typed.h"

enum { NUMBER, CONTACT };
static const struct form_field fields[] = {
	[NUMBER] = {"number", "登记编号", FORM_LINE, "在回执上，例如 2025-00001",
		    "请填写登记编号。", .required = true, .most = 60},
	[CONTACT] = {"contact", "提交时留的电子邮箱或者电话", FORM_LINE, "要和提交时写的一样",
		     "请填写提交时留的电子邮箱或者电话。", .required = true, .most = 60},
};

static bool begin(struct request *request, struct reply *reply, struct view_lost *view,
		  bool *ret_on)
{
	struct error error;
	view->title = "索取新的查询码";
	view->back_href = "/track";
	view->back = "返回查询";
	if (!public_page_begin(request, reply, PART_APPLY, view->title, &view->page)) return false;
	public_page_crumb(&view->page, "/track", "查询办理进度");
	public_page_crumb(&view->page, NULL, view->title);
	enum err err = visitor_codes_on(request->thread->office, &error, ret_on);
	if (err == ERR_NONE) return true;
	track_fail(request, reply, err, &error);
	return false;
}

static void show(struct request *request, struct reply *reply, struct view_lost *view,
		 const struct form *form, bool on)
{
	view->off = !on;
	view->problems = form_problems(form);
	view->form = form_view(form, "/track/lost", "索取新的查询码", request->csrf);
	if (view->problems.n_problems > 0)
		view->page.title =
			ARENA_JOIN(request->arena, "有需要修改的地方 - ", view->page.title);
	render_public_lost(&reply->body, view);
}

void page_track_lost(struct request *request, struct reply *reply)
{
	struct view_lost view = {.off = false};
	struct form form;
	bool on = false;
	if (!begin(request, reply, &view, &on)) return;
	FORM_INIT(&form, fields, request->arena);
	show(request, reply, &view, &form, on);
}

void page_track_lost_send(struct request *request, struct reply *reply)
{
	struct view_lost view = {.off = false};
	struct form form;
	struct error error;
	bool on = false;
	enum err err = ERR_CONTENT;
	if (!begin(request, reply, &view, &on)) return;
	FORM_INIT(&form, fields, request->arena);
	if (form_read(&form, request) && on)
		err = visitor_lost(request->thread->office, request->from, form.values[NUMBER],
				   form.values[CONTACT], request->arena, &form.problems, &error);
	if (err == ERR_CONTENT) {
		show(request, reply, &view, &form, on);
		return;
	}
	if (err != ERR_NONE) {
		track_fail(request, reply, err, &error);
		return;
	}
	view.sent =
		"已经收到。登记编号和联系方式与提交时一致的，新的查询码几分钟内会发到提交时留的电子"
		"邮箱；没有留电子邮箱的，在开通短信通知的情况下发到手机。收到新的以后，原来的查询"
		"码就不能用了。";
	render_public_lost(&reply->body, &view);
}

void page_track_code(struct request *request, struct reply *reply)
{
	struct view_lost view = {.title = "发送验证码",
				 .back_href = "/track/case",
				 .back = "返回办理进度，填写验证码"};
	struct track track;
	struct error error;
	if (!track_begin(request, reply, view.title, &track)) return;
	enum err err =
		visitor_one_time(request->thread->office, &track.seen, request->arena, &error);
	if (err != ERR_NONE) {
		track_fail(request, reply, err, &error);
		return;
	}
	view.page = track.page;
	view.sent = "验证码已经发出，几分钟内收到，10分钟内有效。再发一次的，以后发的为准。";
	render_public_lost(&reply->body, &view);
}
