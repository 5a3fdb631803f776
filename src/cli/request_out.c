/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "cli/request_out.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "cli/trace_out.h"
#include "law/life_offer.h"
#include "office/matter_list.h"

static json_t *day_json(day on)
{
	return on == DAY_NONE ? json_null() : json_string(day_text(on).s);
}

static const char *value(const struct matter_case *now, const char *column)
{
	return now->entry.values[register_column(register_facts(REGISTER_REQUESTS), column)];
}

/* What every answer has: the number and where it stands. */
static json_t *head_json(const struct matter_case *now)
{
	const char *next = now->state.next_due;
	bool owed = strcmp(next, DUE_NOTHING) != 0;
	return json_pack("{sI,ss,ss,ss,so,so,ss,so,ss,so}", "id", (json_int_t)now->matter.id,
			 "number", value(now, "number"), "state", life_state_code(now->life.state),
			 "state_label", life_state_label(now->life.state), "received",
			 day_json(now->state.received), "due", day_json(now->state.due),
			 "next_duty", now->state.next_duty, "next_due",
			 owed && next[0] != '\0' ? json_string(next) : json_null(), "outcome",
			 value(now, "outcome"), "replied",
			 value(now, "replied")[0] == '\0' ? json_null()
							  : json_string(value(now, "replied")));
}

static void head_print(const struct matter_case *now)
{
	printf("%s  %s", value(now, "number"), life_state_label(now->life.state));
	if (now->state.due != DAY_NONE) printf("  答复期限 %s", day_text(now->state.due).s);
	printf("\n");
}

int request_filed(struct cli *cli, const struct matter_filed *filed, const struct matter_case *now)
{
	if (cli->json) {
		json_t *json = head_json(now);
		json_object_set_new(json, "code", json_string(filed->code));
		return cli_print_json(json);
	}
	head_print(now);
	printf("查询码 %s\n", filed->code);
	return 0;
}

int request_taken(struct cli *cli, const struct matter_case *now, const char *warning)
{
	if (cli->json) {
		json_t *json = head_json(now);
		json_object_set_new(json, "warning", json_string(warning));
		return cli_print_json(json);
	}
	head_print(now);
	if (warning[0] != '\0') printf("！%s\n", warning);
	return 0;
}

static json_t *steps_json(const struct matter_case *now)
{
	json_t *list = json_array();
	for (size_t i = 0; i < now->n_steps; i++) {
		const struct matter_step *step = &now->steps[i];
		json_array_append_new(list,
				      json_pack("{sI,ss,ss,si,sb}", "id", (json_int_t)step->id,
						"on", day_text(step->day).s, "event", step->event,
						"value", step->n, "struck", step->struck));
	}
	return list;
}

/* Without their names, which are personal. */
static json_t *files_json(const struct matter_case *now)
{
	json_t *list = json_array();
	for (size_t i = 0; i < now->n_attachments; i++) {
		const struct attachment *file = &now->attachments[i];
		json_array_append_new(list,
				      json_pack("{sI,ss,sI,sb}", "id", (json_int_t)file->id, "use",
						attachment_use_code(file->use), "of",
						(json_int_t)file->of_id, "struck", file->struck));
	}
	return list;
}

static json_t *duties_json(const struct matter_case *now)
{
	json_t *list = json_array();
	for (size_t i = 0; i < now->duties.n; i++) {
		const struct life_duty *duty = &now->duties.rows[i];
		json_array_append_new(
			list, json_pack("{ss,ss,so,sI,so}", "duty", life_duty_code(duty->kind),
					"label", life_duty_label(duty->kind), "due",
					day_json(duty->due), "consult", (json_int_t)duty->consult,
					"trace", trace_json(&duty->trace)));
	}
	return list;
}

static json_t *offers_json(const struct life_offers *offers)
{
	json_t *list = json_array();
	for (size_t i = 0; i < offers->n; i++) {
		const struct life_offer *offer = &offers->rows[i];
		json_array_append_new(list, json_pack("{ss,ss,si,sb,ss}", "event",
						      life_event_code(offer->event), "label",
						      life_event_label(offer->event), "consult",
						      offer->consult, "allowed", offer->allowed,
						      "words", offer->words.s));
	}
	return list;
}

