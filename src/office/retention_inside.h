/* SPDX-License-Identifier: MulanPSL-2.0
 * What the files about retention share; for office/ alone. */
#ifndef LIANXIN_OFFICE_RETENTION_INSIDE_H
#define LIANXIN_OFFICE_RETENTION_INSIDE_H

#include "office/retention.h"

/* What the requests of one agency have in common, read once. */
struct retention_frame {
	int64_t agency_id;
	day day;
	const struct retention_schedule *schedule; /* NULL: none */
	struct retention_rules rules;
	int remedy_years;
	const struct life_settings *settings;
	const struct calendar *calendar;
};
enum err retention_frame(struct office *office, int64_t agency_id, day on, struct arena *arena,
			 struct error *error, struct retention_frame *ret_frame) MUST_CHECK;
/* Judges one matter, or entry without. The line's texts are the candidate's. */
enum err retention_line(struct office *office, const struct retention_frame *frame,
			const struct retention_candidate *candidate, struct arena *arena,
			struct error *error, struct retention_line *ret_line) MUST_CHECK;
/* The plan of a frame; asks nobody's permission. */
enum err retention_reckon(struct office *office, const struct retention_frame *frame,
			  struct arena *arena, struct error *error,
			  struct retention_plan *ret_plan) MUST_CHECK;
/* Codes of the bits, a blank between them. */
const char *retention_classes_text(unsigned classes, struct arena *arena);
/* The digest of a list's lines, in their order, under a schedule as of a day. */
void retention_digest(int64_t schedule_id, day on, const struct retention_item *items, size_t n,
		      char ret_hex[DIGEST_HEX]);
/* A plan's lines as those of a list, in the arena. */
struct retention_item *retention_items_of(const struct retention_plan *plan, struct arena *arena);
/* What a line of a list names, as it is now. ERR_MISSING: an entry that was taken into the flow, or
 * opened again, meanwhile. */
enum err retention_item_candidate(struct store *store, int64_t agency_id,
				  const struct retention_item *item, struct arena *arena,
				  struct error *error,
				  struct retention_candidate *ret_candidate) MUST_CHECK;
/* < 0: `a` stands before `b` on a list. */
int retention_item_order(const struct retention_item *a, const struct retention_item *b);
/* Permission, and that the list is in the actor's reach; it is read on the way. */
enum err retention_check(struct office *office, const struct actor *actor,
			 enum permission permission, int64_t list_id, struct arena *arena,
			 struct error *error, struct retention_list *ret_list) MUST_CHECK;

#endif
