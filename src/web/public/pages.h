/* SPDX-License-Identifier: MulanPSL-2.0
 * The public face's pages, one family per file, and the views their templates read. */
#ifndef LIANXIN_WEB_PUBLIC_PAGES_H
#define LIANXIN_WEB_PUBLIC_PAGES_H

#include "web/public/page.h"

extern const struct route public_routes[];

/* home.c */
struct view_news {
	const char *href, *title, *at;
};
struct view_home {
	struct public_page page;
	const char *guide_href, *rules_href, *records_href, *reports_href;
	struct view_news *news;
	size_t n_news;
	bool has_report;
	int report_year;
	const char *report_href, *report_at;
};
TEMPLATE(public_home, view_home);
page_handler page_home;

/* report.c */
struct view_report_row {
	int year, issue;
	const char *href, *pdf_href, *docx_href, *at;
	bool reissued;
};
struct view_report_list {
	struct public_page page;
	struct view_report_row *rows;
	size_t n_rows;
};
struct view_report_issue {
	const char *href, *at, *reason;
	int issue;
	bool here;
};
struct view_report {
	struct public_page page;
	struct safe_html paper;
	int year, issue;
	bool newest;
	const char *newest_href, *at, *reason, *journal_head;
	int64_t journal_entry;
	struct view_link *files;
	size_t n_files;
	struct view_report_issue *issues;
	size_t n_issues; /* 0 while there is only one */
};
TEMPLATE(public_report_list, view_report_list);
TEMPLATE(public_report, view_report);
page_handler page_report_list, page_report, page_report_file;

/* guide.c */
struct view_guide {
	struct public_page page;
	const char *office; /* 工作机构; the agency itself when it named none */
	const char *records_href, *rules_href, *reports_href, *form_href, *flow_href;
};
TEMPLATE(public_guide, view_guide);
page_handler page_guide;

/* rules.c */
struct view_rule {
	const char *title, *number, *organ, *at;
};
struct view_rules {
	struct public_page page;
	struct view_rule *national;
	size_t n_national;
	struct view_news *local;
	size_t n_local;
};
TEMPLATE(public_rules, view_rules);
page_handler page_rules;

/* record.c */
struct view_records {
	struct public_page page;
	const char *action;
	struct view_field fields[5];
	size_t n_fields;
	bool filtered;
	struct view_table table;
	struct view_pager pager;
};
struct view_record {
	struct public_page page;
	struct public_record record;
	const char *index_number, *key_area, *list_href, *correction_href;
	bool outside; /* the text stands at record.url */
};
TEMPLATE(public_records, view_records);
TEMPLATE(public_record, view_record);
page_handler page_records, page_record;
/* The newest records as links; topic NULL: any. */
enum err record_news(struct request *request, const struct public_page *page, const char *topic,
		     size_t most, struct error *error, struct view_news **ret_news,
		     size_t *ret_n) MUST_CHECK;

/* machine.c: for robots */
struct view_sitemap {
	const char **urls;
	size_t n_urls;
};
TEMPLATE(public_sitemap, view_sitemap);
page_handler page_robots, page_sitemap;

#endif
