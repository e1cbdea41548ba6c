/** A choice, and what comes of it: seen in every window, and confirmed by the products themselves. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { essentialAt } from '../../src/decide/directive.ts';
import { createReporter } from '../../src/device/reporter.ts';
import { hasBrowser, openBrowser, type TestBrowser } from '../../src/testing/browser.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestProduct, type TestWorld } from '../../src/testing/world.ts';
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import { PHONE, visit } from './visit.ts';

describe.skipIf(!hasBrowser)('a choice', () => {
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

  /** The SDK as it runs in a product. */
  const running = async ({ token }: TestProduct) => {
    const reporter = createReporter({ url: house.url, token, essential: essentialAt(statement, 'product') });
    await reporter.start();
    return reporter;
  };

  it('turned off in two clicks is obeyed by the products, each of which says when; another window shows both at once', async () => {
    keeps('usage.opt-out-any-time');
    const ada = await house.signUp('Ada');
    const system = await ada.household();
    const kitchen = await running(await ada.product(system, 'Kitchen'));
    await ada.product(system, 'Attic');
    const phone = await visit({ browser, house }, ada, '', PHONE);
    const desk = await visit({ browser, house }, ada, '/choices');
    await expect.poll(() => desk.getByText('Obeys these choices').count()).toBe(1);
    expect(kitchen.record('volume', { volume: 30 })).toBe('queued');

    house.clock.now += 60_000;
    await phone.getByRole('link', { name: 'Choices' }).click();
    await phone.getByRole('switch', { name: /usage/i }).first().click();

    await expect
      .poll(() => desk.getByRole('switch', { name: /usage/i }).first().getAttribute('aria-checked'))
      .toBe('false');
    const moment = new Date(house.clock.now).toISOString();
    for (const page of [phone, desk]) {
      const said = page.getByRole('status').filter({ hasText: 'What your products say' });
      await expect.poll(() => said.locator('time').getAttribute('datetime')).toBe(moment);
      // The one that is not connected has said nothing, and nothing else is said of it.
      expect(await said.textContent()).toContain('Attic · OneHas not confirmed yet.');
    }
    expect(kitchen.record('volume', { volume: 31 })).toBe('withheld');
    expect([...phone.errors, ...desk.errors]).toEqual([]);
    await kitchen.stop();
  });

  it('stand where they stood when one is made, and those that are made by name have no switch to turn in vain', async () => {
    const dan = await house.signUp('Dan');
    const system = await dan.household();
    await dan.product(system, 'Kitchen');
    const page = await visit({ browser, house }, dan, '/choices');
    const voice = page.getByRole('switch', { name: 'Control your system by voice' });
    const height = () =>
      voice.evaluate(
        (shown) => shown.getBoundingClientRect().top - shown.ownerDocument.body.getBoundingClientRect().top,
      );
    const before = await height();
    await voice.click();
    await page.getByRole('switch', { name: 'Control your system by voice', checked: true }).waitFor();
    expect(await height()).toBe(before);
    await page.getByText('Link this music service').waitFor();
    for (const one of await page.getByRole('switch').all()) {
      await one.click();
      await one.and(page.locator('[aria-busy=false]')).waitFor();
    }
    expect(await page.getByRole('alert').allTextContents()).toEqual([]);
    expect(page.errors).toEqual([]);
  });

  it('that can’t be made says why, and stays as it was', async () => {
    const ben = await house.signUp('Ben');
    await ben.household();
    const page = await visit({ browser, house }, ben, '/choices');
    await page.route('**/v1/me/choices/*', (route) => route.abort());
    const usage = page.getByRole('switch').first();
    const before = await usage.getAttribute('aria-checked');
    await usage.click();
    await page.getByRole('alert').getByText('We can’t be reached just now').waitFor();
    expect(await usage.getAttribute('aria-checked')).toBe(before);
  });
});
