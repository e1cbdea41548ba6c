/** A real browser for tests: Debian's chromium, with a profile of its own that is gone afterwards. */
import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const FOUND = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);
/** Whether there is a browser. Where CI runs there has to be one. */
export const hasBrowser = FOUND !== undefined || process.env.CI === 'true';

export interface TestBrowser {
  /** A fresh profile: somebody at a browser of their own. Whatever the page throws or logs as an error is in `errors`. */
  open(options?: BrowserContextOptions): Promise<TestPage>;
  close(): Promise<void>;
}
export type TestPage = Page & { readonly errors: string[] };

export async function openBrowser(): Promise<TestBrowser> {
  if (FOUND === undefined) throw new Error('no chromium: install the package `chromium`, or name its path in CHROMIUM');
  const browser: Browser = await chromium.launch({
    executablePath: FOUND,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  return {
    async open(options = {}) {
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options });
      // Sooner than a test is over, so that it says what it waited for.
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', ({ message }) => errors.push(message));
      page.on('console', (said) => {
        if (said.type() === 'error') errors.push(said.text());
      });
      return Object.assign(page, { errors });
    },
    close: () => browser.close(),
  };
}

/** What is seriously wrong with a page for people who use it in another way than by eye and pointer. */
export async function barriers(page: Page): Promise<readonly string[]> {
  // Through the debugger, since the page's own policy lets nothing foreign run.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: it is put there just above
    const { violations } = await (globalThis as any).axe.run();
    // biome-ignore lint/suspicious/noExplicitAny: as axe has it
    return violations.map((one: any) => [one.impact, one.id, one.nodes.map((node: any) => node.html).slice(0, 3)]);
  });
  return (found as [string, string, string[]][])
    .filter(([impact]) => impact === 'serious' || impact === 'critical')
    .map(([impact, id, nodes]) => `${impact}: ${id}: ${nodes.join(' ')}`);
}
