/* SPDX-License-Identifier: MulanPSL-2.0
 * What the public may read, through public_* views alone; for a store opened with STORE_PUBLIC. The
 * only header of store/ that public pages include. */
#ifndef LIANXIN_STORE_PUBLIC_H
#define LIANXIN_STORE_PUBLIC_H

#include "base/day.h"
#include "store/store.h"

/* clang-format off */
#define PUBLIC_AGENCY_FIELDS(FIELD)                                                                \
	FIELD(name) FIELD(short_name) FIELD(disclosure_office) FIELD(authority) FIELD(address)           \
	FIELD(postcode) FIELD(phone) FIELD(fax) FIELD(email) FIELD(office_hours) FIELD(site_name)        \
	FIELD(site_host) FIELD(site_code) FIELD(site_icp) FIELD(site_police)
/* clang-format on */
struct public_agency {
	int64_t id;
	int64_t parent_id; /* 0: the root */
	const char *level; /* code of enum agency_level */
	bool receives_requests;
#define FIELD(name) const char *name;
	PUBLIC_AGENCY_FIELDS(FIELD)
#undef FIELD
};
/* Parents before children. */
enum err public_agency_list(struct store *store, struct arena *arena, struct error *error,
			    struct public_agency **ret_agencies, size_t *ret_n) MUST_CHECK;
enum err public_agency_get(struct store *store, int64_t id, struct arena *arena,
			   struct error *error, struct public_agency *ret_agency) MUST_CHECK;

struct public_report {
	int64_t id, agency_id;
	int year, issue;
	bool newest;	    /* the newest published issue of its year */
	const char *reason; /* why re-issued; "" for issue 1 */
	const char *tables; /* JSON as frozen; NULL in lists */
	int64_t published_at;
	const char *journal_head;
	int64_t journal_entry;
};
/* Published ones, newest year first, then newest issue. */
enum err public_report_list(struct store *store, int64_t agency_id, struct arena *arena,
			    struct error *error, struct public_report **ret_reports,
			    size_t *ret_n) MUST_CHECK;
/* issue 0: the newest published. */
enum err public_report_get(struct store *store, int64_t agency_id, int year, int issue,
			   struct arena *arena, struct error *error,
			   struct public_report *ret_report) MUST_CHECK;
struct public_section {
	const char *key, *text;
};
enum err public_report_sections(struct store *store, int64_t report_id, struct arena *arena,
				struct error *error, struct public_section **ret_sections,
				size_t *ret_n) MUST_CHECK;
struct public_paper {
	const char *format, *media_type, *digest;
	const void *bytes; /* NULL in lists */
	size_t n;
};
enum err public_report_papers(struct store *store, int64_t report_id, struct arena *arena,
			      struct error *error, struct public_paper **ret_papers,
			      size_t *ret_n) MUST_CHECK;
/* Hands the paper to `use`, once; its bytes live during that call, its texts in the arena.
 * ERR_MISSING, and `use` not called, when there is no such paper. */
typedef void public_paper_use(const struct public_paper *paper, void *context);
enum err public_report_paper(struct store *store, int64_t report_id, const char *format,
			     struct arena *arena, public_paper_use *use, void *context,
			     struct error *error) MUST_CHECK;

/* The index of proactively disclosed records (Art. 12). */
struct public_record {
	int64_t id, agency_id;
	const char *title, *kind, *topic, *key_area, *document_number, *url;
	const char *formed; /* YYYY-MM-DD or "" */
	const char *published, *published_via;
};
struct public_record_filter {
	int64_t agency_id;		     /* required */
	day from, to;			     /* published; 0 or DAY_NONE: open */
	const char *kind, *topic, *key_area; /* NULL or "": any */
	const char *text;		     /* in title or document number; NULL or "": any */
	const char *cursor;		     /* NULL or "": first page */
	size_t limit;			     /* 0: 20, at most 100 */
	bool uncounted; /* do not walk over all of them for the total: for the newest few */
};
struct public_record_page {
	struct public_record *records;
	size_t n;
	int64_t total;	  /* -1 when uncounted */
	const char *next; /* cursor, NULL on the last page */
};
/* Newest first. */
enum err public_record_list(struct store *store, const struct public_record_filter *filter,
			    struct arena *arena, struct error *error,
			    struct public_record_page *ret_page) MUST_CHECK;

/* "2024-000085": the year it was published and its id; stable, and sorts by year. */
const char *public_record_index(const struct public_record *record, struct arena *arena);
/* ERR_MISSING when the agency has published no such record. */
enum err public_record_get(struct store *store, int64_t agency_id, int64_t record_id,
			   struct arena *arena, struct error *error,
			   struct public_record *ret_record) MUST_CHECK;

/* What an agency's records can be filtered by: the values they have, in order of their codes; all
 * years between newest and oldest, newest first. */
enum public_facet {
	PUBLIC_FACET_KIND,
	PUBLIC_FACET_TOPIC,
	PUBLIC_FACET_KEY_AREA,
	PUBLIC_FACET_YEAR,
	PUBLIC_FACET__MAX
};
struct public_choice {
	const char *code, *label;
};
enum err public_record_choices(struct store *store, int64_t agency_id, enum public_facet facet,
			       struct arena *arena, struct error *error,
			       struct public_choice **ret_choices, size_t *ret_n) MUST_CHECK;
/* "财政专项资金" for "fund"; "" for "". */
const char *public_key_area_label(const char *code);

/* ERR_NONE when the public's views can be read, from a replica too. May wait for a lost server. */
enum err public_ready(struct store *store, struct error *error) MUST_CHECK;

#endif
