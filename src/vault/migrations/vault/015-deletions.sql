-- What people delete in part: hidden at once, for a while undone again, then destroyed by a sweep. The row stays for as long as
-- something could come back that it is about.
create table deletions (
  subject uuid not null references subjects,
  id uuid not null,
  made_at timestamptz not null,
  -- Until then it can be undone.
  until timestamptz not null,
  state text not null check (state in ('pending', 'undone', 'destroyed')),
  -- What it is about: see `Scope`. Names of the statement, random ids and times.
  scope jsonb not null,
  -- From this day on nothing is left that it could be about; null where that can't be told.
  forget_on date,
  -- A sweep has been at it, and a hold kept some of it.
  tried_at timestamptz,
  primary key (subject, id)
);
create index on deletions (until) where state = 'pending';
create index on deletions (forget_on);

create function delete_commit(
  in_subject uuid, in_id uuid, in_now timestamptz, in_until timestamptz, in_scope jsonb, in_forget date, most int,
  leaf_body bytea, leaf_sealed bytea
) returns text language plpgsql as $$
begin
  perform hold(in_subject, true);
  perform 1 from subjects where id = in_subject and tombstone is null;
  if not found then return 'gone'; end if;
  if (select count(*) from deletions where subject = in_subject and state = 'pending') >= most then return 'too-many'; end if;
  insert into deletions (subject, id, made_at, until, state, scope, forget_on)
    values (in_subject, in_id, in_now, in_until, 'pending', in_scope, in_forget);
  perform add_leaf(in_subject, leaf_body, leaf_sealed);
  return 'pending';
end $$;

-- Whether it could still be undone.
create function undo_commit(in_subject uuid, in_id uuid, in_now timestamptz, leaf_body bytea, leaf_sealed bytea)
returns boolean language plpgsql as $$
begin
  perform hold(in_subject, true);
  update deletions set state = 'undone' where subject = in_subject and id = in_id and state = 'pending' and until > in_now;
  if not found then return false; end if;
  perform add_leaf(in_subject, leaf_body, leaf_sealed);
  return true;
end $$;

-- Puts another text in the place of a segment's, or none, if it is still what was read; whether it was.
create function redact_segment(
  in_sweep uuid, in_subject uuid, in_id uuid, in_expires date, was bytea, becomes bytea, remaining int,
  in_category text, in_clause text, in_n int
) returns boolean language plpgsql as $$
begin
  if becomes is null then
    delete from segments where subject = in_subject and id = in_id and expires_on = in_expires and sealed = was;
  else
    update segments set sealed = becomes, events = remaining
      where subject = in_subject and id = in_id and expires_on = in_expires and sealed = was;
  end if;
  if not found then return false; end if;
  insert into swept as s (sweep, part, category, clause, n) values (in_sweep, 'deleted by people', in_category, in_clause, in_n)
    on conflict (sweep, part, category, clause) do update set n = s.n + excluded.n;
  return true;
end $$;
