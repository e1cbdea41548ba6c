/** News about a product goes to who owns one: whatever they chose about offers, once each, and to nobody else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letterOf, type NewsGiven, unsayable } from '../../src/people/product-news.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';

const SAFETY: NewsGiven = {
  productType: 'one',
  news: {
    kind: 'product-safety',
    what: 'Its stand can tip over.',
    advice: 'Lay it on its side until a new stand comes.',
  },
};
const SUBJECT = 'A danger from your one';
const MINUTE = 60_000;

describe('news about a product', () => {
  let house: TestWorld;
  let ada: TestPerson;
  let ben: TestPerson;
  beforeAll(async () => {
    house = await openTestWorld();
    ada = await house.signUp('Ada');
    await ada.product(await ada.household(), 'Kitchen');
    // He has the app alone, she has given her player away, and he has never had one.
    ben = await house.signUp('Ben');
    await ben.product(await ben.household(), 'Hall', 'app');
    const dina = await house.signUp('Dina');
    const given = await dina.product(await dina.household(), 'Attic');
    await dina.ask('DELETE', `/v1/products/${given.id}`);
    await house.signUp('Cem');
  });
  afterAll(() => house.close());

  /** Until all that is due has been told. A service at work may have been quicker, and be at it still. */
  const tell = async (...worlds: readonly TestWorld[]) => {
    await Promise.all(worlds.map(({ world }) => world.people.tellOwners()));
    const due = 'select from product_news where done_at is null and reached is null';
    await expect.poll(() => house.world.database.query(due)).toEqual([]);
    await Promise.all(worlds.map(({ world }) => world.people.mail.settled()));
  };
  const readers = (subject: string, from: TestWorld = house) =>
    from.outbox.letters.filter((one) => one.subject === subject).map(({ to }) => to);

  it('reaches its owners, however little they want to hear from us, and nobody else', async () => {
    keeps('contact.essential-goes-on');
    for (const choice of ['marketing', 'usage-data'])
      await ada.ask('PUT', `/v1/me/choices/${choice}`, { state: 'off' });
    await house.world.people.giveNews(SAFETY);
    await tell(house);
    expect(readers(SUBJECT)).toEqual([ada.email]);
    const text = house.outbox.letters.find(({ to }) => to === ada.email)?.text;
    expect(text).toContain('Its stand can tip over.');
    expect(text).toContain('comes whatever you chose about news and offers');
    const [going] = await house.world.people.listNews();
    expect(going).toMatchObject({ ...SAFETY, lookedAt: 4, writtenTo: 1, doneAt: house.clock.now });
    const { entries } = (await ada.ask('GET', '/v1/me/ledger?limit=50')).body;
    expect(entries.map(({ says }: { says: string }) => says)).toContain(
      'A letter (a danger from a product you own) went to your address.',
    );
    await tell(house);
    expect(readers(SUBJECT)).toHaveLength(1);
  });

  it.each([
    [
      { kind: 'new-software', version: '80.1', what: 'Rooms join sooner.' } as const,
      'New software for your One',
      'version 80.1',
    ],
    [
      {
        kind: 'end-of-support',
        from: Date.parse('2028-06-30T00:00:00Z'),
        what: 'It goes on playing as it is.',
      } as const,
      'Support for your One ends on 2028-06-30',
      'no new software',
    ],
  ])('says what there is to know: $kind', async (news, subject, says) => {
    keeps('contact.essential-goes-on');
    await house.world.people.giveNews({ productType: 'One', news });
    await tell(house);
    expect(readers(subject)).toEqual([ada.email]);
    expect(house.outbox.letters.find((one) => one.subject === subject)?.text).toContain(says);
  });

  it('goes to each once, whoever writes: two processes at a time, or one after another that stopped', async () => {
    for (const name of ['Emil', 'Fay', 'Gil']) {
      const who = await house.signUp(name);
      await who.product(await who.household(), 'Kitchen');
    }
    const other = await house.another();
    const subject = letterOf({ ...SAFETY, productType: 'ONE' }).subject;
    const id = await house.world.people.giveNews({ ...SAFETY, productType: 'ONE' });
    // The first two were looked at by a process that stopped before its time was over.
    const { database } = house.world;
    const looked = await database.query<{ subject: string }>('select subject from accounts order by subject limit 2');
    const until = new Date(house.clock.now + MINUTE);
    await database.query('update product_news set reached = $2, looked_at = 2, due_at = $3 where id = $1', [
      id,
      looked[1]!.subject,
      until,
    ]);
    await tell(house, other);
    expect([...readers(subject), ...readers(subject, other)]).toEqual([]);
    house.clock.now += 2 * MINUTE;
    await tell(house, other);
    // Others were given out at the same moment.
    const newsNow = async () => (await house.world.people.listNews()).find((one) => one.id === id);
    await expect.poll(async () => (await newsNow())?.doneAt).toBe(house.clock.now);
    await Promise.all([house, other].map(({ world }) => world.people.mail.settled()));
    const going = await newsNow();
    expect(going).toMatchObject({ id, lookedAt: 7, doneAt: house.clock.now });
    const all = [...readers(subject), ...readers(subject, other)];
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(going?.writtenTo ?? -1);
    expect(all.length).toBeGreaterThanOrEqual(2);
    // Nothing is left that says how far it came.
    expect(await database.query('select from product_news where reached is not null')).toEqual([]);
    await other.close();
  });

  it.each([
    ['nothing', '  ', 'empty'],
    ['more than anybody reads', 'Again. '.repeat(90), 'too-long'],
    ['a link', 'See https://shop.example for a new one.', 'has-a-link'],
    ['a bare address', 'Write to deals@shop.example.', 'has-a-link'],
  ])('has no place for %s', (_, text, wrong) => {
    expect(unsayable(text)).toBe(wrong);
  });
});
