import { readFileSync } from 'node:fs';
import { matrixCsv } from '../../../../../packages/isolation-proof/src/page/matrix-csv';
import { keptPage, provedStacks } from '../kept-pages';
import { judgedOf, manyOrganizations, pageOf } from '../pages';
import { describeInBrowser, run, DESK, elementsIn, slugs, WHY_SKIPPED } from './browser-run';

describeInBrowser(`organizations on the page ${WHY_SKIPPED}`, () => {
  test('an organization is found by a part of its slug, an exact one first, and one match is shown at once', async () => {
    const { page } = await run.open(keptPage('proved'));
    const search = page.getByLabel('Find an organization');
    await search.fill('acme');
    expect(await slugs(page)).toEqual(['acme', 'acme-eu']);
    expect(await page.getByRole('status').textContent()).toBe('2 organizations.');
    expect(await page.locator('#organization .slug-text').textContent()).toBe('acme');
    await search.press('Enter');
    expect(await page.getByRole('heading', { name: 'Principals of acme Organization acme' }).count()).toBe(1);
    await page.getByRole('button', { name: 'acme-eu' }).first().click();
    expect(await page.getByRole('heading', { name: 'Principals of acme-eu' }).count()).toBe(1);
    expect(
      await page.getByRole('columnheader', { name: 'ts-test-acme-eu-data-hub' }).count(),
    ).toBeGreaterThan(0);
    expect(page.url()).toMatch(/#organization=acme-eu$/);

    expect(await page.locator('.slug[aria-pressed=true] .slug-text').allTextContents()).toEqual(['acme-eu']);
    expect(await page.locator(':focus').getAttribute('data-slug')).toBe('acme-eu');

    await search.fill('nobody');
    expect(await page.getByRole('status').textContent()).toBe(
      'No organization has this in its slug or display name.',
    );
    expect(await page.locator('#organization .slug-text').textContent()).toBe('acme-eu');

    // One match selects it without a key more: a part of a slug, a part of a display name, and a slug with spaces around it.
    for (const text of ['EU', 'zation acme-e', ' acme-eu ']) {
      await search.fill('acme');
      await search.press('Enter');
      expect(await page.getByRole('heading', { name: 'Principals of acme-eu' }).count()).toBe(0);
      await search.fill(text);
      expect(await page.getByRole('status').textContent()).toBe('1 organization: acme-eu, shown below.');
      expect(await slugs(page)).toEqual(['acme-eu']);
      expect(await page.getByRole('heading', { name: 'Principals of acme-eu' }).count()).toBe(1);
      expect(await page.locator(':focus').getAttribute('id')).toBe('search');
    }
  });

  test('an address that names an organization shows it; its matrix, and that of all, is saved without a request', async () => {
    const { page, trouble } = await run.open(keptPage('proved'), DESK, '#organization=acme-eu');
    expect(await page.locator('#organization .slug-text').textContent()).toBe('acme-eu');
    const saved = async (button: string): Promise<readonly [string, string]> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ]);
      return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')];
    };
    const data = judgedOf(provedStacks()).matrices;
    expect(await saved('CSV of acme-eu')).toEqual([
      'matrix-acme-eu.csv',
      [...matrixCsv(data, (slug) => slug === 'acme-eu')].join(''),
    ]);
    expect(await saved('CSV of everything')).toEqual(['matrix.csv', [...matrixCsv(data)].join('')]);
    expect(trouble.filter((line) => !line.startsWith('request: blob:'))).toEqual([]);
  });

  test('every organization is listed with display name, status and form, and why forms differ', async () => {
    const { page, trouble } = await run.open(keptPage('many forms'), DESK, '#organization=acme-eu');
    const lines = page.locator('.organizations tbody tr');
    expect(
      await Promise.all((await lines.all()).map((line) => line.locator('th, td').allTextContents())),
    ).toEqual([
      ['acme', '–', 'active', '1'],
      ['acme-eu', '<b>acme-eu</b>', 'suspended', '2'],
      ['globex', 'Globex', 'active, but recorded as suspended', '3'],
      ['initech', '<b>initech</b>', 'suspended', '4'],
    ]);
    expect(await page.locator('#organization').textContent()).toBe('acme-eu <b>acme-eu</b>suspended');
    expect(await page.locator('.slug .badge').allTextContents()).toEqual([
      'suspended',
      'active, but recorded as suspended',
      'suspended',
    ]);
    expect(await page.locator('#form-differences').textContent()).toMatch(
      /^Differs from form 1 \(acme\) in:.*State is DISABLED instead of ENABLED/,
    );
    expect(await page.locator('#forms h3').allTextContents()).toEqual([
      'Form 1: acme',
      'Form 2: acme-eu (suspended)',
      'Form 3: globex',
      'Form 4: initech (suspended)',
    ]);
    expect(await page.locator('#forms').textContent()).toMatch(
      /globexDiffers from form 1 .*has Users \[ann, bob\]/,
    );
    expect(trouble).toEqual([]);
  });

  test('sixty organizations stay few elements, and each is found', async () => {
    // An address that names none shows the first.
    const two = await run.open(keptPage('proved'), DESK, '#organization=%3Cimg%20src=x%3E');
    expect(await two.page.locator('#organization .slug-text').textContent()).toBe('acme');
    const elementsOfTwo = await elementsIn(two.page);
    expect(two.trouble).toEqual([]);
    await run.closePages();

    const { page, trouble } = await run.open(pageOf(manyOrganizations(58)));
    const elements = await elementsIn(page);
    // Three for each that is listed, and none for the others: most of a page are the claims and what is documented
    // beside them.
    expect(elements - elementsOfTwo).toBeLessThan(72);
    expect(await page.getByRole('status').textContent()).toBe(
      '60 organizations, 24 of them listed; search to narrow the list.',
    );
    await page.getByLabel('Find an organization').fill('org0058');
    expect(await slugs(page)).toEqual(['org0058']);
    expect(await page.locator('#form-size').textContent()).toBe(
      'Form 1 of 1: the templates of 59 other organizations are identical but for names.',
    );
    expect(
      await page.getByRole('columnheader', { name: 'ts-test-org0058-data-hub' }).count(),
    ).toBeGreaterThan(0);
    expect(await elementsIn(page)).toBeLessThan(elements);
    expect(await page.locator('.organizations').count()).toBe(0);
    await page.getByText('60 organizations', { exact: true }).click();
    await page.locator('.organizations').waitFor();
    expect(await page.locator('.organizations tbody tr').count()).toBe(60);
    expect(trouble).toEqual([]);
  });
});
