import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type FactPlace, openFacts, sealFact } from './facts.ts';
import { keyFrom } from './seal.ts';
import { type SegmentPlace, sealSegment, unsealSegment } from './sealed-segment.ts';

const key = keyFrom(randomBytes(32));
const [ADA, BEN] = ['a0000000-0000-4000-8000-000000000000', 'b0000000-0000-4000-8000-000000000000'];
const [ROW, OTHER_ROW] = ['c0000000-0000-7000-8000-000000000000', 'd0000000-0000-7000-8000-000000000000'];

describe('a segment', () => {
  const place: SegmentPlace = {
    subject: ADA,
    id: ROW,
    expiresOn: '2028-04-01',
    category: 'activity',
    product: 'kitchen',
    source: null,
    generation: 3,
    statement: 'a'.repeat(64),
  };
  const events = [{ event: 'play', at: 1_000, generation: 3, data: { track: 'one' } }];
  const sealed = sealSegment(key, place, events);

  it('opens where it was sealed', () => {
    expect(unsealSegment(key, place, sealed)).toEqual(events);
  });

  const others: Required<SegmentPlace> = {
    subject: BEN,
    id: OTHER_ROW,
    expiresOn: '2028-04-02',
    category: 'performance',
    product: 'bath',
    source: 'shop',
    generation: 4,
    statement: 'b'.repeat(64),
  };
  it.each(Object.keys(others) as (keyof SegmentPlace)[])('opens nowhere else: its %s is part of the seal', (member) => {
    const elsewhere = { ...place, [member]: others[member] };
    expect(() => unsealSegment(key, elsewhere, sealed)).toThrow(expect.objectContaining({ code: 'storage-damaged' }));
  });
});

describe('a fact', () => {
  const place: FactPlace = { subject: ADA, category: 'account', product: '', version: 2, statement: 'a'.repeat(64) };
  const sealed = sealFact(key, place, { name: 'Ada' });
  /** The facts of a database that has this one, wherever it says that it stands. */
  const read = ({ subject, version, ...row }: FactPlace) => {
    const rows = [{ ...row, row_version: version, sealed }];
    // Sound: reading facts asks the database for rows, and looks at nothing else of it.
    const database = { query: async () => rows, close: async () => {} } as unknown as Parameters<typeof openFacts>[0];
    return openFacts(database, subject, undefined, async () => [key]);
  };

  it('opens where it was sealed', async () => {
    expect((await read(place)).map(({ values }) => values)).toEqual([{ name: 'Ada' }]);
  });

  const others: FactPlace = {
    subject: BEN,
    category: 'registration',
    product: 'kitchen',
    version: 3,
    statement: 'b'.repeat(64),
  };
  it.each(Object.keys(others) as (keyof FactPlace)[])(
    'opens nowhere else: its %s is part of the seal',
    async (member) => {
      const elsewhere = { ...place, [member]: others[member] };
      await expect(read(elsewhere)).rejects.toMatchObject({ code: 'storage-damaged' });
    },
  );
});
