import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { type Look, lookAt } from './browser-run';
import { CONTRAST_OF_KINDS, markKinds } from './contrast-kinds';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** Rules that axe leaves out by itself, because it calls them experimental. */
const EXPERIMENTAL = ['label-content-name-mismatch', 'table-fake-caption', 'td-has-header'];

/**
 * All rules of axe that a page breaks, or one element of it with what is in it; with the elements. Contrast is asked for
 * the first and the last element of each kind.
 */
export async function violationsOf(page: Page, within = 'html'): Promise<string[]> {
  if (!(await page.evaluate<boolean>(`'axe' in window`))) {
    await page.evaluate(AXE);
    await page.evaluate(`axe.configure({ rules: [${JSON.stringify(CONTRAST_OF_KINDS)}] })`);
  }
  await markKinds(page);
  const options = JSON.stringify({
    rules: Object.fromEntries(EXPERIMENTAL.map((id) => [id, { enabled: true }])),
    resultTypes: ['violations'],
  });
  // Whatever passes stays in the page: it is each of a thousand elements, once a rule, and takes seconds to hand over.
  const { violations, passed } = await page.evaluate<
    Pick<AxeResults, 'violations'> & { readonly passed: number }
  >(
    `axe.run('${within}', ${options}).then(({ violations, passes }) => ({ violations, passed: passes.length }))`,
  );
  // A run that looked at nothing would find nothing.
  expect(passed).toBeGreaterThan(15);
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html }) => `${id} (${impact ?? ''}): ${html.slice(0, 160)}`),
  );
}

/** What axe finds in an open page for each way of looking at it. */
export async function violationsByLook(
  page: Page,
  looks: Readonly<Record<string, Look>>,
  within?: string,
): Promise<[string, string[]][]> {
  const found: [string, string[]][] = [];
  for (const [name, look] of Object.entries(looks)) {
    await lookAt(page, look);
    found.push([name, await violationsOf(page, within)]);
  }
  return found;
}

/** Shows what opens on demand. */
export async function openAllDetails(page: Page): Promise<void> {
  await page.evaluate(`for (const details of document.querySelectorAll('details')) details.open = true`);
}

/** Then what is seen in the dark of one width, and in the light of another, is seen in each of both. */
export async function expectTheDarkToChangeColoursAlone(page: Page): Promise<void> {
  const values = await page.evaluate<string[]>(`[...document.styleSheets]
    .flatMap(({ cssRules }) => [...cssRules])
    .filter((rule) => rule.conditionText?.includes('prefers-color-scheme'))
    .flatMap(({ cssRules }) => [...cssRules])
    .flatMap(({ style }) => [...style].map((name) => name + ': ' + style.getPropertyValue(name).trim()))`);
  expect(values.length).toBeGreaterThan(10);
  expect(values.filter((value) => !/^--[a-z-]+: #[0-9a-f]{6}$/.test(value))).toEqual([]);
}
