/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/matter_service.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "office/matter_inside.h"
#include "office/matter_service_inside.h"

enum { FACT_MAX = 200, SEALED_MAX = 16 * 1024 };

static const char *facts_place(int64_t step_id, struct arena *arena)
{
	return arena_printf(arena, "service.facts:%" PRId64, step_id);
}

void service_seal(const struct data_key *key, int64_t step_id, const struct matter_service *service,
		  struct arena *arena, struct blob *ret_sealed)
{
	json_t *all = json_object();
	struct buf sealed;
	for (int i = 0; i < SERVICE_FACT__MAX; i++)
		if (i != SERVICE_AT_NUMBER && i != SERVICE_AT_SIGNED &&
		    service->values[i][0] != '\0')
			json_object_set_new(all, service_fact(i)->field,
					    json_string(service->values[i]));
	char *text = json_dumps(all, JSON_COMPACT);
	BUG_IF(text == NULL);
	buf_init(&sealed, SEALED_MAX);
	seal_bytes(key, facts_place(step_id, arena), text, strlen(text), &sealed);
	free(text);
	json_decref(all);
	BUG_IF(!buf_ok(&sealed));
	*ret_sealed = (struct blob){arena_text_n(arena, buf_text(&sealed), sealed.n), sealed.n};
	buf_release(&sealed);
}

static enum err open_facts(const struct data_key *key, const struct service_row *row,
			   struct arena *arena, struct error *error, struct matter_service *service)
{
	const char *bytes = NULL;
	size_t n = 0;
	enum err err = seal_open(key, facts_place(row->step_id, arena), row->facts.bytes,
				 row->facts.n, arena, error, &bytes, &n);
	if (err != ERR_NONE) return err;
	json_t *all = json_loadb(bytes, n, 0, NULL);
	for (int i = 0; i < SERVICE_FACT__MAX; i++) {
		const char *text = json_string_value(json_object_get(all, service_fact(i)->field));
		if (text != NULL) service->values[i] = arena_text(arena, text);
	}
	json_decref(all);
	return ERR_NONE;
}

static bool blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

static void check(const struct matter_service *service, day today, struct problems *problems)
{
	const struct service_facts *facts = service_facts(service->manner);
	for (int i = 0; i < SERVICE_FACT__MAX; i++) {
		const struct service_fact *fact = service_fact(i);
		const char *text = service->values[i];
		if (i == SERVICE_AT_SIGNED) continue;
		if ((facts->needs & 1U << i) != 0 && blank(text))
			problem_add(problems, fact->field, "%s", fact->missing);
		else if (!utf8_valid(text, strlen(text)) || utf8_length(text) > FACT_MAX)
			problem_add(problems, fact->field, "最多%d个字。", FACT_MAX);
		else if (!blank(text) && ((facts->needs | facts->may) & 1U << i) == 0)
			problem_add(problems, fact->field, "%s不用填写%s。", facts->label,
				    fact->label);
	}
	if (service->day == DAY_NONE)
		problem_add(problems, "on", "请填写%s。", facts->day);
	else if (service_day(service->manner, service->day) > today && service->day <= today)
		problem_add(problems, "on", "公告自刊登之日起满%d日才视为送达，到%s才可以登记。",
			    SERVICE_NOTICE_DAYS,
			    day_text(service_day(service->manner, service->day)).s);
	if (service->signed_on == DAY_NONE) return;
	if ((facts->may & SERVICE_SIGNED) == 0)
		problem_add(problems, "signed", "%s不用另填签收日期。", facts->label);
	else if (service->signed_on < service->day || service->signed_on > today)
		problem_add(problems, "signed", "签收日期应当在交寄日期以后、今天以前。");
}

struct serving {
	const struct matter_service *service;
	struct author author;
	struct arena *arena;
};

static enum err keep_service(struct office *office, struct matter_case *after, int64_t step_id,
			     void *context, struct error *error)
{
	struct serving *serving = context;
	const struct matter_service *service = serving->service;
	struct data_key key;
	int64_t id;
	struct service_row row = {.matter_id = after->matter.id,
				  .step_id = step_id,
				  .manner = service_facts(service->manner)->code,
				  .day = service->day,
				  .mail_number = service->values[SERVICE_AT_NUMBER],
				  .signed_on = service->signed_on};
	enum err err = matter_key(office, &after->matter, error, &key);
	if (err != ERR_NONE) return err;
	service_seal(&key, step_id, service, serving->arena, &row.facts);
	data_key_wipe(&key);
	return service_row_insert(office->store, after->matter.agency_id, &row, &serving->author,
				  error, &id);
}

