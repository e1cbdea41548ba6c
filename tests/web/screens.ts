/** Pictures of the pages that people see most, in light and dark, at a desk and on a phone: `npm run screens`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser, type TestPage } from '../../src/testing/browser.ts';
import { hire } from '../../src/testing/staff.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';
import { livedIn } from './lived-in.ts';
import { openLivelyHouse } from './lively-home.ts';
import { PHONE, settled, signedIn, signIn, staffSignedIn } from './visit.ts';
import { workingHouse } from './working-house.ts';

const OUTSIDE = {
  'sign-in': '/me',
  'sign-up': '/me/sign-up',
  forgotten: '/me/forgotten',
  receipt: '/me/receipt',
  statement: '/statement',
  search: '/statement?q=voice',
  versions: '/statement/versions',
  asking: '/requests',
  children: '/children',
};
const INSIDE = {
  home: '/me',
  choices: '/me/choices',
  glass: '/me/glass',
  history: '/me/history',
  details: '/me/details',
  requests: '/me/requests',
  along: '/me/along',
  recipients: '/me/recipients',
  erase: '/me/erase',
  close: '/me/close',
  mine: '/me/statement',
};
const APP = { 'app-rooms': '/app', 'app-settings': '/app/settings' };
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
const lively = await openLivelyHouse();
const browser = await openBrowser();
try {
  const { ada } = await livedIn(house);
  const mira = await hire(house, 'mira', 'privacy');
  await workingHouse(house);
  const kim = await lively.house.signUp('Kim');
  const { household } = await lively.moveIn(kim);
  const [kitchen = ''] = household.players.look().map(({ leader }) => leader);
  household.players.obey({ command: 'play', player: kitchen, music: 'Night Ferry' });

  for (const [size, options] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const open = () => browser.open({ ...options, colorScheme, reducedMotion: 'reduce' });
      const take = async (page: TestPage, { url }: TestWorld, places: { readonly [name: string]: string }) => {
        for (const [name, path] of Object.entries(places)) {
          if (only !== undefined && !name.startsWith(only)) continue;
          await page.goto(`${url}${path}`);
          await settled(page);
          // Names that come a moment later.
          await page.waitForTimeout(300);
          await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`), scale: 'css' });
        }
      };
      const page = await open();
      await page.clock.setFixedTime(house.clock.now);
      await take(page, house, OUTSIDE);
      await signedIn(page, house, ada);
      await take(page, house, INSIDE);
      await take(page, house, { 'console-sign-in': '/console' });
      await staffSignedIn(page, house, mira);
      await take(page, house, CONSOLE);
      await page.context().close();

      const app = await open();
      await app.goto(`${lively.house.url}/app`);
      await signIn(app, kim);
      await app.getByRole('heading', { name: 'Add this browser' }).waitFor();
      await take(app, lively.house, { 'app-add': '/app' });
      await app.getByRole('button', { name: 'Add it' }).click();
      await app.getByRole('region', { name: 'Kitchen' }).waitFor();
      await take(app, lively.house, APP);
      await app.context().close();
    }
  }
} finally {
  await browser.close();
  await lively.close();
  await house.close();
}
