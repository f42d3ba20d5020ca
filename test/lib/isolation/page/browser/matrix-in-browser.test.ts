import { BrowserRun, cell, DARK, DESK, lookAt, overflowOf, PHONE, WHY_SKIPPED } from './browser-run';
import { keptPage } from '../kept-pages';

const describeInBrowser = WHY_SKIPPED === undefined ? describe : describe.skip;

describeInBrowser(`the matrix and its details, in a browser ${WHY_SKIPPED ?? ''}`, () => {
  const run = new BrowserRun();
  const proved = keptPage('proved');
  const violated = keptPage('violated');

  beforeAll(() => run.start());
  afterEach(() => run.closePages());
  afterAll(() => run.stop());

  test('a click on a cell opens the statements that grant it, in the words of the organization', async () => {
    const { page, trouble } = await run.open(proved, DESK, '#organization=acme-eu');
    await cell(page, 'Data Hub, its own: raw folder').click();
    const details = page.getByRole('dialog');
    expect(await details.getByRole('heading', { level: 2 }).textContent()).toBe('Data Hub · raw folder');
    const [own] = await details.locator('.statement').allTextContents();
    expect(own).toMatch(
      /Allow UploadRawData identity policyts-test-organization-acme-eu\/.*-raw-[^/]*\/acme-eu\/\$\{credentials-iot:ThingName\}\/\*/,
    );
    await details.getByRole('button', { name: 'Close' }).click();
    expect(await details.count()).toBe(0);
    expect(trouble).toEqual([]);
  });

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
    expect(await page.locator(':focus').textContent()).toMatch(/Hybrid node, its own: raw folder$/);
  });

  test('a cell of nothing says what each lock would deny it by', async () => {
    const { page } = await run.open(proved);
    await cell(page, 'Data Hub, not its own: raw folders').click();
    const text = (await page.getByRole('dialog').textContent()) ?? '';
    expect(text).toMatch(/Identity policies alone would deny it. No statement allows it/);
    expect(text).toMatch(
      /Resource policies alone would deny it. Denied by:.*DenyObjectsOfOtherOrganizations/,
    );
  });

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
    expect(await breach.textContent()).toMatch(/^fetch \(not intended\) by /);
    expect(await breach.locator('.alarming').textContent()).toBe('fetch');
    expect(trouble).toEqual([]);
  });

  test.each([
    ['proved', proved],
    ['violated', violated],
  ])('nothing is wider than the page, and the details are read: %s', async (_what, html) => {
    const { page } = await run.open(html, PHONE);
    for (const look of [PHONE, { ...PHONE, ...DARK }, { ...DESK, ...DARK }]) {
      await lookAt(page, look);
      expect(await overflowOf(page)).toBe(0);
      await cell(page, 'Data Hub, not its own: connector secrets').click();
      expect(await overflowOf(page, 'dialog')).toBe(0);
      await page.keyboard.press('Escape');
    }
  });

  test('light and dark are what the reader prefers', async () => {
    const { page } = await run.open(proved, DESK);
    const background = (): Promise<string> =>
      page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(await background()).toBe('rgb(247, 247, 245)');
    await lookAt(page, DARK);
    expect(await background()).toBe('rgb(17, 19, 22)');
  });
});
