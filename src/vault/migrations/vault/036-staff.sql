-- People who work here. What they are called, the hash of their password and the secret of their codes are sealed under a key
-- about no subject; beside it stands what has to be found without opening it.
create table staff (
  id uuid primary key,
  -- A keyed hash of the name that they sign in with.
  known_by text collate "C" not null,
  role text collate "C" not null,
  -- Raised when every session has to end.
  era int not null default 0,
  sealed bytea not null,
  -- The time step of the last code that was taken: none is taken twice, nor an older one.
  step bigint not null default 0,
  -- The link to enrol by, good once.
  link bytea unique,
  link_ends timestamptz,
  made_at timestamptz not null,
  enrolled_at timestamptz,
  closed_at timestamptz
);
create unique index on staff (known_by) where closed_at is null;

create table staff_sessions (
  staff uuid not null references staff,
  id uuid not null,
  era int not null,
  digest bytea not null unique,
  started_at timestamptz not null,
  used_at timestamptz not null,
  primary key (staff, id)
);
