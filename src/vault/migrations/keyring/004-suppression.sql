-- What has to be remembered in order to forget: addresses that may not come back by themselves. A keyed hash each, under a key of
-- their own, and the day from which it is forgotten too. They are nobody's, so that they outlive whom they were about.
create table suppressed (
  digest bytea not null,
  because text collate "C" not null check (because in ('under-age', 'unsubscribed')),
  until date not null,
  primary key (digest, because)
);
create index on suppressed (until);
