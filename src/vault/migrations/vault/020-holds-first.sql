-- Counts a month that is about to be dropped; whether it may be: a hold on any of it keeps it. Holds are few, and are gone
-- through first: looked for event by event, they would be most of a sweep.
create or replace function count_month(in_sweep uuid, in_name text, in_now timestamptz) returns boolean language plpgsql as $$
declare
  held record;
  kept boolean;
begin
  for held in select subject, categories from holds where lifted_at is null and ends_at > in_now loop
    execute format(
      'select exists (select from %I where subject = $1 and ($2 is null or category = any ($2)))', in_name
    ) using held.subject, held.categories into kept;
    if kept then return false; end if;
  end loop;
  execute format(
    'insert into swept (sweep, part, category, clause, n)
      select $1, $2, category, ''keep.'' || category, sum(events) from %I group by category
      on conflict (sweep, part, category, clause) do update set n = excluded.n', in_name
  ) using in_sweep, in_name;
  return true;
end $$;
