/* SPDX-License-Identifier: MulanPSL-2.0
 * Schedules: reading and writing their rules, and entering a new one. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "office/retention_inside.h"

enum { APPROVAL_MAX = 200 };

const char *retention_field(enum retention_group group, enum retention_class class,
			    struct arena *arena)
{
	return ARENA_JOIN(arena, retention_group_code(group), ".", retention_class_code(class));
}

/* Digits alone, 1 … RETENTION_MONTHS_MAX; 0 for anything else. */
static int months_of(const char *text, size_t n)
{
	int months = 0;
	for (size_t i = 0; i < n; i++) {
		if (text[i] < '0' || text[i] > '9') return 0;
		months = months * 10 + (text[i] - '0');
		if (months > RETENTION_MONTHS_MAX) return 0;
	}
	return months;
}

static bool read_rule(const char *word, size_t n, struct retention_rules *rules)
{
	for (int g = 0; g < RETENTION_GROUP__MAX; g++) {
		const char *group = retention_group_code((enum retention_group)g);
		size_t n_group = strlen(group);
		if (n <= n_group || memcmp(word, group, n_group) != 0 || word[n_group] != '.')
			continue;
		for (int c = 0; c < RETENTION_CLASS__MAX; c++) {
			const char *class = retention_class_code((enum retention_class)c);
			size_t head = n_group + 1 + strlen(class);
			if (n <= head || memcmp(word + n_group + 1, class, strlen(class)) != 0 ||
			    word[head] != '=')
				continue;
			rules->months[g][c] = months_of(word + head + 1, n - head - 1);
			return rules->months[g][c] != 0;
		}
	}
	return false;
}

void retention_rules_read(const char *text, struct retention_rules *ret_rules)
{
	struct retention_rules rules = {0};
	*ret_rules = rules;
	while (*text != '\0') {
		size_t n = strcspn(text, " ");
		if (!read_rule(text, n, &rules)) return;
		text += n;
		text += strspn(text, " ");
	}
	*ret_rules = rules;
}

const char *retention_rules_text(const struct retention_rules *rules, struct arena *arena)
{
	const char *text = "";
	for (int g = 0; g < RETENTION_GROUP__MAX; g++)
		for (int c = 0; c < RETENTION_CLASS__MAX; c++)
			if (rules->months[g][c] != 0)
				text = arena_printf(arena, "%s%s%s=%d", text,
						    text[0] == '\0' ? "" : " ",
						    retention_field((enum retention_group)g,
								    (enum retention_class)c, arena),
						    rules->months[g][c]);
	return text;
}

enum err retention_schedules(struct office *office, const struct actor *actor, int64_t agency_id,
			     struct arena *arena, struct error *error,
			     struct retention_schedule **ret_schedules, size_t *ret_n)
{
	enum err err = permission_check(office, actor, PERMIT_RETENTION_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	return retention_schedule_list(office->store, agency_id, arena, error, ret_schedules,
				       ret_n);
}

static void check_order(const struct office *office, const struct retention_order *order,
			struct arena *arena, struct problems *problems,
			struct retention_schedule *schedule, struct retention_rules *rules)
{
	const char *approval = order->approval;
	if (approval[strspn(approval, " \t\r\n")] == '\0')
		problem_add(problems, "approval", "请写明保管期限表由谁批准、文号或者会议");
	else if (!utf8_valid(approval, strlen(approval)) || utf8_length(approval) > APPROVAL_MAX)
		problem_add(problems, "approval", "请控制在 %d 字以内", APPROVAL_MAX);
	if (!day_parse(order->approved, &schedule->approved))
		problem_add(problems, "approved", "请填写批准日期，例如 2025-03-01");
	else if (schedule->approved > clock_today(&office->clock))
		problem_add(problems, "approved", "批准日期不能在今天以后");
	for (int g = 0; g < RETENTION_GROUP__MAX; g++)
		for (int c = 0; c < RETENTION_CLASS__MAX; c++) {
			const char *text = order->months[g][c];
			rules->months[g][c] = months_of(text, strlen(text));
			if (text[0] != '\0' && rules->months[g][c] == 0)
				problem_add(problems,
					    retention_field((enum retention_group)g,
							    (enum retention_class)c, arena),
					    "“%s”的“%s”请填1至%d之间的整数（月），不清除的留空",
					    retention_group_label((enum retention_group)g),
					    retention_class_label((enum retention_class)c),
					    RETENTION_MONTHS_MAX);
		}
	schedule->approval = approval;
	schedule->rules = retention_rules_text(rules, arena);
}

struct putting {
	const struct retention_schedule *schedule;
	struct author author;
};

static enum err put_work(struct store *store, void *context, struct error *error)
{
	const struct putting *putting = context;
	struct arena arena = {0};
	struct retention_schedule *present = NULL;
	size_t n = 0;
	int64_t id = 0;
	enum err err = retention_schedule_list(store, putting->schedule->agency_id, &arena, error,
					       &present, &n);
	int64_t newest = n == 0 ? 0 : present[0].number;
	if (err == ERR_NONE && newest + 1 != putting->schedule->number)
		err = error_set(error, ERR_CONFLICT, NULL,
				"保管期限表刚刚被别人换成第%" PRId64 "版，请看清新的一版再改。",
				newest);
	if (err == ERR_NONE)
		err = retention_schedule_insert(store, putting->schedule, &putting->author, error,
						&id);
	arena_release(&arena);
	return err;
}

enum err retention_schedule_put(struct office *office, const struct actor *actor, int64_t agency_id,
				const struct retention_order *order, struct arena *arena,
				struct problems *problems, struct error *error)
{
	struct retention_schedule schedule = {.agency_id = agency_id, .number = order->seen + 1};
	struct retention_rules rules = {0};
	struct putting putting = {&schedule, office_author(office, actor)};
	enum err err = permission_check(office, actor, PERMIT_RETENTION_SCHEDULE, agency_id, error);
	if (err != ERR_NONE) return err;
	check_order(office, order, arena, problems, &schedule, &rules);
	if (problems->first != NULL)
		return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "填写的内容有误。");
	return store_transaction(office->store, put_work, &putting, error);
}
