-- SPDX-License-Identifier: MulanPSL-2.0
-- The roles of an office on PostgreSQL, once per database server, by an administrator (psql -f).
-- lianxin signs in and owns the office's database; the two others sign in nowhere: a connection of the
-- public face becomes lianxin_public and can then read the public_* views alone.
CREATE ROLE lianxin LOGIN;
CREATE ROLE lianxin_public NOLOGIN;
CREATE ROLE lianxin_own NOLOGIN;
GRANT lianxin_public, lianxin_own TO lianxin;
