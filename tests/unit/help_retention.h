/* SPDX-License-Identifier: MulanPSL-2.0
 * Requests of help's office that ended, and the way of a list from the schedule to its execution.
 */
#ifndef LIANXIN_TESTS_HELP_RETENTION_H
#define LIANXIN_TESTS_HELP_RETENTION_H

#include "office/retention.h"
#include "unit/help_matter.h"

#define NAME "玥旸𬭸"
#define LATER "2030-01-20T09:00"
#define APPROVAL "平档批〔2025〕3号"

extern struct problems problems; /* of the last call that has some */

const struct actor *who(enum help_person person);
/* Received and registered. */
int64_t handled(void);
int64_t add_file(int64_t id, enum attachment_use use, const char *name);
/* Drafted to served: ends on 2025-01-09. */
void serve(int64_t id, enum life_ending ending);
/* With two files, withdrawn, served. */
int64_t withdrawn(void);
/* Registered, then struck out. */
int64_t struck(void);
/* A schedule of months for the person, and for all the rest; answered requests have no rule. */
struct retention_order order_of(const char *person, const char *rest);
enum err put(enum help_person person, const struct retention_order *order);
/* By the head; seen: the number of the one before. */
void schedule(const char *person, const char *rest, int64_t seen);
struct retention_plan planned(void);
int64_t proposed(enum help_person person);
/* After a year, with a setting and a schedule that want no more; in a year that has a calendar. */
int64_t soon_proposed(void);
struct retention_view opened(int64_t id);
enum err confirm(enum help_person person, int64_t id);
void run(int64_t id);
void notice_of_suit(int64_t id);
void assert_verified(void);
/* How many values of the journal hold this text. */
int64_t journalled(const char *text);
/* A schedule of 12 months for every class of every group. */
void schedule_all(void);
/* Proposed, confirmed, run; how many went. */
int64_t erased_all(void);
bool on_sqlite(void);
/* On SQLite: in how many columns of the whole database the word stands; each is printed. */
int standing(const char *word);

#endif
