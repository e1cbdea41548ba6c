/** The statement as anyone reads it, in a browser that runs nothing. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Statement } from '../../src/statement/statement.ts';
import { barriers, hasBrowser, openBrowser, type TestBrowser } from '../../src/testing/browser.ts';
import { freshClusters } from '../../src/testing/database.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';
import { statement as reference } from '../../statements/sonos-2017-08/statement.ts';
import { words } from '../../statements/sonos-2017-08/wording.ts';
import { PHONE } from './visit.ts';

describe.skipIf(!hasBrowser)('the statement', () => {
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

  it('is searched without script, by keyboard, and leads to the place that speaks of it', async () => {
    const page = await browser.open({ javaScriptEnabled: false });
    await page.goto(`${house.url}/statement`);
    await page.getByLabel('Look for something').focus();
    await page.keyboard.type('equaliser');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /places? speaks? of “equaliser”/ }).waitFor();
    await page.locator('#found a').first().click();
    expect(new URL(page.url()).hash).toMatch(/^#[\w.-]+$/);
    await page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`).waitFor();
    await page.getByLabel('Look for something').fill('<b>"zqvjxwk"');
    await page.getByRole('button', { name: 'Look' }).click();
    await page.getByRole('heading', { name: 'Nothing is said of “<b>"zqvjxwk"”' }).waitFor();
    expect(await page.getByLabel('Look for something').inputValue()).toBe('<b>"zqvjxwk"');
    expect(page.errors).toEqual([]);
  });

  it('has no barrier, with something found or not, in light and in dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.open({ ...PHONE, colorScheme });
      for (const query of ['', '?q=voice', '?q=zqvjxwk']) {
        await page.goto(`${house.url}/statement${query}`);
        expect(await barriers(page), query).toEqual([]);
      }
      expect(page.errors).toEqual([]);
    }
  }, 120_000);

  it('leads to what it means for who reads it', async () => {
    const page = await browser.open();
    await page.goto(`${house.url}/statement`);
    await page.getByRole('link', { name: 'your choices, your data now, and who got it' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/me/statement');
  });
});

describe.skipIf(!hasBrowser)('versions of the statement', () => {
  // Sound: they differ in the length of one span, which its type alone can tell.
  const keeping = (span: string, dated: string) =>
    ({
      ...reference,
      dated,
      keep: { ...reference.keep, activity: { ...reference.keep.activity, for: span } },
    }) as unknown as Statement;

  it('are compared, any two of them, without script and by keyboard', async () => {
    const clusters = await freshClusters();
    const folder = mkdtempSync(join(tmpdir(), 'sotto-versions-'));
    const browser = await openBrowser();
    const open = (statement: Statement) =>
      openTestWorld({ on: { clusters, keyFile: join(folder, 'epoch.key') }, running: { statement, wording: words } });
    try {
      await (await open(reference)).close();
      await (await open(keeping('4 months', '2018-04-25'))).close();
      const house = await open(keeping('3 months', '2018-10-01'));
      const page = await browser.open({ ...PHONE, javaScriptEnabled: false });
      await page.goto(`${house.url}/statement/versions`);
      await page.getByLabel('From the version').focus();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('After: 3 months after').waitFor();
      const chosen = page.getByLabel('From the version').locator('option:checked');
      expect(await chosen.textContent()).toMatch(/^1 August 2017, /);
      await page.getByLabel('to the version').selectOption({ index: 1 });
      await page.getByRole('button', { name: 'Compare' }).click();
      await page.getByText('After: 4 months after').waitFor();
      expect(page.errors).toEqual([]);
      const other = await browser.open(PHONE);
      await other.goto(page.url());
      expect(await barriers(other)).toEqual([]);
      await house.close();
    } finally {
      await browser.close();
      await clusters.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
