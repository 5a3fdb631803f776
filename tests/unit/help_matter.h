/* SPDX-License-Identifier: MulanPSL-2.0
 * Matters of help's office: a vault, a good application, steps by name. */
#ifndef LIANXIN_TESTS_HELP_MATTER_H
#define LIANXIN_TESTS_HELP_MATTER_H

#include "office/beside.h"
#include "office/matter.h"
#include "unit/help_office.h"

/* Like help_setup() and help_teardown(), with a vault for the office. */
int help_matter_setup(void **state);
int help_matter_teardown(void **state);

/* An application that lacks nothing, handed in over the counter on that day. */
struct matter_order help_order(const char *on);
/* Files it as the clerk. */
struct matter_filed help_filed(const struct matter_order *order);
struct matter_case help_case(int64_t id);
/* One of 2025-01-02, registered the day after. */
int64_t help_handled(void);
const struct actor *help_who(enum help_person person);
/* What letters ask of the agency: the prefix of document numbers, the organ of reconsideration
 * (NULL: as it is), telephone, office and address. */
void help_letterhead(const char *prefix, const char *organ);
/* What somebody said beside requests that lacks nothing, as a clerk takes it down on that day: one
 * way or the other ("none", "mail", "sms") to be told of it. BUG for a request. */
struct beside_order help_beside(enum matter_kind kind, const char *on, const char *told);
struct matter_filed help_said(const struct beside_order *order);
/* Takes a step: the law's answer in *ret_said, "" when it was taken without a warning. */
enum err help_try(int64_t id, enum help_person person, enum life_event event, const char *on, int n,
		  const char **ret_said);
/* The same, and it must go. */
void help_step(int64_t id, enum help_person person, enum life_event event, const char *on, int n);

#endif
