-- SPDX-License-Identifier: MulanPSL-2.0
-- What the office itself is: agencies, accounts, settings, holidays.
-- A released file never changes; the next change is the next number.
-- Days are TEXT YYYY-MM-DD, moments INTEGER milliseconds since 1970 UTC, money INTEGER fen, flags 0 or 1.

PRAGMA application_id = 1280854350; -- 'LXIN': tells Lianxin's files from others
PRAGMA user_version = 1;            -- the number of this file

-- What the database knows about itself.
CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY, -- 'journal_mark': entry id, entries and head at the last seal
    value TEXT NOT NULL             -- its text
) STRICT;

-- Applied schema files.
CREATE TABLE migration (
    number INTEGER NOT NULL PRIMARY KEY, -- 1 for this file
    name TEXT NOT NULL,                  -- file name
    digest TEXT NOT NULL,                -- SM3 of the file, hex; a changed file is refused
    at INTEGER NOT NULL                  -- moment it was applied
) STRICT;

-- Who holds duties: a tree.
CREATE TABLE agency (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    parent_id INTEGER REFERENCES agency (id),       -- NULL for a root
    level TEXT NOT NULL CHECK (level IN ('province', 'city', 'county', 'township', 'department')), -- which row of section 二
    receives_requests INTEGER NOT NULL DEFAULT 1 CHECK (receives_requests IN (0, 1)), -- takes requests itself
    channels INTEGER NOT NULL DEFAULT 63 CHECK (channels BETWEEN 0 AND 63), -- bit per channel of law/requester.h
    position INTEGER NOT NULL DEFAULT 0,            -- order among siblings
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),   -- as in the report's title
    short_name TEXT NOT NULL DEFAULT '',            -- for navigation
    signature TEXT NOT NULL DEFAULT '',             -- who signs reports and letters
    credit_code TEXT NOT NULL DEFAULT '',           -- 统一社会信用代码
    document_prefix TEXT NOT NULL DEFAULT '',       -- 发文字号代字
    letterhead TEXT NOT NULL DEFAULT '',            -- 版头
    authority TEXT NOT NULL DEFAULT '',             -- 主管部门, Art. 3
    reconsideration_organ TEXT NOT NULL DEFAULT '', -- 行政复议机关
    disclosure_office TEXT NOT NULL DEFAULT '',     -- 工作机构, Art. 4
    disclosure_head TEXT NOT NULL DEFAULT '',       -- its head
    address TEXT NOT NULL DEFAULT '',               -- 办公地址
    postcode TEXT NOT NULL DEFAULT '',              -- 邮政编码
    phone TEXT NOT NULL DEFAULT '',                 -- 联系电话
    fax TEXT NOT NULL DEFAULT '',                   -- 传真
    email TEXT NOT NULL DEFAULT '',                 -- 电子邮箱
    office_hours TEXT NOT NULL DEFAULT '',          -- 办公时间
    site_name TEXT NOT NULL DEFAULT '',             -- 网站名称
    site_host TEXT NOT NULL DEFAULT '',             -- 主办单位
    site_code TEXT NOT NULL DEFAULT '',             -- 网站标识码
    site_icp TEXT NOT NULL DEFAULT '',              -- ICP备案号
    site_police TEXT NOT NULL DEFAULT '',           -- 公安备案号
    CHECK (parent_id <> id)
) STRICT;
CREATE INDEX agency_by_parent ON agency (parent_id, position, id);

-- People who sign in.
CREATE TABLE account (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),   -- sign-in name
    display_name TEXT NOT NULL,                     -- the person's name
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    kind TEXT NOT NULL CHECK (kind IN ('office', 'system', 'security', 'audit')), -- one: the three administrators stay apart
    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)), -- 1: may not sign in
    must_change INTEGER NOT NULL DEFAULT 1 CHECK (must_change IN (0, 1)), -- the password, at the next sign-in
    password TEXT NOT NULL DEFAULT '',              -- argon2id text, '' when none
    password_at INTEGER NOT NULL DEFAULT 0,         -- moment it was set
    failures INTEGER NOT NULL DEFAULT 0,            -- wrong passwords in a row
    locked_until INTEGER NOT NULL DEFAULT 0,        -- moment, 0 when not locked
    UNIQUE (id, kind)
) STRICT;

-- Office roles; the foreign key keeps them to accounts of kind office.
CREATE TABLE account_role (
    account_id INTEGER NOT NULL,                    -- whose
    kind TEXT NOT NULL DEFAULT 'office' CHECK (kind = 'office'), -- code
    role TEXT NOT NULL CHECK (role IN ('clerk', 'reviewer', 'approver', 'head', 'supervisor')), -- code
    PRIMARY KEY (account_id, role),
    FOREIGN KEY (account_id, kind) REFERENCES account (id, kind)
) STRICT;

-- Passwords an account has had, the newest few, so that none comes back. Hashes only; not journalled.
CREATE TABLE account_password (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    account_id INTEGER NOT NULL REFERENCES account (id), -- whose
    password TEXT NOT NULL                          -- argon2id text
) STRICT;
CREATE INDEX account_password_by_account ON account_password (account_id, id);

-- Signed-in browsers.
CREATE TABLE login (
    digest BLOB NOT NULL PRIMARY KEY,               -- SM3 of the cookie's token
    account_id INTEGER NOT NULL REFERENCES account (id), -- whose
    created_at INTEGER NOT NULL,                    -- moment
    seen_at INTEGER NOT NULL,                       -- for the idle limit
    expires_at INTEGER NOT NULL,                    -- absolute end
    from_address TEXT NOT NULL DEFAULT ''           -- network address
) STRICT;
CREATE INDEX login_by_account ON login (account_id);

-- One-time links.
CREATE TABLE one_time_token (
    digest BLOB NOT NULL PRIMARY KEY,               -- SM3 of the link's token
    account_id INTEGER NOT NULL REFERENCES account (id), -- whose
    purpose TEXT NOT NULL CHECK (purpose IN ('setup', 'reset')), -- what the link does
    expires_at INTEGER NOT NULL                     -- moment
) STRICT;
CREATE INDEX one_time_token_by_account ON one_time_token (account_id);

CREATE TABLE setting (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL,                     -- 0: the whole office
    name TEXT NOT NULL,                             -- key
    value TEXT NOT NULL,                            -- text
    UNIQUE (agency_id, name)
) STRICT;

-- Days off and make-up days beyond the compiled-in calendar.
CREATE TABLE holiday (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL DEFAULT 0,           -- 0: national
    date TEXT NOT NULL CHECK (length(date) = 10),   -- day
    working INTEGER NOT NULL CHECK (working IN (0, 1)), -- 1: make-up working day
    name TEXT NOT NULL,                             -- 春节
    source TEXT NOT NULL,                           -- the notice
    UNIQUE (agency_id, date)
) STRICT;
