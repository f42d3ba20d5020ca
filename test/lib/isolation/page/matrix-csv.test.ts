import { matrixCsv } from '../../../../packages/isolation-proof/src/page/matrix-csv';
import type { PageData } from '../../../../packages/isolation-proof/src/page/page-data';
import { ACME, type Edit, inResource, inStatement } from '../contract/platform';
import { draw } from './drawn';
import { manyForms, stacks } from './pages';

const HEADER =
  'principal,organization,resource,capability,verdict,principal_kind,resource_kind,resource_owner';

/** The lines of a CSV file without commas, quotes or line breaks in its values. */
function linesOf(data: PageData, isChosen?: (slug: string) => boolean): string[] {
  const text = [...matrixCsv(data, isChosen)].join('');
  expect(text).toMatch(/\r\n$/);
  return text
    .slice(0, -2)
    .split('\r\n')
    .map((line) => line.slice(1, -1).split('","').join(','));
}

const DATA = draw(stacks());
const LINES = linesOf(DATA);

test('there is a line for each principal, resource and capability, with its verdict', () => {
  expect(LINES[0]).toBe(HEADER);
  const raw = 'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an/acme-eu/*';
  expect(
    LINES.filter((line) => line.includes(`${raw},`) && line.startsWith('ts-test-acme-eu-data-hub,')),
  ).toEqual([
    `ts-test-acme-eu-data-hub,acme-eu,${raw},read,denied,Data Hub,raw folder,own`,
    `ts-test-acme-eu-data-hub,acme-eu,${raw},write,allowed,Data Hub,raw folder,own`,
    `ts-test-acme-eu-data-hub,acme-eu,${raw},list,denied,Data Hub,raw folder,own`,
    // The certificate has the name of its role alias, which is that of the role.
    `ts-test-acme-eu-data-hub,acme-eu,${raw},read,denied,Certificate,raw folder,own`,
    `ts-test-acme-eu-data-hub,acme-eu,${raw},write,denied,Certificate,raw folder,own`,
    `ts-test-acme-eu-data-hub,acme-eu,${raw},list,denied,Certificate,raw folder,own`,
  ]);
  expect(LINES).toContain(
    "with policies that allow everything,,the organizations' keys,decrypt,denied,Any administrator,keys,organizations",
  );
});

test('every organization has as many lines as the others of its form, in its own names', () => {
  const count = (slug: string): number => LINES.filter((line) => line.split(',')[1] === slug).length;
  expect(count('acme')).toBeGreaterThan(150);
  expect(count('acme-eu')).toBe(count('acme'));
  const renamed = LINES.filter((line) => line.split(',')[1] === 'acme').map((line) =>
    line.replaceAll('ts_test_acme', 'ts_test_acme_eu').replaceAll(/\bacme\b/g, 'acme-eu'),
  );
  expect(LINES.filter((line) => line.split(',')[1] === 'acme-eu')).toEqual(renamed);
  expect(LINES.join('\n')).not.toMatch(/[\uE000-\uF8FF]/);
});

test('the CSV says what the matrix says: cell by cell', () => {
  const data = draw(manyForms());
  for (const { organizations, columns, rows, cells } of data.forms) {
    const [slug = ''] = organizations;
    const lines = linesOf(data, (candidate) => candidate === slug).slice(1);
    const allowed = cells.flatMap((row, index) =>
      row.flatMap((number, column) =>
        (data.cells[number]?.can ?? []).flatMap((capability) =>
          (columns[column]?.names ?? []).map(
            () => `${capability},allowed,${columns[column]?.kind ?? ''},${rows[index]?.title ?? ''}`,
          ),
        ),
      ),
    );
    const inLines = lines
      .filter((line) => line.includes(',allowed,'))
      .map((line) => line.split(',').slice(3, 7).join());
    expect(inLines.sort()).toEqual(allowed.sort());
    expect(lines.filter((line) => line.includes(',denied,')).length).toBeGreaterThan(100);
  }
});

test('what nobody is meant to have is unintended', () => {
  const everyWorkgroup: Edit = inStatement(ACME, 'RunQueries', (statement) => ({
    ...statement,
    Resource: '*',
  }));
  const lines = linesOf(draw(stacks(everyWorkgroup)), (slug) => slug === 'acme');
  expect(lines).toContainEqual(
    expect.stringMatching(
      /,acme,arn:\*:athena:\*:\*:workgroup\/\*,run,unintended,User,workgroups,other organizations$/,
    ),
  );
});

test('chosen organizations alone are written, and principals of no organization by the empty slug', () => {
  const slugsIn = (lines: readonly string[]): string[] => [
    ...new Set(lines.slice(1).map((line) => line.split(',')[1] ?? '')),
  ];
  expect(slugsIn(linesOf(DATA, (slug) => slug === 'acme'))).toEqual(['acme']);
  expect(slugsIn(linesOf(DATA, (slug) => slug === ''))).toEqual(['']);
  expect(slugsIn(LINES)).toEqual(['acme', 'acme-eu', '']);
});

test('a name that a spreadsheet would take for a formula is text', () => {
  const formula: Edit = inResource(ACME, 'AWS::IAM::Role', (properties) => {
    properties['RoleName'] = `=cmd${JSON.stringify(properties['RoleName']).slice(1, -1)}`;
  });
  const text = [...matrixCsv(draw(stacks(formula)))].join('');
  expect(text).toContain(`\r\n"'=cmdts-test-acme-data-hub","acme",`);
  expect(text).not.toMatch(/(^|,|\n)"[=+\-@]/);
});
