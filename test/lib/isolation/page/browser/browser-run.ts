import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  CDPSession,
  Locator,
  Page,
} from 'playwright-core';
import { browserPath, launchBrowser } from '../../../../../tools/page-examples/browser';

/** Debian's browser, or the one that CHROMIUM names. Where REQUIRE_BROWSER is set, to have none is a failure. */
const PATH =
  browserPath() ?? (process.env['REQUIRE_BROWSER'] === undefined ? undefined : 'no browser was found');

export const WHY_SKIPPED =
  PATH === undefined
    ? '(no browser: install Chromium, e.g. apt install chromium, or name one: CHROMIUM=/path/to/chrome npm test)'
    : '';

export const describeInBrowser = PATH === undefined ? describe.skip : describe;

/** How a page is looked at. */
export type Look = Pick<BrowserContextOptions, 'viewport' | 'colorScheme'>;

export const DESK = { viewport: { width: 1280, height: 900 } };
export const PHONE = { viewport: { width: 360, height: 740 } };
export const DARK = { colorScheme: 'dark' as const };

/** What is listened to in a page. */
const EVENTS = ['pageerror', 'console', 'dialog', 'request'] as const;

/** A page as somebody sees it, and all that went wrong in it. */
export interface Opened {
  readonly page: Page;
  /** Errors, messages of the console, dialogs, and requests but the one for the page. */
  readonly trouble: readonly string[];
}

/**
 * One browser for all tests, in which they share a context and its first tab: a new context is a new profile of
 * Chromium, which takes longer than to load any page. Nothing goes from one page to the next: cookies and storage,
 * which a context would keep apart, have none of them.
 */
class BrowserRun {
  private browser: Browser | undefined;
  private context: BrowserContext | undefined;
  /** Tabs in which nothing is looked at. */
  private free: Page[] = [];
  private withoutScripts: CDPSession | undefined;
  private directory = '';
  private files = 0;

  async start(): Promise<void> {
    this.directory = mkdtempSync(join(tmpdir(), 'page-test-'));
    // No page stays long enough to earn what V8 spends on optimizing its script.
    this.browser = await launchBrowser(PATH ?? '', ['--js-flags=--no-opt']);
    this.context = await this.browser.newContext(DESK);
  }

  async stop(): Promise<void> {
    const kept = await this.context?.storageState();
    await this.browser?.close();
    rmSync(this.directory, { recursive: true, force: true });
    if (kept !== undefined && kept.cookies.length + kept.origins.length > 0)
      throw new Error('a page remembers something: its tests need contexts of their own');
  }

  /** Leaves one tab for the next page, and closes the others: those that stay open slow down the next. */
  async closePages(): Promise<void> {
    // With the session ends what it has set.
    await this.withoutScripts?.detach();
    this.withoutScripts = undefined;
    const [first, ...others] = this.context?.pages() ?? [];
    await Promise.all(others.map((page) => page.close()));
    for (const event of EVENTS) first?.removeAllListeners(event);
    this.free = first === undefined ? [] : [first];
  }

  /** Opens a page from a file, as people do. */
  async open(html: string, look: Look = DESK, fragment = ''): Promise<Opened> {
    const page = await this.tab();
    await lookAt(page, look);
    return this.load(page, html, fragment);
  }

  /** Opens a page as somebody does whose browser runs no scripts. */
  async openWithoutScripts(html: string, look: Look = DESK): Promise<Opened> {
    const page = await this.tab();
    const session = await page.context().newCDPSession(page);
    this.withoutScripts = session;
    await session.send('Emulation.setScriptExecutionDisabled', { value: true });
    await lookAt(page, look);
    return this.load(page, html);
  }

  private async tab(): Promise<Page> {
    const page = this.free.pop() ?? (await this.context?.newPage());
    if (page === undefined) throw new Error('the browser is not started');
    return page;
  }

  private async load(page: Page, html: string, fragment = ''): Promise<Opened> {
    this.files += 1;
    const file = join(this.directory, `${this.files}.html`);
    writeFileSync(file, html);
    // A page whose script does not run has to fail before its test does; a busy machine takes seconds for a click.
    page.setDefaultTimeout(20_000);
    const trouble: string[] = [];
    page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
    page.on('console', (message) => trouble.push(`console: ${message.text()}`));
    page.on('dialog', (dialog) => {
      trouble.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    const address = pathToFileURL(file).href;
    page.on('request', (request) => {
      if (request.url().replace(/#.*/, '') !== address) trouble.push(`request: ${request.url()}`);
    });
    await page.goto(`${address}${fragment}`);
    return { page, trouble };
  }
}

/** What all tests of pages share: `test/browser/pages.test.ts` starts and stops it. */
export const run = new BrowserRun();

/**
 * Looks at an open page in another way. What widths and colours decide is decided by styles, and where a script aligns
 * something it does so again: this is the page that would have been opened like this.
 */
export async function lookAt(page: Page, { viewport, colorScheme = 'light' }: Look): Promise<void> {
  await page.setViewportSize(viewport ?? DESK.viewport);
  await page.emulateMedia({ colorScheme });
}

/** By how many pixels what is in an element is wider than the element. */
export function overflowOf(page: Page, selector = 'html'): Promise<number> {
  return page.evaluate<number>(
    `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('${selector}'))`,
  );
}

export function elementsIn(page: Page): Promise<number> {
  return page.locator('*').count();
}

/** The organizations that the search lists, by slug. */
export function slugs(page: Page): Promise<string[]> {
  return page.locator('.slug .slug-text').allTextContents();
}

/**
 * The cell of a matrix whose text ends like this. That the text of a cell is its accessible name is tested once, and not
 * asked of every cell each time.
 */
export function cell(page: Page, where: string): Locator {
  return page.locator('button.cell', { hasText: new RegExp(`\\bby ${where}$`) });
}
