/* SPDX-License-Identifier: MulanPSL-2.0 */
/* strcpy(a, b) in a comment is fine */
int f(struct x *x) { return x->time(1) + my_rand() + strlen("atoi(1)"); }
