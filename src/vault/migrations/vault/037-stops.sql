-- What people who work here have stopped: nothing of a category, or of one field of one, is collected from anybody until it goes
-- on. It stands beside the statement in force, and a commit says under how many stops it was decided as it says under which
-- statement.
create table stops (
  -- `activity` or `activity.track`
  data text collate "C" primary key,
  stopped_at timestamptz not null
);
-- Raised with every stop, and every going on.
alter table in_force add column stops int not null default 0;

drop function collect_commit(
  uuid, int, text, timestamptz, text, text, bytea, jsonb, jsonb, jsonb, uuid[], date[], int[], int[], text[], text[], text[],
  int[], int[], bytea, text[], text[], int[], bytea[], text[], text[], text[], bytea[], bigint[], text[], bytea, bytea
);

-- One commit: all of it, or nothing. The caller decided under a generation, a statement and stops; if these are no longer so,
-- nothing is written and it learns how the subject stands now.
create function collect_commit(
  in_subject uuid, in_generation int, in_statement text, in_now timestamptz,
  in_product text, in_batch text, in_digest bytea, in_answer jsonb, in_counts jsonb, in_refused jsonb,
  segment_ids uuid[], segment_days date[], segment_generations int[], segment_events int[], segment_categories text[],
  segment_products text[], segment_sources text[], segment_starts int[], segment_lengths int[], segment_bytes bytea,
  fact_categories text[], fact_products text[], fact_versions int[], fact_sealed bytea[],
  figure_names text[], figure_periods text[], figure_values text[], figure_marks bytea[], figure_ns bigint[],
  consumed text[], leaf_body bytea, leaf_sealed bytea, in_stops int
) returns outcome language plpgsql as $$
declare
  result outcome;
  stands record;
  earlier record;
  in_force_n int;
  written int;
begin
  perform hold(in_subject, consumed is not null);
  select s.generation, s.tombstone, f.statement, f.n, f.stops into stands
    from subjects s left join in_force f on true where s.id = in_subject;
  if not found then result.kind := 'unknown'; return result; end if;
  if stands.tombstone is not null then result.kind := 'gone'; return result; end if;
  result.generation := stands.generation;
  in_force_n := stands.n;

  if stands.generation <> in_generation or stands.statement is distinct from in_statement or stands.stops <> in_stops then
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

-- Stops something, or lets it go on; whether that is new. Waits for the commits that were decided before.
create function stop_commit(in_data text, in_stopped boolean, in_now timestamptz, leaf_body bytea, leaf_sealed bytea)
returns boolean language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('sotto.statement'));
  if in_stopped then
    insert into stops (data, stopped_at) values (in_data, in_now) on conflict do nothing;
  else
    delete from stops where data = in_data;
  end if;
  if not found then return false; end if;
  update in_force set stops = stops + 1;
  perform add_leaf('00000000-0000-0000-0000-000000000000', leaf_body, leaf_sealed);
  perform pg_notify('sotto_statement', in_data);
  return true;
end $$;
