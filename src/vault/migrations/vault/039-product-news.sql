-- News about a product, which every owner of one is to have. No personal data: what it says is ours, and who got it stands nowhere. Those with
-- an account are looked at in the order of their ids; where that has come to is forgotten once all were.
create table product_news (
  id uuid primary key,
  content jsonb not null,
  product_type text not null,
  made_at timestamptz not null,
  -- Until then somebody is at it.
  due_at timestamptz not null default '-infinity',
  reached uuid,
  looked_at int not null default 0,
  written_to int not null default 0,
  done_at timestamptz
);
create index on product_news (made_at) where done_at is null;
