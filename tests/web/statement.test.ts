/** The statement as anyone reads it, in a browser that runs nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, hasBrowser, openBrowser, type TestBrowser } from '../../src/testing/browser.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';
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
  });

  it('leads to what it means for who reads it', async () => {
    const page = await browser.open();
    await page.goto(`${house.url}/statement`);
    await page.getByRole('link', { name: 'your choices, your data now, and who got it' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/me/statement');
  });
});
