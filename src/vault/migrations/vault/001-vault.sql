-- Personal data at rest. Whatever a person could be known by is in a column called `sealed`, under that person's keys.

create table statements (
  n int generated always as identity primary key,
  hash text collate "C" not null unique,
  id text not null,
  dated date not null,
  canonical text not null,
  published_at timestamptz not null
);

-- The statement in force: one row. `publish` changes it under the advisory lock that commits hold shared.
create table in_force (
  the_one boolean primary key default true check (the_one),
  statement text collate "C" not null references statements (hash),
  n int not null
);

create table subjects (
  id uuid primary key,
  kind text not null check (kind in ('person', 'household', 'visitor')),
  owner uuid references subjects,
  -- Of the directive; 0 is what a device says that has none.
  generation int not null default 1,
  -- {name: {state: 'on' | 'off', since: epoch ms}}
  choices jsonb not null default '{}',
  tombstone timestamptz,
  created_at timestamptz not null
);
create index on subjects (owner) where owner is not null;

-- What is true now.
create table facts (
  subject uuid not null references subjects,
  category text collate "C" not null,
  product text collate "C" not null,
  row_version int not null,
  statement int not null references statements,
  sealed bytea not null,
  primary key (subject, category, product)
);
alter table facts alter column sealed set storage external;

-- What happened. A partition a month of expiry, made ahead of need; no default partition, which would have to be
-- searched whenever one is detached. The id comes before the day in the key, and grows with the time of arrival: a history
-- is then read in order from all partitions at once, page by page, without sorting.
create table segments (
  subject uuid not null,
  id uuid not null,
  -- Nothing of it is opened from the first moment of this day on.
  expires_on date not null,
  statement int not null,
  generation int not null,
  events int not null,
  category text collate "C" not null,
  product text collate "C" not null,
  source text collate "C",
  sealed bytea not null,
  primary key (subject, id, expires_on)
) partition by range (expires_on);
-- Sealed bytes do not compress.
alter table segments alter column sealed set storage external;

-- Makes the partition for a month, given by its first day. The parent is only locked against other changes of its shape,
-- so that commits go on meanwhile.
create function add_segments_month(first_day date) returns void language plpgsql as $$
declare
  name text := 'segments_' || to_char(first_day, 'YYYY_MM');
begin
  if to_regclass(name) is not null then return; end if;
  -- One at a time. Waiting for the lock of a table, not for an advisory one, is what makes the new table visible.
  lock table segments in share update exclusive mode;
  if to_regclass(name) is not null then return; end if;
  -- Up to 4 KB stand in the row itself: a segment is read whole, and a second table would cost a second write.
  execute format('create table %I (like segments including all) with (toast_tuple_target = 4080)', name);
  execute format('alter table segments attach partition %I for values from (%L) to (%L)', name,
    first_day, case when first_day >= '9999-01-01' then 'infinity'::date else (first_day + interval '1 month')::date end);
end $$;

-- Data whose end is open: 9999-12-31.
select add_segments_month('9999-01-01');

create table batches (
  subject uuid not null,
  product text collate "C" not null,
  batch text collate "C" not null,
  received_at timestamptz not null,
  digest bytea not null,
  answer jsonb not null,
  -- {name: whole number}
  counts jsonb not null,
  refused jsonb,
  primary key (subject, product, batch)
);
-- Batches come in the order of time, so ranges of blocks are index enough, and cost next to nothing to keep.
create index on batches using brin (received_at) with (pages_per_range = 16);

-- The counts of batches that were dropped.
create table tallies (
  name text collate "C" primary key,
  n bigint not null
);

-- Figures are counted as data is collected. The mark stands for a subject, and can't be told from another's, nor from
-- the same subject's in another period, without the key of the period.
create table figures (
  figure text collate "C" not null,
  period text collate "C" not null,
  value text collate "C" not null,
  mark bytea not null,
  n bigint not null,
  primary key (figure, period, value, mark)
);

create table leaves (
  id bigint generated always as identity primary key,
  body bytea not null
);

create table leaf_details (
  subject uuid not null,
  leaf bigint not null,
  sealed bytea not null,
  primary key (subject, leaf)
);

