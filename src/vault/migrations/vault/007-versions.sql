-- Versions of the statement that were in force: each in the order in which its author wrote it, with the prose that people
-- read beside it, and put in force only in place of the very one that it was compared with.

-- JSON of what `canonical` says, in the author's order; null in old rows.
alter table statements add column written text;
-- JSON; null where a version has no prose.
alter table statements add column wording text;

drop function publish_statement(text, text, date, text, timestamptz, bytea, bytea);

-- Puts a statement in force in place of another (of none, for null), and tells every process. Waits for the commits that
-- were decided under the one before. Says what came of it:
--   published
--   stands    it is in force already
--   replaced  it was in force, and was replaced: an old program would bring old promises back
--   moved     another than that is in force
--   older     it is dated earlier than what is in force
create function publish_statement(
  in_hash text, in_id text, in_dated date, in_canonical text, in_written text, in_wording text,
  in_place_of text,
  in_now timestamptz, leaf_body bytea, leaf_sealed bytea
) returns text language plpgsql as $$
declare
  stands record;
  number int;
begin
  if exists (select from in_force where statement = in_hash) then
    -- The same promises may be put in better prose.
    update statements set written = in_written, wording = coalesce(in_wording, wording)
      where hash = in_hash and (written, wording) is distinct from (in_written, coalesce(in_wording, wording));
    return 'stands';
  end if;
  perform pg_advisory_xact_lock(hashtext('sotto.statement'));
  -- A statement of its own, after the lock: see `hold`.
  select s.hash, s.dated into stands from in_force f join statements s on s.n = f.n;
  if stands.hash = in_hash then return 'stands'; end if;
  if exists (select from statements where hash = in_hash) then return 'replaced'; end if;
  if stands.hash is distinct from in_place_of then return 'moved'; end if;
  if stands.dated > in_dated then return 'older'; end if;
  insert into statements (hash, id, dated, canonical, written, wording, published_at)
    values (in_hash, in_id, in_dated, in_canonical, in_written, in_wording, in_now) returning n into number;
  insert into in_force (statement, n) values (in_hash, number)
    on conflict (the_one) do update set statement = excluded.statement, n = excluded.n;
  perform add_leaf('00000000-0000-0000-0000-000000000000', leaf_body, leaf_sealed);
  perform pg_notify('sotto_statement', in_hash);
  return 'published';
end $$;
