/** The ledger is verified within the service, however large it has become: a part at a time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PART } from '../../src/server/verify-ledger.ts';
import { manyLeaves } from '../../src/testing/many-leaves.ts';
import { hire, type TestStaff } from '../../src/testing/staff.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';

const SIZE = PART + 700;

let house: TestWorld;
let vera: TestStaff;
beforeAll(async () => {
  house = await openTestWorld();
  vera = await hire(house, 'vera', 'auditor');
  await manyLeaves(house.world.database, house.world.ledger, SIZE);
}, 120_000);
afterAll(() => house.close());

const part = async (body: object = {}) => (await vera.ask('POST', '/v1/staff/ledger/verification', body)).body;

/** All of it: what was wrong, and in how many parts it was found out. */
async function whole(witness?: string) {
  const wrong: { file: string; says: string }[] = [];
  let goesOn = {};
  for (let parts = 1; ; parts += 1) {
    const { size, through, checkpoint, wrong: found } = await part({ ...goesOn, ...(witness && { witness }) });
    wrong.push(...found);
    if (through === size) return { size, parts, wrong };
    goesOn = { from: through, checkpoint };
  }
}
/** Does something to the database that nobody may do, looks, and undoes it. */
async function tampered(text: string, undo: string, values: readonly unknown[]) {
  await house.world.database.query(text, values);
  const found = await whole();
  await house.world.database.query(undo, values);
  return found.wrong;
}

describe('a ledger of more leaves than are read at once', () => {
  it('is verified part by part, against one checkpoint however much comes meanwhile', async () => {
    const first = await part();
    expect(first).toMatchObject({ size: SIZE, through: PART, wrong: [] });
    await house.world.people.addStaff({ name: 'late', role: 'auditor' }, 'service:test');
    const { checkpoint, through } = first;
    expect(await part({ checkpoint, from: through })).toMatchObject({
      size: SIZE,
      through: SIZE,
      wrong: [],
      checkpoint,
    });
    expect(await whole()).toMatchObject({ size: SIZE + 1, parts: 2, wrong: [] });
  });

  it('has a leaf that was changed found in either part, and a tile over them', async () => {
    const flip =
      'update leaves set body = set_byte(body, 8, get_byte(body, 8) # 1) where id = (select id from leaves order by id offset $1 limit 1)';
    for (const at of [300, PART + 400])
      expect(await tampered(flip, flip, [at])).toMatchObject([
        { says: expect.stringMatching(/^leaf \d+ is not the one/) },
      ]);
    const tile =
      'update ledger_tiles set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where level = $1 and n = 0';
    expect(await tampered(tile, tile, [1])).toMatchObject([
      { file: 'tile/1/000', says: 'hash 1 is not that of the tile below it' },
      { file: 'tile/2/000.p/1', says: 'hash 0 is not that of the tile below it' },
    ]);
    // A leaf that nobody wrote a hash of, since its hash was changed along with it.
    expect((await tampered(tile, tile, [0])).length).toBeGreaterThan(0);
  });

  it('is held against what was kept, whose end was cut off or whose beginning is another', async () => {
    const kept = (await part()).checkpoint;
    await house.world.people.addStaff({ name: 'later', role: 'auditor' }, 'service:test');
    expect((await whole(kept)).wrong).toEqual([]);
    expect((await vera.ask('POST', '/v1/staff/ledger/verification', { witness: 'sotto\n9\nAAAA\n' })).body.code).toBe(
      'not-accepted',
    );
    // Nor is it held against what we never signed.
    expect(
      (await vera.ask('POST', '/v1/staff/ledger/verification', { checkpoint: 'sotto\n9\nAAAA\n' })).body.code,
    ).toBe('not-accepted');
    const older = await part({ checkpoint: kept, from: PART, witness: (await part()).checkpoint });
    expect(older.wrong).toMatchObject([{ says: expect.stringContaining('its end was cut off') }]);
  });
});
