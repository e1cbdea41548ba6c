/** The privacy centre as people use it: a real browser on the real service. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, hasBrowser, openBrowser, type TestBrowser, type TestPage } from '../../src/testing/browser.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

// A browser beside databases on two cores takes its time.
describe.skipIf(!hasBrowser)('the privacy centre', { timeout: 90_000 }, () => {
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

  async function signIn(page: TestPage, who: { email: string; password: string }): Promise<void> {
    await page.goto(`${house.url}/me`);
    await page.getByLabel('Email address').fill(who.email);
    await page.getByLabel('Password').fill(who.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'At a glance' }).waitFor();
  }

  it('opens an account for Ada by keyboard alone, and lets her in', async () => {
    const page = await browser.open();
    await page.goto(`${house.url}/me/sign-up`);
    await page.getByLabel('Email address').focus();
    for (const typed of ['ada@home.example', 'walks home at night', 'at dusk']) {
      await page.keyboard.type(typed);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type('Germany');
    await page.keyboard.press('Tab');
    await page.keyboard.type('10115');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'At a glance' }).waitFor();
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: '__Host-session', httpOnly: true, secure: true, sameSite: 'Strict' });
    expect(page.errors).toEqual([]);
  });

  it('turns usage data off in two clicks from the settings, and the products are told', async () => {
    const ben = await house.signUp('Ben');
    const system = await ben.household();
    const player = await ben.product(system, 'Den');
    const at = new Date(house.clock.now).toISOString();
    const events = [{ event: 'volume', at, data: { volume: 33, room: 'Den' } }];
    const page = await browser.open(PHONE);
    await signIn(page, ben);
    await page.getByRole('link', { name: 'Choices' }).click();
    const usage = page.getByRole('switch').first();
    await usage.waitFor();
    expect(await usage.getAttribute('aria-checked')).toBe('true');
    expect((await player.collect(events)).body.stored).toBe(1);
    await usage.click();
    await expect.poll(() => usage.getAttribute('aria-checked'), { timeout: 20_000 }).toBe('false');
    expect((await player.collect(events)).body).toMatchObject({ stored: 0, withheld: 1 });
    expect(page.errors).toEqual([]);
  });

  it('shows no barrier, in any place, in light and in dark', { timeout: 180_000 }, async () => {
    const cem = await house.signUp('Cem');
    await cem.household();
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.open({ ...PHONE, colorScheme });
      await page.goto(`${house.url}/me`);
      for (const path of ['', '/sign-up', '/forgotten']) {
        await page.goto(`${house.url}/me${path}`);
        await page.getByRole('heading').first().waitFor();
        expect(await barriers(page), path).toEqual([]);
      }
      await signIn(page, cem);
      for (const path of ['', '/choices', '/glass', '/history', '/details', '/recipients', '/along', '/erase']) {
        await page.goto(`${house.url}/me${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await expect.poll(() => page.locator('.waiting').count(), { timeout: 20_000 }).toBe(0);
        expect(await barriers(page), path).toEqual([]);
      }
      expect(page.errors).toEqual([]);
    }
  });
});
