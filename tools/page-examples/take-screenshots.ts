import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolders } from '../../config/new-folders';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { browserPath, launchBrowser } from './browser';
import { NoBrowserError } from './errors';
import type { ExamplePages } from './example-pages';

interface Shot {
  readonly name: string;
  readonly page: keyof ExamplePages;
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  /** Id of the element that is scrolled to; the top if absent. */
  readonly at?: string;
  /** Accessible name of the cell that is opened, in part. */
  readonly opens?: string;
}

const SHOTS: readonly Shot[] = [
  { name: 'isolation-light', page: 'proved', colorScheme: 'light', width: 1180, height: 2940 },
  {
    name: 'isolation-dark',
    page: 'proved',
    colorScheme: 'dark',
    width: 1180,
    height: 900,
    at: 'who-can-what',
    opens: 'Data Hub, not its own: raw folders',
  },
  { name: 'isolation-phone', page: 'proved', colorScheme: 'light', width: 390, height: 844, at: 'matrix' },
  { name: 'review', page: 'review', colorScheme: 'light', width: 1280, height: 1900 },
  { name: 'fleet', page: 'fleet', colorScheme: 'light', width: 1180, height: 760 },
  { name: 'isolation-violated', page: 'violated', colorScheme: 'light', width: 1180, height: 1160 },
];

/**
 * Takes the screenshots of the documentation.
 * @returns the files
 * @throws NoBrowserError if there is no browser to take them with
 */
export async function takeScreenshots(pages: ExamplePages, folder: string): Promise<string[]> {
  const path = browserPath();
  if (path === undefined) throw new NoBrowserError();
  makeFolders(folder);
  const directory = mkdtempSync(join(tmpdir(), 'page-screenshots-'));
  const browser = await launchBrowser(path);
  try {
    const files: string[] = [];
    for (const shot of SHOTS) {
      const source = join(directory, `${shot.page}.html`);
      writeFileSync(source, pages[shot.page]);
      files.push(await take(browser, shot, source, join(folder, `${shot.name}.png`)));
    }
    return files;
  } finally {
    await browser.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function take(browser: Browser, shot: Shot, source: string, file: string): Promise<string> {
  const { colorScheme, width, height, at, opens } = shot;
  const page = await browser.newPage({ colorScheme, viewport: { width, height } });
  await page.goto(pathToFileURL(source).href);
  if (at !== undefined) await page.evaluate(`document.getElementById('${at}').scrollIntoView()`);
  if (opens !== undefined) await page.getByRole('button', { name: opens }).click();
  await page.screenshot({ path: file, animations: 'disabled' });
  await page.close();
  return file;
}
