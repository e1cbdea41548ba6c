-- Forgetting on time. What has ended is deleted by sweeps, each on record before and after; what a hold is on stays, unread.

-- When a registered product of a household was last connected, to the day; null for whom none can be.
alter table subjects add column connected_at timestamptz;
update subjects set connected_at = now() where kind = 'household' and tombstone is null;
create index on subjects (connected_at) where kind = 'household' and tombstone is null;
create index on subjects (id) where choices -> ':closed' ->> 'state' = 'on' and tombstone is null;

create table sweeps (
  id uuid primary key,
  began_at timestamptz not null,
  -- What ends on this day or before goes.
  through date not null,
  -- Null until it came to its end.
  done_at timestamptz
);

-- How many went, by part of the sweep, category and clause. A part is counted in the transaction that deletes it; a month
-- that is dropped whole is counted before, as often as it takes.
create table swept (
  sweep uuid not null references sweeps,
  part text collate "C" not null,
  category text collate "C" not null,
  clause text collate "C" not null,
  n bigint not null,
  primary key (sweep, part, category, clause)
);

-- One row: the time that is known for certain, and a doubt about the clock.
create table known_time (
  the_one boolean primary key default true check (the_one),
  -- Nothing that ends on this day or before is read again, even if the clock is set back.
  through date not null default '-infinity',
  -- The last moment that was believed.
  at timestamptz,
  -- A later moment that is not believed yet: since when, and the last time that it was seen.
  doubted_since timestamptz,
  doubted_at timestamptz
);
insert into known_time default values;

-- Legal holds: data that is not deleted on time, for a reason that is sealed for the subject.
create table holds (
  subject uuid not null references subjects,
  id uuid not null unique,
  -- Null for all.
  categories text[],
  made_at timestamptz not null,
  ends_at timestamptz not null,
  lifted_at timestamptz,
  sealed bytea not null,
  primary key (subject, id)
);

create function is_held(in_subject uuid, in_category text, in_now timestamptz) returns boolean language sql stable as $$
  select exists (
    select from holds where subject = in_subject and lifted_at is null and ends_at > in_now
      and (categories is null or in_category = any (categories))
  )
$$;

-- Puts a hold on a subject, if it has not been erased; whether it did.
create function hold_commit(
  in_subject uuid, in_id uuid, in_categories text[], in_now timestamptz, in_ends timestamptz, in_sealed bytea,
  leaf_body bytea, leaf_sealed bytea
) returns boolean language plpgsql as $$
begin
  perform hold(in_subject, true);
  perform 1 from subjects where id = in_subject and tombstone is null;
  if not found then return false; end if;
  insert into holds (subject, id, categories, made_at, ends_at, sealed)
    values (in_subject, in_id, in_categories, in_now, in_ends, in_sealed);
  perform add_leaf(in_subject, leaf_body, leaf_sealed);
  return true;
end $$;

create function lift_commit(in_subject uuid, in_id uuid, in_now timestamptz, leaf_body bytea, leaf_sealed bytea)
returns boolean language plpgsql as $$
begin
  perform hold(in_subject, true);
  update holds set lifted_at = in_now
    where subject = in_subject and id = in_id and lifted_at is null and ends_at > in_now;
  if not found then return false; end if;
  perform add_leaf(in_subject, leaf_body, leaf_sealed);
  return true;
end $$;

-- Believes a moment, and lets nothing that ended until its day be read again.
create function believe_time(in_now timestamptz) returns void language sql as $$
  update known_time set at = in_now, doubted_since = null, doubted_at = null,
    through = greatest(through, (in_now at time zone 'UTC')::date);
$$;

-- The intent: on record before anything goes.
create function begin_sweep(in_id uuid, in_now timestamptz, in_through date, leaf_body bytea, leaf_sealed bytea)
returns void language plpgsql as $$
begin
  insert into sweeps (id, began_at, through) values (in_id, in_now, in_through);
  perform add_leaf('00000000-0000-0000-0000-000000000000', leaf_body, leaf_sealed);
end $$;

create function finish_sweep(in_id uuid, in_now timestamptz, leaf_body bytea, leaf_sealed bytea)
returns void language plpgsql as $$
begin
  update sweeps set done_at = in_now where id = in_id and done_at is null;
  if not found then return; end if;
  perform add_leaf('00000000-0000-0000-0000-000000000000', leaf_body, leaf_sealed);
