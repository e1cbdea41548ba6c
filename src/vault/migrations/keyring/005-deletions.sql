-- What people deleted in part, noted beside the keys too: a vault that is restored from before does not bring it back.
create table deletions (
  subject uuid not null,
  id uuid not null,
  made_at timestamptz not null,
  until timestamptz not null,
  state text not null,
  scope jsonb not null,
  forget_on date,
  primary key (subject, id)
);
