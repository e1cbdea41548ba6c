-- Counts are summed up as batches come to be known for certain, so that a look at them reads the last minute's batches and
-- not the last fortnight's. A batch knows its transaction: all transactions below the oldest that still runs are over, so
-- that none of their batches can come later.
alter table batches add column xact bigint not null default pg_current_xact_id()::text::bigint;
create index on batches using brin (xact) with (pages_per_range = 16);

-- One row: the batches of earlier transactions are in `tallies`. It goes with this server's count of transactions; data
-- that is dumped and read into another server has to start from nought here, with its batches' counts in `tallies`.
create table tallied (
  the_one boolean primary key default true check (the_one),
  up_to bigint not null
);
insert into tallied (up_to) values (0);

create function tally_batches() returns void language plpgsql as $$
declare
  since bigint;
  over bigint;
begin
  select up_to into since from tallied for update;
  -- A statement of its own, after the lock: see `hold`.
  over := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  if over <= since then return; end if;
  insert into tallies as t (name, n)
    select c.key, sum(c.value::bigint) from batches b, jsonb_each_text(b.counts) c
      where b.xact >= since and b.xact < over group by c.key order by c.key
    on conflict (name) do update set n = t.n + excluded.n;
  update tallied set up_to = over;
end $$;
