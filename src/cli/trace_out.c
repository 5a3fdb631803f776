/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "cli/trace_out.h"

#include <jansson.h>
#include <stdio.h>

json_t *trace_json(const struct trace *trace)
{
	json_t *list = json_array();
	for (const struct trace_step *step = trace->first; step != NULL; step = step->next) {
		const char *date = step->date == DAY_NONE ? NULL : day_text(step->date).s;
		json_t *one = json_pack("{s:s?, s:s, s:s}", "date", date, "rule", step->rule,
					"text", step->text);
		if (step->warning) json_object_set_new(one, "warning", json_true());
		json_array_append_new(list, one);
	}
	return list;
}

void trace_print(const struct trace *trace)
{
	for (const struct trace_step *step = trace->first; step != NULL; step = step->next)
		printf("%-10s  %-12s  %s%s\n", day_text(step->date).s, step->rule,
		       step->warning ? "【注意】" : "", step->text);
}