end $$;

-- The partitions of segments: whether a month hangs on the parent still, or is half detached.
create function months() returns table (name text, first_day date, attached boolean, pending boolean)
language sql stable as $$
  select c.relname::text, to_date(substr(c.relname, 10), 'YYYY_MM'), i.inhrelid is not null, coalesce(i.inhdetachpending, false)
    from pg_class c left join pg_inherits i on i.inhrelid = c.oid
    where c.relkind = 'r' and c.relname ~ '^segments_\d{4}_\d{2}$'
      and c.relnamespace = (select relnamespace from pg_class where oid = 'subjects'::regclass)
$$;

-- Counts a month that is about to be dropped; whether it may be: a hold on any of it keeps it.
create function count_month(in_sweep uuid, in_name text, in_now timestamptz) returns boolean language plpgsql as $$
declare
  kept boolean;
begin
  execute format(
    'select exists (select from %I g join holds h on h.subject = g.subject where is_held(g.subject, g.category, $1))', in_name
  ) using in_now into kept;
  if kept then return false; end if;
  execute format(
    'insert into swept (sweep, part, category, clause, n)
      select $1, $2, category, ''keep.'' || category, sum(events) from %I group by category
      on conflict (sweep, part, category, clause) do update set n = excluded.n', in_name
  ) using in_sweep, in_name;
  return true;
end $$;

-- Deletes what ended until a day and nobody holds, about so many rows at a time, out of one month; how many.
create function sweep_month(in_sweep uuid, in_name text, in_through date, in_now timestamptz, most int)
returns int language plpgsql as $$
declare
  deleted int;
begin
  execute format(
    'with ended as (
        delete from %1$I where ctid = any (array(
          select ctid from %1$I where expires_on <= $3 and not is_held(subject, category, $4) limit $5))
        returning category, events
      ), counted as (
        insert into swept as s (sweep, part, category, clause, n)
          select $1, $2, category, ''keep.'' || category, sum(events) from ended group by category
          on conflict (sweep, part, category, clause) do update set n = s.n + excluded.n
      )
      select count(*) from ended', in_name
  ) using in_sweep, in_name || ' by day', in_through, in_now, most into deleted;
  return deleted;
end $$;

-- Deletes all of some categories of a subject, whose end came by an ending, save what is held: if the subject still lives as
-- it did when that was decided; whether it does. Counted where it is part of a sweep.
create function end_categories(
  in_sweep uuid, in_subject uuid, in_categories text[], in_closed_ms bigint, in_connected timestamptz, in_now timestamptz
) returns boolean language plpgsql as $$
declare
  stands record;
begin
  perform hold(in_subject, true);
  select s.tombstone, s.connected_at, case when s.choices -> ':closed' ->> 'state' = 'on'
      then (s.choices -> ':closed' ->> 'since')::bigint end as closed_ms into stands
    from subjects s where s.id = in_subject;
  if stands.tombstone is not null or stands.connected_at is distinct from in_connected
    or stands.closed_ms is distinct from in_closed_ms then return false; end if;
  with going as (
    select one from unnest(in_categories) one where not is_held(in_subject, one, in_now)
  ), gone_facts as (
    delete from facts where subject = in_subject and category in (select one from going) returning category, 1 as n
  ), gone_segments as (
    delete from segments where subject = in_subject and category in (select one from going) returning category, events as n
  )
  insert into swept as s (sweep, part, category, clause, n)
    select in_sweep, 'by ending', category, 'keep.' || category, sum(n)
      from (select * from gone_facts union all select * from gone_segments) gone
      where in_sweep is not null group by category
    on conflict (sweep, part, category, clause) do update set n = s.n + excluded.n;
  return true;
end $$;

-- Whether anything is held of a subject, or of a household that it owns.
create function holds_anything(in_subject uuid) returns boolean language sql stable as $$
  select exists (select from facts where subject in (select id from subjects where id = in_subject or owner = in_subject))
    or exists (select from segments where subject in (select id from subjects where id = in_subject or owner = in_subject))
$$;