-- INVARIANT: the lock is a statement of its own, before anything is read. Each statement of a volatile function takes a
-- fresh snapshot, so that what is read after the lock is what the last holder of the lock left. One statement for both
-- was seen to wait for the lock and then return the choice from before.
create function hold(in_subject uuid, alone boolean) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('sotto.statement'));
  if alone then
    perform 1 from subjects where id = in_subject for update;
  else
    perform 1 from subjects where id = in_subject for share;
  end if;
end $$;

create function add_leaf(in_subject uuid, in_body bytea, in_sealed bytea) returns bigint language plpgsql as $$
declare
  number bigint;
begin
  insert into leaves (body) values (in_body) returning id into number;
  insert into leaf_details (subject, leaf, sealed) values (in_subject, number, in_sealed);
  return number;
end $$;

-- What a commit came to, and, from `generation` on, how the subject stands after it; of a collection that is stored, the
-- generation alone.
create type outcome as (
  kind text, leaf bigint, answer jsonb, generation int, statement text, choices jsonb, subject_kind text, owner uuid
);

-- One commit: all of it, or nothing. The caller decided under a generation and a statement; if these are no longer so,
-- nothing is written and it learns how the subject stands now.
create function collect_commit(
  in_subject uuid, in_generation int, in_statement text, in_now timestamptz,
  in_product text, in_batch text, in_digest bytea, in_answer jsonb, in_counts jsonb, in_refused jsonb,
  segment_ids uuid[], segment_days date[], segment_generations int[], segment_events int[], segment_categories text[],
  segment_products text[], segment_sources text[], segment_starts int[], segment_lengths int[], segment_bytes bytea,
  fact_categories text[], fact_products text[], fact_versions int[], fact_sealed bytea[],
  figure_names text[], figure_periods text[], figure_values text[], figure_marks bytea[], figure_ns bigint[],
  consumed text[], leaf_body bytea, leaf_sealed bytea
) returns outcome language plpgsql as $$
declare
  result outcome;
  stands record;
  earlier record;
  in_force_n int;
  written int;
begin
  perform hold(in_subject, consumed is not null);
  select s.generation, s.tombstone, f.statement, f.n into stands
    from subjects s left join in_force f on true where s.id = in_subject;
  if not found then result.kind := 'unknown'; return result; end if;
  if stands.tombstone is not null then result.kind := 'gone'; return result; end if;
  result.generation := stands.generation;
  in_force_n := stands.n;

  if stands.generation <> in_generation or stands.statement is distinct from in_statement then
    select stands.statement, s.choices, s.kind, s.owner
      into result.statement, result.choices, result.subject_kind, result.owner from subjects s where s.id = in_subject;
    result.kind := 'moved';
  elsif in_batch is not null then
    insert into batches (subject, product, batch, received_at, digest, answer, counts, refused)
      values (in_subject, in_product, in_batch, in_now, in_digest, in_answer, in_counts, in_refused)
      on conflict do nothing;
    if not found then result.kind := 'seen'; end if;
  end if;

  if result.kind is not null then
    -- A statement of its own again: it sees the batch that the insertion waited for.
    select b.digest, b.answer into earlier
      from batches b where b.subject = in_subject and b.product = in_product and b.batch = in_batch;
    if found and earlier.digest = in_digest then
      result.kind := 'repeated';
      result.answer := earlier.answer;
    elsif found then
      result.kind := 'conflict';
    end if;
    return result;
  end if;

  -- Row by row: for one segment an `unnest` of nine arrays costs four times the insertion, for four as much as this.
  for k in 1 .. coalesce(cardinality(segment_ids), 0) loop
    insert into segments (subject, id, expires_on, statement, generation, events, category, product, source, sealed)
      values (in_subject, segment_ids[k], segment_days[k], in_force_n, segment_generations[k], segment_events[k],
        segment_categories[k], segment_products[k], segment_sources[k],
        substr(segment_bytes, segment_starts[k], segment_lengths[k]));
  end loop;

  if fact_categories is not null then
    insert into facts as held (subject, category, product, row_version, statement, sealed)
      select in_subject, f.category, f.product, f.version, in_force_n, f.sealed
      from unnest(fact_categories, fact_products, fact_versions, fact_sealed) as f (category, product, version, sealed)
      on conflict (subject, category, product) do update
        set row_version = excluded.row_version, statement = excluded.statement, sealed = excluded.sealed
        where held.row_version = excluded.row_version - 1;
    get diagnostics written = row_count;
    -- Another commit changed a fact since it was read. Undoes the batch too.
    if written < cardinality(fact_categories) then
      raise exception using errcode = 'SO001', message = 'a fact was changed meanwhile';
    end if;
  end if;

  if figure_names is not null then
    insert into figures as f (figure, period, value, mark, n)
      select * from unnest(figure_names, figure_periods, figure_values, figure_marks, figure_ns)
      on conflict (figure, period, value, mark) do update set n = f.n + excluded.n;
  end if;

  if consumed is not null then
    update subjects set generation = generation + 1, choices = choices || (
        select jsonb_object_agg(name, jsonb_build_object(
          'state', 'off', 'since', floor(extract(epoch from in_now) * 1000)::bigint))
        from unnest(consumed) as name)
      where id = in_subject
      returning generation into result.generation;
    perform pg_notify('sotto_standing', in_subject::text);
  end if;

  result.kind := 'stored';
  result.leaf := add_leaf(in_subject, leaf_body, leaf_sealed);
  return result;
