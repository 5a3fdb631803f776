/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/notice_send.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "office/notice_inside.h"
#include "office/setting.h"
#include "reach/route_file.h"
#include "store/agency.h"
#include "store/journal.h"

enum { PAUSE_FIRST_MS = 60 * 1000, PAUSE_LAST_MS = 6 * 3600 * 1000, LEASE_MS = 3 * 60 * 1000 };
_Static_assert(LEASE_MS > 2 * WIRE_SECONDS * 1000, "the lease outlasts the slowest server");

struct notice_route {
	struct route route;
	char track[ROUTE_VALUE + 16];
};

enum err notice_route_open(const char *file, const char *domain, struct error *error,
			   struct notice_route **ret_route)
{
	struct notice_route *route = calloc(1, sizeof *route);
	BUG_IF(route == NULL);
	enum err err = file == NULL ? ERR_NONE : route_read(file, error, &route->route);
	if (err != ERR_NONE) {
		free(route);
		return err;
	}
	if (domain[0] != '\0' && strlen(domain) < ROUTE_VALUE)
		snprintf(route->track, sizeof route->track, "https://%s/track", domain);
	wire_begin();
	*ret_route = route;
	return ERR_NONE;
}

void notice_route_close(struct notice_route *route)
{
	if (route == NULL) return;
	route_wipe(&route->route);
	wire_end();
	free(route);
}

int64_t notice_pause_ms(int tries)
{
	int64_t ms = PAUSE_FIRST_MS;
	while (--tries > 0 && ms < PAUSE_LAST_MS) ms *= 2;
	return ms < PAUSE_LAST_MS ? ms : PAUSE_LAST_MS;
}

/* What this process can send by, and the office has switched on. */
static enum err channels_of(struct office *office, const struct notice_route *route,
			    struct error *error, unsigned *ret_channels)
{
	const struct {
		const char *server;
		enum setting setting;
		enum notice_channel channel;
	} rows[] = {{route->route.mail_server, SETTING_NOTICE_MAIL, NOTICE_MAIL},
		    {route->route.sms_hook, SETTING_NOTICE_SMS, NOTICE_SMS}};
	*ret_channels = 0;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int64_t on = 0;
		if (rows[i].server[0] == '\0') continue;
		enum err err = setting_number(office, 0, rows[i].setting, error, &on);
		if (err != ERR_NONE) return err;
		if (on != 0) *ret_channels |= 1U << rows[i].channel;
	}
	return ERR_NONE;
}

struct sending {
	struct office *office;
	const struct notice_route *route;
	const atomic_bool *stop;
	struct arena *arena;
	unsigned channels;
	struct notice_row notice;
	enum wire_answer answer;
	const char *why; /* it did not go */
	bool over;	 /* its time has passed */
	int64_t most;	 /* tries */
};

static enum err take_work(struct store *store, void *context, struct error *error)
{
	struct sending *sending = context;
	int64_t now = clock_now(&sending->office->clock);
	return notice_take(store, sending->channels, now, now + LEASE_MS, sending->arena, error,
			   &sending->notice);
}

static enum err number_of(struct office *office, const struct matter *matter, struct arena *arena,
			  struct error *error, const char **ret_number)
{
	struct entry entry;
	enum err err = register_get(office->store, matter_register(matter->kind), matter->agency_id,
				    matter->entry_id, arena, error, &entry);
	if (err == ERR_NONE) *ret_number = entry.values[matter_column(matter->kind, "number")];
	return err;
}

/* Whom it is for and all it may say. A test goes to the agency's own public address. */
static enum err prepare(struct sending *sending, struct error *error, const char **ret_to,
			struct notice_saying *ret_saying)
{
	struct office *office = sending->office;
	const struct notice_row *notice = &sending->notice;
	struct agency agency;
	struct matter matter = {.kind = MATTER_REQUEST};
	struct notice_content content = {.to = "", .until = DAY_NONE, .code = ""};
	const char *number = "";
	enum err err = agency_get(office->store, notice->agency_id, sending->arena, error, &agency);
	if (err == ERR_NONE && notice->matter_id != 0) {
		err = matter_get(office->store, notice->matter_id, sending->arena, error, &matter);
		if (err == ERR_NONE)
			err = notice_open(office, &matter, notice, sending->arena, error, &content);
		if (err == ERR_NONE)
			err = number_of(office, &matter, sending->arena, error, &number);
	}
	if (err != ERR_NONE) return err;
	*ret_to = notice->matter_id == 0 ? agency.email : content.to;
	*ret_saying = (struct notice_saying){.kind = notice->kind,
					     .about = matter.kind,
					     .number = number,
					     .code = content.code,
					     .until = content.until,
					     .agency = agency.name,
					     .phone = agency.phone,
					     .track = sending->route->track};
	return ERR_NONE;
}

