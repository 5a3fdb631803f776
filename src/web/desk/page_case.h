/* SPDX-License-Identifier: MulanPSL-2.0
 * One request under way: where it stands, what may be done next, what happened, and the forms of
 * each step. */
#ifndef LIANXIN_WEB_DESK_PAGE_CASE_H
#define LIANXIN_WEB_DESK_PAGE_CASE_H

#include "office/matter_service.h"
#include "office/matter_side.h"
#include "web/desk/desk.h"
#include "web/desk/desk_field.h"
#include "web/desk/page_remedy.h"

struct desk_case_offer {
	const char *href, *label;
	const char *about;     /* which consultation; "" none */
	const char *words;     /* a warning, or why not */
	const char *past_href; /* of one that may not be taken today: to enter an earlier day */
};
struct desk_case_duty {
	const char *label, *about, *whose, *due;
	const char *class; /* "late" or "" */
	const char *light; /* class of its light */
	struct view_steps trace;
	struct view_steps warnings; /* of the trace: shown without being asked for */
	bool answers;		    /* it is the day of the reply */
	const char *step;  /* what meets it now; NULL: it waits for somebody or something */
	const char *href;  /* where; NULL: not this reader, or not yet */
	const char *words; /* then why not, and who can */
};
/* Steps that belong together. */
struct desk_case_group {
	const char *label;
	const struct desk_case_offer *offers;
	size_t n_offers;
};
struct desk_case_step {
	const char *day, *title, *about, *note, *who, *at;
	bool struck;
	const char *struck_reason;
	const char *strike_href; /* NULL: it cannot be struck by this reader */
	const char *signed_href; /* NULL: no mail, or not this reader */
	const char *signed_label;
	const char *where_href,
		*where; /* where an adopted suggestion is public; NULL: in the note */
};
struct desk_case_file {
	const char *href, *name, *use, *size, *at;
	const char *about;	   /* of a blacked-out one: of which, by which grounds; NULL */
	const char *blackout_href; /* NULL: not to be blacked out, or not by this reader */
	bool struck;
	const char *struck_reason, *strike_href;
};
struct desk_case_search {
	const char *day, *searcher, *place, *words, *found;
	bool struck;
	const char *struck_reason, *strike_href;
};
struct desk_case_assignment {
	const char *post, *who, *at, *note;
};
/* The list of a case's files. */
struct desk_case_files {
	const struct desk_case_file *rows;
	size_t n_rows;
};
struct desk_case_searches {
	bool personal; /* who searched where is shown */
	const struct desk_case_search *rows;
	size_t n_rows;
};

struct desk_case {
	struct desk_frame frame;
	int64_t id;
	const char *number, *subject, *state;
	const char *kind;	    /* 政府信息更正申请 */
	struct desk_summary more;   /* of its register alone */
	const char *ending;	    /* how it ends, "" while undecided */
	const char *light, *urgent; /* class and words of its light */
	bool struck;		    /* the entry of the register is struck out */
	const char *erased;	    /* what was erased of it, when and why; "" nothing */
	const char *due;	    /* last day of the reply; "" none runs */
	bool due_late;
	struct view_steps trace; /* why that day */
	struct desk_summary facts;
	const char *person_href; /* NULL: nothing to reveal, or not to this reader */
	bool person_open;
	struct desk_summary person;
	const char *code_href; /* a new query code */
	const char *who;       /* who handed it in: 申请人, 建议人 … */
	bool has_notices;
	struct view_table notices; /* what the requester was sent */
	const char *reply_href;	   /* the reply assistant; NULL: no reply is being made */
	bool may_step;
	bool may_suggest;		     /* that what it asks for be published for all */
	struct desk_case_duty next;	     /* what is due first; label NULL: nothing is owed */
	const struct desk_case_duty *duties; /* the others */
	size_t n_duties;
	const struct desk_case_group *groups; /* what may be done besides */
	size_t n_groups;
	const struct desk_case_offer *refused;
	size_t n_refused;
	const struct desk_case_step *steps; /* newest first */
	size_t n_steps;
	struct desk_case_files files;
	const char *file_href; /* to add one; NULL: not this reader */
	struct view_table letters;
	const char *letters_href; /* NULL: none */
	bool searched;		  /* it is a request: what is looked for is noted */
	struct desk_case_searches searches;
	const char *search_href; /* NULL: not now */
	struct desk_summary fee; /* no rows: none was asked for */
	const char *fee_href;	 /* its entry in the register, or the form of a new one */
	bool fee_kept;		 /* the register has it */
	struct desk_remedies remedies;
	const char *remedy_until;  /* NULL: nothing was served */
	const char *unsigned_mail; /* NULL: the post need not be asked */
	const char *post;
	bool unheld; /* nobody who can sign in holds it */
	const char *assign_href;
	const struct desk_case_assignment *assignments;
	size_t n_assignments;
	const char *entry_href;
};

