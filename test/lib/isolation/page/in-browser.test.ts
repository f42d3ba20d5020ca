import { BrowserRun, cell, elementsIn, overflowOf, WHY_SKIPPED } from './browser-run';
import {
  EVERY_SECRET,
  HOSTILE,
  HOSTILE_PATH,
  HOSTILE_SID,
  HOSTILE_TEXT,
  manyOrganizations,
  pageOf,
  stacks,
} from './pages';

const describeInBrowser = WHY_SKIPPED === undefined ? describe : describe.skip;

describeInBrowser(`the page in a browser ${WHY_SKIPPED ?? ''}`, () => {
  const run = new BrowserRun();
  const proved = pageOf(stacks());
  const violated = pageOf(stacks(EVERY_SECRET));

  beforeAll(() => run.start(), 30_000);
  afterAll(() => run.stop());

  test('loads without errors, messages or requests, and shows the first organization', async () => {
    const { page, trouble } = await run.open(proved);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Proved');
    expect(await page.getByRole('heading', { name: 'Principals of acme' }).count()).toBe(1);
    expect(await cell(page, 'Data Hub, its own: raw folder').textContent()).toBe('write');
    expect(trouble).toEqual([]);
  }, 30_000);

  test('an organization is found by a part of its slug, an exact one first, and is shown with its own names', async () => {
    const { page } = await run.open(proved);
    await page.getByLabel('Find an organization').fill('EU');
    expect(await page.getByRole('status').textContent()).toBe('1 organization.');
    expect(await page.locator('.slug').allTextContents()).toEqual(['acme-eu']);
    await page.getByLabel('Find an organization').press('Enter');
    expect(await page.getByRole('heading', { name: 'Principals of acme-eu' }).count()).toBe(1);
    expect(
      await page.getByRole('columnheader', { name: 'ts-test-acme-eu-data-hub' }).count(),
    ).toBeGreaterThan(0);
    expect(page.url()).toMatch(/#organization=acme-eu$/);

    await page.getByLabel('Find an organization').fill('acme');
    expect(await page.locator('.slug').allTextContents()).toEqual(['acme', 'acme-eu']);
    await page.getByRole('button', { name: 'acme', exact: true }).click();
    expect(await page.getByRole('heading', { name: 'Principals of acme', exact: true }).count()).toBe(1);
    expect(await page.locator('.slug[aria-pressed=true]').allTextContents()).toEqual(['acme']);

    await page.getByLabel('Find an organization').fill('nobody');
    expect(await page.getByRole('status').textContent()).toBe('No organization has that in its slug.');
  }, 30_000);

  test('an address that names an organization shows it, and one that names none shows the first', async () => {
    const { page } = await run.open(proved, {}, '#organization=acme-eu');
    expect(await page.locator('#organization').textContent()).toBe('acme-eu');
    const other = await run.open(proved, {}, '#organization=%3Cimg%20src=x%3E');
    expect(await other.page.locator('#organization').textContent()).toBe('acme');
    expect(other.trouble).toEqual([]);
  }, 30_000);

  test('a click on a cell opens the statements that grant it, in the words of the organization', async () => {
    const { page, trouble } = await run.open(proved, {}, '#organization=acme-eu');
    await cell(page, 'Data Hub, its own: raw folder').click();
    const details = page.getByRole('dialog');
    expect(await details.getByRole('heading', { level: 2 }).textContent()).toBe('Data Hub · raw folder');
    const [own] = await details.locator('.statement').allTextContents();
    expect(own).toMatch(
      /Allow UploadRawData identity policyts-test-organization-acme-eu\/.*raw-[^/]*\/acme-eu\/\*/,
    );
    await details.getByRole('button', { name: 'Close' }).click();
    expect(await details.count()).toBe(0);
    expect(trouble).toEqual([]);
  }, 30_000);

  test('a cell is reached, opened and closed with keys alone, and the focus comes back to it', async () => {
    const { page } = await run.open(proved);
    await cell(page, 'Data Hub, its own: raw folder').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowUp']) {
      await page.keyboard.press(key);
    }
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const details = page.getByRole('dialog');
    expect(await details.getByRole('heading', { level: 2 }).textContent()).toBe('Hybrid node · raw folder');
    expect(await details.textContent()).toMatch(/Cannot .*No statement allows it/);
    await page.keyboard.press('Escape');
    expect(await details.count()).toBe(0);
    expect(await page.locator(':focus').getAttribute('aria-label')).toMatch(
      /Hybrid node, its own: raw folder$/,
    );
  }, 30_000);

  test('a cell of nothing says what each lock would refuse it by', async () => {
    const { page } = await run.open(proved);
    await cell(page, 'Data Hub, not its own: raw folders').click();
    const text = (await page.getByRole('dialog').textContent()) ?? '';
    expect(text).toMatch(/Identity policies alone would refuse it. No statement allows it/);
    expect(text).toMatch(
      /Resource policies alone would refuse it. Denied by:.*DenyObjectsOfOtherOrganizations/,
    );
  }, 30_000);

  test('what is violated shows its counterexample, and the cell that nobody is meant to have', async () => {
    const { page, trouble } = await run.open(violated);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Violated');
    await page
      .getByRole('link', { name: /counterexample/i })
      .first()
      .click();
    expect(await page.locator('.counterexample').first().textContent()).toMatch(/ssm:GetParameter/);
    expect(await page.locator('.counterexample').first().isVisible()).toBe(true);
    const breach = cell(page, 'Data Hub, not its own: connector secrets');
    expect(await breach.getAttribute('aria-label')).toMatch(/^fetch, not meant/);
    expect(await breach.locator('.alarming').textContent()).toBe('fetch');
    expect(trouble).toEqual([]);
  }, 30_000);

  test.each([
    ['a phone', { viewport: { width: 360, height: 740 } }],
    ['a dark phone', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const }],
    ['a dark desk', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' as const }],
  ])(
    'on %s nothing is wider than the page, and the details are read',
    async (_where, options) => {
      for (const html of [proved, violated]) {
        const { page } = await run.open(html, options);
        expect(await overflowOf(page)).toBe(0);
        await cell(page, 'Data Hub, not its own: connector secrets').click();
        expect(await overflowOf(page, 'dialog')).toBe(0);
        await page.close();
      }
    },
    30_000,
  );

  test('light and dark are what the reader prefers', async () => {
    const backgroundIn = async (colorScheme: 'light' | 'dark'): Promise<string> => {
      const { page } = await run.open(proved, { colorScheme });
      return page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    };
    expect(await backgroundIn('light')).toBe('rgb(247, 247, 245)');
    expect(await backgroundIn('dark')).toBe('rgb(17, 19, 22)');
  }, 30_000);

  test('a script that gets into the page all the same does not run, and nothing can be sent', async () => {
    const { page } = await run.open(proved);
    const outcome = await page.evaluate<readonly [unknown, string]>(`(async () => {
      try {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.head.append(script);
      } catch {}
      const sent = await fetch('data:text/plain,x').then(() => 'sent', () => 'refused');
      return [window.ran, sent];
    })()`);
    expect(outcome).toEqual([undefined, 'refused']);
  }, 30_000);

  test('names that look like markup are text, in every cell and in every counterexample', async () => {
    const { page, trouble } = await run.open(pageOf(stacks(HOSTILE)));
    await page.evaluate(`for (const button of document.querySelectorAll('.cell')) {
      button.click();
      document.querySelector('dialog').close();
    }`);
    await cell(page, 'Data Hub, its own: connector secrets').click();
    const text = (await page.getByRole('dialog').textContent()) ?? '';
    for (const hostile of [HOSTILE_SID, HOSTILE_PATH, HOSTILE_TEXT]) expect(text).toContain(hostile);
    expect(await page.locator('.counterexample').first().textContent()).toContain(HOSTILE_SID);
    expect(await page.locator('img, svg, iframe, object, [onerror], [onload]').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(trouble).toEqual([]);
  }, 30_000);

  test('a thousand organizations stay few elements, and each is found', async () => {
    const { page, trouble } = await run.open(pageOf(manyOrganizations(998)));
    const elements = await elementsIn(page);
    expect(elements).toBeLessThan(2000);
    expect(await page.getByRole('status').textContent()).toBe(
      '1,000 organizations, 24 of them listed: search for the others.',
    );
    await page.getByLabel('Find an organization').fill('org0998');
    expect(await page.locator('.slug').allTextContents()).toEqual(['org0998']);
    await page.getByLabel('Find an organization').press('Enter');
    expect(await page.locator('#form-size').textContent()).toMatch(
      /^Worked out once for 1,000 organizations/,
    );
    expect(
      await page.getByRole('columnheader', { name: 'ts-test-org0998-data-hub' }).count(),
    ).toBeGreaterThan(0);
    expect(await elementsIn(page)).toBeLessThan(elements);
    expect(trouble).toEqual([]);
  }, 60_000);
});
