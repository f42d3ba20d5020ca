import { TAGS } from '../../../packages/isolation-proof/fixtures/tenant-tags';
import type { NamedOrganization } from '../../../../packages/isolation-proof/src/forms/form';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { readModel } from '../../../../packages/isolation-proof/src/model/model';
import { differencesBetween } from '../../../../packages/isolation-proof/src/page/form-differences';
import { tagsOf } from '../../../packages/isolation-proof/fixtures/organizations';
import { stackOf } from '../../../packages/isolation-proof/fixtures/stack-of';
import { draw, matrixOf } from './drawn';
import { manyForms } from './pages';

/** Databases stand for resources with whatever properties. */
const ANY_DATABASE = { 'AWS::Glue::Database': { grants: 'nothing', because: 'it is an example' } } as const;

/** In what a role with the second properties differs from one with the first. */
function differences(one: Record<string, Json>, other: Record<string, Json>): readonly string[] {
  const stack = (slug: string, properties: Record<string, Json>): ReturnType<typeof stackOf> =>
    stackOf({ Thing: ['AWS::Glue::Database', { ...properties, Tags: tagsOf(slug) }] }, slug);
  const shared = stackOf({ Shared: ['AWS::Glue::Database', { Name: 'shared/acme-x' }] }, 'shared');
  const model = readModel([shared, stack('acme', one), stack('acme-eu', other)], {
    tags: TAGS,
    declare: ANY_DATABASE,
  });
  const named = (slug: string, ...names: string[]): NamedOrganization => ({ slug, names });
  return differencesBetween(model, named('acme', 'acme', 'ann'), named('acme-eu', 'acme-eu', 'eve'));
}

const statement = (sid: string, resource: Json = '*'): Json => ({ Sid: sid, Resource: resource });

test.each<[string, Record<string, Json>, Record<string, Json>, readonly string[]]>([
  ['nothing', { A: 1 }, { A: 1 }, []],
  ['their own slugs', { A: 's3://acme/x' }, { A: 's3://acme-eu/x' }, []],
  ['their slugs with underscores', { A: 'ts_acme' }, { A: 'ts_acme_eu' }, []],
  ['names of users, which are their own', { Users: ['ann'] }, { Users: ['eve'] }, []],
  ['a name of one, beside a shared name with its slug', { A: 'acme/acme-x' }, { A: 'acme-eu/acme-x' }, []],
  ['a value', { A: 'ON' }, { A: 'OFF' }, ['Thing: A is OFF instead of ON']],
  ['a number', { A: { B: 1 } }, { A: { B: 2 } }, ['Thing: A.B is 2 instead of 1']],
  [
    'nothing but that one has the folder of the other',
    { A: 's3://acme/x' },
    { A: 's3://acme/x' },
    ['Thing: A is s3://acme/x as in the other, whose name it is'],
  ],
  ['a value more', {}, { A: true }, ['Thing: has A true']],
  ['a value less', { A: true }, {}, ['Thing: has no A']],
  ['values in a list', { U: ['ann'] }, { U: ['eve', 'zed'] }, ['Thing: U is [eve, zed] instead of [ann]']],
  ['a long value', { A: 'x'.repeat(99) }, { A: 'y' }, ['Thing: A differs']],
  ['a value of another kind', { A: 'x' }, { A: { Ref: 'x' } }, ['Thing: A differs']],
  [
    'statements',
    { P: { Statement: [statement('One'), statement('Two'), statement('Three')] } },
    { P: { Statement: [statement('Two', 'x'), statement('Four')] } },
    ['Thing: statement Two.Resource is x instead of *; has statement Four; has no statements One, Three'],
  ],
  [
    'the order of statements, which says nothing',
    { P: { Statement: [statement('One'), statement('Two')] } },
    { P: { Statement: [statement('Two'), statement('One')] } },
    [],
  ],
  [
    'statements without names',
    { P: { Statement: [{ Effect: 'Allow' }, { Effect: 'Deny' }] } },
    { P: { Statement: [{ Effect: 'Allow' }, { Effect: 'Allow' }] } },
    ['Thing: P.Statement[1].Effect is Allow instead of Deny'],
  ],
])('organizations that differ in %s', (_what, one, other, expected) => {
  expect(differences(one, other)).toEqual(expected);
});

test('forms say in what they differ from the first one: suspension, and users that are listed', () => {
  const data = draw(manyForms());
  expect(matrixOf(data, 'acme')).not.toHaveProperty('differences');
  expect(matrixOf(data, 'globex').differences).toEqual([
    expect.stringMatching(/^QueriesPermissionsPolicy\w*: has Users \[ann, bob\]$/),
  ]);
  const suspended = matrixOf(data, 'acme-eu').differences ?? [];
  expect(suspended).toContainEqual(
    expect.stringMatching(/^QueriesWorkgroup\w*: State is DISABLED instead of ENABLED$/),
  );
  expect(suspended).toContainEqual(
    expect.stringMatching(/^OrganizationKey\w*: has statement DenyUseWhileSuspended$/),
  );
  expect(suspended).not.toContainEqual(expect.stringContaining('Users'));
});

test('a resource more, a resource less, and no more lines than somebody reads', () => {
  const stack = (slug: string, ids: readonly string[]): ReturnType<typeof stackOf> =>
    stackOf(Object.fromEntries(ids.map((id) => [id, ['AWS::Glue::Database', { Tags: tagsOf(slug) }]])), slug);
  const many = Array.from({ length: 12 }, (_value, index) => `Extra${index}`);
  const model = readModel([stack('acme', ['Same', 'Gone']), stack('acme-eu', ['Same', ...many])], {
    tags: TAGS,
    declare: ANY_DATABASE,
  });
  const named = (slug: string): NamedOrganization => ({ slug, names: [slug] });
  const found = differencesBetween(model, named('acme'), named('acme-eu'));
  expect(found.slice(0, 2)).toEqual([
    'Gone: not here (AWS::Glue::Database)',
    'Extra0: only here (AWS::Glue::Database)',
  ]);
  expect(found).toHaveLength(9);
  expect(found.at(-1)).toBe('and 5 more constructs');
});
