-- Keys of a month go together when it is past.
create index on category_keys (month) where month <> '';
