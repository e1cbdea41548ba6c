-- Keys, each wrapped under the one above it: epoch (outside) → subject → category and month.

create table subject_keys (
  subject uuid primary key,
  epoch int not null,
  -- Null once destroyed. The row stays, so that the key is never made anew.
  wrapped bytea,
  destroyed_at timestamptz,
  check ((wrapped is null) = (destroyed_at is not null))
);

create table category_keys (
  subject uuid not null references subject_keys,
  category text collate "C" not null,
  -- The month in which the data under it ends, `YYYY-MM`; empty where the end is open.
  month text collate "C" not null,
  wrapped bytea not null,
  primary key (subject, category, month)
);

-- Keys about no one subject: for hashes of names, digests of batches, blind indexes and marks of figures.
create table system_keys (
  name text collate "C" primary key,
  epoch int not null,
  wrapped bytea not null
);

-- Finds a subject by a value without holding the value.
create table blind (
  field text collate "C" not null,
  digest bytea not null,
  subject uuid not null,
  -- When it was claimed, until the vault is known to hold the value.
  pending_since timestamptz,
  primary key (field, digest)
);
create index on blind (subject);
