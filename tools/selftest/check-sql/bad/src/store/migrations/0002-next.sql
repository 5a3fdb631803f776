-- SPDX-License-Identifier: MulanPSL-2.0
PRAGMA user_version = 1;
