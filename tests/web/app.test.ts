/** The app of a home: somebody plays something in their rooms, and the app says so, or keeps it to itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, hasBrowser, openBrowser, type TestBrowser, type TestPage } from '../../src/testing/browser.ts';
import { keeps } from '../../src/testing/keeps.ts';
import type { TestPerson, TestWorld } from '../../src/testing/world.ts';
import { type LivelyHouse, openLivelyHouse } from './lively-home.ts';
import { measured, PHONE, settled, signedIn, signIn } from './visit.ts';

const STEADY = 0.05;

describe.skipIf(!hasBrowser)('the app', () => {
  let lively: LivelyHouse;
  let house: TestWorld;
  let browser: TestBrowser;
  beforeAll(async () => {
    lively = await openLivelyHouse();
    house = lively.house;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await lively.close();
  });

  /** Somebody with a home, at a browser that is not an app of it yet. */
  async function atTheDoor(name: string, options = {}) {
    const who = await house.signUp(name);
    const home = await lively.moveIn(who);
    const page = await browser.open(options);
    await page.goto(`${house.url}/app`);
    await signIn(page, who);
    await page.getByRole('heading', { name: 'Add this browser' }).waitFor();
    return { who, page, ...home };
  }

  /** The same, with the browser added. */
  async function inside(name: string, options = {}) {
    const at = await atTheDoor(name, options);
    await at.page.getByRole('button', { name: 'Add it' }).click();
    await at.page.getByRole('region', { name: 'Kitchen' }).waitFor();
    return at;
  }

  const region = (page: TestPage, name: string) => page.getByRole('region', { name, exact: true });
  const titleIn = (page: TestPage, name: string) => region(page, name).locator('strong').textContent();
  /** What is held of what happened, in the words of its events: newest first. */
  async function heldOf(who: TestPerson): Promise<readonly { event: string; [field: string]: unknown }[]> {
    const { items } = (await who.ask('GET', '/v1/me/data?limit=100')).body;
    return items.map((one: { event: string; data: object }) => ({ event: one.event, ...one.data }));
  }
  /** The products and apps of a home that are served. */
  async function served(who: TestPerson, systemId: string) {
    const { products } = (await who.ask('GET', `/v1/households/${systemId}/products`)).body;
    return (products as { id: string; productType?: string; ended?: string; confirmed?: string }[]).filter(
      ({ ended }) => ended === undefined,
    );
  }
  const browsersOf = async (who: TestPerson, systemId: string) =>
    (await served(who, systemId)).filter(({ productType }) => productType === 'App in a browser');
  const turnUsageOff = async (page: TestPage) => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('switch', { name: /usage/i }).click();
    await page.getByRole('switch', { name: /usage/i, checked: false }).waitFor();
  };

  it('plays, pauses, skips, turns up and joins rooms; what it says of that is held, and what the players say of theirs', async () => {
    const { who, page, household } = await inside('Ada');
    const kitchen = region(page, 'Kitchen');
    await kitchen.getByLabel('What to put on, Kitchen').selectOption('Night Ferry');
    await kitchen.getByRole('button', { name: 'Put on' }).click();
    await expect.poll(() => titleIn(page, 'Kitchen')).toBe('Gangway');
    await kitchen.getByRole('button', { name: 'Next track, Kitchen' }).click();
    await expect.poll(() => titleIn(page, 'Kitchen')).toBe('Green Buoy, Red Buoy');
    await kitchen.getByRole('button', { name: 'Pause, Kitchen' }).click();
    await kitchen.getByRole('button', { name: 'Play, Kitchen' }).click();
    await kitchen.getByRole('button', { name: 'Pause, Kitchen' }).waitFor();
    await kitchen.getByLabel('Volume, Kitchen').fill('42');
    await expect.poll(() => kitchen.locator('output').textContent()).toBe('42');
    await kitchen.getByText('Play together with').click();
    await kitchen.getByRole('checkbox', { name: 'Attic' }).click();
    await region(page, 'Kitchen + Attic').waitFor();
    expect(household.players.look().map(({ players, transport }) => [players.length, transport])).toEqual([
      [2, 'playing'],
    ]);

    await expect
      .poll(async () => {
        const held = await heldOf(who);
        const commands = held
          .filter(({ event }) => event === 'command')
          .map(({ command, room, volume }) => [command, room, volume]);
        return commands.reverse();
      })
      .toEqual([
        ['play', 'Kitchen', undefined],
        ['next', 'Kitchen', undefined],
        ['pause', 'Kitchen', undefined],
        ['play', 'Kitchen', undefined],
        ['set-volume', 'Kitchen', 42],
        ['group', 'Attic', undefined],
      ]);
    const held = await heldOf(who);
    expect(held).toContainEqual(
      expect.objectContaining({ event: 'playback', track: 'Gangway', transport: 'stopped', skipped: true }),
    );
    expect(held).toContainEqual(expect.objectContaining({ event: 'volume', volume: 42, control: 'app' }));
    expect(held).toContainEqual(expect.objectContaining({ event: 'grouping', group: ['Kitchen', 'Attic'] }));
    expect(held).toContainEqual(expect.objectContaining({ event: 'app-use', appUses: 1 }));
    expect(page.errors).toEqual([]);
  });

  it('keeps to itself what it is not allowed to say, as its players do: usage data is off in two taps, and the music plays on', async () => {
    keeps('usage.opt-out-any-time');
    const { who, page, household, systemId } = await inside('Ben', PHONE);
    await region(page, 'Attic').getByRole('button', { name: 'Play, Attic' }).tap();
    await region(page, 'Attic').getByRole('button', { name: 'Pause, Attic' }).waitFor();
    const confirmed = async () => (await served(who, systemId)).filter((one) => one.confirmed !== undefined).length;
    await expect.poll(confirmed).toBe(4);
    await page.getByRole('link', { name: 'Settings' }).click();
    const products = page.getByRole('status').filter({ hasText: 'What your products say' });
    await expect.poll(() => products.getByText('Obeys these choices').count()).toBe(4);
    await turnUsageOff(page);
    await expect.poll(() => products.getByText('Obeys these choices').count()).toBe(4);
    await expect.poll(() => household.devices.map(({ reporter }) => reporter.status().queued)).toEqual([0, 0, 0]);
    const before = (await heldOf(who)).length;

    await page.getByRole('link', { name: 'Rooms' }).tap();
    await region(page, 'Attic').getByRole('button', { name: 'Pause, Attic' }).tap();
    await region(page, 'Attic').getByRole('button', { name: 'Play, Attic' }).waitFor();
    const says = page.getByRole('status', { name: 'What this app says of itself' });
    await says.getByText('This app keeps it to itself').waitFor();
    await says.getByRole('link', { name: 'The clause that decided' }).waitFor();
    // Longer than anything waits for company.
    await page.waitForTimeout(1_500);
    expect((await heldOf(who)).length).toBe(before);
    expect(await says.textContent()).toMatch(/0 waiting/);
    expect(page.errors).toEqual([]);
  });

  it('works by keyboard alone', async () => {
    const { page, household } = await atTheDoor('Cem');
    const key = page.keyboard;
    await page.getByRole('button', { name: 'Add it' }).focus();
    await key.press('Enter');
    await region(page, 'Kitchen').waitFor();
    await page.getByRole('button', { name: 'Play, Kitchen' }).focus();
    await key.press('Enter');
    await page.getByRole('button', { name: 'Pause, Kitchen' }).waitFor();
    // What was pressed is still where one is.
    await page.locator('button[aria-label="Pause, Kitchen"]:focus').waitFor();
    await key.press('Tab');
    await key.press('Enter');
    await key.press('Tab');
    for (let down = 0; down < 3; down += 1) await key.press('ArrowDown');
    await key.press('Tab');
    await key.press('Enter');
    await expect.poll(() => titleIn(page, 'Kitchen')).toBe('Contour Lines');
    await key.press('Tab');
    const before = Number(await region(page, 'Kitchen').locator('output').textContent());
    // Faster than the player answers.
    for (let up = 0; up < 5; up += 1) await key.press('ArrowRight');
    await expect.poll(() => region(page, 'Kitchen').locator('output').textContent()).toBe(String(before + 5));
    await expect.poll(() => household.players.look()[0]?.players[0]?.volume).toBe(before + 5);
    await key.press('Tab');
    await key.press('Enter');
    await key.press('Tab');
    await key.press('Space');
    await region(page, 'Kitchen + Attic').waitFor();
    await page.getByRole('link', { name: 'Settings' }).focus();
    await key.press('Enter');
    const summary = page.locator('summary', { hasText: /^Kitchen ·/ });
    await summary.focus();
    await summary.press('Enter');
    await page.getByRole('group').filter({ hasText: 'Kitchen ·' }).getByLabel('Room', { exact: true }).fill('Küche');
    await key.press('Enter');
    await page.locator('summary', { hasText: /^Küche ·/ }).waitFor();
    await page.getByRole('link', { name: 'Rooms' }).focus();
    await key.press('Enter');
    await region(page, 'Küche + Attic').waitFor();
    expect(page.errors).toEqual([]);
  });

  it('shows in one browser what is done in another: music and choices', async () => {
    const { who, page: desk } = await inside('Dina');
    const phone = await browser.open(PHONE);
    await phone.goto(`${house.url}/app`);
    await signIn(phone, who);
    await phone.getByRole('button', { name: 'Add it' }).tap();
    await region(phone, 'Attic').waitFor();
    await region(phone, 'Attic').getByLabel('What to put on, Attic').selectOption('Lighthouse FM');
    await region(phone, 'Attic').getByRole('button', { name: 'Put on' }).tap();
    await expect.poll(() => titleIn(desk, 'Attic')).toBe('Lighthouse FM');
    await desk.getByRole('link', { name: 'Settings' }).click();
    await desk.getByRole('switch', { name: /usage/i, checked: true }).waitFor();
    await turnUsageOff(phone);
    await desk.getByRole('switch', { name: /usage/i, checked: false }).waitFor();
    expect([...desk.errors, ...phone.errors]).toEqual([]);
  });

  it('says what is wrong where the service can’t be reached or breaks, and goes on once it can', async () => {
    const { page } = await inside('Emil');
    await page.route('**/v1/demo/players/commands', (route) => route.fulfill({ status: 500, body: 'no' }));
    await page.getByRole('button', { name: 'Play, Kitchen' }).click();
    await page.getByRole('alert').getByText('Something broke on our side').waitFor();
    await page.getByRole('button', { name: 'Play, Kitchen' }).waitFor();
    await page.unroute('**/v1/demo/players/commands');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Play, Kitchen' }).click();
    await page.getByRole('alert').getByText('We can’t be reached just now').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('banner').getByText('We can’t be reached just now').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Play, Kitchen' }).click();
    await page.getByRole('button', { name: 'Pause, Kitchen' }).waitFor();
    expect(await page.getByRole('main').getByRole('alert').count()).toBe(0);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('asks who somebody is once more when their session is over in the middle of a form, and keeps what they typed', async () => {
    const { who, page } = await inside('Fay');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.locator('summary', { hasText: /^Attic ·/ }).click();
    const name = page.getByRole('group').filter({ hasText: 'Attic ·' }).getByLabel('Room', { exact: true });
    await name.fill('Loft');
    await who.ask('DELETE', '/v1/sessions/all');
    await name.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Sign in once more' });
    await dialog.waitFor();
    // Nobody is there meanwhile of whom this app could say something.
    await page.getByText('Since you opened it').waitFor({ state: 'detached' });
    await signIn(page, who);
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Since you opened it').waitFor();
    expect(await name.inputValue()).toBe('Loft');
    await name.press('Enter');
    await page.locator('summary', { hasText: /^Loft ·/ }).waitFor();
  });

  it('is an app of the home no longer once it was removed, here or elsewhere', async () => {
    const { who, page, systemId } = await inside('Gil');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Remove it from this browser' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    const [own, ...others] = await browsersOf(who, systemId);
    expect(others).toEqual([]);
    await who.ask('DELETE', `/v1/products/${own?.id}`);
    await page.getByRole('heading', { name: 'Add this browser' }).waitFor();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  it('is added once, however many windows of the browser ask', async () => {
    const { who, page, systemId } = await atTheDoor('Mio');
    const other = await page.context().newPage();
    await other.goto(`${house.url}/app`);
    await other.getByRole('heading', { name: 'Add this browser' }).waitFor();
    for (const window of [page, other]) {
      await window.getByRole('button', { name: 'Add it' }).click();
      await window.getByRole('region', { name: 'Kitchen' }).waitFor();
    }
    expect(await browsersOf(who, systemId)).toHaveLength(1);
  });

  it('says nothing more of anybody who has signed out; who comes next has an app of their own', async () => {
    const { who: nia, page } = await inside('Nia');
    await page.getByRole('button', { name: 'Play, Kitchen' }).click();
    const says = page.getByRole('status', { name: 'What this app says of itself' });
    await says.getByText('command').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    // What she did until then still comes in: how long she had it open is the last of it.
    await expect
      .poll(async () => (await heldOf(nia)).find(({ event }) => event.startsWith('app'))?.useDuration)
      .toBeDefined();
    const before = (await heldOf(nia)).length;

    const oli = await house.signUp('Oli');
    await lively.moveIn(oli);
    await signIn(page, oli);
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('button', { name: 'Play, Attic' }).click();
    await expect.poll(async () => (await heldOf(oli)).map(({ event }) => event)).toContain('command');
    expect((await heldOf(nia)).length).toBe(before);
  });

  it('notices that its person was forgotten, in a window that nobody touches', async () => {
    const { who, page } = await inside('Pia');
    await who.ask('POST', '/v1/me/erasure', { password: who.password, confirm: 'erase' });
    await page.getByRole('dialog', { name: 'Sign in once more' }).waitFor();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  it('says so where there is no home, and where no player answers', async () => {
    const hal = await house.signUp('Hal');
    const page = await browser.open(PHONE);
    await page.goto(`${house.url}/app`);
    await signIn(page, hal);
    await page.getByRole('link', { name: 'Set up a home' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await hal.household();
    await page.goto(`${house.url}/app`);
    await page.getByRole('button', { name: 'Add it' }).tap();
    await page.getByText('No player answers here').waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('has no barrier in any state, neither in light nor in dark; is painted soon, and stays in its place', async () => {
    for (const [name, options] of [
      ['Ida', { ...PHONE, colorScheme: 'light' as const }],
      ['Jon', { colorScheme: 'dark' as const }],
    ] as const) {
      const { page } = await atTheDoor(name, options);
      expect(await barriers(page), 'the door').toEqual([]);
      await page.getByRole('button', { name: 'Add it' }).click();
      await page.getByRole('button', { name: 'Play, Kitchen' }).click();
      await page.getByRole('button', { name: 'Pause, Kitchen' }).waitFor();
      for (const closed of await page.getByText('Play together with').all()) await closed.click();
      expect(await barriers(page), 'rooms').toEqual([]);
      await page.getByRole('link', { name: 'Settings' }).click();
      await page.getByRole('switch').first().waitFor();
      for (const closed of await page.locator('main details > summary').all()) await closed.click();
      expect(await barriers(page), 'settings').toEqual([]);
      await page.getByRole('button', { name: 'Remove it from this browser' }).click();
      expect(await barriers(page), 'removing').toEqual([]);
      for (const path of ['/app', '/app/settings']) {
        await page.goto(`${house.url}${path}`);
        await settled(page);
        const { moved, painted } = await page.evaluate(measured);
        expect(moved, path).toBeLessThan(STEADY);
        expect(painted, path).toBeLessThan(3_000);
      }
      expect(page.errors).toEqual([]);
    }
  }, 120_000);

  it('leads to what is held, to put it right and to delete it, without signing in again', async () => {
    keeps('rights.view-edit-delete');
    const { who, page } = await inside('Lea', PHONE);
    await page.getByRole('button', { name: 'Play, Kitchen' }).tap();
    await page.getByRole('button', { name: 'Pause, Kitchen' }).waitFor();
    const commands = async () => (await heldOf(who)).filter(({ event }) => event === 'command').length;
    await expect.poll(commands).toBe(1);
    await page.getByRole('link', { name: 'Settings' }).tap();
    await page.getByRole('link', { name: 'See what is held' }).tap();
    await page.getByRole('heading', { name: 'What is held of what happened' }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Put something right' }).tap();
    await page.getByLabel('Your telephone number').fill('+49 30 1234567');
    await page.getByRole('button', { name: 'Save' }).first().tap();
    await page.getByText('Saved.').first().waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Delete something' }).tap();
    await page.locator('summary', { hasText: 'you tell your system' }).first().tap();
    await page.getByRole('button', { name: 'Delete this' }).first().tap();
    await expect.poll(commands).toBe(0);
  });

  it('asks nobody but the service for anything', async () => {
    const page = await browser.open();
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== house.url) foreign.push(request.url());
    });
    const kim = await house.signUp('Kim');
    await lively.moveIn(kim);
    await signedIn(page, house, kim);
    await page.goto(`${house.url}/app`);
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('button', { name: 'Play, Kitchen' }).click();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('switch').first().waitFor();
    expect(foreign).toEqual([]);
  });
});
