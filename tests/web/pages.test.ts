/** What holds of every page of the privacy centre: small, quick, steady, and nothing from anywhere else. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILT } from '../../src/server/routes/web.ts';
import { barriers, hasBrowser, openBrowser, type TestBrowser } from '../../src/testing/browser.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';
import { type LivedIn, livedIn } from './lived-in.ts';
import { measured, PHONE, settled, visit, watchPresses } from './visit.ts';

const PLACES = [
  '',
  '/choices',
  '/history',
  '/details',
  '/recipients',
  '/requests',
  '/along',
  '/erase',
  '/close',
  '/statement',
  '/receipt',
];
/** Cumulative layout shift: up to 0.1 is called good. */
const STEADY = 0.05;
/** Milliseconds on a busy machine; on a quiet one it is a tenth of that. */
const FIRST_PAINT = 3_000;
/** Milliseconds from a press to the next paint: up to 200 is called good, and a busy machine has more. */
const SOON = 1_000;

/** The scripts that a page of a surface leads to, sooner or later. */
function scriptsOf(surface: string): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (text: string) => {
    for (const [, name = ''] of text.matchAll(/([\w-]+\.js)\b/g)) {
      if (found.has(name) || !existsSync(join(BUILT, 'assets', name))) continue;
      found.add(name);
      follow(readFileSync(join(BUILT, 'assets', name), 'utf8'));
    }
  };
  follow(readFileSync(join(BUILT, surface, 'index.html'), 'utf8'));
  return found;
}

it.each(['centre', 'app', 'console'])('all script of the %s together is less than 60 KB, packed', (surface) => {
  const files = [...scriptsOf(surface)];
  expect(files.length).toBeGreaterThan(5);
  const sizes = files.map((name) => gzipSync(readFileSync(join(BUILT, 'assets', name))).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60 * 1024);
});

it('nothing that was built belongs to no surface', () => {
  const all = readdirSync(join(BUILT, 'assets')).filter((name) => name.endsWith('.js'));
  const known = new Set([...scriptsOf('centre'), ...scriptsOf('app'), ...scriptsOf('console')]);
  expect(all.filter((name) => !known.has(name))).toEqual([]);
});

describe.skipIf(!hasBrowser)('a home that is lived in', () => {
  let house: TestWorld;
  let browser: TestBrowser;
  let home: LivedIn;
  beforeAll(async () => {
    house = await openTestWorld();
    browser = await openBrowser();
    home = await livedIn(house);
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  it('is seen at a glance, by eye and by ear: what is held, what is on, what is asked, who got what', async () => {
    const page = await visit({ browser, house }, home.ada);
    const line = page.getByRole('img').first();
    expect(await line.getAttribute('aria-label')).toMatch(
      /^March 2027: 34, April 2027: 30, May 2027: 24, July 2027: 12,/,
    );
    await page.getByText('Nobody outside was given anything').waitFor();
    await page.getByRole('link', { name: 'usage data on', exact: true }).waitFor();
    await page.getByText('have what is wrong put right').waitFor();
    await page.getByRole('link', { name: 'activity', exact: true }).click();
    await page.getByText('something plays, pauses or ends').first().waitFor();
    expect(await page.getByText('the app starts').count()).toBe(0);
    await page.getByText('Kitchen · One').first().waitFor();
    expect(page.errors).toEqual([]);
  });

  it('has no barrier in any place, neither in light nor in dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await visit({ browser, house }, home.ada, '', { ...PHONE, colorScheme });
      for (const path of PLACES) {
        await page.goto(`${house.url}/me${path}`);
        await settled(page);
        const closed = page.locator('main details:not([open]) > summary:visible');
        for (let opened = 0; opened < 4 && (await closed.count()) > 0; opened += 1) await closed.first().click();
        expect(await barriers(page), `${path} ${colorScheme}`).toEqual([]);
      }
      expect(page.errors).toEqual([]);
    }
  }, 120_000);

  it('is painted soon, stays in its place while it loads, and asks nobody else for anything', async () => {
    for (const options of [PHONE, {}]) {
      const page = await visit({ browser, house }, home.ada, '', options);
      const foreign: string[] = [];
      page.on('request', (request) => {
        if (new URL(request.url()).origin !== house.url) foreign.push(request.url());
      });
      for (const path of PLACES) {
        await page.goto(`${house.url}/me${path}`);
        await settled(page);
        const { moved, painted } = await page.evaluate(measured);
        expect(moved, path).toBeLessThan(STEADY);
        expect(painted, path).toBeLessThan(FIRST_PAINT);
      }
      expect(foreign).toEqual([]);
    }
  }, 120_000);

  it('answers each press soon, on its way from place to place and where something is decided', async () => {
    const page = await visit({ browser, house }, home.ada, '', PHONE);
    const times = await watchPresses(page);
    for (const link of await page.getByRole('navigation', { name: 'Your privacy' }).getByRole('link').all()) {
      await link.tap();
      await settled(page);
    }
    await page.getByRole('link', { name: 'Choices' }).tap();
    const usage = page.getByRole('switch').first();
    for (const isOn of [false, true]) {
      await usage.tap();
      await page.getByRole('switch', { checked: isOn }).first().waitFor();
    }
    const took = await times();
    expect(took.length).toBeGreaterThan(5);
    expect(Math.max(...took)).toBeLessThan(SOON);
  });
});
