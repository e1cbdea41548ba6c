/** The console as people use it who work here: a real browser on the real service. */

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import jsQr from 'jsqr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSecretKey, secretKeyText } from '../../src/ledger/note.ts';
import { codeAt } from '../../src/people/staff/codes.ts';
import { PART } from '../../src/server/verify-ledger.ts';
import { barriers, hasBrowser, openBrowser, type TestBrowser, type TestPage } from '../../src/testing/browser.ts';
import { manyLeaves } from '../../src/testing/many-leaves.ts';
import { hire, type TestStaff } from '../../src/testing/staff.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';
import { giveCode, measured, PHONE, settled, staffSignedIn, visit } from './visit.ts';

const keyOf = (name: string) => secretKeyText(name, randomBytes(32));
const [noras, omars] = [keyOf('nora'), keyOf('omar')];

const PIXELS = 4;
/** What a camera reads in a code of `size` modules, of which boxes are drawn dark. */
function readQrCode(boxes: string, size: number): string | undefined {
  const width = size * PIXELS;
  const seen = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, n] of boxes.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * PIXELS; row < (Number(y) + 1) * PIXELS; row += 1)
      for (let at = Number(x) * PIXELS; at < (Number(x) + Number(n)) * PIXELS; at += 1)
        seen.fill(0, (row * width + at) * 4, (row * width + at) * 4 + 3);
  }
  return jsQr.default(seen, width, width)?.data;
}

