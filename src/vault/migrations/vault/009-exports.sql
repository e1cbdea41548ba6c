-- Exports that people asked for. There is no file of any: the archive is made from the vault each time it is fetched.
create table exports (
  subject uuid not null references subjects,
  id uuid not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  -- How many events there were to take along when it was asked for, and how many the last fetching has come to.
  items bigint not null,
  written bigint not null default 0,
  fetched_at timestamptz,
  primary key (subject, id)
);

-- Makes an export of a person with what they own. Those that have ended are forgotten.
create function export_commit(
  in_subject uuid, in_id uuid, in_now timestamptz, in_ends timestamptz, leaf_body bytea, leaf_sealed bytea
) returns bigint language plpgsql as $$
declare
  n bigint;
begin
  perform hold(in_subject, false);
  perform 1 from subjects where id = in_subject and tombstone is null;
  if not found then return null; end if;
  select coalesce(sum(g.events), 0) into n from segments g
    where g.subject in (select in_subject union all select id from subjects where owner = in_subject and tombstone is null)
      and g.expires_on > (in_now at time zone 'UTC')::date;
  delete from exports where subject = in_subject and ends_at <= in_now;
  insert into exports (subject, id, made_at, ends_at, items) values (in_subject, in_id, in_now, in_ends, n);
  perform add_leaf(in_subject, leaf_body, leaf_sealed);
  return n;
end $$;
