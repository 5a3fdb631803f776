/* SPDX-License-Identifier: MulanPSL-2.0
 * A letter's facts out of one JSON object. */
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "office/letter.h"

static const char *text_of(const json_t *json, struct arena *arena)
{
	if (json_is_string(json)) return json_string_value(json);
	if (json_is_integer(json))
		return arena_printf(arena, "%" PRId64, (int64_t)json_integer_value(json));
	if (json_is_boolean(json)) return json_is_true(json) ? "true" : "false";
	return NULL;
}

static const char *member(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text == NULL ? "" : text;
}

static void read_list(struct letter_data *data, enum letter_field field, const json_t *array,
		      struct problems *problems)
{
	const struct letter_field_facts *facts = letter_field_facts(field);
	for (size_t i = 0; i < json_array_size(array); i++) {
		const json_t *item = json_array_get(array, i);
		if (facts->type == LETTER_WITHHELD && json_is_object(item))
			letter_give_withheld(data, member(item, "part"), member(item, "ground"),
					     member(item, "reason"), problems);
		else if (facts->type == LETTER_LIST && json_is_string(item))
			letter_give_item(data, field, json_string_value(item), problems);
		else
			problem_add(problems, facts->key, "第%zu项的写法不对。", i + 1);
	}
}

static void read_member(struct letter_data *data, const char *key, const json_t *json,
			struct problems *problems)
{
	enum letter_field field;
	const char *name = arena_text(data->arena, key);
	if (!letter_field_find(data->kind, key, &field)) {
		problem_add(problems, name, "这种文书没有这一项。");
		return;
	}
	enum letter_type type = letter_field_facts(field)->type;
	bool list = type == LETTER_LIST || type == LETTER_WITHHELD;
	const char *text = text_of(json, data->arena);
	if (json_is_null(json)) return;
	if (list && json_is_array(json))
		read_list(data, field, json, problems);
	else if (!list && text != NULL)
		letter_give(data, field, text, problems);
	else
		problem_add(problems, name, list ? "应当是数组。" : "应当是文字。");
}

bool letter_data_from_json(const char *bytes, size_t n, enum letter kind, struct arena *arena,
			   struct problems *problems, struct letter_data *ret_data)
{
	struct letter_data data = {.kind = kind, .arena = arena};
	const size_t before = problems->count;
	json_error_t error;
	json_t *json = json_loadb(bytes, n, JSON_REJECT_DUPLICATES, &error);
	if (!json_is_object(json)) {
		problem_add(problems, "", "数据不是一个JSON对象（第%d行）。",
			    json == NULL ? error.line : 1);
		json_decref(json);
		return false;
	}
	const char *key;
	json_t *value;
	json_object_foreach(json, key, value) read_member(&data, key, value, problems);
	json_decref(json);
	letter_data_finish(&data, problems);
	if (problems->count > before) return false;
	*ret_data = data;
	return true;
}