-- Whether there is anything to do about a subject of whom these categories have ended; and, where all has, it.
create function is_due(in_subject uuid, in_categories text[], in_over boolean, in_now timestamptz)
returns boolean language sql stable as $$
  select exists (select from facts where subject = in_subject and category = any (in_categories) and not is_held(subject, category, in_now))
    or exists (select from segments where subject = in_subject and category = any (in_categories) and not is_held(subject, category, in_now))
    or (in_over and not holds_anything(in_subject))
$$;

-- An opening is told when products were last connected: what has ended by that is not given.
alter type outcome add attribute connected_at timestamptz;

create or replace function open_commit(
  in_subject uuid, in_generation int, in_statement text, leaf_body bytea, leaf_sealed bytea
) returns outcome language plpgsql as $$
declare
  result outcome;
  stands record;
begin
  perform hold(in_subject, false);
  select s.*, f.statement into stands
    from subjects s left join in_force f on true where s.id = in_subject;
  if not found then result.kind := 'unknown'; return result; end if;
  if stands.tombstone is not null then result.kind := 'gone'; return result; end if;
  result.generation := stands.generation;
  result.statement := stands.statement;
  result.choices := stands.choices;
  result.subject_kind := stands.kind;
  result.owner := stands.owner;
  result.connected_at := stands.connected_at;
  if stands.generation <> in_generation or stands.statement is distinct from in_statement then
    result.kind := 'moved';
  else
    result.kind := 'stored';
    result.leaf := add_leaf(in_subject, leaf_body, leaf_sealed);
  end if;
  return result;
end $$;

-- Who is held is not erased while the hold lasts, `held`: unless they were erased before, and only come back by a backup.
alter type erasure_begun add attribute held_until timestamptz;
drop function begin_erasure(uuid, uuid, text, timestamptz, timestamptz);

create function begin_erasure(
  in_subject uuid, in_erasure uuid, in_by text, in_now timestamptz, in_backups_by timestamptz, in_again boolean
) returns erasure_begun language plpgsql as $$
declare
  result erasure_begun;
  held uuid[];
  stands record;
begin
  perform pg_advisory_xact_lock_shared(hashtext('sotto.statement'));
  -- In the order of ids, as commits that share a transaction take them: neither waits for the other in a ring.
  select array_agg(id) into held from (
    select id from subjects where id = in_subject or (owner = in_subject and tombstone is null) order by id for update
  ) locked;
  -- Statements of their own, after the lock: see `hold`.
  select tombstone into stands from subjects where id = in_subject;
  if not found then result.kind := 'unknown'; return result; end if;
  if stands.tombstone is not null then
    select e.id, e.subjects, e.asked_by into result.erasure, result.subjects, result.asked_by from erasures e where in_subject = any (e.subjects);
    result.kind := case when result.erasure is null then 'gone' else 'underway' end;
    return result;
  end if;
  -- Made between the reading and the lock. From the lock on none is made; see `createSubject`.
  if exists (select from subjects where owner = in_subject and tombstone is null and id <> all (held)) then
    result.kind := 'again';
    return result;
  end if;
  if not in_again then
    select max(ends_at) into result.held_until
      from holds where subject = any (held) and lifted_at is null and ends_at > in_now;
    if result.held_until is not null then result.kind := 'held'; return result; end if;
  end if;
  result.kind := 'begun';
  result.erasure := in_erasure;
  result.subjects := held;
  result.asked_by := in_by;
  update subjects set tombstone = in_now where id = any (held) and tombstone is null;
  insert into erasures (id, subjects, asked_by, refused_at, backups_by) values (in_erasure, held, in_by, in_now, in_backups_by);
  perform pg_notify('sotto_standing', one::text) from unnest(held) as one;
  return result;
end $$;

create or replace function finish_erasure(in_erasure uuid, in_now timestamptz) returns void language plpgsql as $$
declare
  erased uuid[];
begin
  select subjects into erased from erasures where id = in_erasure and gone_at is null for update;
  if not found then return; end if;
  update subjects set owner = null, choices = '{}', generation = 0, connected_at = null,
      tombstone = date_trunc('day', tombstone, 'UTC'), created_at = date_trunc('day', tombstone, 'UTC')
    where id = any (erased);
  update erasures set subjects = null, gone_at = in_now where id = in_erasure;
end $$;
