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
  test.each([
    ['proved, on a desk', proved, desk],
    ['proved, on a dark desk', proved, { ...desk, colorScheme: 'dark' as const }],
    ['proved, on a phone', proved, phone],
    ['proved, on a dark phone', proved, { ...phone, colorScheme: 'dark' as const }],
    ['violated', violated, desk],
    ['violated, on a dark phone', violated, { ...phone, colorScheme: 'dark' as const }],
    ['undecided', undecided, desk],
    ['undecided, in the dark', undecided, { ...desk, colorScheme: 'dark' as const }],
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

  test.each([
    ['light', desk],
    ['dark', { ...desk, colorScheme: 'dark' as const }],
    ['phone', phone],
  ])(
    'axe finds nothing with the details of a cell open: %s',
    async (_what, options) => {
      for (const [html, where] of [
        [proved, 'User, its own: workgroup'],
        [violated, 'Data Hub, not its own: connector secrets'],
      ] as const) {
        const { page } = await run.open(html, options);
        await cell(page, where).click();
        await openAllDetails(page);
        expect(await page.getByRole('dialog').count()).toBe(1);
        expect(await violationsOf(page)).toEqual([]);
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
