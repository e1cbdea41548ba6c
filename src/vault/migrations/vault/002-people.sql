-- Signing in, and products that may speak. Random ids, hashes of tokens and moments; whatever is about a person as such
-- is sealed in the vault's own tables.

create table accounts (
  subject uuid primary key references subjects,
  -- Raised when every session has to end. A session of an earlier era is over.
  era int not null default 0,
  -- Misuse was reported: nobody signs in until a new password is set.
  locked_at timestamptz
);

create table sessions (
  subject uuid not null references accounts,
  id uuid not null,
  era int not null,
  digest bytea not null unique,
  started_at timestamptz not null,
  used_at timestamptz not null,
  primary key (subject, id)
);

-- Links that were mailed, each good once.
create table links (
  subject uuid not null references accounts,
  digest bytea not null unique,
  ends_at timestamptz not null,
  used_at timestamptz,
  primary key (subject, digest)
);

create table products (
  subject uuid not null references subjects,
  id uuid not null unique,
  kind text not null check (kind in ('player', 'app')),
  digest bytea not null unique,
  -- A keyed hash of the serial number: one product serves one household at a time, however many register it at once.
  serial text collate "C" not null,
  registered_at timestamptz not null,
  revoked_at timestamptz,
  primary key (subject, id)
);
create unique index on products (serial) where revoked_at is null;

-- How often something was tried. The key is a keyed hash of what was tried by whom; rows are forgotten with their window.
create table attempts (
  key bytea primary key,
  n int not null,
  until timestamptz not null
);
create index on attempts (until);
