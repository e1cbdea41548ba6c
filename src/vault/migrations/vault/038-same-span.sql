-- The same span again changes nothing, and what is lifted is judged by the time that is known where the clock was set back from it: what was
-- destroyed is not said to have come back, and what was hidden stays so.
drop function roll_commit(uuid, uuid, text, timestamptz, bigint, timestamptz, jsonb, date, bytea, bytea);

-- Sets one for a category in place of the one before, or lifts that where no scope is given; the rows that have changed, or the one in force
-- if that is of the same span. One that could still be undone is undone.
create function roll_commit(
  in_subject uuid, in_id uuid, in_category text, in_now timestamptz, in_until timestamptz, in_scope jsonb,
  in_forget date, leaf_body bytea, leaf_sealed bytea
) returns setof deletions language plpgsql as $$
declare
  lifted int;
  known timestamptz := (select greatest(in_now, at, through::timestamp at time zone 'UTC') from known_time);
begin
  perform hold(in_subject, true);
  perform 1 from subjects where id = in_subject and tombstone is null;
  if not found then return; end if;
  return query select * from deletions where subject = in_subject and state = 'rolling' and scope = in_scope;
  if found then return; end if;
  return query
    update deletions d set
        state = case when d.until > known then 'undone' else 'pending' end,
        scope = case when d.until > known then d.scope
          else d.scope || jsonb_build_object('asOf', floor(extract(epoch from known) * 1000)) end,
        until = greatest(d.until, known), forget_on = in_forget, tried_at = null
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
