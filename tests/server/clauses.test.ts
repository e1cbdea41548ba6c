/** What the service says where a clause stands against it; of statements in which clauses do that the reference has not. */
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../src/statement/statement.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';
import { statement as reference } from '../../statements/sonos-2017-08/statement.ts';
import { words } from '../../statements/sonos-2017-08/wording.ts';

type Collect = Statement['collect'][string];

/** A service of the reference in which this is different about an event. */
async function serving(event: string, different: Partial<Collect>, test: (house: TestWorld) => Promise<void>) {
  const { collect }: Statement = reference;
  const statement: Statement = { ...reference, collect: { ...collect, [event]: { ...collect[event]!, ...different } } };
  const house = await openTestWorld({ running: { statement, wording: words } });
  try {
    await test(house);
  } finally {
    await house.close();
  }
}

describe('a form that a clause withholds', () => {
  it('is answered with the clause that decided, and taken once the choice is on', async () => {
    await serving('profile-changed', { needs: ['newsletter'] }, async (house) => {
      const ada = await house.signUp('Ada');
      const withheld = await ada.ask('PATCH', '/v1/me/profile', { name: 'Ada of the Observatory' });
      expect(withheld.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect([withheld.status, withheld.body]).toEqual([
        403,
        {
          type: 'urn:sotto:problem:withheld',
          title: 'The statement does not allow it',
          status: 403,
          code: 'withheld',
          help: 'the clause says why',
          clause: 'choices.newsletter',
        },
      ]);
      expect((await house.ask('GET', '/metrics')).text).toContain('sotto_http_problems_total{code="withheld"} 1');
      expect((await ada.ask('GET', '/v1/me/data')).text).not.toContain('Observatory');
      await ada.ask('PUT', '/v1/me/choices/newsletter', { state: 'on' });
      expect((await ada.ask('PATCH', '/v1/me/profile', { name: 'Ada of the Observatory' })).status).toBe(204);
    });
  });

  it('says so too where it is a page', async () => {
    await serving('password-changed', { needs: ['newsletter'] }, async (house) => {
      const { email, password } = await house.signUp('Ben');
      await house.ask('POST', '/v1/password-resets', { body: { email } });
      await house.world.people.mail.settled();
      const [, link] = /\/reset\/(link_\S+)/.exec(house.outbox.letters.at(-1)!.text)!;
      const body = new URLSearchParams({ password: 'a password of his own' });
      const withheld = await house.ask('POST', `/reset/${link}`, { body });
      expect(withheld.status).toBe(403);
      expect(withheld.text).toContain('<a href="/statement#choices.newsletter">see the clause</a>');
      expect((await house.ask('POST', '/v1/sessions', { body: { email, password } })).status).toBe(201);
    });
  });
});

describe('a value by which somebody else is known', () => {
  it('is refused with the whole batch, which says no more than where it stood', async () => {
    await serving('system-registered', { at: ['registration', 'product'] }, async (house) => {
      const [ada, ben] = [await house.signUp('Ada'), await house.signUp('Ben')];
      const hers = await ada.household();
      const den = await ben.product(await ben.household(), 'Den');
      const before = (await ben.ask('GET', '/v1/me/data')).body;
      const at = new Date(house.clock.now).toISOString();
      const taken = await den.collect([
        { event: 'system-status', at, data: { softwareVersion: '79.1' } },
        { event: 'system-registered', at, data: { systemId: hers } },
      ]);
      expect([taken.status, taken.body.code, taken.body.detail]).toEqual([
        409,
        'value-in-use',
        '`registration.systemId`',
      ]);
      expect(taken.text).not.toContain(hers);
      expect((await ben.ask('GET', '/v1/me/data')).body).toEqual(before);
      // Hers is hers still, and a value that nobody has is taken.
      expect((await ada.ask('GET', '/v1/households')).text).toContain(hers);
      const own = await den.collect([{ event: 'system-registered', at, data: { systemId: 'NOBODYS-OWN' } }]);
      expect(own).toMatchObject({ status: 200, body: { stored: 1 } });
    });
  });
});
