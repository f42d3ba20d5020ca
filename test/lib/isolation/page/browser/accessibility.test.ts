import { UndecidedError } from '../../../../../packages/isolation-proof/src/templates/errors';
import { undecidedPage } from '../../../../../packages/isolation-proof/src/page/proof-page';
import { openAllDetails, violationsByLook, violationsOf } from './axe';
import { markKinds } from './contrast-kinds';
import { BrowserRun, cell, DARK, DESK, lookAt, PHONE, WHY_SKIPPED } from './browser-run';
import { keptPage } from '../kept-pages';
import { provenanceOf } from '../pages';

const describeInBrowser = WHY_SKIPPED === undefined ? describe : describe.skip;

/** A table of which every row looks the same, unless a test changes one. */
const LIKE_ROWS = `<!doctype html><html lang="en"><head><title>Rows</title><style>
  .faint { color: #bbb } .odd tr:nth-child(52) span { color: #bbb }
</style></head><body><main><h1>Rows</h1><table>
  <thead><tr><th scope="col">Name</th><th scope="col">Size</th><th scope="col">Age</th></tr></thead>
  <tbody>${'<tr><th scope="row">one</th><td><span>more</span></td><td>x</td></tr>'.repeat(100)}</tbody>
</table></main></body></html>`;

describeInBrowser(`accessibility of the page ${WHY_SKIPPED ?? ''}`, () => {
  const run = new BrowserRun();
  const undecided = undecidedPage(
    new UndecidedError([{ place: 'acme/Role', reason: 'is odd' }]),
    new Date(0),
    provenanceOf(['shared', 'organization-acme'].map((name) => ({ name: `ts-test-${name}` }))),
  );

  beforeAll(() => run.start());
  afterEach(() => run.closePages());
  afterAll(() => run.stop());

  // Each page in both colours and both widths, which do not depend on each other: the dark changes colours alone. Of
  // the details of a cell the same; the page behind them is as above, and once it is judged together with them.
  test.each([
    [
      'proved',
      keptPage('many forms'),
      { desk: DESK, 'dark phone': { ...PHONE, ...DARK } },
      'User, its own: workgroup',
    ],
    [
      'violated',
      keptPage('violated'),
      { 'dark desk': { ...DESK, ...DARK }, phone: PHONE },
      'Data Hub, not its own: connector secrets',
    ],
  ])('axe finds nothing in a page and in the details of a cell: %s', async (_what, html, looks, where) => {
    const { page, trouble } = await run.open(html, DESK);
    await openAllDetails(page);
    const found = await violationsByLook(page, looks);
    await lookAt(page, DESK);
    await cell(page, where).click();
    await openAllDetails(page);
    expect(await page.getByRole('dialog').count()).toBe(1);
    found.push(...(await violationsByLook(page, { 'details, with the whole page': DESK })));
    const details = { 'details, dark': { ...DESK, ...DARK }, 'details, on a phone': PHONE };
    found.push(...(await violationsByLook(page, details, 'dialog')));
    expect(found).toEqual(found.map(([look]) => [look, []]));
    expect(found).toHaveLength(5);
    expect(trouble).toEqual([]);
  });

  test('of hundreds of like elements axe looks at two for contrast, and at any that is unlike them', async () => {
    const { page } = await run.open(LIKE_ROWS);
    expect(await violationsOf(page)).toEqual([]);
    expect(await markKinds(page)).toEqual({ texts: 304, kinds: 5 });
    const middle = `document.querySelectorAll('td')[150]`;
    for (const [change, back] of [
      [`${middle}.style.color = '#bbb'`, `${middle}.style.color = ''`],
      [`${middle}.parentElement.style.background = '#333'`, `${middle}.parentElement.style.background = ''`],
      [`${middle}.style.opacity = 0.4`, `${middle}.style.opacity = ''`],
      [`${middle}.firstElementChild.className = 'faint'`, `${middle}.firstElementChild.className = ''`],
      [`document.body.className = 'odd'`, `document.body.className = ''`],
    ]) {
      await page.evaluate(change ?? '');
      const found = await violationsOf(page);
      expect([change, found]).toEqual([change, found.filter((line) => line.startsWith('color-contrast'))]);
      expect(found.length).toBeGreaterThan(0);
      await page.evaluate(back ?? '');
    }
    expect(await violationsOf(page)).toEqual([]);
  });

  test('axe finds nothing where nothing could be decided', async () => {
    const { page, trouble } = await run.open(undecided, DESK);
    await openAllDetails(page);
    const found = await violationsByLook(page, { phone: PHONE, 'dark desk': { ...DESK, ...DARK } });
    expect(found).toEqual([
      ['phone', []],
      ['dark desk', []],
    ]);
    expect(trouble).toEqual([]);
  });

  test('the dark changes colours alone', async () => {
    const { page } = await run.open(undecided, DESK);
    const values = await page.evaluate<string[]>(`[...document.styleSheets]
      .flatMap(({ cssRules }) => [...cssRules])
      .filter((rule) => rule.conditionText?.includes('prefers-color-scheme'))
      .flatMap(({ cssRules }) => [...cssRules])
      .flatMap(({ style }) => [...style].map((name) => name + ': ' + style.getPropertyValue(name).trim()))`);
    expect(values.length).toBeGreaterThan(10);
    expect(values.filter((value) => !/^--[a-z-]+: #[0-9a-f]{6}$/.test(value))).toEqual([]);
  });

  test('a cell is called what it shows, and then who and with what', async () => {
    const { page } = await run.open(keptPage('violated'));
    for (const name of [
      'nothing (3 locks) by Data Hub, not its own: raw folders',
      'fetch (not intended) by Data Hub, not its own: connector secrets',
      'read list run by User, its own: workgroup',
    ]) {
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(1);
    }
    expect(await page.locator('.cell[aria-label]').count()).toBe(0);
  });
});
