/** A usual day of people who work here. It has a process of its own: its clock is far ahead of others’. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser, type TestBrowser } from '../../src/testing/browser.ts';
import { hire, type TestStaff } from '../../src/testing/staff.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';
import { PHONE, staffSignedIn } from './visit.ts';
import { workingHouse } from './working-house.ts';

describe.skipIf(!hasBrowser)('a usual day', { timeout: 90_000 }, () => {
  let house: TestWorld;
  let browser: TestBrowser;
  let lina: TestStaff;
  beforeAll(async () => {
    house = await openTestWorld();
    browser = await openBrowser();
    await workingHouse(house);
    lina = await hire(house, 'lina', 'privacy');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  it.each([
    ['a phone', PHONE],
    ['a desk', {}],
  ] as const)('begins with what is late, on top, and says what was kept out: at %s', async (_, size) => {
    const page = await browser.open(size);
    // The page counts days by the clock of its own machine.
    await page.clock.setFixedTime(house.clock.now + 60_000);
    await staffSignedIn(page, house, lina, '/requests');
    const rows = await page.locator('main details > summary').allTextContents();
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(/5 days late$/);
    expect(rows[1]).toMatch(/15 days left$/);
    expect(await page.locator('.big div').allTextContents()).toEqual(['open2', 'late1']);

    await page.locator('.places a[href$="/collection"]').click();
    const row = (why: string) => page.getByRole('row').filter({ hasText: why });
    await row('choices.usage-data').waitFor();
    const version = /^2017-08/;
    for (const [why, events, fields] of [
      ['choices.usage-data', '2', '4'],
      ['undeclared event', '1', '1'],
      ['undeclared field', '0', '1'],
    ] as const) {
      const cells = await row(why).getByRole('cell').allTextContents();
      expect(cells[0]).toMatch(version);
      expect(cells.slice(1), why).toEqual([events, fields]);
    }
    await page.getByText('Live', { exact: true }).waitFor();

    await page.locator('.places a[href$="/retention"]').click();
    await page.getByRole('columnheader', { name: 'Next goes' }).waitFor();
    await page.getByText('Nothing has been swept yet').waitFor();
    expect(page.errors).toEqual([]);
  });
});
