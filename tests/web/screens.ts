/** Pictures of the pages that people see most, in light and dark, at a desk and on a phone: `npm run screens`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../../src/testing/browser.ts';
import { hire } from '../../src/testing/staff.ts';
import { openTestWorld } from '../../src/testing/world.ts';
import { livedIn } from './lived-in.ts';
import { PHONE, settled, signedIn, staffSignedIn } from './visit.ts';
import { workingHouse } from './working-house.ts';

const OUTSIDE = { 'sign-in': '/me', statement: '/statement', search: '/statement?q=voice' };
const INSIDE = {
  home: '/me',
  choices: '/me/choices',
  history: '/me/history',
  details: '/me/details',
  requests: '/me/requests',
  along: '/me/along',
  recipients: '/me/recipients',
  erase: '/me/erase',
  close: '/me/close',
  mine: '/me/statement',
};
const CONSOLE = {
  'console-requests': '/console/requests',
  'console-person': '/console/person',
  'console-collection': '/console/collection',
  'console-statement': '/console/statement',
  'console-retention': '/console/retention',
  'console-ledger': '/console/ledger',
  'console-record': '/console/record',
  'console-breach': '/console/breach',
};
const SIZES = { desk: { viewport: { width: 1080, height: 760 } }, phone: PHONE };

const folder = process.argv[2] ?? join('docs', 'screens');
const only = process.argv[3];
mkdirSync(folder, { recursive: true });
const house = await openTestWorld();
const browser = await openBrowser();
try {
  const { ada } = await livedIn(house);
  const mira = await hire(house, 'mira', 'privacy');
  await workingHouse(house);
  for (const [size, options] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.open({ ...options, colorScheme, reducedMotion: 'reduce' });
      await page.clock.setFixedTime(house.clock.now);
      const take = async (places: { readonly [name: string]: string }) => {
        for (const [name, path] of Object.entries(places)) {
          if (only !== undefined && name !== only) continue;
          await page.goto(`${house.url}${path}`);
          await settled(page);
          // Names that come a moment later.
          await page.waitForTimeout(300);
          await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`), scale: 'css' });
        }
      };
      await take(OUTSIDE);
      await signedIn(page, house, ada);
      await take(INSIDE);
      await take({ 'console-sign-in': '/console' });
      await staffSignedIn(page, house, mira);
      await take(CONSOLE);
      await page.context().close();
    }
  }
} finally {
  await browser.close();
  await house.close();
}
