/** What somebody has at home, and where they are signed in: set up, named, ended. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser, type TestBrowser } from '../../src/testing/browser.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';
import { PHONE, visit } from './visit.ts';

describe.skipIf(!hasBrowser)('details', () => {
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

  it('say what a home begins with where it is set up, and lead to the switch', async () => {
    keeps('usage.opt-out-any-time');
    const gil = await house.signUp('Gil');
    const page = await visit({ browser, house }, gil, '/details', PHONE);
    const told = page.locator('form', { has: page.getByRole('button', { name: 'Set up a home' }) });
    await told.getByText('On from the start: additional usage data.').waitFor();
    await page.getByRole('button', { name: 'Set up a home' }).tap();
    await page.getByText('Nothing is registered here yet').waitFor();
    await page.getByRole('link', { name: 'You can turn it off at any time' }).tap();
    const usage = page.getByRole('switch', { name: /usage data/i }).first();
    await usage.tap();
    await expect.poll(() => usage.getAttribute('aria-checked')).toBe('false');
    const { choices } = (await gil.ask('GET', '/v1/me/choices')).body;
    expect(choices).toContainEqual(expect.objectContaining({ choice: 'usage-data', state: 'off' }));
    expect(page.errors).toEqual([]);
  });

  it('and choices are where contact details, subscriptions and messages in the app are managed', async () => {
    keeps('contact.preferences');
    const hal = await house.signUp('Hal');
    const page = await visit({ browser, house }, hal, '/details', PHONE);
    await page.getByLabel('Your telephone number').fill('+49 30 1234567');
    await page.getByRole('button', { name: 'Save' }).first().tap();
    await page.getByText('Saved.').waitFor();
    const { current } = (await hal.ask('GET', '/v1/me/data?category=account')).body;
    expect(current[0].data.phone).toBe('+49 30 1234567');

    await page.getByRole('link', { name: 'Choices' }).tap();
    const { choices } = (await hal.ask('GET', '/v1/me/choices')).body as {
      choices: { choice: string; state: string; asks: string }[];
    };
    const managed = ['email-marketing', 'newsletter', 'in-app-messages'];
    for (const name of managed) {
      const { asks, state } = choices.find(({ choice }) => choice === name)!;
      const one = page.getByRole('switch', { name: asks, exact: true });
      await one.tap();
      await expect.poll(() => one.getAttribute('aria-checked')).toBe(String(state === 'off'));
    }
    const after = (await hal.ask('GET', '/v1/me/choices')).body.choices as typeof choices;
    for (const name of managed) {
      const state = (all: typeof choices) => all.find(({ choice }) => choice === name)?.state;
      expect([name, state(after)]).not.toEqual([name, state(choices)]);
    }
    expect(page.errors).toEqual([]);
  });

  it('set up a home, register a product whose token is shown once, name its room, and end its service', async () => {
    const ada = await house.signUp('Ada');
    const page = await visit({ browser, house }, ada, '/details', PHONE);
    await page.getByRole('button', { name: 'Set up a home' }).tap();
    await page.getByText('Add a product or an app').tap();
    await page.getByLabel('Serial number').fill('B8-E9-37-0A0B0C:4');
    await page.getByLabel('Type').fill('One');
    await page.getByLabel('Room').last().fill('Küche');
    await page.getByRole('button', { name: 'Register it' }).tap();
    const token = (await page.locator('.token').textContent()) ?? '';
    expect((await house.ask('GET', '/v1/directive', { token })).status).toBe(200);

    await page.getByText('Küche · One', { exact: true }).tap();
    await page.getByLabel('Room').first().fill('Pantry');
    await page.getByRole('button', { name: 'Save' }).last().tap();
    await page.getByText('Pantry · One', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'End its service' }).tap();
    await page.getByRole('dialog').getByRole('button', { name: 'End its service' }).tap();
    await page.getByText('No longer served').tap();
    await page.getByText('Pantry · One, until').waitFor();
    expect((await house.ask('GET', '/v1/directive', { token })).body.code).toBe('revoked');
    // Seen again, the page shows no token.
    await page.reload();
    await page.getByText('No longer served').waitFor();
    expect(await page.locator('.token').count()).toBe(0);
    expect(page.errors).toEqual([]);
  });

  it('change the email address: after a fresh sign-in it waits, the letter is sent again, and its link makes it so', async () => {
    const dora = await house.signUp('Dora');
    const page = await visit({ browser, house }, dora, '/details', PHONE);
    const address = page.getByLabel('Email address').first();
    const linkNow = async () => {
      await house.world.people.mail.settled();
      const letter = house.outbox.letters.findLast(({ to }) => to === 'dora@work.example');
      return /\/addresses\/confirm\/\S+/.exec(letter?.text ?? '')?.[0] ?? '';
    };
    house.clock.now += 11 * 60_000;
    await address.fill('dora@work.example');
    await page.getByRole('button', { name: 'Save' }).first().tap();
    const dialog = page.getByRole('dialog', { name: 'Sign in once more' });
    await dialog.getByText('takes your account over').waitFor();
    await dialog.getByLabel('Email address').fill(dora.email);
    await dialog.getByLabel('Password').fill(dora.password);
    await dialog.getByRole('button', { name: 'Sign in' }).tap();
    await page.getByRole('heading', { name: 'A new address waits' }).waitFor();
    await page.getByText('dora@home.example stays in use').waitFor();
    const first = await linkNow();
    expect(first).not.toBe('');
    await page.getByRole('button', { name: 'Send the letter again' }).tap();
    await page.getByText('It is on its way').waitFor();
    const second = await linkNow();
    expect(second).not.toBe(first);

    await page.goto(`${house.url}${second}`);
    await page.getByRole('button', { name: 'Yes, use this address' }).tap();
    await page.getByRole('heading', { name: 'Your address is changed' }).waitFor();
    await page.goto(`${house.url}/me/details`);
    await expect.poll(() => address.inputValue()).toBe('dora@work.example');

    // And once more, which she thinks better of.
    await address.fill('dora@sea.example');
    await page.getByRole('button', { name: 'Save' }).first().tap();
    await page.getByRole('button', { name: 'Leave it as it was' }).tap();
    await page.getByRole('heading', { name: 'A new address waits' }).waitFor({ state: 'detached' });
    // That it asked for a fresh sign-in, and nothing else.
    expect(page.errors).toEqual([expect.stringContaining('403')]);
  });

  it('put right what is held of a system, in a form made of its fields, and say of the rest how it came', async () => {
    keeps('rights.view-edit-delete');
    const fay = await house.signUp('Fay');
    await fay.product(await fay.household(), 'Kitchen');
    const page = await visit({ browser, house }, fay, '/details', PHONE);
    await page.getByText('The registration of your system').first().tap();
    await page.getByLabel('The postal code your system is at').fill('10117');
    await page.getByLabel('The country your system is in').selectOption('AT');
    const form = page.locator('details', { has: page.getByLabel('The postal code your system is at') });
    await form.getByRole('button', { name: 'Save' }).tap();
    await form.getByText('Saved.').waitFor();
    expect(await form.getByRole('link', { name: 'when you register your system' }).first().getAttribute('href')).toBe(
      '/statement#collect.system-registered',
    );
    // What is said of it has room beside what it is called, on a phone too.
    const widths = await form.locator('dd').evaluateAll((all) => all.map(({ clientWidth }) => clientWidth));
    expect(Math.min(...widths)).toBeGreaterThan(140);
    const { current } = (await fay.ask('GET', '/v1/me/data?category=registration')).body;
    expect(current[0].data).toMatchObject({ country: 'AT', postalCode: '10117' });
    expect(page.errors).toEqual([]);
  });

  it('sign out everywhere, and then every other window asks who is there', async () => {
    const ben = await house.signUp('Ben');
    const [one, other] = [
      await visit({ browser, house }, ben, '/details'),
      await visit({ browser, house }, ben, '/choices'),
    ];
    await one.getByRole('button', { name: 'Sign out everywhere' }).click();
    await one.getByRole('heading', { name: 'Sign in' }).waitFor();
    await other.getByRole('switch').first().click();
    await other.getByRole('dialog', { name: 'Sign in once more' }).waitFor();
    expect((await ben.ask('GET', '/v1/households')).status).toBe(401);
  });
});