// A browser beside databases on two cores takes its time.
describe.skipIf(!hasBrowser)('the console', { timeout: 90_000 }, () => {
  let house: TestWorld;
  let browser: TestBrowser;
  let ada: TestPerson;
  let kitchen: TestProduct;
  let mira: TestStaff;
  let sam: TestStaff;
  let eli: TestStaff;
  let vera: TestStaff;
  beforeAll(async () => {
    const approvers = [noras, omars].map((secret) => readSecretKey(secret)!.publicKey);
    house = await openTestWorld({ approvers });
    browser = await openBrowser();
    ada = await house.signUp('Ada');
    kitchen = await ada.product(await ada.household(), 'Kitchen');
    mira = await hire(house, 'mira', 'privacy');
    sam = await hire(house, 'sam', 'support');
    eli = await hire(house, 'eli', 'engineer');
    vera = await hire(house, 'vera', 'auditor');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  async function at(who: TestStaff, path: string, options = {}): Promise<TestPage> {
    const page = await browser.open(options);
    await staffSignedIn(page, house, who, path);
    return page;
  }
  const play = () =>
    kitchen.collect([
      {
        event: 'playback',
        at: new Date(house.clock.now).toISOString(),
        data: { track: 'Night Ferry', room: 'Kitchen' },
      },
    ]);

  it('is come to by a link: noor enrols by keyboard alone, signs out, and in again', async () => {
    const added = await house.world.people.addStaff({ name: 'noor', role: 'auditor' }, 'service:test');
    const page = await browser.open();
    await page.goto(`${house.url}/console/enrol#${added.kind === 'added' ? added.token : ''}`);
    const secret = ((await page.locator('.token').textContent()) ?? '').replaceAll(' ', '');
    expect(page.url()).not.toContain('#');
    expect(await barriers(page)).toEqual([]);
    // The picture says to a camera what the link says to this device.
    const code = page.getByRole('img', { name: 'QR code' });
    const [drawn, box] = [await code.locator('path').getAttribute('d'), await code.getAttribute('viewBox')];
    const link = await page.getByRole('link', { name: 'Open it on this device' }).getAttribute('href');
    expect(link).toContain(`secret=${secret}`);
    expect(readQrCode(drawn ?? '', Number(box?.split(' ')[2]))).toBe(link);
    expect((await code.boundingBox())?.width).toBeGreaterThan(150);
    await page.getByLabel('A password').focus();
    await page.keyboard.type('noor waters the plants');
    await page.keyboard.press('Tab');
    await page.keyboard.type(codeAt(secret, house.clock.now));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Requests', level: 1 }).waitFor();
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: '__Host-staff', httpOnly: true, secure: true, sameSite: 'Strict' });
    await page.getByRole('button', { name: 'Sign out' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Console', level: 1 }).waitFor();
    house.clock.now += 60_000;
    await page.getByLabel('Name').focus();
    for (const typed of ['noor', 'noor waters the plants']) {
      await page.keyboard.type(typed);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type(codeAt(secret, house.clock.now));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    expect(page.errors).toEqual([]);
  });

  it('shows each role its places, and no others', async () => {
    for (const [who, places] of [
      [mira, 'Requests A person Collection Statement Retention Ledger Record Breach drill'],
      [sam, 'Requests A person'],
      [eli, 'Collection Statement Retention Ledger Breach drill'],
      [vera, 'Requests Collection Statement Retention Ledger Record'],
    ] as const) {
      const page = await at(who, '');
      expect((await page.locator('.places a').allTextContents()).join(' ')).toBe(places);
      await page.goto(`${house.url}/console/nowhere`);
      await page.getByRole('heading', { name: 'Not here' }).waitFor();
      await page.context().close();
    }
  });

  it('has a request opened, noted and answered on a phone, and Ada sees all of it', async () => {
    const asked = await ada.ask('POST', '/v1/me/requests', { kind: 'correction', text: 'The kitchen is a galley' });
    const page = await at(mira, '/requests', PHONE);
    await page.getByText('have what is wrong put right').first().tap();
    expect(await page.getByText('The kitchen is a galley').count()).toBe(0);
    await page.getByRole('button', { name: 'Open it, on record' }).tap();
    await page.getByText('The kitchen is a galley').waitFor();
    await page.getByText('Note something').tap();
    const note = page.locator('details details').filter({ hasText: 'Note something' });
    await note.getByLabel('Begin with').selectOption({ label: 'It is done as you asked.' });
    await note.getByLabel('The person can read it').fill('It is done as you asked. A galley it is.');
    await page.getByRole('button', { name: 'Note it' }).tap();
    await page.getByText('A galley it is.').first().waitFor();
    await page.getByRole('button', { name: 'It is done' }).tap();
    await page.getByText('Nothing is open').waitFor();
    expect(page.errors).toEqual([]);
    const { status, notes } = (await ada.ask('GET', `/v1/me/requests/${asked.body.id}`)).body;
    expect([status, notes[0].text]).toEqual(['done', 'It is done as you asked. A galley it is.']);
    const { entries } = (await ada.ask('GET', '/v1/me/ledger?limit=500')).body;
    expect(entries.some(({ says }: { says: string }) => says.includes('looked at it'))).toBe(true);
  });

  it('opens data of Ada for a case, and she sees who looked, when and why', async () => {
    const page = await at(sam, '/person');
    await page.getByRole('textbox', { name: 'Case' }).fill('case 4711');
    await page.getByLabel('Address on file').fill(ada.email);
    await page.getByRole('button', { name: 'Open it, on record' }).click();
    await page.getByText('Nothing is chosen').waitFor();
    await page.getByLabel('your account').check();
    await page.getByRole('button', { name: 'Open it, on record' }).click();
    await page.getByText(ada.email).waitFor();
    expect(page.errors).toEqual([]);
    const hers = await visit({ browser, house }, ada, '/recipients');
    await hers.getByText('Somebody of support').waitFor();
    await hers.getByText('for case 4711').waitFor();
  });

  it('loses nothing that sam typed when the session is over in the middle of it', async () => {
    const page = await at(sam, '/person');
    await page.getByRole('textbox', { name: 'Case' }).fill('case 4712');
    await page.getByLabel('Address on file').fill(ada.email);
    await page.getByLabel('your account').check();
    house.clock.now += 31 * 60_000;
    await page.getByRole('button', { name: 'Open it, on record' }).click();
    await page.getByRole('heading', { name: 'Sign in once more' }).waitFor();
    expect(await page.getByText(ada.email).count()).toBe(0);
    await giveCode(page, house, sam);
    await page.getByRole('heading', { name: 'Sign in once more' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('textbox', { name: 'Case' }).inputValue()).toBe('case 4712');
    expect(await page.getByLabel('your account').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Open it, on record' }).click();
    await page.getByText(ada.email).waitFor();
  });

  it('stops a category at once, seen in another browser, and lets it go on', async () => {
    expect((await play()).body.stored).toBe(1);
    const elis = await at(eli, '/collection');
    const veras = await at(vera, '/collection', PHONE);
    const row = (page: TestPage) => page.locator('details').filter({ hasText: 'what you play and command' });
    await row(elis).locator('summary').click();
    await row(elis).getByRole('button', { name: 'Stop all of it' }).click();
    await row(elis).getByText('Stopped since').waitFor();
    expect((await play()).body).toMatchObject({ stored: 0, refused: 1 });
    await row(veras).locator('summary').getByText('stopped').waitFor({ timeout: 20_000 });
    await row(veras).locator('summary').tap();
    await row(veras).getByText('Stopped since').waitFor();
    expect(await veras.getByRole('button', { name: /Stop|Let it go on/ }).count()).toBe(0);
    await veras.getByRole('rowheader', { name: 'stopped' }).waitFor({ timeout: 20_000 });
    // Cut off, it says so, and it stands as it stood.
    await elis.context().setOffline(true);
    await row(elis).getByRole('button', { name: 'Let it go on all of it' }).focus();
    await elis.keyboard.press('Enter');
    await row(elis).getByText('We can’t be reached just now').waitFor();
    await row(elis).getByText('Stopped since').waitFor();
    expect((await play()).body.stored).toBe(0);
    await elis.context().setOffline(false);
    elis.errors.length = 0;
    await elis.keyboard.press('Enter');
    await row(elis).getByRole('button', { name: 'Stop all of it' }).waitFor();
    expect((await play()).body.stored).toBe(1);
    expect([...elis.errors, ...veras.errors]).toEqual([]);
  });

  it('shows what a version would change, and two sign it with keys that stay in their browsers', async () => {
    const { compiled, hash } = house.world.gate;
    const { statement } = compiled;
    // People would look at more than before.
    const communicate = { ...statement.words.purposes.communicate!, byStaff: true };
    const words = { ...statement.words, purposes: { ...statement.words.purposes, communicate } };
    const next = { ...statement, id: 'next', dated: '2027-02-01', words };
    const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    const first = await at(mira, '/statement');
    const sent: string[] = [];
    first.on('request', (request) => sent.push(request.postData() ?? ''));
    await first.getByText('All checks are passed').waitFor();
    await first.getByLabel('Its file').setInputFiles(file('next.json', JSON.stringify(next)));
    await first.getByRole('button', { name: 'Check it' }).click();
    await first.getByText('Whether people who work for us look at data').waitFor({ timeout: 30_000 });
    await first.getByText('fields concerned').waitFor();
    await first.getByLabel('Your key').setInputFiles(file('mira.txt', 'not a key'));
    await first.getByRole('button', { name: 'Sign and propose' }).click();
    await first.getByText('This file signs nothing').waitFor();
    await first.getByLabel('Your key').setInputFiles(file('nora.key', noras));
    await first.getByRole('button', { name: 'Sign and propose' }).click();
    await first.getByText('Signed by nora').waitFor({ timeout: 30_000 });
    // Nobody approves alone.
    await first.getByLabel('Your key').setInputFiles(file('nora.key', noras));
    await first.getByRole('button', { name: 'Approve it' }).click();
    await first.getByText('Another person has to approve').waitFor();
    expect(sent.some((body) => body.includes('PRIVATE+KEY'))).toBe(false);

    const second = await at(vera, '/statement');
    await second.getByText(`in place of ${hash}`).waitFor({ timeout: 30_000 });
    await second.getByLabel('Your key').setInputFiles(file('omar.key', omars));
    await second.getByRole('button', { name: 'Approve it' }).click();
    await second.getByText('Announced').waitFor({ timeout: 30_000 });
    await second.getByText('nora and omar').waitFor();
    // And it can be taken back.
    await second.getByText('Take it back').click();
    await second.getByLabel('Your key').setInputFiles(file('omar.key', omars));
    await second.getByRole('button', { name: 'Withdraw it' }).click();
    await second.getByText('A version to come').waitFor({ timeout: 30_000 });
    expect(second.errors).toEqual([]);
  });

  it('verifies the ledger, and finds that a checkpoint is of another past', async () => {
    await manyLeaves(house.world.database, house.world.ledger, PART + 1);
    const page = await at(vera, '/ledger');
    // Cut off after its first part, it goes on from there.
    let asked = 0;
    await page.route('**/v1/staff/ledger/verification', (route) => {
      asked += 1;
      return asked === 2 ? route.abort() : route.continue();
    });
    await page.getByRole('button', { name: 'Verify now' }).click();
    await page.getByText('We can’t be reached just now').waitFor();
    await page.getByRole('progressbar', { name: '65,536 of' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Verify now' }).click();
    await page.getByText(/All [\d,]+ leaves are what was signed/).waitFor();
    expect(asked).toBe(3);
    page.errors.length = 0;
    const kept = (await page.locator('pre').first().textContent()) ?? '';
    await page.getByLabel('A checkpoint that somebody kept').fill(kept);
    await page.getByRole('button', { name: 'Verify now' }).click();
    await page.getByText(/All [\d,]+ leaves are what was signed/).waitFor();
    await page.getByLabel('A checkpoint that somebody kept').fill('sotto\n99999\nAAAA\n');
    await page.getByRole('button', { name: 'Verify now' }).click();
    await page.getByRole('alert').waitFor();
  });

  it('hands the record over as a table, and tells in a drill whom it concerns and by when', async () => {
    const page = await at(mira, '/record');
    await page.clock.setFixedTime(house.clock.now);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'As a table (CSV)' }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    expect(text.split('\r\n')[0]).toContain('purpose');
    expect(text.split('\r\n').length).toBeGreaterThan(20);

    await page.getByRole('link', { name: 'Breach drill' }).click();
    await page.getByLabel('What was lost').selectOption('key');
    await page.getByRole('button', { name: 'Find out' }).click();
    await page.getByText('72 hours left').waitFor();
    await page.locator('.big').getByText('people').waitFor();
    await page.getByLabel('What was lost').selectOption('recipient');
    await page.getByRole('button', { name: 'Find out' }).click();
    await page.getByText('Whoever has it can read it').waitFor();
    await page.getByText('so many it can be at most').waitFor();
    await page.getByLabel('What was lost').selectOption('table');
    await page.getByLabel('Which').selectOption('segments');
    await page.getByRole('button', { name: 'Find out' }).click();
    await page.getByRole('rowheader', { name: 'what you play and command' }).waitFor();
    expect(page.errors).toEqual([]);
  });

  it('has no barrier, is steady, soon there, and asks nobody else for anything, in light and dark', async () => {
    await ada.ask('POST', '/v1/me/requests', { kind: 'correction', text: 'The attic is a study' });
    for (const [colorScheme, size] of [
      ['light', PHONE],
      ['dark', {}],
    ] as const) {
      const outside = await browser.open({ ...size, colorScheme });
      await outside.goto(`${house.url}/console`);
      await outside.getByLabel('Code').waitFor();
      expect(await barriers(outside)).toEqual([]);
      const page = await at(mira, '', { ...size, colorScheme });
      const foreign: string[] = [];
      page.on('request', (request) => {
        if (new URL(request.url()).origin !== house.url) foreign.push(request.url());
      });
      const paths = await page
        .locator('.places a')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
      expect(paths).toHaveLength(8);
      for (const path of paths) {
        await page.goto(`${house.url}${path}`);
        await settled(page);
        const { moved, painted } = await page.evaluate(measured);
        expect(moved, path).toBeLessThan(0.05);
        expect(painted, path).toBeLessThan(3_000);
        const closed = page.locator('main details:not([open]) > summary:visible');
        for (let opened = 0; opened < 4 && (await closed.count()) > 0; opened += 1) await closed.first().click();
        const open = page.getByRole('button', { name: 'Open it, on record' }).first();
        if (path.endsWith('/requests')) {
          await open.click();
          await page.getByText('In their own words').waitFor();
        }
        expect(await barriers(page), `${path} ${colorScheme}`).toEqual([]);
      }
      expect(foreign).toEqual([]);
      expect(page.errors).toEqual([]);
      await page.context().close();
    }
  });
});
