/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "unit/help_reports.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office/tables_json.h"

const char *const report_names[] = {"gucheng-2024", "001", "003", "004", "006", "008", "009",
				    "011",	    "013", "015", "016", "018", "019", "P01",
				    "P02",	    "P03", "P06", "P10", NULL};

char *report_bytes(const char *name, const char *ending, size_t *ret_n)
{
	enum { MAX_FILE = 1 << 20 };
	char path[128];
	snprintf(path, sizeof path, "tests/data/reports/%s.%s", name, ending);
	FILE *file = fopen(path, "rb");
	BUG_IF(file == NULL);
	char *bytes = malloc(MAX_FILE);
	BUG_IF(bytes == NULL);
	*ret_n = fread(bytes, 1, MAX_FILE - 1, file);
	bytes[*ret_n] = '\0';
	fclose(file);
	return bytes;
}

json_t *report_expectation(const char *name)
{
	size_t n;
	char *bytes = report_bytes(name, "expect.json", &n);
	json_t *json = json_loadb(bytes, n, 0, NULL);
	BUG_IF(json == NULL);
	free(bytes);
	return json;
}

struct reading report_reading(const char *name, struct arena *arena)
{
	size_t n;
	char *bytes = report_bytes(name, "txt", &n);
	struct reading reading;
	struct error error;
	BUG_IF(reading_of(name, bytes, n, arena, &error, &reading) != ERR_NONE);
	free(bytes);
	return reading;
}

json_t *reading_row(const struct reading *reading, const char *table, const char *row)
{
	json_t *tables = tables_to_json(&reading->tables);
	json_t *value = json_object_get(json_object_get(tables, table), row);
	value = value == NULL ? NULL : json_deep_copy(value);
	json_decref(tables);
	size_t n = json_is_array(value) ? json_array_size(value) : 0;
	for (size_t i = 0; i < n; i++)
		if (json_is_string(json_array_get(value, i)))
			json_array_set_new(value, i, json_null());
	return value;
}

size_t count_certain(const struct reading *reading, const char *identity)
{
	size_t count = 0;
	for (const struct finding *f = reading->findings.first; f != NULL; f = f->next)
		count += f->severity == FINDING_CERTAIN &&
			 strncmp(f->identity, identity, strlen(identity)) == 0;
	return count;
}

bool is_refused(const struct reading *reading, const char *table)
{
	for (const struct refusal *r = reading->refused; r != NULL; r = r->next)
		if (strcmp(r->table, table) == 0) return true;
	return false;
}
