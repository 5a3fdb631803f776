/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin retention`: what the approved schedule would erase, and the list that one person
 * proposes, another confirms, and this program then executes. */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cli/operator.h"
#include "cli/person.h"
#include "office/retention.h"

static const struct option_row options[] = {
	{"as", OPTION_VALUE, "LOGIN",
	 "propose, confirm, drop: who does it; the password is read from $LIANXIN_PASSWORD"},
	{"note", OPTION_VALUE, "TEXT", "drop: why"},
	{NULL, OPTION_FLAG, NULL, NULL},
};

/* ---- plan ---- */

static json_t *classes_json(const struct retention_line *line)
{
	json_t *classes = json_array();
	for (int i = 0; i < RETENTION_CLASS__MAX; i++) {
		const struct retention_verdict *verdict = &line->verdicts[i];
		if (line->amounts[i].things == 0) continue;
		json_array_append_new(classes,
				      json_pack("{ss sb sI sI ss ss so}", "class",
						retention_class_code((enum retention_class)i),
						"goes", (line->goes & 1U << i) != 0, "things",
						(json_int_t)line->amounts[i].things, "bytes",
						(json_int_t)line->amounts[i].bytes, "why",
						retention_why_code(verdict->why), "text",
						retention_why_words(verdict->why), "from",
						verdict->from == DAY_NONE
							? json_null()
							: json_string(day_text(verdict->from).s)));
	}
	return classes;
}

static json_t *lines_json(const struct retention_line *lines, size_t n)
{
	json_t *array = json_array();
	for (size_t i = 0; i < n; i++)
		json_array_append_new(
			array,
			json_pack("{sI ss sI ss ss ss so}", "id", (json_int_t)lines[i].matter_id,
				  "kind", matter_kind_code(lines[i].kind), "entry",
				  (json_int_t)lines[i].entry_id, "number", lines[i].number, "group",
				  retention_group_code(lines[i].group), "ended",
				  day_text(lines[i].ended).s, "classes", classes_json(&lines[i])));
	return array;
}

static json_t *plan_json(const struct retention_plan *plan)
{
	return json_pack("{ss sI ss so sb sI sI so sI sI sI sI}", "day", day_text(plan->day).s,
			 "schedule",
			 (json_int_t)(plan->schedule == NULL ? 0 : plan->schedule->number),
			 "digest", plan->digest, "goes", lines_json(plan->go, plan->n_go), "more",
			 plan->more, "things", (json_int_t)plan->things, "bytes",
			 (json_int_t)plan->bytes, "stays", lines_json(plan->stay, plan->n_stay),
			 "staying", (json_int_t)plan->stays, "archived", (json_int_t)plan->archived,
			 "open", (json_int_t)plan->open, "empty", (json_int_t)plan->empty);
}

static void print_line(const struct retention_line *line)
{
	printf("%s  %s, ended %s\n", line->number, retention_group_label(line->group),
	       day_text(line->ended).s);
	for (int i = 0; i < RETENTION_CLASS__MAX; i++) {
		const struct retention_verdict *verdict = &line->verdicts[i];
		if (line->amounts[i].things == 0) continue;
		printf("  %s %s (%" PRId64 ", %" PRId64 " bytes): %s%s%s\n",
		       (line->goes & 1U << i) != 0 ? "-" : " ",
		       retention_class_label((enum retention_class)i), line->amounts[i].things,
		       line->amounts[i].bytes, retention_why_words(verdict->why),
		       verdict->from == DAY_NONE ? "" : ", ", day_text(verdict->from).s);
	}
}

static enum err planned(struct cli *cli, struct desk *desk, struct error *error,
			struct retention_plan *ret_plan)
{
	return retention_plan(&desk->office, &desk->actor, desk->agency.id, cli->arena, error,
			      ret_plan);
}

static int plan(struct cli *cli, struct desk *desk)
{
	struct retention_plan dry;
	struct error error;
	if (planned(cli, desk, &error, &dry) != ERR_NONE) return cli_fail(&error);
	if (cli->json) return cli_print_json(plan_json(&dry));
	if (dry.schedule == NULL) printf("There is no approved schedule: nothing may go.\n");
	for (size_t i = 0; i < dry.n_go; i++) print_line(&dry.go[i]);
	for (size_t i = 0; i < dry.n_stay; i++) print_line(&dry.stay[i]);
	printf("To go: %zu matters%s, %" PRId64 " things, %" PRId64 " bytes. To stay: %" PRId64
	       " ended, %" PRId64 " archived, %" PRId64 " open; nothing left: %" PRId64 ".\n",
	       dry.n_go, dry.more ? " and more" : "", dry.things, dry.bytes, dry.stays,
	       dry.archived, dry.open, dry.empty);
	return 0;
}

/* ---- lists ---- */

static json_t *list_json(const struct retention_list *list)
{
	return json_pack("{sI ss sI ss ss sI sI sI sI sI sI ss ss}", "list", (json_int_t)list->id,
			 "state", list->state, "schedule", (json_int_t)list->schedule_number, "day",
			 day_text(list->day).s, "digest", list->digest, "matters",
			 (json_int_t)list->matters, "things", (json_int_t)list->things, "bytes",
			 (json_int_t)list->bytes, "erased", (json_int_t)list->erased, "kept",
			 (json_int_t)list->kept, "waiting", (json_int_t)list->waiting, "proposed",
			 list->proposed_name, "decided", list->decided_name);
}

static json_t *view_json(const struct retention_view *view)
{
	json_t *whole = list_json(&view->list), *items = json_array(), *changes = json_array();
	for (size_t i = 0; i < view->n_items; i++) {
		const struct retention_item *item = &view->items[i];
		json_array_append_new(
			items,
			json_pack("{sI ss sI ss ss sI sI ss ss}", "id", (json_int_t)item->matter_id,
				  "kind", matter_kind_code(item->kind), "entry",
				  (json_int_t)item->entry_id, "number", item->number, "classes",
				  item->classes, "things", (json_int_t)item->things, "bytes",
				  (json_int_t)item->bytes, "state", item->state, "why", item->why));
	}
	for (size_t i = 0; i < view->n_changes; i++)
		json_array_append_new(
			changes, json_pack("{ss ss ss}", "number", view->changes[i].number, "was",
					   view->changes[i].was, "is", view->changes[i].is));
	json_object_set_new(whole, "items", items);
	json_object_set_new(whole, "changes", changes);
	return whole;
}

static int print_view(const struct cli *cli, const struct retention_view *view)
{
	const struct retention_list *list = &view->list;
	if (cli->json) return cli_print_json(view_json(view));
	printf("List %" PRId64 " of %s, schedule %" PRId64 ": %s. %" PRId64 " matters: %" PRId64
	       " erased, %" PRId64 " kept, %" PRId64 " waiting.\n",
	       list->id, day_text(list->day).s, list->schedule_number, list->state, list->matters,
	       list->erased, list->kept, list->waiting);
	for (size_t i = 0; i < view->n_items; i++)
		printf("%s  %s  %s  %s\n", view->items[i].number, view->items[i].state,
		       view->items[i].classes, retention_kept_words(view->items[i].why));
	for (size_t i = 0; i < view->n_changes; i++)
		printf("changed: %s  %s -> %s\n", view->changes[i].number, view->changes[i].was,
		       view->changes[i].is);
	return 0;
}

static int show_list(struct cli *cli, struct desk *desk, const struct actor *actor, int64_t id)
{
	struct retention_view view;
	struct error error;
	enum err err = retention_open(&desk->office, actor, id, cli->arena, &error, &view);
	return err == ERR_NONE ? print_view(cli, &view) : cli_fail(&error);
}

static int list_of(struct cli *cli, int64_t *ret_id)
{
	char *end;
	*ret_id = strtoll(cli->operands[1], &end, 10);
	if (*end == '\0' && *ret_id > 0) return 0;
	return cli_usage(cli, "\"%s\" is no list's number", cli->operands[1]);
}

static int list(struct cli *cli, struct desk *desk)
{
	struct retention_list *lists = NULL;
	struct error error;
	size_t n = 0;
	int64_t id = 0;
	if (cli->n_operands == 2) {
		int failed = list_of(cli, &id);
		return failed != 0 ? failed : show_list(cli, desk, &desk->actor, id);
	}
	if (retention_lists(&desk->office, &desk->actor, desk->agency.id, cli->arena, &error,
			    &lists, &n) != ERR_NONE)
		return cli_fail(&error);
	json_t *all = json_array();
	for (size_t i = 0; i < n; i++) {
		if (cli->json)
			json_array_append_new(all, list_json(&lists[i]));
		else
			printf("%" PRId64 "  %s  %s  %" PRId64 " matters\n", lists[i].id,
			       day_text(lists[i].day).s, lists[i].state, lists[i].matters);
	}
	if (cli->json) return cli_print_json(json_pack("{so}", "lists", all));
	json_decref(all);
	return 0;
}

static int propose(struct cli *cli, struct desk *desk, const struct actor *actor)
{
	struct retention_plan dry;
	struct error error;
	int64_t id = 0;
	enum err err = planned(cli, desk, &error, &dry);
	if (err == ERR_NONE)
		err = retention_propose(&desk->office, actor, desk->agency.id, dry.digest,
					cli->arena, &error, &id);
	return err == ERR_NONE ? show_list(cli, desk, actor, id) : cli_fail(&error);
}

static int confirm(struct cli *cli, struct desk *desk, const struct actor *actor)
{
	struct retention_view view;
	struct error error;
	int64_t id = 0;
	int failed = list_of(cli, &id);
	if (failed != 0) return failed;
	enum err err = retention_open(&desk->office, actor, id, cli->arena, &error, &view);
	if (err == ERR_NONE)
		err = retention_confirm(&desk->office, actor, id, view.list.version, cli->arena,
					&error);
	return err == ERR_NONE ? show_list(cli, desk, actor, id) : cli_fail(&error);
}

static int drop(struct cli *cli, struct desk *desk, const struct actor *actor)
{
	const char *reason = cli_value(cli, "note");
	struct retention_view view;
	struct problems problems;
	struct error error;
	int64_t id = 0;
	int failed = list_of(cli, &id);
	if (failed != 0) return failed;
	if (reason == NULL) return cli_usage(cli, "drop: --note is missing");
	problems_init(&problems, cli->arena);
	enum err err = retention_open(&desk->office, actor, id, cli->arena, &error, &view);
	if (err == ERR_NONE)
		err = retention_drop(&desk->office, actor, id, view.list.version, reason, &problems,
				     &error);
	return err == ERR_NONE ? show_list(cli, desk, actor, id) : cli_fail(&error);
}

static int execute(struct cli *cli, struct desk *desk)
{
	struct error error;
	int64_t id = 0;
	int failed = list_of(cli, &id);
	if (failed != 0) return failed;
	if (retention_run(&desk->office, &desk->actor, id, &error) != ERR_NONE)
		return cli_fail(&error);
	return show_list(cli, desk, &desk->actor, id);
}

static int run(struct cli *cli)
{
	static const struct cli_verb verbs[] = {
		{"plan", 1, 1, false, plan, NULL},	{"list", 1, 2, false, list, NULL},
		{"propose", 1, 1, true, NULL, propose}, {"confirm", 2, 2, true, NULL, confirm},
		{"drop", 2, 2, true, NULL, drop},	{"run", 2, 2, true, execute, NULL},
	};
	return cli_run_verb(cli, verbs, COUNT_OF(verbs));
}

const struct command_row cmd_retention = {
	.name = "retention",
	.operands = "VERB [LIST]",
	.summary = "Erase what the approved schedule lets go, by two people",
	.details =
		"plan: the dry run, which changes nothing: what would go, matter by matter and "
		"class by class, and why the rest stays; entries of the registers that were "
		"never taken into the flow have id 0 in JSON. propose: freezes it as a list, by "
		"--as. list: the lists there are; list LIST: one with its lines, and what "
		"changed since it was proposed. confirm LIST: by another person; refused, exit "
		"1, when anything changed. drop LIST: takes it back. run LIST: executes a "
		"confirmed list in batches; interrupted, the same call goes on (`serve` does it "
		"by itself after a confirmation). Without a schedule, entered by the head at the "
		"desk, nothing goes; what is archived, open or in dispute never does.",
	.run = run,
	.options = options,
	.uses_db = true,
	.uses_agency = true,
};
