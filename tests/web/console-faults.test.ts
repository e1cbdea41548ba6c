/** The console where things go wrong: cut off, slow, broken, signed out. What was typed stays, and everything can be tried again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, hasBrowser, openBrowser, type TestBrowser, type TestPage } from '../../src/testing/browser.ts';
import { hire, type TestStaff } from '../../src/testing/staff.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';
import { giveCode, measured, PHONE, settled, staffSignedIn } from './visit.ts';

/** What is asked of the service by pages of the console; the pages themselves go on to come. */
const ASKED = '**/v1/staff/**';

describe.skipIf(!hasBrowser)('where things go wrong', { timeout: 90_000 }, () => {
  let house: TestWorld;
  let browser: TestBrowser;
  let ada: TestPerson;
  let mira: TestStaff;
  beforeAll(async () => {
    house = await openTestWorld();
    browser = await openBrowser();
    ada = await house.signUp('Ada');
    await ada.household();
    await ada.ask('POST', '/v1/me/requests', { kind: 'correction', text: 'The attic is a study' });
    mira = await hire(house, 'mira', 'privacy');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  async function at(path: string, options = {}): Promise<TestPage> {
    const page = await browser.open(options);
    await staffSignedIn(page, house, mira, path);
    return page;
  }
  const breaks = (page: TestPage) =>
    page.route(ASKED, (route) => route.fulfill({ status: 500, contentType: 'text/html', body: '<h1>Oh</h1>' }));
  const mends = (page: TestPage) => page.unroute(ASKED);
  const PLACES = ['requests', 'person', 'collection', 'statement', 'retention', 'breach'];

  it.each([
    ['light', PHONE],
    ['dark', {}],
  ] as const)(
    'a place that is broken says so, without a barrier, and comes by a key: %s',
    async (colorScheme, size) => {
      const page = await at('/record', { ...size, colorScheme });
      for (const place of PLACES) {
        await breaks(page);
        await page.locator(`.places a[href$="/${place}"]`).click();
        await page.getByText('Something broke on our side').waitFor();
        expect(await barriers(page), place).toEqual([]);
        // It is asked for once more, and is still broken.
        const answered = page.waitForResponse((response) => response.status() === 500);
        await page.getByRole('button', { name: 'Try again' }).press('Enter');
        await answered;
        await page.getByText('Something broke on our side').waitFor();
        await mends(page);
        await page.getByRole('button', { name: 'Try again' }).press('Enter');
        await page.getByText('Something broke on our side').waitFor({ state: 'detached' });
        await settled(page);
      }
    },
  );

  it('who can’t be asked about is not taken for signed out', async () => {
    const page = await at('/requests');
    await breaks(page);
    await page.reload();
    await page.getByText('Something broke on our side').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await page.getByLabel('Code').count()).toBe(0);
    await mends(page);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.getByText('have what is wrong put right').waitFor();
    // Nor does a sign-out that came to nothing look like one.
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('We can’t be reached just now').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Code').waitFor();
  });

  it('a page whose script does not come says so, and is loaded anew', async () => {
    const page = await at('/requests');
    await page.route('**/web/assets/retention*', (route) => route.abort());
    await page.locator('.places a[href$="/retention"]').click();
    await page.getByRole('heading', { name: 'This page did not come' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.unroute('**/web/assets/retention*');
    await page.getByRole('button', { name: 'Load it again' }).click();
    await page.getByRole('heading', { name: 'Retention', level: 1 }).waitFor();
  });

  it('a note that did not arrive is still there, whatever it was begun with, and by keyboard alone', async () => {
    const page = await at('/requests');
    const press = async (name: string, key = 'Enter') => {
      await page.getByRole('button', { name }).press(key);
    };
    await page.locator('summary').first().press('Enter');
    await press('Open it, on record');
    await page.getByText('The attic is a study').waitFor();
    // From what was opened a person goes on by Tab.
    expect(await page.locator(':focus').textContent()).toContain('The attic is a study');
    await page.getByText('Note something').press('Enter');
    const note = page.locator('details details').filter({ hasText: 'Note something' });
    const text = note.getByLabel('The person can read it');
    await text.fill('We called on Monday.');
    const begin = note.getByLabel('Begin with');
    await begin.selectOption({ label: 'It is done as you asked.' });
    expect(await text.inputValue()).toBe('It is done as you asked. We called on Monday.');
    await begin.selectOption({ label: 'Nothing' });
    expect(await text.inputValue()).toBe('We called on Monday.');

    for (const cut of [
      async () => breaks(page),
      async () => page.context().setOffline(true),
      async () => {
        house.clock.now += 31 * 60_000;
      },
    ]) {
      await cut();
      await press('Note it');
      await page.getByRole('alert').or(page.getByRole('dialog')).first().waitFor();
      expect(await barriers(page)).toEqual([]);
      expect(await text.inputValue()).toBe('We called on Monday.');
      await mends(page);
      await page.context().setOffline(false);
    }
    // It can’t be got rid of but by signing in.
    await page.getByRole('heading', { name: 'Sign in once more' }).waitFor();
    for (let n = 0; n < 3; n += 1) await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Sign in once more' }).waitFor();
    await page.getByLabel('Name').fill('mira');
    await page.getByLabel('Password').fill('not hers');
    await page.getByLabel('Code').fill('123456');
    await page.getByRole('button', { name: 'Sign in' }).press('Enter');
    await page.getByRole('dialog').getByRole('alert').waitFor();
    expect(await barriers(page)).toEqual([]);
    await giveCode(page, house, mira);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await text.inputValue()).toBe('We called on Monday.');
    await press('Note it');
    await page.locator('p').filter({ hasText: ': We called on Monday.' }).waitFor();
    await expect.poll(() => text.inputValue()).toBe('');
  });

  it('a slow service is waited for, and nothing jumps when it answers', async () => {
    for (const [size, places] of [
      [PHONE, PLACES.slice(0, 3)],
      [{}, PLACES.slice(3)],
    ] as const) {
      const page = await at('/record', size);
      let release = () => {};
      let held = Promise.resolve();
      await page.route(ASKED, async (route) => {
        if (!route.request().url().endsWith('/sessions')) await held;
        await route.continue();
      });
      for (const place of places) {
        held = new Promise((resolve) => {
          release = resolve;
        });
        await page.goto(`${house.url}/console/${place}`);
        await page.getByText('One moment').waitFor();
        release();
        await settled(page);
        const { moved } = await page.evaluate(measured);
        expect(moved, place).toBeLessThan(0.05);
      }
      await page.context().close();
    }
  });
});
