-- Which music service somebody has linked says something about them: it stands under a keyed hash, its name sealed beside it:
-- {"music-service/~HASH": {state, since, name: base64}}.

drop function choose_commit(uuid, jsonb, text[], bigint, bytea, bytea);

-- Sets choices, {name: 'on' | 'off'}; `in_names` has the sealed names of those that are for a party. Those that stand so
-- already are left alone, save the renewed ones, whose time starts anew. If nothing is left to set, nothing is written.
create function choose_commit(
  in_subject uuid, in_choices jsonb, in_names jsonb, renewed text[], in_now_ms bigint, leaf_body bytea, leaf_sealed bytea
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
  select jsonb_object_agg(name, jsonb_build_object('state', state, 'since', in_now_ms) ||
      case when in_names ? name then jsonb_build_object('name', in_names -> name) else '{}' end) into changed
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
