/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/annual_screen.h"

#include "office/report_document.h"

enum err annual_print_tables(const struct office *office, const struct annual *annual,
			     const char *prefix, struct arena *arena, struct buf *out,
			     struct error *error)
{
	struct report_face face = {.agency = &annual->agency,
				   .tables = &annual->live,
				   .narrative = &annual->narrative,
				   .date = clock_today(&office->clock)};
	struct paper_options options = {
		.fragment = true, .no_title = true, .class_prefix = "paper", .cell_link = prefix};
	return paper_html(report_tables(&face, arena), &options, out, error);
}

enum err annual_print_screen(const struct office *office, const struct annual *annual,
			     struct arena *arena, struct buf *out, struct error *error)
{
	struct paper_options options = {.fragment = true, .class_prefix = "paper"};
	return paper_html(annual_document(office, annual, false, arena), &options, out, error);
}
