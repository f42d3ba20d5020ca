import type { Page } from 'playwright-core';
import { openAllDetails, violationsByLook, violationsOf } from '../../../isolation/page/browser/axe';
import {
  describeInBrowser,
  run,
  DARK,
  DESK,
  lookAt,
  overflowOf,
  PHONE,
  WHY_SKIPPED,
} from '../../../isolation/page/browser/browser-run';
import { comparison } from '../../access/differences';
import { pageOf, REPLACED_BUCKET, UNCHANGED } from '../reviews';
import { COMPARISON, SIDES } from '../../access/sides';

/** Left and top of the two matrices of the first pair. */
async function places(page: Page): Promise<{ x: number; y: number }[]> {
  const boxes = await Promise.all(
    ['base', 'head'].map((side) => page.locator(`#compared-0-0-${side}`).boundingBox()),
  );
  return boxes.map((box) => ({ x: box?.x ?? 0, y: box?.y ?? 0 }));
}

describeInBrowser(`the page of a review ${WHY_SKIPPED}`, () => {
  const changed = pageOf(COMPARISON, SIDES, {
    ...UNCHANGED,
    resources: { compared: true, changes: { resources: [REPLACED_BUCKET], stacks: [] } },
  });
  const unchanged = pageOf(comparison([]), SIDES);

  // Both colours and both widths, which do not depend on each other: see accessibility.ts.
  test.each([
    ['with changes', changed, { 'dark desk': { ...DESK, ...DARK }, phone: PHONE }],
    ['without changes', unchanged, { desk: DESK }],
  ])('axe finds nothing: %s', async (_what, html, looks) => {
    const { page, trouble } = await run.open(html, DESK);
    await openAllDetails(page);
    expect(await violationsByLook(page, looks)).toEqual(Object.keys(looks).map((look) => [look, []]));
    expect(trouble).toEqual([]);
  });

  test('the matrices stand side by side, row beside row, and on a phone one below the other', async () => {
    const { page } = await run.open(changed, DESK);
    const [base, head] = await places(page);
    expect(base?.y).toBe(head?.y);
    expect(head?.x).toBeGreaterThan(base?.x ?? Infinity);
    const tops = await page.evaluate<number[][]>(
      `['base', 'head'].map((side) => [...document.querySelectorAll('#compared-0-0-' + side + ' tr')]
        .map((row) => Math.round(row.getBoundingClientRect().top)))`,
    );
    expect(tops[0]?.length).toBeGreaterThan(10);
    expect(tops[0]).toEqual(tops[1]);
    await lookAt(page, PHONE);
    const [above, below] = await places(page);
    expect(below?.x).toBe(above?.x);
    expect(below?.y).toBeGreaterThan(above?.y ?? Infinity);
    expect(await overflowOf(page)).toBe(0);
  });

  test('changed cells are marked, gains on the head and losses on the base, and open by keyboard with statements of their side', async () => {
    const { page, trouble } = await run.open(changed, DESK);
    for (const side of ['base', 'head']) {
      expect(await page.locator(`#compared-0-0-${side} .cell.changed`).count()).toBe(2);
      expect(await page.locator(`#compared-0-0-${side} .cell.one-lock`).count()).toBe(1);
    }
    expect(await page.locator('#compared-0-0-head .mark').allTextContents()).toEqual([
      'gained: + GetObject (one lock) ',
      'gained: + PutParameter ',
    ]);
    expect(await page.locator('#compared-0-0-base .mark').allTextContents()).toEqual([
      'lost: − GetParameters ',
    ]);

    await page.locator('#compared-0-0-head .cell.changed:not(.one-lock)').press('Enter');
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('heading', { level: 2 }).textContent()).toBe(
      'Head: Data Hub · connector secrets',
    );
    expect(await dialog.textContent()).toContain('ReadConnectorSecrets');
    expect(await dialog.textContent()).toContain('ssm:PutParameter');
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('#compared-0-0-base .cell.changed:not(.one-lock)').press('Enter');
    expect(await dialog.textContent()).toContain('Base: Data Hub');
    expect(await dialog.textContent()).not.toContain('ssm:PutParameter');
    expect(trouble).toEqual([]);
  });

  test('without script the lists are there, and the page says that the matrices are not', async () => {
    const { page } = await run.openWithoutScripts(changed);
    const text = (await page.locator('main').textContent())?.replace(/\s+/g, ' ');
    expect(text).toContain('the Data Hub gains ssm:PutParameter on its own connector secrets');
    expect(text).toContain('The matrices need JavaScript.');
  });
});
