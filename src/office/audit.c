/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/audit.h"

#include <inttypes.h>

enum err audit_list(struct office *office, const struct actor *actor,
		    const struct journal_filter *filter, struct arena *arena, struct error *error,
		    struct journal_page *ret_page)
{
	enum err err = permission_check(office, actor, PERMIT_JOURNAL_READ, 0, error);
	if (err != ERR_NONE) return err;
	struct journal_page page;
	err = journal_list(office->store, filter, arena, error, &page);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < page.n; i++) page.entries[i].content = NULL;
	*ret_page = page;
	return ERR_NONE;
}

struct event {
	enum journal_action action;
	const char *note;
	struct author author;
};

static enum err event_work(struct store *store, void *context, struct error *error)
{
	const struct event *event = context;
	return journal_event(store, event->action, OBJECT_OFFICE, 0, 0, event->note, &event->author,
			     error);
}

enum err audit_export(struct office *office, const struct actor *actor,
		      const struct journal_filter *filter, journal_write *write, void *context,
		      struct error *error)
{
	enum err err = permission_check(office, actor, PERMIT_JOURNAL_EXPORT, 0, error);
	if (err != ERR_NONE) return err;
	struct event event = {ACTION_EXPORT, "journal", office_author(office, actor)};
	err = store_transaction(office->store, event_work, &event, error);
	if (err != ERR_NONE) return err;
	return journal_export(office->store, filter, write, context, error);
}

enum err audit_seal(struct office *office, struct error *error)
{
	return journal_seal(office->store, error, NULL);
}

enum err audit_verify(struct office *office, const struct actor *actor, struct arena *arena,
		      struct error *error, struct journal_verdict *ret_verdict)
{
	enum err err = permission_check(office, actor, PERMIT_JOURNAL_VERIFY, 0, error);
	if (err != ERR_NONE) return err;
	err = journal_seal(office->store, error, NULL);
	if (err != ERR_NONE && err != ERR_BUSY) return err;
	struct journal_verdict verdict;
	err = journal_verify(office->store, arena, error, &verdict);
	if (err != ERR_NONE) return err;
	struct event event = {ACTION_VERIFY,
			      arena_printf(arena, "findings: %" PRId64, verdict.findings),
			      office_author(office, actor)};
	err = store_transaction(office->store, event_work, &event, error);
	if (err == ERR_NONE) *ret_verdict = verdict;
	return err;
}
