/* SPDX-License-Identifier: MulanPSL-2.0
 * The public face's error pages. */
#ifndef LIANXIN_WEB_PUBLIC_ERROR_H
#define LIANXIN_WEB_PUBLIC_ERROR_H

#include "web/public/page.h"
#include "web/retry.h"

struct view_error {
	struct public_page page;
	const char *title, *text;
	struct view_retry retry;
	int status;
};
TEMPLATE(public_error, view_error);

#endif
