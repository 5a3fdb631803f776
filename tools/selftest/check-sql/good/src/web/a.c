/* SPDX-License-Identifier: MulanPSL-2.0 */
const char *q = "SELECT";
