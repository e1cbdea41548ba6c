-- The epoch whose key wraps new keys. Whoever makes one holds the row shared, so that none is made under an epoch that is
-- being renewed.
create table epoch_in_force (
  the_one boolean primary key default true check (the_one),
  epoch int not null
);
insert into epoch_in_force (epoch)
  select coalesce(max(epoch), 1) from (select epoch from subject_keys union all select epoch from system_keys) wrapped;
create index on subject_keys (epoch) where wrapped is not null;
