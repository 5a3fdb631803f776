/* SPDX-License-Identifier: MulanPSL-2.0
 * The year's numbers, counted from the registers, and for each number the entries behind it. One
 * definition of each cell drives both. Figures are as of 31 December of the year. */
#ifndef LIANXIN_STORE_COUNT_H
#define LIANXIN_STORE_COUNT_H

#include "law/table.h"
#include "store/count_some.h"
#include "store/register.h"

/* All cells of the 2021 format, totals included; ret_tables->agency is NULL. Cases of section 四:
 * those concluded in the year by result, and those pending at its end (format notes, section 4).
 */
enum err count_tables(struct store *store, int64_t agency_id, int year, struct error *error,
		      struct tables *ret_tables) MUST_CHECK;

/* Of count_tables() what a first page shows, without walking more of the requests than their
 * number shows: the totals of r1, r2, g and r4 to COUNT_MORE (store/count_some.h), their columns
 * and leaves 0; all else as there. */
enum err count_brief(struct store *store, int64_t agency_id, int year, struct error *error,
		     struct tables *ret_tables) MUST_CHECK;
/* Fen, paid in the year. */
enum err count_collected(struct store *store, int64_t agency_id, int year, struct error *error,
			 int64_t *ret_fen) MUST_CHECK;

struct tally {
	const char *key; /* "" for entries without one */
	int64_t count;
};
struct tallies {
	struct tally *rows; /* largest first, then by key */
	size_t n;
};

/* What the narrative tells beside the tables. */
struct count_facts {
	int64_t records;
	struct tallies records_by_kind, records_by_topic, records_by_key_area, records_by_via;
	int64_t responses, interpretations;
	struct tallies interpretations_by_form;
	struct tallies requests_by_channel; /* received in the year; channel codes */
	int64_t fee_notices;		    /* noticed in the year */
	int64_t fee_collected;		    /* fen, paid in the year */
};
enum err count_facts(struct store *store, int64_t agency_id, int year, struct arena *arena,
		     struct error *error, struct count_facts *ret_facts) MUST_CHECK;
/* The years in which the agency has entries that the tables count, newest first. */
enum err count_years(struct store *store, int64_t agency_id, struct arena *arena,
		     struct error *error, int **ret_years, size_t *ret_n) MUST_CHECK;

/* A cell of the tables, by the ids of law/table.h: ("stock", "normative", "in_force"),
 * ("decisions", "licences", ""), ("requests", "r2", "natural"), ("cases", "direct", "pending"). */
struct cell_ref {
	enum cell_table { CELLS_STOCK, CELLS_DECISIONS, CELLS_REQUESTS, CELLS_CASES } table;
	int row, column;
};
bool cell_ref_parse(const char *table, const char *row, const char *column,
		    struct cell_ref *ret_cell);
/* The register whose entries the cell counts. */
enum register_id cell_register(struct cell_ref cell);

/* One page of the entries that a cell counts, in an order of the engine's choice that never
 * changes. cursor: "" first, then the last page's next; malformed is ERR_USAGE. The page has next,
 * no previous, and total -1. */
enum err count_cell_list(struct store *store, int64_t agency_id, int year, struct cell_ref cell,
			 const char *cursor, size_t limit, struct arena *arena, struct error *error,
			 struct entry_page *ret_page) MUST_CHECK;

#endif
