/** What products send, seen while they send it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, hasBrowser, openBrowser, type TestBrowser } from '../../src/testing/browser.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';
import { PHONE, visit } from './visit.ts';

describe.skipIf(!hasBrowser)('the glass', () => {
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

  it('shows what is kept, strikes through what is not and says why, is paused, and shows of it what is wanted', async () => {
    const ada = await house.signUp('Ada');
    const kitchen = await ada.product(await ada.household(), 'Kitchen');
    await ada.ask('PUT', '/v1/me/choices/usage-data', { state: 'off' });
    const at = new Date(house.clock.now).toISOString();
    const status = (softwareVersion: string) => ({
      event: 'system-status',
      at,
      data: { room: 'Kitchen', softwareVersion, mood: 'wistful' },
    });

    const page = await visit({ browser, house }, ada, '/glass', PHONE);
    await page.getByText('Nothing yet').waitFor();
    await kitchen.collect([status('79.1-51030'), { event: 'volume', at, data: { volume: 31, room: 'Kitchen' } }]);
    const arrived = page.getByRole('log');
    await arrived.getByText('79.1-51030').waitFor();
    // Kept as it came; not declared; off.
    expect(await arrived.locator('del', { hasText: '79.1-51030' }).count()).toBe(0);
    // What nobody declared could be anything: its name alone is shown.
    await arrived.getByText('mood').waitFor();
    await arrived.getByText('Not accepted: undeclared field').waitFor();
    expect(await arrived.textContent()).not.toContain('wistful');
    expect(await arrived.locator('del', { hasText: '31' }).count()).toBe(1);
    const why = arrived.getByText('Withheld:').first().getByRole('link');
    expect(await why.getAttribute('href')).toMatch(/^\/statement#[\w.-]+$/);
    expect(await barriers(page)).toEqual([]);

    await page.getByLabel('Show').selectOption('withheld');
    await arrived.getByText('79.1-51030').waitFor({ state: 'detached' });
    expect(await arrived.locator('del').allTextContents()).toContain('31');
    await page.getByLabel('Show').selectOption('everything');

    await page.getByRole('button', { name: 'Pause' }).tap();
    await kitchen.collect([status('80.0-00001')]);
    await kitchen.collect([status('80.0-00002')]);
    await page.getByRole('button', { name: 'Go on' }).tap();
    await kitchen.collect([status('80.0-00003')]);
    await arrived.getByText('80.0-00003').waitFor();
    expect(await arrived.getByText('80.0-00001').count()).toBe(0);
    expect(page.errors).toEqual([]);
  });

  it('shows nobody else’s', async () => {
    const [ben, cem] = [await house.signUp('Ben'), await house.signUp('Cem')];
    const bens = await ben.product(await ben.household(), 'Bath');
    const cems = await cem.product(await cem.household(), 'Cellar');
    const page = await visit({ browser, house }, ben, '/glass');
    await page.getByText('Nothing yet').waitFor();
    const at = new Date(house.clock.now).toISOString();
    await cems.collect([{ event: 'volume', at, data: { volume: 12, room: 'Cellar' } }]);
    await bens.collect([{ event: 'volume', at, data: { volume: 13, room: 'Bath' } }]);
    await page.getByRole('log').getByText('13').waitFor();
    expect(await page.getByRole('log').textContent()).not.toContain('Cellar');
  });
});
