/** Ada has herself erased, and keeps a receipt that nobody has to believe. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Receipt, verifyReceipt } from '../../src/ledger/receipt.ts';
import { barriers, hasBrowser, openBrowser, type TestBrowser } from '../../src/testing/browser.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';
import { PHONE, visit } from './visit.ts';

describe.skipIf(!hasBrowser)('erasing', () => {
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

  it('says what goes, wants the word and the password, and ends with a receipt that is verified on the page and later', async () => {
    const ada = await house.signUp('Ada');
    await ada.product(await ada.household(), 'Kitchen');
    const page = await visit({ browser, house }, ada, '/erase', PHONE);
    await page.getByText('Your products stop working').waitFor();
    const word = page.getByLabel('Type “erase”');
    const password = page.getByLabel('Password');
    const erase = page.getByRole('button', { name: 'Erase everything' });
    await word.fill('no');
    await password.fill(ada.password);
    await erase.tap();
    // The browser itself says that this is not the word.
    expect(await word.evaluate((input) => (input as unknown as { validity: { valid: boolean } }).validity.valid)).toBe(
      false,
    );
    await word.fill('erase');
    await password.fill('not hers');
    await erase.tap();
    await page.getByText('The present password is not right').waitFor();
    expect(await word.inputValue()).toBe('erase');
    expect((await ada.ask('GET', '/v1/households')).status).toBe(200);
    await password.fill(ada.password);
    await erase.tap();
    await page.getByRole('heading', { name: 'You are forgotten' }).waitFor();
    await page.getByText('Recorded as erased').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect((await ada.ask('GET', '/v1/households')).status).toBe(401);
    // Nothing is left here that would ask who they are, and take the receipt away.
    expect(await page.getByRole('navigation', { name: 'Your privacy' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Sign out', exact: true }).count()).toBe(0);

    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Keep the proof' }).tap();
    const kept = readFileSync(await (await downloading).path(), 'utf8');
    const receipt: Receipt = JSON.parse(kept);
    expect(verifyReceipt(receipt, house.world.ledger.publicKey)).toMatchObject({ kind: 'good' });

    await page.getByRole('link', { name: 'Your privacy', exact: true }).tap();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);

    // Years later, signed out, at another browser; and made up.
    const later = await browser.open();
    await later.goto(`${house.url}/me/receipt`);
    const verdictOn = async (text: string) => {
      await later.getByLabel('The receipt, as you kept it').fill(text);
      await later.getByRole('button', { name: 'Verify' }).click();
      await later.getByRole('button', { name: 'Verify' }).waitFor();
      return later.locator('.notice').last().textContent();
    };
    await later.getByRole('heading', { name: 'Verify a receipt' }).waitFor();
    expect(await verdictOn(kept)).toContain('Good. Recorded as erased');
    const turned = (text: string) =>
      Buffer.from(Buffer.from(text, 'base64').map((byte) => byte ^ 1)).toString('base64');
    for (const [changed, why] of [
      [{ opening: turned(receipt.opening) }, 'it does not say what was recorded'],
      [{ checkpoint: receipt.checkpoint.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1}\n`) }, 'not signed'],
      [{ index: receipt.index + 1 }, 'in the ledger that it names'],
      [{ proof: [...receipt.proof, receipt.proof[0] ?? receipt.leaf] }, 'in the ledger that it names'],
    ] as const) {
      expect(await verdictOn(JSON.stringify({ ...receipt, ...changed }))).toContain(why);
    }
    expect(await verdictOn('{}')).toContain('This is no receipt');
    expect(later.errors).toEqual([]);
  });
});
