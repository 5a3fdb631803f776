/* SPDX-License-Identifier: MulanPSL-2.0 */
#include <stdio.h>
int f(FILE *file);
