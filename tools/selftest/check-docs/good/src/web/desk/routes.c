/* SPDX-License-Identifier: MulanPSL-2.0 */
const struct route desk_routes[] = {
	{METHOD_GET, "/a/{id}", a_page, DO_REGISTER, ROUTE_QUICK, 0, 0, "one "
	 "entry"},
};
const char *setting(void) { return getenv("LIANXIN_SETTING"); }
