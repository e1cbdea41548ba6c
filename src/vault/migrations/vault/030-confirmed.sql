-- What a product last said of the choices it obeys.
alter table products add column confirmed_generation int, add column confirmed_at timestamptz;
