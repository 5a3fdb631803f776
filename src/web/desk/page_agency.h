/* SPDX-License-Identifier: MulanPSL-2.0
 * Agencies: what each prints on its papers and pages; and the settings of the installation. */
#ifndef LIANXIN_WEB_DESK_PAGE_AGENCY_H
#define LIANXIN_WEB_DESK_PAGE_AGENCY_H

#include "office/unit.h"
#include "web/desk/desk.h"
#include "web/desk/desk_field.h"

struct desk_agency_row {
	const char *href, *name, *level;
	int depth; /* below the root */
	const char *indent;
};
struct desk_agencies {
	struct desk_frame frame;
	bool may_write;
	const struct desk_agency_row *rows;
	size_t n_rows;
};
struct desk_agency {
	struct desk_frame frame;
	struct view_problems problems;
	const char *name, *edit_href;
	bool may_write;
	struct desk_summary summary;
	/* who handles complaints about it, why, and the form of another one */
	const char *authority, *authority_why;
	bool may_choose;
	struct view_form choose;
};
struct desk_agency_form {
	struct desk_frame frame;
	const char *heading;
	struct view_problems problems;
	struct view_form form;
};
TEMPLATE(desk_agencies, desk_agencies);
TEMPLATE(desk_agency, desk_agency);
TEMPLATE(desk_agency_form, desk_agency_form);

void page_agencies(struct request *request, struct reply *reply);
void page_agency(struct request *request, struct reply *reply);
/* page_authority.c: the part of the agency's page about complaints. refused: a form that was not
 * good, NULL none. */
enum err agency_authority(struct desk *desk, const struct agency *agency,
			  const struct form *refused, struct desk_agency *view) MUST_CHECK;
/* Shows an agency. */
void agency_show(struct desk *desk, const struct agency *agency, const struct form *refused);
/* The one of the address; false: answered. */
bool agency_load(struct desk *desk, struct agency *ret_agency) MUST_CHECK;
void page_authority_save(struct request *request, struct reply *reply);
void page_agency_edit(struct request *request, struct reply *reply);
void page_agency_save(struct request *request, struct reply *reply);
void page_agency_new(struct request *request, struct reply *reply);
void page_agency_add(struct request *request, struct reply *reply);

struct desk_setting_row {
	const char *label, *hint;
	int64_t value;
	struct view_form form;
};
struct desk_settings {
	struct desk_frame frame;
	bool may_write;
	struct view_problems problems;
	const struct desk_setting_row *rows;
	size_t n_rows;
};
TEMPLATE(desk_settings, desk_settings);

void page_settings(struct request *request, struct reply *reply);
void page_setting_save(struct request *request, struct reply *reply);

#endif
