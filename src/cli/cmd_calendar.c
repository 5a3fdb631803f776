/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin calendar DATE`: is it a working day? */
#include <jansson.h>

#include "cli/local_days.h"
#include "law/calendar.h"

static void print_day(day d, const struct calendar_day *of)
{
	static const char *const week[] = {"星期一", "星期二", "星期三", "星期四",
					   "星期五", "星期六", "星期日"};
	printf("%s %s %s", day_text(d).s, week[day_of_week(d)], of->working ? "工作日" : "休息日");
	if (of->name != NULL) printf("（%s%s）", of->name, of->working ? "调休上班" : "放假");
	puts(of->provisional ? " 放假安排未公布，暂按法定节假日推算" : "");
}

static const struct option_row options[] = {LOCAL_DAYS_OPTIONS, {NULL, OPTION_FLAG, NULL, NULL}};

static int run(struct cli *cli)
{
	day d;
	if (!day_parse(cli->operands[0], &d))
		return cli_usage(cli, "\"%s\" is not a date that exists (YYYY-MM-DD)",
				 cli->operands[0]);
	const struct calendar *calendar;
	struct calendar_day of;
	struct error error;
	int failed = local_days_calendar(cli, &calendar);
	if (failed != 0) return failed;
	if (calendar_look(calendar, d, &of, &error) != ERR_NONE) return cli_fail(&error);
	if (cli->json)
		return cli_print_json(json_pack("{s:s, s:b, s:s?, s:b}", "date", day_text(d).s,
						"working", of.working, "name", of.name,
						"provisional", of.provisional));
	print_day(d, &of);
	return 0;
}

const struct command_row cmd_calendar = {
	.name = "calendar",
	.operands = "DATE",
	.summary = "Tell whether a date is a working day, and why",
	.details = "Knows the State Council's notices from 2019 on. In the year after the last "
		   "announced one only the statutory holidays are off, and the answer is "
		   "provisional; before and after that there is no calendar (exit 3). With --db "
		   "also the "
		   "notices imported and the local days entered at the desk.",
	.run = run,
	.options = options,
};
