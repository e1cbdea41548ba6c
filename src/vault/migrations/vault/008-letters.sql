-- Letters on their way. What is in one is sealed under its reader's own key; the row goes once it has arrived or is given up,
-- and what became of it is a leaf.
create table letters (
  subject uuid not null references subjects,
  id uuid not null,
  template text not null,
  sealed bytea not null,
  -- When it is tried again. Whoever tries it puts this off first: nobody else tries it meanwhile, and somebody does if they end.
  due_at timestamptz not null,
  -- From when on it is of no use any more.
  until timestamptz not null,
  -- Whoever keeps one tries it at once.
  tries int not null default 1,
  primary key (subject, id)
);
create index on letters (due_at);

create function keep_letter(
  in_subject uuid, in_id uuid, in_template text, in_sealed bytea, in_due timestamptz, in_until timestamptz
) returns boolean language plpgsql as $$
begin
  perform hold(in_subject, false);
  perform 1 from subjects where id = in_subject and tombstone is null;
  if not found then return false; end if;
  insert into letters (subject, id, template, sealed, due_at, until)
    values (in_subject, in_id, in_template, in_sealed, in_due, in_until);
  return true;
end $$;

-- Those that are due, each put off until `in_next`. What is about somebody who is gone stays where it is: it goes with them.
create function take_letters(in_now timestamptz, in_next timestamptz, most int) returns setof letters language sql as $$
  update letters l set due_at = in_next, tries = l.tries + 1
    from (
      select d.subject, d.id from letters d join subjects s on s.id = d.subject and s.tombstone is null
        where d.due_at <= in_now order by d.due_at limit most for update of d skip locked
    ) due
    where l.subject = due.subject and l.id = due.id
    returning l.*;
$$;

-- It has arrived, or is given up: once, however many found that out.
create function end_letter(in_subject uuid, in_id uuid, leaf_body bytea, leaf_sealed bytea) returns boolean language plpgsql as $$
begin
  perform hold(in_subject, false);
  delete from letters where subject = in_subject and id = in_id;
  if not found then return false; end if;
  perform 1 from subjects where id = in_subject and tombstone is null;
  if found then perform add_leaf(in_subject, leaf_body, leaf_sealed); end if;
  return true;
end $$;
