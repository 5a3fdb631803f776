/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/setting.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office/permission.h"
#include "store/setting.h"

static const struct setting_facts facts[SETTING__MAX] = {
#define SETTING(NAME, name, least, most, standard, agency, label, help)                            \
	[SETTING_##NAME] = {name, least, most, standard, agency, label, help},
	SETTING_TABLE(SETTING)
#undef SETTING
};

const struct setting_facts *setting_facts(enum setting setting)
{
	BUG_IF(setting >= SETTING__MAX);
	return &facts[setting];
}

bool setting_parse(const char *name, enum setting *ret_setting)
{
	for (int i = 0; i < SETTING__MAX; i++) {
		if (strcmp(facts[i].name, name) != 0) continue;
		*ret_setting = (enum setting)i;
		return true;
	}
	return false;
}

static int64_t value_of(const struct setting_facts *row, const char *text)
{
	char *end;
	errno = 0;
	int64_t value = strtoll(text, &end, 10);
	bool good = text[0] != '\0' && *end == '\0' && errno == 0 && value >= row->least &&
		    value <= row->most;
	return good ? value : row->standard;
}

enum err setting_number(struct office *office, int64_t agency_id, enum setting setting,
			struct error *error, int64_t *ret_value)
{
	const struct setting_facts *row = setting_facts(setting);
	struct arena arena = {0};
	const char *text = "";
	enum err err = setting_get(office->store, agency_id, row->name, "", &arena, error, &text);
	if (err == ERR_NONE) *ret_value = value_of(row, text);
	arena_release(&arena);
	return err;
}

enum err setting_numbers(struct office *office, int64_t agency_id, struct error *error,
			 int64_t ret_values[SETTING__MAX])
{
	struct arena arena = {0};
	struct setting_row *rows = NULL;
	size_t n = 0;
	enum err err = setting_list(office->store, agency_id, &arena, error, &rows, &n);
	for (int i = 0; i < SETTING__MAX && err == ERR_NONE; i++)
		ret_values[i] = setting_facts((enum setting)i)->standard;
	for (size_t i = 0; i < n && err == ERR_NONE; i++) {
		enum setting setting;
		if (setting_parse(rows[i].name, &setting))
			ret_values[setting] = value_of(setting_facts(setting), rows[i].value);
	}
	arena_release(&arena);
	return err;
}

/* Whoever is complained of, and whoever it can look over, never handles the complaint. */
static enum err check_agency(struct office *office, int64_t agency_id, int64_t value,
			     struct error *error)
{
	bool below = false;
	if (value == 0) return ERR_NONE;
	enum err err = agency_within(office, value, agency_id, error, &below);
	if (err == ERR_MISSING)
		return error_set(error, ERR_USAGE, NULL, "没有编号为%" PRId64 "的单位。", value);
	if (err == ERR_NONE && below && agency_id != 0)
		return error_set(error, ERR_USAGE, NULL,
				 "投诉举报不能由被投诉举报的单位自己或者它的下级受理。");
	return err;
}

struct change {
	int64_t agency_id;
	const char *name, *value;
	const struct author *author;
};

static enum err write_change(struct store *store, void *context, struct error *error)
{
	const struct change *change = context;
	return setting_set(store, change->agency_id, change->name, change->value, change->author,
			   error);
}

enum err setting_change(struct office *office, const struct actor *actor, int64_t agency_id,
			enum setting setting, int64_t value, struct error *error)
{
	const struct setting_facts *row = setting_facts(setting);
	enum err err = permission_check(office, actor, PERMIT_SETTING_WRITE, agency_id, error);
	if (err != ERR_NONE) return err;
	if (setting == SETTING_DEMO && actor->who != WHO_HOUSE)
		return error_set(error, ERR_DENIED, NULL, "“%s”不能手工修改。", row->label);
	if (agency_id != 0 && !row->per_agency)
		return error_set(error, ERR_USAGE, NULL, "“%s”只能为整个系统设置。", row->label);
	if (value < row->least || value > row->most)
		return error_set(error, ERR_USAGE, NULL, "“%s”应在%" PRId64 "到%" PRId64 "之间。",
				 row->label, row->least, row->most);
	if (setting == SETTING_COMPLAINT_AGENCY)
		err = check_agency(office, agency_id, value, error);
	if (err != ERR_NONE) return err;
	char text[24];
	snprintf(text, sizeof text, "%" PRId64, value);
	struct author author = office_author(office, actor);
	struct change change = {agency_id, row->name, text, &author};
	return store_transaction(office->store, write_change, &change, error);
}
