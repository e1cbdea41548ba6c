import { randomUUID } from 'node:crypto';
import type { SampleEvent } from './household-events.ts';
import type { BenchWorld } from './world.ts';

/**
 * A competent plain ingest: the events as rows by `unnest`, the batch's id, and one row for the audit, in one round trip
 * and one durable transaction.
 */
export function insertPlainly({ plain }: BenchWorld, subject: string, events: readonly SampleEvent[]) {
  return plain.query({
    name: 'plain',
    text: `with batch as (insert into batches (subject, batch) values ($1, $2) on conflict do nothing returning 1),
        audit as (insert into audit (subject, what) select $1, $3::jsonb from batch)
      insert into events (subject, category, event, at, data)
        select $1, e.category, e.event, e.at, e.data from batch,
          unnest($4::text[], $5::text[], $6::timestamptz[], $7::jsonb[]) as e (category, event, at, data)`,
    values: [
      subject,
      randomUUID(),
      JSON.stringify({ received: events.length }),
      events.map((one) => one.category),
      events.map((one) => one.event),
      events.map((one) => one.at),
      events.map((one) => JSON.stringify(one.data)),
    ],
  });
}
