/* SPDX-License-Identifier: MulanPSL-2.0
 * cmocka with the headers it wants before it. */
#ifndef LIANXIN_TESTS_HELP_CMOCKA_H
#define LIANXIN_TESTS_HELP_CMOCKA_H

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
/* clang-format on */

#endif
