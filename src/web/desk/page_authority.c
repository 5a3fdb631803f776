/* SPDX-License-Identifier: MulanPSL-2.0
 * Who handles complaints about an agency (Art. 47, 51), chosen by name on its page: neither the
 * agency itself nor one below it is offered. It is the setting complaint.agency. */
#include <inttypes.h>

#include "office/beside.h"
#include "office/setting.h"
#include "web/desk/page_agency.h"

enum { TO };
static const struct form_field fields[] = {
	[TO] = {"authority", "改由谁受理", FORM_SELECT,
		.hint = "被投诉举报的单位自己和它的下级不能受理，不在这里列出", .required = true},
};

static const char *name_of(const struct beside_authorities *all, int64_t id)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->candidates[i].id == id) return all->candidates[i].name;
	return NULL;
}

static const char *why(const struct beside_authorities *all)
{
	if (all->id == 0)
		return "没有指定单位，本系统里也没有上级单位：公众看到的是请向上一级机关书面提出，"
		       "没有网上"
		       "表单。";
	return all->why == BESIDE_CHOSEN	   ? "单独为这个单位指定的。"
	       : all->why == BESIDE_CHOSEN_FOR_ALL ? "按整个系统的设置。"
						   : "没有另外指定，由上级单位受理。";
}

static void offer(struct desk *desk, const struct beside_authorities *all, struct form *form)
{
	const char *above = name_of(all, all->above);
	FORM_INIT(form, fields, desk->arena);
	form_offer(form, TO, "0",
		   above == NULL
			   ? "不指定（没有上级单位，不在本系统受理）"
			   : arena_printf(desk->arena, "不指定，由上级单位受理（%s）", above));
	for (size_t i = 0; i < all->n; i++)
		form_offer(form, TO, arena_printf(desk->arena, "%" PRId64, all->candidates[i].id),
			   all->candidates[i].name);
	form_set(form, TO,
		 arena_printf(desk->arena, "%" PRId64, all->why == BESIDE_ABOVE ? 0 : all->id));
}

enum err agency_authority(struct desk *desk, const struct agency *agency,
			  const struct form *refused, struct desk_agency *view)
{
	struct beside_authorities all;
	struct form form;
	enum err err =
		beside_authorities(desk->office, agency->id, desk->arena, &desk->error, &all);
	if (err != ERR_NONE) return err;
	offer(desk, &all, &form);
	const char *name = name_of(&all, all.id);
	view->authority = name == NULL ? "不在本系统受理" : name;
	view->authority_why = why(&all);
	view->may_choose = desk_may(desk, PERMIT_SETTING_WRITE);
	view->choose =
		form_view(refused != NULL ? refused : &form,
			  arena_printf(desk->arena, "/agencies/%" PRId64 "/authority", agency->id),
			  "保存", desk->request->csrf);
	view->choose.button_class = "second";
	return ERR_NONE;
}

void page_authority_save(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct agency agency;
	struct beside_authorities all;
	struct form form;
	desk_begin(&desk, request, reply, "单位");
	if (!agency_load(&desk, &agency)) return;
	enum err err = beside_authorities(desk.office, agency.id, desk.arena, &desk.error, &all);
	if (err == ERR_NONE) {
		offer(&desk, &all, &form);
		if (form_read(&form, request))
			err = setting_change(desk.office, desk.actor, agency.id,
					     SETTING_COMPLAINT_AGENCY, form_number(&form, TO),
					     &desk.error);
		/* the tree changed meanwhile: why not stands at the question */
		if (err == ERR_USAGE) form_wrong(&form, TO, "%s", desk.error.message);
	}
	if (err != ERR_NONE && err != ERR_USAGE)
		desk_fail(&desk, err);
	else if (!form_good(&form))
		agency_show(&desk, &agency, &form);
	else
		desk_done(&desk, arena_printf(desk.arena, "/agencies/%" PRId64, agency.id),
			  NOTICE_SETTING, "", 0);
}
