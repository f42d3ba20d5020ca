import { examine, prove } from '../../../lib/isolation/proof';
import { environment } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';
import { ACME_EU, type Edit, inStatement, platform } from './contract/platform';

/** Nobody is listed in either organization, so that both policies for users are attached to nobody. */
const WITHOUT_USERS = JSON.stringify(synthesize(wholeOf(environment())));

const stacks = (edit?: Edit): ReturnType<typeof platform> => platform(edit, WITHOUT_USERS);

const everyWorkgroup = inStatement(ACME_EU, 'RunQueries', (statement) => ({ ...statement, Resource: '*' }));

test('whoever will be given a policy is a principal of its organization, with its tags and without a boundary', () => {
  const users = examine(stacks(), ({ model }) => model.principals.filter(({ kind }) => kind === 'user'));
  expect(
    users.map(({ owner, boundary, facts }) => [owner, boundary, facts.get('aws:principaltag/orgslug')]),
  ).toEqual([
    ['acme', undefined, { kind: 'text', text: 'acme' }],
    ['acme-eu', undefined, { kind: 'text', text: 'acme-eu' }],
  ]);
});

test('a policy that is attached to somebody makes nobody else', () => {
  const users = examine(platform(), ({ model }) => model.principals.filter(({ kind }) => kind === 'user'));
  expect(
    users.map(({ arn }) => arn.slice(arn.lastIndexOf('/') + 1)).filter((name) => name === 'any-user'),
  ).toEqual([]);
});

test('a policy that is attached to nobody is proved as well', () => {
  expect(prove(stacks()).verdict).toBe('proved');
  const { claims } = prove(stacks(everyWorkgroup));
  expect(claims.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id)).toEqual([
    'tenant-isolation',
  ]);
});

test('organizations whose policies for users differ are of two forms', () => {
  const formsOf = (edit?: Edit): string[][] =>
    examine(stacks(edit), ({ forms }) =>
      forms.map(({ organizations }) => organizations.map(({ slug }) => slug)),
    );
  expect(formsOf()).toEqual([['acme', 'acme-eu']]);
  expect(formsOf(everyWorkgroup)).toEqual([['acme'], ['acme-eu']]);
});
