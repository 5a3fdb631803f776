/* SPDX-License-Identifier: MulanPSL-2.0
 * The annual report on its way: figures, text, findings, freeze, two signatures, publication. */
#ifndef LIANXIN_WEB_DESK_PAGE_ANNUAL_H
#define LIANXIN_WEB_DESK_PAGE_ANNUAL_H

#include "office/annual.h"
#include "web/desk/desk.h"
#include "web/desk/desk_field.h"

/* One step of the way. */
struct desk_report_step {
	const char *title, *href, *note;
	const char *state; /* 已完成, 进行中, 未开始 … */
	bool done, now, blocked;
};

struct desk_report_file {
	const char *href, *label;
};

struct desk_report {
	struct desk_frame frame;
	struct desk_years years;
	int year;
	const char *title;  /* the report's */
	const char *state;  /* 未开始, 起草中 … */
	const char *due;    /* by when it must be public, YYYY-MM-DD */
	const char *due_by; /* the rule's words */
	bool late;
	bool begun, draft, frozen, published;
	const struct desk_report_step *steps;
	size_t n_steps;
	const char *next; /* one sentence: what to do now */
	/* what this person may do now */
	bool may_start, may_freeze, may_thaw, may_sign_approver, may_sign_head, may_publish,
		may_reissue;
	const char *waits; /* whom the step waits for, when it is not this person; or NULL */
	int64_t version;
	int issue;
	const char *reason, *frozen_at, *published_at, *head;
	const struct view_cell *signatures;
	size_t n_signatures;
	const struct desk_report_file *files;
	size_t n_files;
	struct view_form again; /* back to draft, or the next issue */
	struct view_problems problems;
};
TEMPLATE(desk_report, desk_report);

/* The report as it would be printed. */
struct desk_preview {
	struct desk_frame frame;
	const char *year_href;
	bool published;
	struct safe_html paper;
	const struct desk_report_file *files;
	size_t n_files;
};
TEMPLATE(desk_preview, desk_preview);

/* Asked once more before what cannot be taken back. */
struct desk_confirm {
	struct desk_frame frame;
	const char *heading, *text, *action, *button, *back;
	struct desk_summary summary;
	int64_t version;
};
TEMPLATE(desk_confirm, desk_confirm);

/* The day by which the year's report must be public, and the rule. */
day page_annual_due(const struct agency *agency, int year, const char **ret_rule);
/* "/report?year=2024" */
const char *page_annual_href(const struct desk *desk, const char *path);
/* Loads the year the address names. False: answered. */
bool page_annual_load(struct desk *desk, const char *path, struct desk_years *ret_years,
		      struct annual *ret_annual);
/* Answers with the page; failed: its form that came back with mistakes, or NULL. */
void page_annual_show(struct desk *desk, const struct annual *annual,
		      const struct desk_years *years, const struct form *failed);
/* The form that asks why the report goes back, or is issued again; its first field is the reason.
 */
void page_annual_reason(struct form *form, bool reissue, struct arena *arena);
size_t page_annual_files(const struct desk *desk, const struct annual *annual,
			 struct desk_report_file **ret_files);

void page_annual(struct request *request, struct reply *reply);
void page_annual_start(struct request *request, struct reply *reply);
void page_annual_freeze(struct request *request, struct reply *reply);
void page_annual_thaw(struct request *request, struct reply *reply);
void page_annual_sign(struct request *request, struct reply *reply);
void page_annual_publish_ask(struct request *request, struct reply *reply);
void page_annual_publish(struct request *request, struct reply *reply);
void page_annual_reissue(struct request *request, struct reply *reply);
void page_annual_preview(struct request *request, struct reply *reply);
void page_annual_paper(struct request *request, struct reply *reply);

/* page_annual_text.c */
struct desk_report_part {
	const char *href, *heading, *state, *note;
};
struct desk_report_texts {
	struct desk_frame frame;
	struct desk_years years;
	int year;
	bool draft;
	const struct desk_report_part *parts;
	size_t n_parts;
};
struct desk_report_text {
	struct desk_frame frame;
	int year;
	const char *key, *heading, *written;
	int64_t version; /* the saved text the form was made from */
	bool may_write, edited;
	bool conflict; /* somebody else saved meanwhile: paragraphs hold what is saved now */
	struct view_problems problems;
	struct view_field field;
	const char *const *paragraphs; /* when it cannot be written any more */
	size_t n_paragraphs;
	const char *const *last; /* last year's paragraphs, to compare */
	size_t n_last;
	int last_year;
	struct desk_summary facts;
};
TEMPLATE(desk_report_texts, desk_report_texts);
TEMPLATE(desk_report_text, desk_report_text);
void page_annual_texts(struct request *request, struct reply *reply);
void page_annual_text(struct request *request, struct reply *reply);
void page_annual_text_save(struct request *request, struct reply *reply);
void page_annual_redraft(struct request *request, struct reply *reply);

/* page_annual_findings.c */
struct desk_finding {
	const char *id, *text, *href, *href_label;
	const char *kind; /* 必须改正, 需要说明, 格式提示 */
	bool certain, probable;
	const char *reason, *reason_by; /* written already */
	bool may_answer, may_carry;
	bool open; /* its form came back with mistakes */
	struct view_form form;
};
struct desk_findings {
	struct desk_frame frame;
	struct desk_years years;
	int year;
	bool draft;
	const char *summary;
	struct view_problems problems;
	const struct desk_finding *findings;
	size_t n_findings;
	struct view_table corrections;
	bool has_corrections;
};
TEMPLATE(desk_findings, desk_findings);
void page_annual_findings(struct request *request, struct reply *reply);
void page_annual_answer(struct request *request, struct reply *reply);
void page_annual_carry(struct request *request, struct reply *reply);

#endif
