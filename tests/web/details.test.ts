/** What somebody has at home, and where they are signed in: set up, named, ended. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser, type TestBrowser } from '../../src/testing/browser.ts';
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
