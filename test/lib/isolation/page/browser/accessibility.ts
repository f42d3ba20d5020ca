import { UndecidedError } from '../../../../../packages/isolation-proof/src/templates/errors';
import { undecidedPage } from '../../../../../packages/isolation-proof/src/page/proof-page';
import { expectTheDarkToChangeColoursAlone, openAllDetails, violationsByLook, violationsOf } from './axe';
import { markKinds } from './contrast-kinds';
import { describeInBrowser, run, cell, DARK, DESK, lookAt, PHONE, WHY_SKIPPED } from './browser-run';
import { keptPage } from '../kept-pages';
import { provenanceOf } from '../pages';

/** A table of which every row looks the same, unless a test changes one. */
const LIKE_ROWS = `<!doctype html><html lang="en"><head><title>Rows</title><style>
  .faint { color: #bbb } .odd tr:nth-child(12) span { color: #bbb }
</style></head><body><main><h1>Rows</h1><table>
  <thead><tr><th scope="col">Name</th><th scope="col">Size</th><th scope="col">Age</th></tr></thead>
  <tbody>${'<tr><th scope="row">one</th><td><span>more</span></td><td>x</td></tr>'.repeat(20)}</tbody>
</table></main></body></html>`;

describeInBrowser(`accessibility of the page ${WHY_SKIPPED}`, () => {
  const undecided = undecidedPage(
    new UndecidedError([{ place: 'acme/Role', reason: 'is odd' }]),
    new Date(0),
    provenanceOf(['shared', 'organization-acme'].map((name) => ({ name: `ts-test-${name}` }))),
  );

  // Each page in both colours and both widths, which do not depend on each other: the dark changes colours alone. Of
  // the details of a cell the same; once they are judged together with the page behind them, which is as above.
  test.each([
    [
      'many forms',
      { desk: DESK, 'dark phone': { ...PHONE, ...DARK } },
      'User, its own: workgroup',
      { 'details, with the whole page': { ...DESK, ...DARK } },
      { 'details, on a phone': PHONE },
    ],
    [
      'violated',
      { 'dark desk': { ...DESK, ...DARK }, phone: PHONE },
      'Data Hub, not its own: connector secrets',
      { 'details, with the whole page': DESK },
      { 'details, on a dark phone': { ...PHONE, ...DARK } },
    ],
  ] as const)(
    'axe finds nothing in a page and in the details of a cell: %s',
    async (what, looks, where, withDetails, details) => {
      const { page, trouble } = await run.open(keptPage(what), DESK);
      await openAllDetails(page);
      const found = await violationsByLook(page, looks);
      await lookAt(page, DESK);
      await cell(page, where).click();
      await openAllDetails(page);
      expect(await page.getByRole('dialog').count()).toBe(1);
      found.push(...(await violationsByLook(page, withDetails)));
      found.push(...(await violationsByLook(page, details, 'dialog')));
      expect(found).toEqual(found.map(([look]) => [look, []]));
      expect(found).toHaveLength(4);
      expect(trouble).toEqual([]);
    },
  );

  test('of many like elements axe looks at two for contrast, and at any that is unlike them', async () => {
    const { page } = await run.open(LIKE_ROWS);
    expect(await violationsOf(page)).toEqual([]);
    expect(await markKinds(page)).toEqual({ texts: 64, kinds: 5 });
    const middle = `document.querySelectorAll('td')[30]`;
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

  test('axe finds nothing where nothing could be decided, and the dark changes colours alone', async () => {
    const { page, trouble } = await run.open(undecided, DESK);
    await openAllDetails(page);
    const found = await violationsByLook(page, { phone: PHONE, 'dark desk': { ...DESK, ...DARK } });
    expect(found).toEqual([
      ['phone', []],
      ['dark desk', []],
    ]);
    expect(trouble).toEqual([]);
    await expectTheDarkToChangeColoursAlone(page);
  });
});
