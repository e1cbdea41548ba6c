/** What people ask for, what they are told, and what they have left alone. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '../../src/gate/version.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { approver, proposing } from '../../src/testing/approvers.ts';
import { barriers, hasBrowser, openBrowser, type TestBrowser } from '../../src/testing/browser.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';
import { epochKeysInFile } from '../../src/vault/epoch-keys.ts';
import { openVault } from '../../src/vault/vault.ts';
import { statement as reference } from '../../statements/sonos-2017-08/statement.ts';
import { PHONE, visit } from './visit.ts';

describe.skipIf(!hasBrowser)('somebody who asks', () => {
  let house: TestWorld;
  let browser: TestBrowser;
  beforeAll(async () => {
    house = await openTestWorld();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  it('has something put right by somebody: sees by when, follows it, and takes it back, by keyboard alone', async () => {
    const ada = await house.signUp('Ada');
    const page = await visit({ browser, house }, ada, '/requests');
    await page.getByText('You have not asked for anything yet').waitFor();
    await page.getByLabel('What you ask for').focus();
    await page.keyboard.press('h');
    await page.getByLabel('What you ask for').selectOption('correction');
    await page.keyboard.press('Tab');
    await page.keyboard.type('The attic is a study');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('We have it.').waitFor();
    const one = page.locator('summary', { hasText: 'put right' });
    await one.focus();
    await page.keyboard.press('Enter');
    await page.getByText('waits for a person').waitFor();
    expect(await page.locator('time[datetime="2027-03-31"]').count()).toBeGreaterThan(0);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take it back' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Taken back').waitFor();
    expect((await ada.ask('GET', '/v1/me/requests')).body.requests).toMatchObject([{ status: 'cancelled' }]);
    expect(page.errors).toEqual([]);
  });

  it('takes all along in an archive, after signing in once more, and is told when it is complete', async () => {
    const ben = await house.signUp('Ben');
    const kitchen = await ben.product(await ben.household(), 'Kitchen');
    const at = new Date(house.clock.now).toISOString();
    await kitchen.collect([{ event: 'playback', at, data: { track: 'Deck Chairs', room: 'Kitchen' } }]);
    const page = await visit({ browser, house }, ben, '/along', PHONE);
    await page.getByRole('button', { name: 'Make the archive' }).tap();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Email address').fill(ben.email);
    await dialog.getByLabel('Password').fill(ben.password);
    const downloading = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Sign in' }).tap();
    const archive = readFileSync(await (await downloading).path());
    expect(archive.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    await page.getByText('Your archive is complete').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(page.errors).toEqual([]);
  });

  it('has all of it left alone, and objects to one use; the next window shows it, and it is lifted there', async () => {
    const cem = await house.signUp('Cem');
    await cem.household();
    const page = await visit({ browser, house }, cem, '/choices', PHONE);
    await page.getByRole('switch', { name: 'Leave all that is held as it is' }).tap();
    await page.getByText('Object to a use').tap();
    await page.getByRole('switch', { name: 'to make products and services better' }).tap();
    const set = async () =>
      (await cem.ask('GET', '/v1/me/limits')).body.limits.map(
        ({ kind, purpose = '' }: { kind: string; purpose?: string }) => `${kind} ${purpose}`.trim(),
      );
    await expect.poll(set).toEqual(['restriction', 'objection improve']);
    const desk = await visit({ browser, house }, cem, '/choices');
    const all = desk.getByRole('switch', { name: 'Leave all that is held as it is' });
    expect(await all.getAttribute('aria-checked')).toBe('true');
    await all.click();
    await desk.getByRole('switch', { name: 'to make products and services better' }).click();
    await expect.poll(set).toEqual([]);
    expect(await barriers(desk)).toEqual([]);
    expect([...page.errors, ...desk.errors]).toEqual([]);
  });

  it('sees that something is held for a dispute, why and until when, and that it keeps them from being erased', async () => {
    const dora = await house.signUp('Dora');
    const kitchen = await dora.product(await dora.household(), 'Kitchen');
    const { household } = (await house.world.people.productOf(kitchen.token)) as { household: string };
    const epochKeys = epochKeysInFile(house.keyFile);
    const vault = await openVault({ ...house.clusters, epochKeys, clock: house.clock });
    await vault.holds.add({
      subject: household,
      categories: ['activity'],
      reason: 'a claim about a fire',
      endsAt: house.clock.now + 90 * 86_400_000,
      by: 'staff:legal',
    });
    await vault.close();
    const page = await visit({ browser, house }, dora, '/history');
    // Which day it is, the page asks the browser.
    await page.clock.setFixedTime(house.clock.now);
    await page.reload();
    await page.getByText('The reason: a claim about a fire.').waitFor();
    await page.getByText('It concerns what you play and command').waitFor();
    await page.goto(`${house.url}/me/erase`);
    await page.getByText('The reason: a claim about a fire.').waitFor();
    await page.getByLabel('Type “erase”').fill('erase');
    await page.getByLabel('Password').fill(dora.password);
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.getByRole('alert').waitFor();
    expect((await dora.ask('GET', '/v1/households')).status).toBe(200);
    // A refusal is no error of the page, though the browser logs its status.
    expect(page.errors.filter((one) => !one.includes('409'))).toEqual([]);
  });
});

describe.skipIf(!hasBrowser)('a version to come', () => {
  it('is told wherever somebody is, until they say that they know', async () => {
    const { playback: _, ...silent } = reference.collect;
    // Sound: it lacks an event, which its type alone can tell.
    const before = { ...reference, id: 'before', dated: '2017-01-01', collect: silent } as unknown as Statement;
    const [mara, nils] = [approver('Mara'), approver('Nils')];
    const approvers = [mara.publicKey, nils.publicKey];
    const house = await openTestWorld({ running: { statement: before }, approvers });
    const browser = await openBrowser();
    try {
      const eve = await house.signUp('Eve');
      const { gate } = house.world;
      const on = house.clock.now + 40 * 86_400_000;
      const proposal = proposing(mara, reference, gate.hash, on, house.clock.now);
      expect((await gate.publishing.propose(proposal)).kind).toBe('proposed');
      const text = proposal.note.slice(0, proposal.note.indexOf('\n\n') + 1);
      expect((await gate.publishing.approve(hashOf(reference), nils.sign(text))).kind).toBe('announced');
      await house.world.people.announce();
      const page = await visit({ browser, house }, eve, '/details', PHONE);
      const told = page.getByRole('status').filter({ hasText: 'The privacy statement changes on' });
      await told.waitFor();
      expect(await told.textContent()).toMatch(/when something plays|something plays/);
      expect(await barriers(page)).toEqual([]);
      await told.getByRole('button', { name: 'I know' }).tap();
      await told.waitFor({ state: 'detached' });
      await page.goto(`${house.url}/me/choices`);
      await page.getByRole('heading', { name: 'Choices' }).waitFor();
      expect(await told.count()).toBe(0);
      expect((await eve.ask('GET', '/v1/me/notices')).body.notices[0].acknowledged).toBeDefined();
      await page.goto(`${house.url}/me`);
      expect(page.errors).toEqual([]);
    } finally {
      await browser.close();
      await house.close();
    }
  });
});
