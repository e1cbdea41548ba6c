-- Erasing a subject, step by step. What was begun can be found and brought to its end.

create table erasures (
  -- Random: by this a receipt is known. It leads to no subject once `subjects` is null.
  id uuid primary key,
  -- Who is being erased: a person and the households of theirs. Null when everything is done.
  subjects uuid[],
  -- Who asked for it: `self`, a part of the product, or staff in a role.
  asked_by text not null,
  -- From here on everything about them is refused.
  refused_at timestamptz not null,
  -- The leaf that says so; null before their keys are destroyed.
  leaf bigint,
  -- When what was held is gone from both databases.
  gone_at timestamptz,
  -- When it can be read from no backup any more: as promised, and as it came to be.
  backups_by timestamptz not null,
  backups_at timestamptz,
  -- The last epoch in which their keys were wrapped; null before they are destroyed.
  epoch int
);
create index on erasures (gone_at) where gone_at is null;
create index on erasures (epoch) where backups_at is null;

-- Refuses everything about a subject, and about the households that it owns, from here on: `begun`. `underway` if somebody
-- began before and did not come to the end; `gone` if it came to its end; `again` if a household was made just now.
create type erasure_begun as (kind text, erasure uuid, subjects uuid[], asked_by text);

create function begin_erasure(
  in_subject uuid, in_erasure uuid, in_by text, in_now timestamptz, in_backups_by timestamptz
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
  result.kind := 'begun';
  result.erasure := in_erasure;
  result.subjects := held;
  result.asked_by := in_by;
  update subjects set tombstone = in_now where id = any (held) and tombstone is null;
  insert into erasures (id, subjects, asked_by, refused_at, backups_by) values (in_erasure, held, in_by, in_now, in_backups_by);
  perform pg_notify('sotto_standing', one::text) from unnest(held) as one;
  return result;
end $$;

-- The leaf, once: it is about no one.
create function record_erasure(in_erasure uuid, in_epoch int, leaf_body bytea, leaf_sealed bytea)
returns void language plpgsql as $$
begin
  perform 1 from erasures where id = in_erasure and leaf is null for update;
  if not found then return; end if;
  update erasures set epoch = in_epoch,
      leaf = add_leaf('00000000-0000-0000-0000-000000000000', leaf_body, leaf_sealed)
    where id = in_erasure;
end $$;

-- Deletes the batches of tombstoned subjects; their counts stay.
create function erase_batches(in_subjects uuid[]) returns void language plpgsql as $$
declare
  since bigint;
begin
  select up_to into since from tallied for update;
  with erased as (delete from batches where subject = any (in_subjects) returning xact, counts)
    insert into tallies as t (name, n)
      select c.key, sum(c.value::bigint) from erased b, jsonb_each_text(b.counts) c
        where b.xact >= since group by c.key order by c.key
      on conflict (name) do update set n = t.n + excluded.n;
end $$;

-- Deletes rows of tombstoned subjects, about so many at a time; whether there may be more.
--
-- INVARIANT: whatever is about a subject has its id in a column `subject`, a uuid. Erasure follows that column into every
-- table there is; what refers to another table goes before it.
create function erase_rows(in_subjects uuid[], most int) returns boolean language plpgsql as $$
declare
  one record;
  deleted int;
begin
  for one in
    with recursive below (child, depth) as (
      select 'subjects'::regclass::oid, 0
      union
      select f.conrelid, b.depth + 1 from below b
        join pg_constraint f on f.confrelid = b.child and f.contype = 'f' and f.conrelid <> f.confrelid
    )
    select c.oid::regclass as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'subject' and a.atttypid = 'uuid'::regtype
      where c.relkind = 'r' and c.oid <> 'batches'::regclass
        and c.relnamespace = (select relnamespace from pg_class where oid = 'subjects'::regclass)
      order by (select max(depth) from below where child = c.oid) desc nulls last, c.relname
  loop
    begin
      execute format(
        'delete from %1$s where ctid = any (array(select ctid from %1$s where subject = any ($1) limit $2))', one.name
      ) using in_subjects, most;
      get diagnostics deleted = row_count;
      if deleted = most then return true; end if;
    exception when undefined_table then
      -- A month that has just been swept.
    end;
  end loop;
  return false;
end $$;

-- What stands for a subject in a figure is put out of its reach; the counts stay as they are.
create function erase_marks(in_figure text, in_period text, in_marks bytea[]) returns void language sql as $$
  update figures set mark = substr(sha256(uuid_send(gen_random_uuid())), 1, 16)
    where figure = in_figure and period = in_period and mark = any (in_marks);
$$;

-- Nothing leads from the erasure to the subjects any more, nor from one of them to another; of the day alone it is known.
create function finish_erasure(in_erasure uuid, in_now timestamptz) returns void language plpgsql as $$
declare
  erased uuid[];
begin
  select subjects into erased from erasures where id = in_erasure and gone_at is null for update;
  if not found then return; end if;
  update subjects set owner = null, choices = '{}', generation = 0,
      tombstone = date_trunc('day', tombstone, 'UTC'), created_at = date_trunc('day', tombstone, 'UTC')
    where id = any (erased);
  update erasures set subjects = null, gone_at = in_now where id = in_erasure;
end $$;
