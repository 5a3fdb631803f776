/* SPDX-License-Identifier: MulanPSL-2.0
 * The system administrator's page: what work falls due when, and what goes wrong. */
#ifndef LIANXIN_WEB_DESK_PAGE_JOBS_H
#define LIANXIN_WEB_DESK_PAGE_JOBS_H

#include "web/desk/desk.h"

struct desk_jobs {
	struct desk_frame frame;
	int failing; /* how many of those shown went wrong the last time */
	struct view_table table;
};
TEMPLATE(desk_jobs, desk_jobs);

page_handler page_jobs;

#endif
