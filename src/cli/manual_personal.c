/* SPDX-License-Identifier: MulanPSL-2.0
 * docs/personal-data.md, printed out of the table of office/personal.h. */
#include "cli/manual.h"
#include "office/personal.h"

static void print_fate(FILE *out, enum personal_fate fate, const char *title)
{
	bool erased = fate == PERSONAL_ERASED;
	fprintf(out, "\n## %s\n\n| column | %swhat |\n|---|%s---|\n", title,
		erased ? "class | " : "", erased ? "---|" : "");
	for (size_t i = 0; i < personal_column_count(); i++) {
		const struct personal_column *row = &personal_columns[i];
		if (row->fate != fate) continue;
		fprintf(out, "| `%s.%s` | ", row->table, row->column);
		if (erased) fprintf(out, "`%s` | ", retention_class_code(row->class));
		fprintf(out, "%s |\n", row->what);
	}
}

void manual_personal(FILE *out)
{
	fputs("# Where personal data lie\n\nPrinted by `lianxin help --personal`. How erasing "
	      "works: [keeping and erasing](operations/retention.md).\n\n## Classes of a "
	      "schedule\n\n"
	      "No law names a number of months. Each period is the approved schedule's to say; "
	      "what "
	      "it does not name is kept for good.\n\n| class | what | whence its period comes "
	      "|\n|---|---|---|\n",
	      out);
	for (int i = 0; i < RETENTION_CLASS__MAX; i++) {
		enum retention_class class = (enum retention_class)i;
		fprintf(out, "| `%s` %s | %s | %s |\n", retention_class_code(class),
			retention_class_label(class), retention_class_what(class),
			retention_class_source(class));
	}
	print_fate(out, PERSONAL_ERASED, "Erased by the schedule");
	print_fate(out, PERSONAL_PASSES, "Passes by itself");
	print_fate(out, PERSONAL_KEPT, "Kept");
}
