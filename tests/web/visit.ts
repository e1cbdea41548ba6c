/** Somebody at a browser, on the pages of a test world. */
import type { BrowserContextOptions } from 'playwright-core';
import type { TestBrowser, TestPage } from '../../src/testing/browser.ts';
import type { TestWorld } from '../../src/testing/world.ts';

export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Opens a page of the privacy centre as somebody who signs in there first. */
export async function visit(
  { browser, house }: { browser: TestBrowser; house: TestWorld },
  who: { readonly email: string; readonly password: string },
  path = '',
  options: BrowserContextOptions = {},
): Promise<TestPage> {
  const page = await browser.open(options);
  await signedIn(page, house, who, path);
  return page;
}

/** Signs somebody in on a page that is open. */
export async function signedIn(
  page: TestPage,
  house: TestWorld,
  who: { readonly email: string; readonly password: string },
  path = '',
): Promise<void> {
  await page.goto(`${house.url}/me${path}`);
  await page.getByLabel('Email address').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
  await settled(page);
}

/** Waits until all that the page asked for is there. */
export async function settled(page: TestPage): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('.waiting').first().waitFor({ state: 'detached' });
}
