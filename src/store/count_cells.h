/* SPDX-License-Identifier: MulanPSL-2.0
 * Drill-down: a cell is walked as a few segments, each one range of one index, so that the first
 * page costs the same however many entries there are. For store/ alone. */
#ifndef LIANXIN_STORE_COUNT_CELLS_H
#define LIANXIN_STORE_COUNT_CELLS_H

#include "store/count.h"
#include "store/count_year.h"
#include "store/register_read.h"

/* A place in the walk: the segment, and the last entry taken in its order (two words, an id). */
struct place {
	int64_t segment;
	char first[12], second[12]; /* what the segment sorts by before the id; "" when nothing */
	int64_t id;
};

struct walk {
	struct store *store;
	int64_t agency_id;
	int year;
	struct year_days days;
	struct cell_ref cell;
	const struct register_facts *facts;
};

/* Starts the statement of one segment after `place`, asking for `limit` rows. */
typedef enum err segment_query(const struct walk *walk, const struct place *place, int64_t limit,
			       struct error *error, struct db_statement **ret_rows);
/* The words of an entry that the segment sorts by. */
typedef void segment_place(const struct walk *walk, const struct entry *entry,
			   struct place *ret_place);
/* The segment after `segment` (-1: the first), or -1 when there is none. */
typedef enum err segment_next(const struct walk *walk, int64_t segment, struct error *error,
			      int64_t *ret_segment);

struct walker {
	segment_query *query;
	segment_place *place;
	segment_next *next;
};
const struct walker *walker_of_requests(struct cell_ref cell);
const struct walker *walker_of_others(struct cell_ref cell);
/* Columns of the entry by name; BUG when the register has none of that name. */
const char *walk_value(const struct walk *walk, const struct entry *entry, const char *name);
/* Copies a day, word or year into a place's 12 bytes. */
void place_word(char to[12], const char *word);

#endif
