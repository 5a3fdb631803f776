/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "cli/local_days.h"

#include "cli/operator.h"
#include "office/holidays.h"

static int built_in(struct cli *cli, const struct calendar **ret_calendar)
{
	struct error error;
	enum err err = calendar_build(cli->arena, NULL, 0, ret_calendar, &error);
	return err == ERR_NONE ? 0 : cli_fail(&error);
}

int local_days_calendar(struct cli *cli, const struct calendar **ret_calendar)
{
	struct desk desk;
	struct error error;
	const char *db = cli_value(cli, "db");
	cli->agency = cli_value(cli, "agency");
	if (db == NULL && cli->agency != NULL)
		return cli_usage(cli, "--agency: local days are read from an office's --db");
	if (db == NULL) return built_in(cli, ret_calendar);
	cli->db = db;
	int code = desk_open_reading(cli, &desk);
	if (code != 0) return code;
	enum err err =
		holidays_calendar(&desk.office, desk.agency.id, cli->arena, &error, ret_calendar);
	desk_close(&desk);
	return err == ERR_NONE ? 0 : cli_fail(&error);
}
