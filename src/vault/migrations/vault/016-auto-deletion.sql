-- A deletion that goes on: what is older than a span of the person's own is hidden, day after day, and destroyed by sweeps, until it is
-- lifted. What it had hidden by then stays deleted.
alter table deletions drop constraint deletions_state_check;
alter table deletions add constraint deletions_state_check check (state in ('pending', 'undone', 'destroyed', 'rolling'));
create index on deletions (until) where state = 'rolling';

-- Sets one for a category in place of the one before, or lifts that where no scope is given; the rows that have changed. One that could
-- still be undone is undone.
create function roll_commit(
  in_subject uuid, in_id uuid, in_category text, in_now timestamptz, in_now_ms bigint, in_until timestamptz, in_scope jsonb,
  in_forget date, leaf_body bytea, leaf_sealed bytea
) returns setof deletions language plpgsql as $$
declare
  lifted int;
begin
  perform hold(in_subject, true);
  perform 1 from subjects where id = in_subject and tombstone is null;
  if not found then return; end if;
  return query
    update deletions d set
        state = case when d.until > in_now then 'undone' else 'pending' end,
        scope = case when d.until > in_now then d.scope else d.scope || jsonb_build_object('asOf', in_now_ms) end,
        forget_on = in_forget, tried_at = null
      where subject = in_subject and state = 'rolling' and d.scope -> 'categories' ->> 0 = in_category returning d.*;
  get diagnostics lifted = row_count;
  if in_scope is null and lifted = 0 then return; end if;
  if in_scope is not null then
    return query
      insert into deletions as d (subject, id, made_at, until, state, scope)
        values (in_subject, in_id, in_now, in_until, 'rolling', in_scope) returning d.*;
  end if;
  perform add_leaf(in_subject, leaf_body, leaf_sealed);
end $$;
