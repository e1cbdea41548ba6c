-- What people asked for, and how far it is. What was asked, and each step, is sealed under the person's own key; beside it
-- stands what has to be found without opening it: which sort of request, how it stands, and by when it is answered.
create table requests (
  subject uuid not null references subjects,
  id uuid not null unique,
  kind text collate "C" not null,
  status text collate "C" not null,
  -- The number of its events.
  version int not null,
  received_at timestamptz not null,
  due_at timestamptz not null,
  -- When a program looks at it again; null for when staff have to.
  next_at timestamptz,
  closed_at timestamptz,
  -- A keyed hash of what was asked: the same asked again while it is open is the same request.
  about text collate "C" not null,
  sealed bytea not null,
  primary key (subject, id)
);
create unique index on requests (subject, kind, about) where closed_at is null;
create index on requests (next_at) where closed_at is null;
create index on requests (closed_at) where closed_at is not null;

create table request_events (
  subject uuid not null,
  request uuid not null,
  n int not null,
  sealed bytea not null,
  primary key (subject, request, n),
  foreign key (subject, request) references requests on delete cascade
);

-- Links that were mailed about requests, each good once: to show who asks, and to fetch what was asked for.
create table request_links (
  subject uuid not null,
  request uuid not null,
  digest bytea not null unique,
  opens text collate "C" not null check (opens in ('request', 'archive')),
  ends_at timestamptz not null,
  used_at timestamptz,
  primary key (subject, digest),
  foreign key (subject, request) references requests on delete cascade
);

-- Appends steps to a request, each with its leaf, if it still is as it was when they were decided. `duplicate` if it is new and
-- the same is open; `moved` if somebody was faster.
create function request_commit(
  in_subject uuid, in_id uuid, in_kind text, in_status text, in_version int, in_received timestamptz, in_due timestamptz,
  in_next timestamptz, in_closed timestamptz, in_about text, in_sealed bytea,
  event_sealed bytea[], leaf_bodies bytea[], leaf_sealed bytea[]
) returns text language plpgsql as $$
declare
  added int := coalesce(cardinality(event_sealed), 0);
begin
  perform hold(in_subject, false);
  perform 1 from subjects where id = in_subject and tombstone is null;
  if not found then return 'gone'; end if;
  if in_version = 0 then
    insert into requests (subject, id, kind, status, version, received_at, due_at, next_at, closed_at, about, sealed)
      values (in_subject, in_id, in_kind, in_status, added, in_received, in_due, in_next, in_closed, in_about, in_sealed)
      on conflict (subject, kind, about) where closed_at is null do nothing;
    if not found then return 'duplicate'; end if;
  else
    update requests set status = in_status, version = version + added, due_at = in_due, next_at = in_next, closed_at = in_closed
      where subject = in_subject and id = in_id and version = in_version;
    if not found then return 'moved'; end if;
  end if;
  for k in 1 .. added loop
    insert into request_events (subject, request, n, sealed) values (in_subject, in_id, in_version + k, event_sealed[k]);
  end loop;
  for k in 1 .. coalesce(cardinality(leaf_bodies), 0) loop
    perform add_leaf(in_subject, leaf_bodies[k], leaf_sealed[k]);
  end loop;
  return 'stored';
end $$;

-- Takes some of the requests that are due, for as long as a process may work on them: another takes them up if it dies. One that
-- seems to be due a hundred days ahead is of a clock that has been set back since.
create function claim_requests(in_now timestamptz, in_until timestamptz, most int)
returns table (subject uuid, id uuid) language sql as $$
  update requests r set next_at = in_until
    where r.id in (
      select d.id from requests d
        where d.closed_at is null and (d.next_at <= in_now or d.next_at > in_now + interval '100 days')
        order by d.next_at limit most for update skip locked)
    returning r.subject, r.id;
$$;
