/** Somebody closes their account and comes back; somebody has forgotten the password. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, hasBrowser, openBrowser, type TestBrowser } from '../../src/testing/browser.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';
import { PHONE, visit } from './visit.ts';

describe.skipIf(!hasBrowser)('an account', () => {
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

  it('is closed once it is told what ends when, and opened again by who signs in, with the products served again', async () => {
    const ada = await house.signUp('Ada');
    const kitchen = await ada.product(await ada.household(), 'Kitchen');
    const page = await visit({ browser, house }, ada, '/erase', PHONE);
    await page.getByRole('link', { name: 'close the account' }).tap();
    await page.getByRole('heading', { name: 'What ends, and when' }).waitFor();
    expect(await page.locator('li time').count()).toBeGreaterThan(1);
    await page.getByLabel('Type “close”').fill('close');
    await page.getByLabel('Password').fill('not hers');
    await page.getByRole('button', { name: 'Close the account' }).tap();
    await page.getByText('The present password is not right').waitFor();
    expect(await page.getByLabel('Type “close”').inputValue()).toBe('close');
    await page.getByLabel('Password').fill(ada.password);
    await page.getByRole('button', { name: 'Close the account' }).tap();
    await page.getByRole('heading', { name: 'Your account is closed' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect((await kitchen.collect([])).status).toBe(403);

    await page.getByRole('button', { name: 'Leave' }).tap();
    await page.goto(`${house.url}/me`);
    await page.getByLabel('Email address').fill(ada.email);
    await page.getByLabel('Password').fill(ada.password);
    await page.getByRole('button', { name: 'Sign in' }).tap();
    await page.getByText('You have closed this account').waitFor();
    expect(await page.getByLabel('Password').inputValue()).toBe(ada.password);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open it again' }).tap();
    await page.getByRole('heading', { name: 'At a glance' }).waitFor();
    expect((await kitchen.collect([])).status).toBe(200);
  });

  it('has a new password by the mailed link, by keyboard alone, and the old one is good no more', async () => {
    const ben = await house.signUp('Ben');
    const page = await browser.open();
    await page.goto(`${house.url}/me`);
    await page.getByRole('link', { name: 'I have forgotten my password' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'A new password' }).waitFor();
    await page.getByLabel('Email address').focus();
    await page.keyboard.type(ben.email);
    await page.keyboard.press('Enter');
    await page.getByText('a letter is on its way').waitFor();
    await house.world.people.mail.settled();
    const { text } = house.outbox.letters.findLast(({ to }) => to === ben.email)!;
    const link = new URL(/https:\/\/\S+\/reset\/\S+/.exec(text)![0]);
    await page.goto(`${house.url}${link.pathname}`);
    await page
      .getByLabel(/password/i)
      .first()
      .focus();
    await page.keyboard.type('a new set of words');
    await page.keyboard.press('Enter');
    await page.getByText(/password is (set|changed)/i).waitFor();
    expect(await barriers(page)).toEqual([]);

    await page.goto(`${house.url}/me`);
    for (const [password, heading] of [
      [ben.password, 'Sign in'],
      ['a new set of words', 'At a glance'],
    ] as const) {
      await page.getByLabel('Email address').fill(ben.email);
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      if (heading === 'Sign in') await page.getByRole('alert').waitFor();
      await page.getByRole('heading', { name: heading }).waitFor();
    }
  });
});
