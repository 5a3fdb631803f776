/* SPDX-License-Identifier: MulanPSL-2.0
 * The public face's addresses. The first agency stands at /, every other one under
 * /a/{agency}/ with the same pages. */
#include "web/elder.h"
#include "web/health.h"
#include "web/public/pages.h"

/* clang-format off */
const struct route public_routes[] = {
	{METHOD_GET, "/", page_home, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "First page of the root agency"},
	{METHOD_GET, "/guide", page_guide, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "Guide to disclosure (Art. 12)"},
	{METHOD_GET, "/rules", page_rules, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "Documents that disclosure works by"},
	{METHOD_GET, "/records", page_records, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "Index of disclosed records; text, kind, topic, key_area, year, cursor"},
	{METHOD_GET, "/records/{id}", page_record, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "One disclosed record"},
	{METHOD_GET, "/report", page_report_list, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "Annual reports of all years"},
	{METHOD_GET, "/report/{year}", page_report, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "A year's annual report; issue=N for an earlier issue"},
	{METHOD_GET, "/report/{year}/{file}", page_report_file, ROUTE_OPEN, 0, 0, 0, "Its papers: report.pdf, report.docx, report.txt; issue=N"},
	{METHOD_GET, "/a/{agency}/", page_home, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "First page of another agency"},
	{METHOD_GET, "/a/{agency}/guide", page_guide, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "Its guide"},
	{METHOD_GET, "/a/{agency}/rules", page_rules, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "Its documents"},
	{METHOD_GET, "/a/{agency}/records", page_records, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "Its index of records"},
	{METHOD_GET, "/a/{agency}/records/{id}", page_record, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "One of its records"},
	{METHOD_GET, "/a/{agency}/report", page_report_list, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "Its annual reports"},
	{METHOD_GET, "/a/{agency}/report/{year}", page_report, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, "One of its annual reports"},
	{METHOD_GET, "/a/{agency}/report/{year}/{file}", page_report_file, ROUTE_OPEN, 0, 0, 0, "Its papers"},
	{METHOD_GET, "/elder", page_elder, ROUTE_OPEN, ROUTE_BARE, 0, 0, "Elder mode: on=1 or 0, back=PATH"},
	{METHOD_GET, "/assets/{name}", page_asset, ROUTE_OPEN, ROUTE_BARE | ROUTE_CACHED, 0, 0, "Style, script, icon"},
	{METHOD_GET, "/robots.txt", page_robots, ROUTE_OPEN, ROUTE_BARE, 0, 0, "For search engines"},
	{METHOD_GET, "/sitemap.xml", page_sitemap, ROUTE_OPEN, ROUTE_CACHED, 0, 0, "For search engines"},
	{METHOD_GET, "/healthz", page_health, ROUTE_OPEN, ROUTE_BARE | ROUTE_UNLOGGED, 0, 0, "Answers ok while the process lives"},
	{METHOD_GET, "/readyz", page_ready, ROUTE_OPEN, ROUTE_BARE | ROUTE_UNLOGGED, 0, 0, "200 while its pages can be made, from a replica too, and the process is not stopping; else 503"},
	{METHOD_GET, NULL, NULL, 0, 0, 0, 0, NULL},
};
/* clang-format on */