static void hand_over(struct sending *sending)
{
	const struct route *route = &sending->route->route;
	const struct notice_row *notice = &sending->notice;
	struct notice_saying saying;
	struct error error = {0};
	const char *to, *subject, *text;
	sending->answer = WIRE_LATER;
	if (prepare(sending, &error, &to, &saying) != ERR_NONE) {
		/* its sentence is of the house, and may be Chinese: the reason alone is kept */
		sending->why = "It could not be opened: is the office's key there?";
		return;
	}
	notice_say(&saying, notice->channel, sending->arena, &subject, &text);
	if (notice->channel == NOTICE_SMS) {
		const struct hook_server server = {route->sms_hook, route->sms_secret,
						   route->sms_ca};
		sending->answer = hook_send(&server, to, text, notice->ref, sending->stop, &error);
	} else {
		const struct mail_server server = {route->mail_server, route->mail_user,
						   route->mail_password, route->mail_ca};
		const struct message message = {.from = route->mail_from,
						.to = to,
						.from_name = saying.agency,
						.subject = subject,
						.text = text,
						.ref = notice->ref,
						.at = clock_now(&sending->office->clock)};
		sending->answer = mail_send(&server, &message, sending->stop, &error);
	}
	sending->why = arena_text(sending->arena, error.message);
}

static enum err note_event(struct store *store, const struct sending *sending, const char *what,
			   struct error *error)
{
	const struct notice_row *notice = &sending->notice;
	const struct actor house = actor_house();
	struct author author = office_author(sending->office, &house);
	if (notice->matter_id == 0) return ERR_NONE;
	return journal_event(store, ACTION_NOTIFY, OBJECT_MATTER, notice->matter_id,
			     notice->agency_id,
			     ARENA_JOIN(sending->arena, notice_channel_label(notice->channel),
					"通知", what, "：", notice_kind_label(notice->kind)),
			     &author, error);
}

static enum err write_down(struct store *store, void *context, struct error *error)
{
	const struct sending *sending = context;
	const struct notice_row *notice = &sending->notice;
	int64_t now = clock_now(&sending->office->clock);
	bool ends = sending->answer == WIRE_NEVER || notice->tries >= sending->most;
	enum err err;
	if (sending->over) return notice_over(store, notice, sending->why, error);
	if (sending->answer == WIRE_TAKEN) {
		err = notice_sent(store, notice, now, error);
		return err != ERR_NONE ? err : note_event(store, sending, "已经发出", error);
	}
	err = notice_not_sent(store, notice, ends ? 0 : now + notice_pause_ms(notice->tries),
			      sending->why, error);
	if (err != ERR_NONE || !ends) return err;
	return note_event(store, sending, "没有发出", error);
}

/* A one-time code that is sent late helps nobody. */
static bool too_late(const struct sending *sending)
{
	return strcmp(sending->notice.kind, notice_other_code(NOTICE_ONE_TIME)) == 0 &&
	       clock_now(&sending->office->clock) - sending->notice.created_at >= ONE_TIME_MS;
}

static enum err send_taken(struct sending *sending, struct error *error)
{
	enum err err =
		setting_number(sending->office, 0, SETTING_NOTICE_TRIES, error, &sending->most);
	if (err != ERR_NONE) return err;
	sending->over = too_late(sending);
	if (sending->over)
		sending->why = "Its code was no longer good.";
	else
		hand_over(sending);
	return store_transaction(sending->office->store, write_down, sending, error);
}

enum err notice_send(struct office *office, const struct notice_route *route,
		     const atomic_bool *stop, struct error *error, bool *ret_did)
{
	struct arena arena = {0};
	struct sending sending = {
		.office = office, .route = route, .stop = stop, .arena = &arena, .why = ""};
	*ret_did = false;
	enum err err = channels_of(office, route, error, &sending.channels);
	if (err != ERR_NONE || sending.channels == 0) return err;
	/* a look first: it disturbs no writer */
	err = notice_due(office->store, sending.channels, clock_now(&office->clock), error);
	if (err == ERR_NONE) err = store_transaction(office->store, take_work, &sending, error);
	if (err == ERR_NONE) {
		*ret_did = true;
		err = send_taken(&sending, error);
	} else if (err == ERR_MISSING) {
		err = ERR_NONE;
	}
	arena_release(&arena);
	return err;
}
