-- Versions of the statement that were proposed, and what became of each. What is proposed is no version before it takes
-- effect.
create table proposals (
  -- SHA-256 of the text that was signed, in hexadecimal: whoever proposes the same again signs another text.
  id text collate "C" primary key,
  hash text collate "C" not null,
  statement_id text not null,
  dated date not null,
  canonical text not null,
  written text not null,
  wording text,
  in_place_of text collate "C" not null references statements (hash),
  takes_effect timestamptz not null,
  -- The text with the signatures under it, a signed note.
  note text not null,
  -- Sentences: what changes for people.
  changes jsonb not null,
  proposed_at timestamptz not null,
  -- With the second signature; from then on people are told.
  announced_at timestamptz,
  ended_at timestamptz,
  -- 'in force' or 'withdrawn'
  ended text
);
create index on proposals (hash);
-- One at a time.
create unique index on proposals ((true)) where ended_at is null;

-- Who was told of a version, and what they did about it.
create table notices (
  subject uuid not null references subjects,
  proposal text collate "C" not null references proposals,
  -- The account was made after the announcement: it is told too, and nothing waits for that.
  late boolean not null,
  -- When the letter is written; put off while somebody is at it.
  due_at timestamptz not null,
  -- When the letter was given to the mail; when the notice was seen in the product, and agreed to.
  told_at timestamptz,
  seen_at timestamptz,
  acknowledged_at timestamptz,
  -- When they went on using it after it had taken effect.
  continued_at timestamptz,
  primary key (subject, proposal)
);
create index on notices (proposal, due_at) where told_at is null;

-- INVARIANT: all of these wait for the commits that were decided under the statement in force, and for each other.

-- Says what came of it: proposed, known (that text was signed before), moved (another is in force than the one to be
-- replaced), open (another is proposed), replaced (it was in force before), older (than what is in force).
create function propose_statement(
  in_id text, in_hash text, in_statement_id text, in_dated date, in_canonical text, in_written text, in_wording text,
  in_place_of text, in_takes_effect timestamptz, in_note text, in_changes jsonb, in_now timestamptz,
  leaf_body bytea, leaf_sealed bytea
) returns text language plpgsql as $$
declare
  stands record;
begin
  perform pg_advisory_xact_lock(hashtext('sotto.statement'));
  if exists (select from proposals where id = in_id) then return 'known'; end if;
  select s.hash, s.dated into stands from in_force f join statements s on s.n = f.n;
  if stands.hash is distinct from in_place_of then return 'moved'; end if;
  if exists (select from statements where hash = in_hash) then return 'replaced'; end if;
  if stands.dated > in_dated then return 'older'; end if;
  if exists (select from proposals where ended_at is null) then return 'open'; end if;
  insert into proposals (
      id, hash, statement_id, dated, canonical, written, wording, in_place_of, takes_effect, note, changes, proposed_at
    ) values (
      in_id, in_hash, in_statement_id, in_dated, in_canonical, in_written, in_wording, in_place_of, in_takes_effect,
      in_note, in_changes, in_now
    );
  perform add_leaf('00000000-0000-0000-0000-000000000000', leaf_body, leaf_sealed);
  return 'proposed';
end $$;

-- Announces what was approved to everyone who has an account; whether it did.
create function announce_statement(in_id text, in_note text, in_now timestamptz, leaf_body bytea, leaf_sealed bytea)
returns boolean language plpgsql as $$
declare
  announced text;
begin
  perform pg_advisory_xact_lock(hashtext('sotto.statement'));
  update proposals set note = in_note, announced_at = in_now
    where id = in_id and announced_at is null and ended_at is null returning hash into announced;
  if not found then return false; end if;
  insert into notices (subject, proposal, late, due_at)
    select a.subject, in_id, false, in_now from accounts a join subjects s on s.id = a.subject and s.tombstone is null
    order by a.subject;
  perform add_leaf('00000000-0000-0000-0000-000000000000', leaf_body, leaf_sealed);
  perform pg_notify('sotto_statement', announced);
  return true;
end $$;

-- Ends a proposal before it takes effect; whether it did.
create function withdraw_statement(in_id text, in_now timestamptz, leaf_body bytea, leaf_sealed bytea)
returns boolean language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('sotto.statement'));
  update proposals set ended = 'withdrawn', ended_at = in_now where id = in_id and ended_at is null;
  if not found then return false; end if;
  perform add_leaf('00000000-0000-0000-0000-000000000000', leaf_body, leaf_sealed);
  perform pg_notify('sotto_statement', in_id);
  return true;
end $$;

-- Puts an announced version in force if it is due and everyone was told; whether it did.
create function take_effect(in_id text, in_now timestamptz, leaf_body bytea, leaf_sealed bytea)
returns boolean language plpgsql as $$
declare
  due proposals;
  number int;
begin
  perform pg_advisory_xact_lock(hashtext('sotto.statement'));
  select * into due from proposals where id = in_id and announced_at is not null and ended_at is null;
  if not found or due.takes_effect > in_now then return false; end if;
  if exists (select from notices where proposal = in_id and not late and told_at is null) then return false; end if;
  if not exists (select from in_force where statement = due.in_place_of) then return false; end if;
  insert into statements (hash, id, dated, canonical, written, wording, published_at)
    values (due.hash, due.statement_id, due.dated, due.canonical, due.written, due.wording, in_now) returning n into number;
  update in_force set statement = due.hash, n = number;
  update proposals set ended = 'in force', ended_at = in_now where id = in_id;
  perform add_leaf('00000000-0000-0000-0000-000000000000', leaf_body, leaf_sealed);
  perform pg_notify('sotto_statement', due.hash);
  return true;
end $$;
