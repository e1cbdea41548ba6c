-- Leaves are put into the tree in runs: all leaves of the transactions from one number to the next, in the order of their
-- ids. A leaf knows its transaction, since ids are drawn before commits and may come late or never; transactions below the
-- oldest that still runs are over, so that none of their leaves can come later. As batches are tallied.
alter table leaves add column xact bigint not null default pg_current_xact_id()::text::bigint;
create index on leaves using brin (xact) with (pages_per_range = 16);

-- One row: how far the tree has come. It goes with this server's count of transactions.
create table ledger (
  the_one boolean primary key default true check (the_one),
  size bigint not null,
  -- The leaves of earlier transactions are in the tree.
  up_to bigint not null,
  -- The newest checkpoint, signed; null before the first.
  checkpoint text
);
insert into ledger (size, up_to) values (0, 0);

-- The place of a leaf: `start`, and as many further as the run has leaves with smaller ids.
create table ledger_runs (
  start bigint primary key,
  size bigint not null,
  from_xact bigint not null unique,
  to_xact bigint not null
);

create table ledger_tiles (
  level int not null,
  n bigint not null,
  hashes bytea not null,
  primary key (level, n)
);
-- Hashes do not compress.
alter table ledger_tiles alter column hashes set storage external;

-- Appends a run, if the tree still is as it was when the run was read; whether it did. Whoever comes second finds that it is
-- not, and has done nothing.
create function append_run(
  in_size bigint, in_from bigint, in_to bigint, added bigint, in_checkpoint text,
  levels int[], ns bigint[], starts int[], lengths int[], bytes bytea
) returns boolean language plpgsql as $$
begin
  perform 1 from ledger where size = in_size and up_to = in_from for update;
  if not found then return false; end if;
  if added > 0 then
    insert into ledger_runs (start, size, from_xact, to_xact) values (in_size, added, in_from, in_to);
    insert into ledger_tiles (level, n, hashes)
      select t.level, t.n, substr(bytes, t.start, t.length) from unnest(levels, ns, starts, lengths) as t (level, n, start, length)
      on conflict (level, n) do update set hashes = excluded.hashes;
  end if;
  update ledger set size = in_size + added, up_to = in_to, checkpoint = in_checkpoint;
  return true;
end $$;