static void show_print(const struct matter_case *now, const struct life_offers *offers)
{
	head_print(now);
	printf("%s\n", value(now, "subject"));
	for (size_t i = 0; i < now->n_steps; i++) {
		const struct matter_step *step = &now->steps[i];
		printf("  %s %s #%" PRId64 "%s\n", day_text(step->day).s, step->event, step->id,
		       step->struck ? "（已作废）" : "");
	}
	for (size_t i = 0; i < now->duties.n; i++) {
		const struct life_duty *duty = &now->duties.rows[i];
		printf("待办 %s %s\n", life_duty_label(duty->kind),
		       duty->due == DAY_NONE ? "即办" : day_text(duty->due).s);
		trace_print(&duty->trace);
	}
	for (size_t i = 0; i < offers->n; i++)
		printf("%s %s %s\n", offers->rows[i].allowed ? "可办" : "不行",
		       life_event_code(offers->rows[i].event), offers->rows[i].words.s);
}

int request_show(struct cli *cli, struct desk *desk, const struct matter_case *now)
{
	/* what anybody may do: the operator is nobody of the office */
	struct life_offers offers = life_offers(&now->life, clock_today(&desk->office.clock), ~0u,
						INT64_MAX, now->calendar, cli->arena);
	struct error error;
	json_t *services = NULL;
	if (!cli->json) {
		show_print(now, &offers);
		return 0;
	}
	if (request_services(cli, desk, now, &error, &services) != ERR_NONE)
		return cli_fail(&error);
	json_t *json = head_json(now);
	json_object_set_new(json, "services", services);
	json_object_set_new(json, "subject", json_string(value(now, "subject")));
	json_object_set_new(json, "steps", steps_json(now));
	json_object_set_new(json, "files", files_json(now));
	json_object_set_new(json, "duties", duties_json(now));
	json_object_set_new(json, "offers", offers_json(&offers));
	return cli_print_json(json);
}

int request_list(struct cli *cli, struct desk *desk)
{
	struct matter_query query = {.light = MATTER_LIGHT__MAX, .owing = true, .limit = 500};
	json_t *list = json_array();
	do {
		struct matter_page page;
		struct error error;
		enum err err = matters_list(&desk->office, &desk->actor, desk->agency.id, &query,
					    cli->arena, &error, &page);
		if (err != ERR_NONE) {
			json_decref(list);
			return cli_fail(&error);
		}
		for (size_t i = 0; i < page.n; i++) {
			const struct matter_row *line = &page.rows[i];
			json_array_append_new(list, json_pack("{sI,ss,ss,so,so,ss,ss}", "id",
							      (json_int_t)line->id, "number",
							      line->number, "state", line->state,
							      "received", day_json(line->received),
							      "due", day_json(line->due),
							      "next_duty", line->next_duty,
							      "next_due", line->next_due));
			if (!cli->json)
				printf("%s  %-12s %-18s %s\n", line->number, line->state,
				       line->next_duty,
				       line->next_due[0] == '\0' ? "at once" : line->next_due);
		}
		query.cursor = page.next;
	} while (query.cursor != NULL);
	if (cli->json) return cli_print_json(json_pack("{so}", "requests", list));
	if (json_array_size(list) == 0) printf("No request is open.\n");
	json_decref(list);
	return 0;
}

int request_refused(struct cli *cli, const struct problems *problems)
{
	struct error error;
	json_t *list = json_array();
	error_set(&error, ERR_CONTENT, "Correct what is listed.", "Nothing was written: %s.",
		  cli_count((int64_t)problems->count, "mistake", "mistakes").s);
	for (const struct problem *p = problems->first; p != NULL; p = p->next) {
		json_array_append_new(list,
				      json_pack("{ss,ss}", "field", p->field, "text", p->text));
		if (!cli->json) fprintf(stderr, "%s：%s\n", p->field, p->text);
	}
	if (cli->json)
		cli_print_json(json_pack("{sb,so}", "ok", 0, "problems", list));
	else
		json_decref(list);
	return cli_fail(&error);
}
