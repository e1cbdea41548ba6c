/** What happened, looked through and deleted; and pages that have trouble, and lose nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, hasBrowser, openBrowser, type TestBrowser } from '../../src/testing/browser.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';
import { PHONE, visit } from './visit.ts';

let house: TestWorld;
let browser: TestBrowser;
beforeAll(async () => {
  if (!hasBrowser) return;
  house = await openTestWorld();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** Somebody whose kitchen has played these, oldest first. */
async function listener(name: string, tracks: readonly string[]): Promise<TestPerson> {
  const person = await house.signUp(name);
  const kitchen = await person.product(await person.household(), 'Kitchen');
  for (const track of tracks) {
    house.clock.now += 60_000;
    const at = new Date(house.clock.now).toISOString();
    await kitchen.collect([{ event: 'playback', at, data: { track, room: 'Kitchen' } }]);
  }
  return person;
}
const played = async (person: TestPerson) =>
  (await person.ask('GET', '/v1/me/data?category=activity')).body.items.map(
    ({ data }: { data: { track: string } }) => data.track,
  );

describe.skipIf(!hasBrowser)('history', () => {
  it('loses one thing by keyboard alone, and has it back', async () => {
    const ada = await listener('Ada', ['Gangway', 'Deck Chairs']);
    const page = await visit({ browser, house }, ada, '/history?category=activity');
    const first = page.locator('.item > summary').first();
    await first.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Deck Chairs').waitFor();
    await page.getByRole('button', { name: 'Delete this' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('Yours to have back until').waitFor();
    expect(await played(ada)).toEqual(['Gangway']);
    expect(await barriers(page)).toEqual([]);
    // The way back has the focus, since what was focused is gone.
    await page.keyboard.press('Enter');
    await page.getByText('Yours to have back until').waitFor({ state: 'detached' });
    expect(await played(ada)).toEqual(['Deck Chairs', 'Gangway']);
    expect(page.errors).toEqual([]);
  });

  it('loses a category, asked once more, on a phone; and what was deleted is listed, with the way back', async () => {
    const ben = await listener('Ben', ['Gangway', 'Deck Chairs', 'Tin Roof']);
    const page = await visit({ browser, house }, ben, '/history?category=activity', PHONE);
    await page.getByRole('button', { name: 'Delete all of these' }).tap();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).tap();
    await page.getByText('Nothing of this sort is held').waitFor();
    expect(await played(ben)).toEqual([]);
    await page.getByText('What you deleted').tap();
    await page.getByRole('listitem').getByRole('button', { name: 'Have it back' }).tap();
    await expect.poll(() => played(ben)).toEqual(['Tin Roof', 'Deck Chairs', 'Gangway']);
    expect(page.errors).toEqual([]);
  });

  it('stops growing where a category is paused', async () => {
    const cem = await listener('Cem', ['Gangway']);
    const page = await visit({ browser, house }, cem, '/history?category=activity');
    const pause = page.getByRole('switch', { name: 'Pause this category' });
    await pause.click();
    await expect.poll(() => pause.getAttribute('aria-checked')).toBe('true');
    expect((await cem.ask('GET', '/v1/me/limits')).body.limits).toMatchObject([
      { kind: 'pause', category: 'activity' },
    ]);
  });
});

describe.skipIf(!hasBrowser)('what is older', () => {
  it('is deleted by itself once that is chosen, by keyboard alone, and all of it is had back', async () => {
    const fay = await house.signUp('Fay');
    const kitchen = await fay.product(await fay.household(), 'Kitchen');
    const playback = (track: string, daysAgo: number) => ({
      event: 'playback',
      at: new Date(house.clock.now - daysAgo * 86_400_000).toISOString(),
      data: { track, room: 'Kitchen' },
    });
    await kitchen.collect([playback('Gangway', 40), playback('Deck Chairs', 1)]);
    const page = await visit({ browser, house }, fay, '/history');
    // What can be had back until when, the page asks the browser.
    await page.clock.setFixedTime(house.clock.now);
    await page.goto(`${house.url}/me/history?category=activity`);
    const older = page.getByLabel('What is older than');
    await older.waitFor();
    const options = await older.locator('option').allTextContents();
    expect(options).toEqual(['Choose', '1 week', '1 month', '3 months', '6 months', '1 year']);
    await older.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('What is older than 1 month is hidden').waitFor();
    await expect.poll(() => page.getByText('1 found').count()).toBe(1);
    expect(await played(fay)).toEqual(['Deck Chairs']);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Have it back' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('2 found').waitFor({ state: 'attached' });
    expect(await played(fay)).toEqual(['Deck Chairs', 'Gangway']);
    expect(page.errors).toEqual([]);
  });
});

describe.skipIf(!hasBrowser)('a form', () => {
  it('keeps what was typed when the session ends in the middle, and goes on once somebody has signed in', async () => {
    const dora = await house.signUp('Dora');
    const page = await visit({ browser, house }, dora, '/details');
    await page.getByLabel('Name').fill('Theodora');
    await dora.ask('DELETE', '/v1/sessions/all');
    await page.getByRole('button', { name: 'Save' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Email address').fill(dora.email);
    await dialog.getByLabel('Password').fill(dora.password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Name').inputValue()).toBe('Theodora');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('Saved.').waitFor();
  });

  it('keeps what was typed when nobody can be reached, something breaks, or it takes long', async () => {
    const eve = await house.signUp('Eve');
    const page = await visit({ browser, house }, eve, '/details');
    const name = page.getByLabel('Name');
    const save = page.getByRole('button', { name: /Save|One moment/ }).first();
    await name.fill('Evelyn');
    const trouble = async (said: string) => {
      await save.click();
      await page.getByRole('alert').getByText(said).waitFor();
      expect(await name.inputValue()).toBe('Evelyn');
    };
    await page.context().setOffline(true);
    await trouble('We can’t be reached just now');
    await page.context().setOffline(false);
    await page.route('**/v1/me/facts/account', (route) => route.fulfill({ status: 500, body: '<h1>Bad gateway</h1>' }));
    await trouble('Something broke on our side');
    await page.unroute('**/v1/me/facts/account');
    let sent = 0;
    let goOn = () => {};
    const slow = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await page.route('**/v1/me/facts/account', async (route) => {
      sent += 1;
      await slow;
      await route.continue();
    });
    await save.click();
    expect(await save.textContent()).toBe('One moment');
    // Pressed again meanwhile, which people do though it says not to, it is sent once.
    await save.click({ force: true });
    goOn();
    await page.getByText('Saved.').waitFor();
    expect(sent).toBe(1);
    const { current } = (await eve.ask('GET', '/v1/me/data?category=account')).body;
    expect(current[0].data.name).toBe('Evelyn');
  });
});
