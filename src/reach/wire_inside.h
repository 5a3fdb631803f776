/* SPDX-License-Identifier: MulanPSL-2.0
 * What mail and hook share of libcurl; for reach/ alone. */
#ifndef LIANXIN_REACH_WIRE_INSIDE_H
#define LIANXIN_REACH_WIRE_INSIDE_H

#include <curl/curl.h>

#include "reach/wire.h"

/* A handle with all that holds for both; url and ca are copied. schemes: "smtp,smtps". */
CURL *wire_open(const char *url, const char *schemes, const char *ca, const atomic_bool *stop);
/* Why it did not go when no answer of the other side tells: a sentence without anything of it. */
enum wire_answer wire_failed(CURLcode code, const atomic_bool *stop, struct error *error);

#endif