end $$;

-- Records that data is about to be opened. The leaf is durable before any value leaves.
create function open_commit(
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
  if stands.generation <> in_generation or stands.statement is distinct from in_statement then
    result.kind := 'moved';
  else
    result.kind := 'stored';
    result.leaf := add_leaf(in_subject, leaf_body, leaf_sealed);
  end if;
  return result;
end $$;

-- Sets choices, {name: 'on' | 'off'}. Those that stand so already are left alone, save the renewed ones, whose time
-- starts anew. If nothing is left to set, nothing is written.
create function choose_commit(
  in_subject uuid, in_choices jsonb, renewed text[], in_now_ms bigint, leaf_body bytea, leaf_sealed bytea
) returns outcome language plpgsql as $$
declare
  result outcome;
  stands record;
  changed jsonb;
begin
  perform hold(in_subject, true);
  select s.*, f.statement into stands
    from subjects s left join in_force f on true where s.id = in_subject;
  if not found then result.kind := 'unknown'; return result; end if;
  if stands.tombstone is not null then result.kind := 'gone'; return result; end if;
  select jsonb_object_agg(name, jsonb_build_object('state', state, 'since', in_now_ms)) into changed
    from jsonb_each_text(in_choices) as c (name, state)
    where stands.choices -> name ->> 'state' is distinct from state or name = any (renewed);
  result.kind := 'unchanged';
  result.generation := stands.generation;
  result.statement := stands.statement;
  result.choices := stands.choices;
  result.subject_kind := stands.kind;
  result.owner := stands.owner;
  if changed is not null then
    update subjects set choices = choices || changed, generation = generation + 1 where id = in_subject
      returning generation, choices into result.generation, result.choices;
    result.kind := 'stored';
    result.leaf := add_leaf(in_subject, leaf_body, leaf_sealed);
  end if;
  return result;
end $$;

-- Puts a statement in force, if it is not. Waits for the commits that were decided under the one before.
create function publish_statement(
  in_hash text, in_id text, in_dated date, in_canonical text, in_now timestamptz, leaf_body bytea, leaf_sealed bytea
) returns bigint language plpgsql as $$
declare
  number int;
begin
  if exists (select from in_force where statement = in_hash) then return null; end if;
  perform pg_advisory_xact_lock(hashtext('sotto.statement'));
  if exists (select from in_force where statement = in_hash) then return null; end if;
  -- What was in force and was replaced does not come back by itself: an old program would bring old promises back.
  if exists (select from statements where hash = in_hash) or exists (
    select from in_force f join statements s on s.n = f.n where s.dated > in_dated
  ) then
    raise exception using errcode = 'SO002', message = 'a newer statement is in force';
  end if;
  insert into statements (hash, id, dated, canonical, published_at)
    values (in_hash, in_id, in_dated, in_canonical, in_now) returning n into number;
  insert into in_force (statement, n) values (in_hash, number)
    on conflict (the_one) do update set statement = excluded.statement, n = excluded.n;
  return add_leaf('00000000-0000-0000-0000-000000000000', leaf_body, leaf_sealed);
end $$;
