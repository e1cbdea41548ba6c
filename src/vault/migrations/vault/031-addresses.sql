-- A new address that waits until the link mailed to it is opened: one a person, sealed under their own key. Both links are
-- good while the row stands, and it goes with the first that is used.
create table address_changes (
  subject uuid primary key references accounts,
  -- Digests of the link that confirms, and of the one by which the address in force stops it.
  confirms bytea not null unique,
  stops bytea not null unique,
  sealed bytea not null,
  asked_at timestamptz not null,
  ends_at timestamptz not null
);
create index on address_changes (ends_at);
