/* SPDX-License-Identifier: MulanPSL-2.0 */
int  f(void) {return 1;}
