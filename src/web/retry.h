/* SPDX-License-Identifier: MulanPSL-2.0
 * What a 503 page offers on both faces: the same request once more, with all that was typed. */
#ifndef LIANXIN_WEB_RETRY_H
#define LIANXIN_WEB_RETRY_H

#include "web/http.h"
#include "web/view.h"

/* Prints nothing while action is NULL. */
struct view_retry {
	const char *action; /* path and query */
	bool form;	    /* it was a form: sent again with what it held */
	const struct field *kept;
	size_t n_kept;
	bool file; /* a file must be chosen once more */
};
TEMPLATE(retry, view_retry);

/* What was asked for, to ask for it again. A form of a route that takes passwords is not kept:
 * action is NULL then, and the page must say where to begin anew. */
struct view_retry retry_of(const struct request *request);

#endif
