/* SPDX-License-Identifier: MulanPSL-2.0
 * The audit administrator's page: who did what, when, from where; verify; export. */
#ifndef LIANXIN_WEB_DESK_PAGE_JOURNAL_H
#define LIANXIN_WEB_DESK_PAGE_JOURNAL_H

#include "web/desk/desk.h"
#include "web/desk/desk_field.h"

struct desk_journal {
	struct desk_frame frame;
	struct view_problems problems;
	const struct view_field *fields;
	size_t n_fields;
	bool filtered, may_export, may_verify;
	const char *export_href;
	struct view_table table;
	struct view_pager pager;
};

struct desk_verdict {
	struct desk_frame frame;
	bool good;
	struct desk_summary facts;
	struct view_table faults;
	bool more; /* faults beyond those listed */
};

TEMPLATE(desk_journal, desk_journal);
TEMPLATE(desk_verdict, desk_verdict);

void page_journal(struct request *request, struct reply *reply);
void page_journal_export(struct request *request, struct reply *reply);
void page_journal_verify(struct request *request, struct reply *reply);

#endif
