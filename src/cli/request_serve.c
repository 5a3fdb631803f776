/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin request event NUMBER serve`: a reply is served with what has to be kept of it, by the
 * same rules as at the desk (office/matter_service.h). */
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "cli/request_out.h"
#include "office/matter_service.h"

/* The option of a fact: its field's name, as options are written. */
static const char *option_of(int at, struct arena *arena)
{
	char *name = arena_text(arena, service_fact(at)->field);
	for (char *c = name; *c != '\0'; c++)
		if (*c == '_') *c = '-';
	return name;
}

const char *request_service_option(const struct cli *cli)
{
	if (cli_value(cli, "manner") != NULL) return "manner";
	for (int i = 0; i < SERVICE_FACT__MAX; i++) {
		const char *name = option_of(i, cli->arena);
		if (cli_value(cli, name) != NULL) return name;
	}
	return NULL;
}

/* 0, or the exit code. */
static int read_service(struct cli *cli, day on, struct matter_service *service)
{
	const char *manner = cli_value(cli, "manner");
	*service = (struct matter_service){.day = on, .signed_on = DAY_NONE};
	if (manner == NULL || !service_parse(manner, &service->manner)) {
		const char *all = "";
		for (int i = 0; i < SERVICE_BY__MAX; i++)
			all = arena_printf(cli->arena, "%s%s%s", all, i == 0 ? "" : ", ",
					   service_facts((enum service_manner)i)->code);
		return manner == NULL
			       ? cli_usage(cli, "serve: --manner is missing; it is one of %s", all)
			       : cli_usage(cli, "there is no manner \"%s\"; it is one of %s",
					   manner, all);
	}
	for (int i = 0; i < SERVICE_FACT__MAX; i++) {
		const char *text = cli_value(cli, option_of(i, cli->arena));
		service->values[i] = text == NULL || i == SERVICE_AT_SIGNED ? "" : text;
	}
	return cli_day(cli, service_fact(SERVICE_AT_SIGNED)->field, &service->signed_on);
}

/* The problems at the options they are about. */
static void name_options(const struct problems *from, struct arena *arena, struct problems *to)
{
	problems_init(to, arena);
	for (const struct problem *p = from->first; p != NULL; p = p->next) {
		const char *field = p->field;
		for (int i = 0; i < SERVICE_FACT__MAX; i++)
			if (strcmp(service_fact(i)->field, field) == 0) field = option_of(i, arena);
		problem_add(to, field, "%s", p->text);
	}
}

int request_serve(struct cli *cli, struct desk *desk, const struct actor *actor,
		  const struct matter_event *event)
{
	struct matter_service service;
	struct matter_case now;
	struct problems problems, shown;
	struct error error;
	const char *warning = "";
	if (cli->n_many != 0)
		return cli_usage(cli, "serve: no letter goes out by it, --letter is not taken");
	int failed = read_service(cli, event->on, &service);
	if (failed != 0) return failed;
	problems_init(&problems, cli->arena);
	enum err err = request_find(cli, desk, &error, &now);
	if (err == ERR_NONE)
		err = matter_serve(&desk->office, actor, now.matter.id, now.state.version, &service,
				   event, cli->arena, &problems, &error, &warning);
	if (problems.count != 0) {
		name_options(&problems, cli->arena, &shown);
		return request_refused(cli, &shown);
	}
	if (err == ERR_NONE) err = request_find(cli, desk, &error, &now);
	return err == ERR_NONE ? request_taken(cli, &now, warning) : cli_fail(&error);
}

/* The latest service that did not come back, as it is now. */
static enum err posted_last(struct cli *cli, struct desk *desk, const struct actor *actor,
			    const struct matter_case *now, struct error *error,
			    struct matter_signature *signature)
{
	struct matter_service *services = NULL;
	size_t n = 0;
	enum err err = matter_services(&desk->office, actor, now, cli->arena, error, &services, &n);
	const struct matter_service *service = matter_service_now(services, n);
	if (err != ERR_NONE) return err;
	if (service == NULL)
		return error_set(error, ERR_CONTENT,
				 "`request event NUMBER serve` says how it was.",
				 "No reply of this request was served, or it came back.");
	signature->step_id = service->step_id;
	signature->version = service->version;
	return ERR_NONE;
}

int request_signed(struct cli *cli, struct desk *desk, const struct actor *actor)
{
	const char *who = cli_value(cli, "who"), *reason = cli_value(cli, "note");
	struct matter_signature signature = {.on = DAY_NONE,
					     .who = who == NULL ? "" : who,
					     .reason = reason == NULL ? "" : reason};
	struct matter_case now;
	struct problems problems;
	struct error error;
	int failed = cli_day(cli, "signed", &signature.on);
	if (failed != 0) return failed;
	problems_init(&problems, cli->arena);
	enum err err = request_find(cli, desk, &error, &now);
	if (err == ERR_NONE) err = posted_last(cli, desk, actor, &now, &error, &signature);
	if (err == ERR_NONE)
		err = matter_sign(&desk->office, actor, now.matter.id, &signature, cli->arena,
				  &problems, &error);
	if (problems.count != 0) return request_refused(cli, &problems);
	if (err == ERR_NONE) err = request_find(cli, desk, &error, &now);
	return err == ERR_NONE ? request_taken(cli, &now, "") : cli_fail(&error);
}

enum err request_services(struct cli *cli, struct desk *desk, const struct matter_case *now,
			  struct error *error, json_t **ret_list)
{
	struct matter_service *services = NULL;
	size_t n = 0;
	enum err err =
		matter_services(&desk->office, &desk->actor, now, cli->arena, error, &services, &n);
	if (err != ERR_NONE) return err;
	json_t *list = json_array();
	for (size_t i = 0; i < n; i++) {
		const struct matter_service *service = &services[i];
		json_t *row = json_pack("{sI,ss,ss}", "step", (json_int_t)service->step_id,
					"manner", service_facts(service->manner)->code, "on",
					day_text(service->day).s);
		for (int k = 0; k < SERVICE_FACT__MAX; k++)
			json_object_set_new(row, service_fact(k)->field,
					    json_string(service->values[k]));
		json_object_set_new(row, service_fact(SERVICE_AT_SIGNED)->field,
				    service->signed_on == DAY_NONE
					    ? json_null()
					    : json_string(day_text(service->signed_on).s));
		json_array_append_new(list, row);
	}
	*ret_list = list;
	return ERR_NONE;
}
