/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/house.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "law/requester.h"
#include "office/sealing.h"
#include "store/copy.h"

struct founding {
	const struct agency *agency;
	struct author author;
	int64_t id;
};

static enum err found_work(struct store *store, void *context, struct error *error)
{
	struct founding *founding = context;
	return agency_insert(store, founding->agency, &founding->author, error, &founding->id);
}

static enum err first_steps(struct office *office, const struct agency *agency, struct error *error,
			    struct house_founded *ret_founded)
{
	struct actor house = actor_house();
	struct founding founding = {agency, office_author(office, &house), 0};
	enum err err = store_transaction(office->store, found_work, &founding, error);
	if (err != ERR_NONE) return err;
	struct arena arena = {0};
	struct problems problems;
	problems_init(&problems, &arena);
	struct staff_new first = {.login = HOUSE_FIRST_LOGIN,
				  .name = "系统管理员",
				  .agency_id = founding.id,
				  .kind = ACCOUNT_SYSTEM};
	int64_t id;
	err = staff_create(office, &house, &first, &problems, error, &id, &ret_founded->link);
	arena_release(&arena);
	snprintf(ret_founded->login, sizeof ret_founded->login, "%s", HOUSE_FIRST_LOGIN);
	return err;
}

static enum err check_name(const struct agency *agency, struct error *error)
{
	struct arena arena = {0};
	struct problems problems;
	problems_init(&problems, &arena);
	enum err err = ERR_NONE;
	if (!agency_check(agency, &problems))
		err = error_set(error, ERR_USAGE,
				"Give the agency's full name, as its report prints it.", "%s: %s",
				problems.first->field, problems.first->text);
	arena_release(&arena);
	return err;
}

enum err house_create(const char *url, int64_t at, struct error *error, struct store **ret_store)
{
	enum err err = store_create(url, at, error, ret_store);
	/* to whoever asked, a file in the way is the environment: exit 3 */
	if (err == ERR_CONFLICT && error != NULL) error->code = ERR_ENV;
	return err == ERR_CONFLICT ? ERR_ENV : err;
}

const char *house_place(const char *url, struct arena *arena)
{
	char *shown = arena_text(arena, url);
	char *user = strstr(shown, "://");
	char *at = user == NULL ? NULL : strchr(user, '@');
	char *colon = at == NULL ? NULL : memchr(user + 3, ':', (size_t)(at - user - 3));
	if (colon != NULL) memmove(colon, at, strlen(at) + 1);
	char *password = strstr(shown, "password=");
	if (user != NULL && password != NULL) {
		char *value = password + strlen("password=");
		memmove(value, value + strcspn(value, "&"),
			strlen(value + strcspn(value, "&")) + 1);
	}
	return shown;
}

enum err house_found(const char *url, struct clock clock, const char *agency,
		     enum agency_level level, struct vault *vault, struct error *error,
		     struct house_founded *ret_founded)
{
	struct agency root = {.level = level,
			      .receives_requests = true,
			      .channels = (1u << CHANNEL__MAX) - 1,
			      .name = agency};
#define FIELD(field, label, max, required, hint)                                                   \
	if (root.field == NULL) root.field = "";
	AGENCY_FIELDS(FIELD)
#undef FIELD
	enum err err = check_name(&root, error);
	if (err != ERR_NONE) return err;
	struct office office = {.clock = clock};
	err = house_create(url, clock_now(&clock), error, &office.store);
	if (err != ERR_NONE) return err;
	err = sealing_found(&office, vault, error);
	if (err == ERR_NONE) err = first_steps(&office, &root, error, ret_founded);
	office_detach(&office);
	if (err != ERR_NONE) store_unmake(url); /* it was made by us a moment ago */
	return err;
}

enum err house_migrate(const char *url, struct clock clock, struct error *error,
		       struct migrate_report *ret_report)
{
	return store_migrate(url, clock_now(&clock), error, ret_report);
}

enum err house_verify(const char *url, struct arena *arena, struct error *error,
		      struct journal_verdict *ret_verdict)
{
	struct store *store = NULL;
	enum err err = store_open(url, STORE_DESK, STORE_READONLY, error, &store);
	if (err == ERR_NONE) err = journal_verify(store, arena, error, ret_verdict);
	store_close(store);
	return err;
}

struct event {
	enum journal_action action;
	struct author author;
};

static enum err event_work(struct store *store, void *context, struct error *error)
{
	const struct event *event = context;
	return journal_event(store, event->action, OBJECT_OFFICE, 0, 0, NULL, &event->author,
			     error);
}

static struct author operator_at(const struct office *office)
{
	struct actor self = actor_operator();
	return office_author(office, &self);
}

static enum err note(struct office *office, enum journal_action action, struct error *error)
{
	struct event event = {action, operator_at(office)};
	return store_transaction(office->store, event_work, &event, error);
}

static enum err backup_shared(const char *url, const struct author *author, const char *path,
			      struct error *error)
{
	struct arena arena = {0};
	enum err err = store_backup_shared(url, path, author, &arena, error);
	arena_release(&arena);
	return err;
}

enum err house_backup(const char *url, struct clock clock, const char *path, struct error *error)
{
	struct office office = {0};
	enum err err = office_attach(url, clock, NULL, error, &office);
	if (err != ERR_NONE) return err;
	struct author author = operator_at(&office);
	/* the entry first, so that the copy tells of itself */
	err = note(&office, ACTION_BACKUP, error);
	if (err == ERR_NONE) err = journal_seal(office.store, error, NULL);
	if (err == ERR_NONE)
		err = store_is_file(url) ? store_backup(office.store, path, error)
					 : backup_shared(url, &author, path, error);
	office_detach(&office);
	return err;
}

enum err house_restore(const char *url, struct clock clock, const char *from, struct arena *arena,
		       struct error *error, struct journal_verdict *ret_verdict)
{
	struct office office = {.clock = clock};
	struct author author = operator_at(&office);
	enum err err = store_is_file(url) ? store_restore(url, from, arena, error, ret_verdict)
					  : store_restore_shared(url, from, &author, arena, error,
								 ret_verdict);
	if (err == ERR_NONE) err = office_attach(url, clock, NULL, error, &office);
	if (err == ERR_NONE) err = note(&office, ACTION_RESTORE, error);
	office_detach(&office);
	return err;
}

enum err house_rebuild(const char *url, struct error *error)
{
	struct store *store = NULL;
	enum err err = store_open(url, STORE_DESK, 0, error, &store);
	if (err == ERR_NONE) err = store_rebuild(store, error);
	store_close(store);
	return err;
}