/* A letter as it will go out by the step. */
struct desk_case_paper {
	const char *title;
	struct safe_html paper;
};
struct desk_case_form {
	struct desk_frame frame;
	struct view_problems problems;
	int64_t id;
	const char *heading, *number, *subject;
	const char *explain;		   /* what this step is; NULL: nothing to say */
	const char *warning;		   /* to be confirmed; NULL: none */
	const char *changed;		   /* somebody was faster; NULL: nobody */
	const struct desk_case_step *news; /* the steps of others meanwhile */
	size_t n_news;
	struct desk_summary summary; /* of what is struck out */
	struct view_form form;
	bool closed;		    /* the step cannot be taken any more: no form */
	const char *letters;	    /* which letters go out by it; NULL: none */
	const char *way_href, *way; /* to the other way they may have gone out; NULL: none */
	const struct desk_case_paper *papers;
	size_t n_papers;
};

TEMPLATE(desk_case, desk_case);
TEMPLATE(desk_case_form, desk_case_form);
TEMPLATE(desk_case_files, desk_case_files);
TEMPLATE(desk_case_searches, desk_case_searches);

page_handler page_case, page_case_person, page_case_step, page_case_step_take, page_case_strike,
	page_case_strike_send, page_case_file, page_case_file_new, page_case_file_add,
	page_case_file_strike, page_case_file_strike_send, page_case_search, page_case_search_add,
	page_case_search_strike, page_case_search_strike_send, page_case_assign,
	page_case_assign_send, page_case_remedy_strike, page_case_remedy_strike_send,
	page_case_signed, page_case_signed_send;

/* The case that {id}, the first part of the address, means. False: answered. */
bool page_case_open(struct desk *desk, struct matter_case *ret_case);
/* May a day of signature be entered for this service? Where its form is. */
bool page_case_signable(const struct matter_service *service);
const char *page_case_signed_path(struct desk *desk, int64_t id,
				  const struct matter_service *service);
/* Until when remedies may be sought against the reply that was served; NULL: none was. */
const char *page_case_remedy_until(const struct matter_case *now,
				   const struct matter_service *services, size_t n,
				   struct arena *arena);
/* That the post should be asked by now; NULL: no. */
const char *page_case_unsigned(const struct matter_service *services, size_t n, day today,
			       struct arena *arena);
/* A column of its entry in the register, e.g. "number". */
const char *page_case_value(const struct matter_case *matter_case, const char *column);
/* "/cases/12" with the rest. */
const char *page_case_path(const struct desk *desk, int64_t id, const char *rest);
/* The way up of the pages below a case. */
void page_case_trail(struct desk *desk, const struct matter_case *matter_case);
/* What is due next, what else is owed and may be done; the view's hrefs and may_step are there. */
void page_case_next(struct desk *desk, const struct matter_case *now, day today,
		    struct desk_case *view);
/* What was asked for as a processing fee, and what came of it. */
enum err page_case_fee(struct desk *desk, const struct matter_case *matter_case,
		       struct desk_case *view) MUST_CHECK;
/* The list it stands in. */
void page_case_trail_list(struct desk *desk, const struct matter_case *matter_case);
/* "第三方：张＊＊": whom consultation n (from 1) asked. */
const char *page_case_consult(const struct matter_case *matter_case, int n, struct arena *arena);
/* A step as the timeline shows it; its strike_href stays NULL. */
struct desk_case_step page_case_step_shown(struct desk *desk, const struct matter_case *matter_case,
					   const struct matter_step *step);
/* Reasons why a day, one step each; all of them, or its warnings alone. */
struct view_steps page_case_trace(const struct trace *trace, bool warnings, struct arena *arena);
/* The files of a form's field as the office takes them. */
size_t page_case_files(const struct form *form, size_t at, enum attachment_use use,
		       struct matter_file **ret_files);
/* Class ("red", "yellow", "green", "") and words of a light. */
const char *page_case_light_class(char light);
const char *page_case_light_words(char light);

/* A form about a case that comes back, or is shown first: fills heading, number, problems and
 * frame, and answers. */
void page_case_show_form(struct desk *desk, const struct matter_case *matter_case,
			 struct form *form, struct desk_case_form *view);
/* ERR_CONFLICT: what others did since the reader saw version `seen` of the case and its step
 * `latest`. Fills changed and news from the case as it is now. */
void page_case_changed(struct desk *desk, const struct matter_case *matter_case, int64_t latest,
		       struct desk_case_form *view);
/* The newest step's id, 0 none: what a form carries to tell what is new. */
int64_t page_case_latest(const struct matter_case *matter_case);

#endif
