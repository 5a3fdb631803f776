/* SPDX-License-Identifier: MulanPSL-2.0 */
/* strcpy(a, b) in a comment is fine */
int f(char *to) { return strcpy (to, "atoi(1)") != 0; }
int g(void) { return rand(); }
