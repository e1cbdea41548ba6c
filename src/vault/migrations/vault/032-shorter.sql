-- Who wants something held for less long than the statement says: so that a sweep finds them.
create index on subjects (id) where choices ? ':shorter' and tombstone is null;