enum err matter_serve(struct office *office, const struct actor *actor, int64_t id, int64_t seen,
		      const struct matter_service *service, const struct matter_event *event,
		      struct arena *arena, struct problems *problems, struct error *error,
		      const char **ret_warning)
{
	struct matter matter;
	struct matter_event step = *event;
	struct serving serving = {service, office_author(office, actor), arena};
	size_t before = problems->count;
	enum err err =
		matter_check(office, actor, PERMIT_MATTER_PERSONAL, id, arena, error, &matter);
	if (err != ERR_NONE) return err;
	check(service, clock_today(&office->clock), problems);
	if (problems->count != before)
		return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "送达还没有登记。");
	step.event = LIFE_EVENT_SERVE;
	step.n = (int)service_facts(service->manner)->proof;
	step.on = service_day(service->manner, service->day);
	return matter_take(office, actor, id, seen, &step, keep_service, &serving, arena, problems,
			   error, ret_warning);
}

/* Did mail of that step come back before it was served anew? */
static bool came_back(const struct matter_case *now, int64_t step_id)
{
	bool after = false;
	for (size_t i = 0; i < now->n_steps; i++) {
		const struct matter_step *step = &now->steps[i];
		if (step->struck) continue;
		if (after && strcmp(step->event, life_event_code(LIFE_EVENT_SERVE_FAILED)) == 0)
			return true;
		if (after && strcmp(step->event, life_event_code(LIFE_EVENT_SERVE)) == 0)
			return false;
		after = after || step->id == step_id;
	}
	return false;
}

enum err service_open(const struct matter_case *now, const struct data_key *key,
		      const struct service_row *rows, size_t n, struct arena *arena,
		      struct error *error, struct matter_service **ret_services, size_t *ret_n)
{
	struct matter_service *services = arena_array(arena, n, sizeof *services);
	size_t count = 0;
	enum err err = ERR_NONE;
	for (size_t i = 0; i < n && err == ERR_NONE; i++) {
		struct matter_service *service = &services[count];
		if (!service_parse(rows[i].manner, &service->manner)) continue;
		service->step_id = rows[i].step_id;
		service->version = rows[i].version;
		service->returned = came_back(now, rows[i].step_id);
		service->day = rows[i].day;
		service->signed_on = rows[i].signed_on;
		for (int k = 0; k < SERVICE_FACT__MAX; k++) service->values[k] = "";
		service->values[SERVICE_AT_NUMBER] = rows[i].mail_number;
		if (key != NULL && rows[i].facts.n > 0)
			err = open_facts(key, &rows[i], arena, error, service);
		count++;
	}
	*ret_services = services;
	*ret_n = count;
	return err;
}

enum err matter_services(struct office *office, const struct actor *actor,
			 const struct matter_case *matter_case, struct arena *arena,
			 struct error *error, struct matter_service **ret_services, size_t *ret_n)
{
	const struct matter *matter = &matter_case->matter;
	struct service_row *rows = NULL;
	struct data_key key;
	size_t n = 0;
	enum err err =
		permission_check(office, actor, PERMIT_MATTER_READ, matter->agency_id, error);
	if (err == ERR_NONE)
		err = service_row_list(office->store, matter->id, arena, error, &rows, &n);
	*ret_n = 0;
	if (err != ERR_NONE || n == 0) return err;
	bool open = permission_may(actor, PERMIT_MATTER_PERSONAL) && office->vault != NULL &&
		    matter->key.n != 0;
	if (open) err = matter_key(office, matter, error, &key);
	if (err != ERR_NONE) return err;
	err = service_open(matter_case, open ? &key : NULL, rows, n, arena, error, ret_services,
			   ret_n);
	if (open) data_key_wipe(&key);
	return err;
}

const struct matter_service *matter_service_now(const struct matter_service *services, size_t n)
{
	for (size_t i = n; i > 0; i--)
		if (!services[i - 1].returned) return &services[i - 1];
	return NULL;
}

const char *matter_service_words(const struct matter_service *service, struct arena *arena)
{
	const struct service_facts *facts = service_facts(service->manner);
	const char *words =
		arena_printf(arena, "%s，%s%s", facts->label, facts->day, day_text(service->day).s);
	for (int i = 0; i < SERVICE_FACT__MAX; i++) {
		const char *text = service->values[i];
		if (i == SERVICE_AT_SIGNED && service->signed_on != DAY_NONE)
			text = arena_text(arena, day_text(service->signed_on).s);
		if (text[0] != '\0')
			words = arena_printf(arena, "%s，%s：%s", words, service_fact(i)->label,
					     text);
	}
	return words;
}
