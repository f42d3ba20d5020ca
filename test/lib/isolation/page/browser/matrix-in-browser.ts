import { keptPage } from '../kept-pages';
import {
  describeInBrowser,
  run,
  cell,
  DARK,
  DESK,
  lookAt,
  overflowOf,
  PHONE,
  WHY_SKIPPED,
} from './browser-run';

const LIGHT_BACKGROUND = 'rgb(247, 247, 245)';
const DARK_BACKGROUND = 'rgb(17, 19, 22)';

describeInBrowser(`the matrix and its details ${WHY_SKIPPED}`, () => {
  test('a click on a cell opens the statements that grant it, in the words of the organization', async () => {
    const { page, trouble } = await run.open(keptPage('proved'), DESK, '#organization=acme-eu');
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

  test('a cell is reached, opened and closed with keys alone, and one of nothing says what each lock denies it by', async () => {
    const { page } = await run.open(keptPage('proved'));
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

    await cell(page, 'Data Hub, not its own: raw folders').click();
    const text = (await details.textContent()) ?? '';
    expect(text).toMatch(/Identity policies alone would deny it. No statement allows it/);
    expect(text).toMatch(
      /Resource policies alone would deny it. Denied by:.*DenyObjectsOfOtherOrganizations/,
    );
  });

  test('what is violated shows its counterexample, and a cell is called what it shows, and then who and with what', async () => {
    const { page, trouble } = await run.open(keptPage('violated'));
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
    for (const name of [
      'nothing (3 locks) by Data Hub, not its own: raw folders',
      'fetch (not intended) by Data Hub, not its own: connector secrets',
      'read list run by User, its own: workgroup',
    ]) {
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(1);
    }
    expect(await page.locator('.cell[aria-label]').count()).toBe(0);
    expect(trouble).toEqual([]);
  });

  test.each(['proved', 'violated'] as const)(
    'nothing is wider than the page, the details are read, and colours are what the reader prefers: %s',
    async (what) => {
      const { page } = await run.open(keptPage(what), PHONE);
      for (const [look, background] of [
        [PHONE, LIGHT_BACKGROUND],
        [{ ...PHONE, ...DARK }, DARK_BACKGROUND],
        [{ ...DESK, ...DARK }, DARK_BACKGROUND],
      ] as const) {
        await lookAt(page, look);
        expect(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')).toBe(
          background,
        );
        expect(await overflowOf(page)).toBe(0);
        await cell(page, 'Data Hub, not its own: connector secrets').click();
        expect(await overflowOf(page, 'dialog')).toBe(0);
        await page.keyboard.press('Escape');
      }
    },
  );
});
