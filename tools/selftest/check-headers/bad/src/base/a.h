/* SPDX-License-Identifier: MulanPSL-2.0 */
int f(FILE *file);
