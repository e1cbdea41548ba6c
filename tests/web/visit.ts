/** Somebody at a browser, on the pages of a test world. */
import type { BrowserContextOptions } from 'playwright-core';
import { codeAt } from '../../src/people/staff/codes.ts';
import type { TestBrowser, TestPage } from '../../src/testing/browser.ts';
import type { TestStaff } from '../../src/testing/staff.ts';
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
  await signIn(page, who);
  await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
  await settled(page);
}

/** Fills in the form that asks who somebody is. */
export async function signIn(
  page: TestPage,
  who: { readonly email: string; readonly password: string },
): Promise<void> {
  await page.getByLabel('Email address').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Signs somebody in who works here; the clock of the house is moved on to their next code. */
export async function staffSignedIn(page: TestPage, house: TestWorld, who: TestStaff, path = ''): Promise<void> {
  await page.goto(`${house.url}/console${path}`);
  await giveCode(page, house, who);
  await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
  await settled(page);
}

/** Fills in the form that asks who somebody is, in the page or over it. */
export async function giveCode(page: TestPage, house: TestWorld, who: TestStaff): Promise<void> {
  house.clock.now += 60_000;
  await page.getByLabel('Name').fill(who.name);
  await page.getByLabel('Password').fill(who.password);
  await page.getByLabel('Code').fill(codeAt(who.secret, house.clock.now));
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Waits until all that the page asked for is there. */
export async function settled(page: TestPage): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('.waiting').first().waitFor({ state: 'detached' });
}

/** Runs in the page: how far what was seen has moved, and when the first of it was seen, in milliseconds. */
export function measured(): Promise<{ moved: number; painted: number }> {
  return new Promise((resolve) => {
    let moved = 0;
    // What browsers know of shifts, the types do not.
    const add = (list: { getEntries(): unknown[] }) => {
      for (const entry of list.getEntries() as { value: number }[]) moved += entry.value;
    };
    new PerformanceObserver(add).observe({ type: 'layout-shift' as 'mark', buffered: true });
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    setTimeout(() => resolve({ moved, painted: paint?.startTime ?? Number.POSITIVE_INFINITY }), 200);
  });
}

/**
 * Watches how long each press or tap takes until what came of it is painted, while the page stays loaded. Answers how to read the times,
 * in milliseconds.
 */
export async function watchPresses(page: TestPage): Promise<() => Promise<readonly number[]>> {
  const times = await page.evaluateHandle(() => {
    const took: number[] = [];
    // What browsers know of events, the types do not.
    const add = (list: { getEntries(): unknown[] }) => {
      for (const { interactionId, duration } of list.getEntries() as { interactionId: number; duration: number }[]) {
        if (interactionId > 0) took.push(duration);
      }
    };
    const options = { type: 'event' as 'mark', durationThreshold: 16 };
    new PerformanceObserver(add).observe(options);
    return took;
  });
  return async () => {
    await page.waitForTimeout(300);
    return times.jsonValue();
  };
}
