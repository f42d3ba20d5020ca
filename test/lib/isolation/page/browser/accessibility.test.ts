import { UndecidedError } from '../../../../../packages/isolation-proof/src/templates/errors';
import { undecidedPage } from '../../../../../packages/isolation-proof/src/page/proof-page';
import { openAllDetails, violationsOf } from './axe';
import { BrowserRun, cell, WHY_SKIPPED } from './browser-run';
import { EVERY_SECRET, manyForms, pageOf, provenanceOf, stacks } from '../pages';

const describeInBrowser = WHY_SKIPPED === undefined ? describe : describe.skip;

describeInBrowser(`accessibility of the page ${WHY_SKIPPED ?? ''}`, () => {
  const run = new BrowserRun();
  const proved = pageOf(manyForms());
  const violated = pageOf(stacks(EVERY_SECRET));
  const undecided = undecidedPage(
    new UndecidedError([{ place: 'acme/Role', reason: 'is odd' }]),
    new Date(0),
    provenanceOf(stacks()),
  );

  beforeAll(() => run.start(), 30_000);
  afterEach(() => run.closePages());
  afterAll(() => run.stop());

  const desk = { viewport: { width: 1280, height: 900 } };
  const phone = { viewport: { width: 360, height: 740 } };
  const dark = { colorScheme: 'dark' as const };
  // Each page in both colours and both widths, which do not depend on each other: the dark changes colours alone.
  test.each([
    ['proved, on a desk', proved, desk],
    ['proved, on a dark phone', proved, { ...phone, ...dark }],
    ['violated, on a dark desk', violated, { ...desk, ...dark }],
    ['violated, on a phone', violated, phone],
    ['undecided, on a phone', undecided, phone],
    ['undecided, on a dark desk', undecided, { ...desk, ...dark }],
  ])(
    'axe finds nothing: %s',
    async (_what, html, options) => {
      const { page, trouble } = await run.open(html, options);
      await openAllDetails(page);
      expect(await violationsOf(page)).toEqual([]);
      expect(trouble).toEqual([]);
    },
    60_000,
  );

  test('the dark changes colours alone', async () => {
    const { page } = await run.open(undecided, desk);
    const values = await page.evaluate<string[]>(`[...document.styleSheets]
      .flatMap(({ cssRules }) => [...cssRules])
      .filter((rule) => rule.conditionText?.includes('prefers-color-scheme'))
      .flatMap(({ cssRules }) => [...cssRules])
      .flatMap(({ style }) => [...style].map((name) => name + ': ' + style.getPropertyValue(name).trim()))`);
    expect(values.length).toBeGreaterThan(10);
    expect(values.filter((value) => !/^--[a-z-]+: #[0-9a-f]{6}$/.test(value))).toEqual([]);
  }, 30_000);

  // The page behind it is as above; once it is judged together with them.
  test.each([
    ['with the whole page', desk, 'html'],
    ['dark', { ...desk, ...dark }, 'dialog'],
    ['phone', phone, 'dialog'],
  ])(
    'axe finds nothing in the details of a cell: %s',
    async (_what, options, within) => {
      for (const [html, where] of [
        [proved, 'User, its own: workgroup'],
        [violated, 'Data Hub, not its own: connector secrets'],
      ] as const) {
        const { page } = await run.open(html, options);
        await cell(page, where).click();
        await openAllDetails(page);
        expect(await page.getByRole('dialog').count()).toBe(1);
        expect(await violationsOf(page, within)).toEqual([]);
      }
    },
    60_000,
  );

  test('a cell is called what it shows, and then who and with what', async () => {
    const { page } = await run.open(violated);
    for (const name of [
      'nothing (3 locks) by Data Hub, not its own: raw folders',
      'fetch (not intended) by Data Hub, not its own: connector secrets',
      'read list run by User, its own: workgroup',
    ]) {
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(1);
    }
    expect(await page.locator('.cell[aria-label]').count()).toBe(0);
  }, 30_000);
});
