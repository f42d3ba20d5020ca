import { environment, organization } from '../fixtures/environment';
import { isObject, type Json, statementsOf, stringsOf } from '../fixtures/statements';
import { synthesize, wholeOf } from '../fixtures/synthesize';

/** Slugs of which each is a prefix of the next or differs from it by its hyphen only. */
const SLUGS = ['acme', 'acme-eu', 'acme-eu-lab', 'acmeeu'];
const CONFIG = environment({
  athenaCreateIamUser: true,
  organizations: SLUGS.map((slug) => organization(slug, { athenaUsers: [`${slug}-analyst`] })),
});
const templates = synthesize(wholeOf(CONFIG));
const statements = statementsOf(templates);

/** Whether a text names an organization: by its slug or its database, as a whole word, in a composed name or not. */
function names(text: string, slug: string): boolean {
  const words = text
    .replaceAll(/-(?:data-hub|hybrid-node|pipeline|arrivals(?:-dead-letters)?|policy)\b/g, '')
    .replaceAll(/\bts(?:-athena-eu-central-1|-athena)?[-_]test[-_]/g, '')
    .split(/[^a-z0-9_-]+/);
  return words.includes(slug) || words.includes(slug.replaceAll('-', '_'));
}

/** Whether an IAM pattern matches a text; IAM has only `*` and `?`. */
function matches(pattern: string, text: string): boolean {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`).test(text);
}

test('the sweep sees the statements of every kind of policy', () => {
  expect([...new Set(statements.map(({ type }) => type))].sort()).toEqual([
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Role',
    'AWS::IAM::RolePolicy',
    'AWS::IoT::Policy',
    'AWS::KMS::Key',
    'AWS::S3::BucketPolicy',
    'AWS::SQS::QueuePolicy',
  ]);
  expect(names('arn:aws:s3:::b/acme-eu/*', 'acme-eu')).toBe(true);
  expect(names('arn:aws:s3:::b/acme-eu/*', 'acme')).toBe(false);
  expect(names('workgroup/ts-test-acme', 'acme')).toBe(true);
  expect(names('table/ts_test_acme_eu/*', 'acme-eu')).toBe(true);
  expect(names('table/ts_test_acme_eu/*', 'acme')).toBe(false);
});

test("an organization's statements name that organization only, and shared ones name none", () => {
  for (const { stack, statement } of statements) {
    const text = JSON.stringify(statement);
    const named = SLUGS.filter((slug) => names(text, slug));
    const own = stack.replace('ts-test-organization-', '');
    expect(named.filter((slug) => slug !== own)).toEqual([]);
  }
});

test('no resource of one organization matches the same resource of another', () => {
  const resources = statements
    .filter(({ statement }) => statement['Effect'] === 'Allow')
    .flatMap(({ stack, statement }) =>
      stringsOf(statement['Resource']).map((pattern) => ({
        own: stack.replace('ts-test-organization-', ''),
        pattern,
      })),
    )
    .filter(({ own, pattern }) => SLUGS.includes(own) && names(pattern, own));
  expect(resources.length).toBe(19 * SLUGS.length);
  for (const { own, pattern } of resources) {
    const database = own.replaceAll('-', '_');
    for (const other of SLUGS.filter((slug) => slug !== own)) {
      const neighbour = pattern
        .replace(new RegExp(`([-_/])(${own}|${database})(?=[-/]|$)`), (_match, joiner: string) =>
          joiner === '_' ? `_${other.replaceAll('-', '_')}` : `${joiner}${other}`,
        )
        .replaceAll('*', 'anything');
      expect(names(neighbour, other)).toBe(true);
      expect([pattern, neighbour, matches(pattern, neighbour)]).toEqual([pattern, neighbour, false]);
    }
  }
});

test('every policy is a customer managed one: nothing inline, nothing by AWS', () => {
  const text = JSON.stringify(templates);
  expect(text).not.toContain(':iam::aws:policy/');
  for (const { Resources } of Object.values(templates)) {
    for (const { Type, Properties = {} } of Object.values(Resources)) {
      expect(Type).not.toBe('AWS::IAM::Policy');
      expect(Object.keys(Properties)).not.toContain('Policies');
      expect(Object.keys(Properties)).not.toContain('ManagedPolicyArns');
    }
  }
});

test('every principal that an organization gets is under the boundary of its kind', () => {
  const ofOrganizations = Object.entries(templates).filter(([name]) => !name.endsWith('-shared'));
  const principals = ofOrganizations
    .flatMap(([, { Resources }]) => Object.values(Resources))
    .filter(({ Type }) => ['AWS::IAM::Role', 'AWS::IAM::User'].includes(Type));
  expect(principals).toHaveLength(4 * SLUGS.length);
  for (const { Properties } of principals) {
    const name = Properties?.['RoleName'];
    const boundary = typeof name === 'string' && name.endsWith('-pipeline') ? 'pipeline' : 'organization';
    expect(Properties?.['PermissionsBoundary']).toBe(
      `arn:aws:iam::111122223333:policy/ts-test-${boundary}-boundary`,
    );
  }
});

test('no value passes between stacks', () => {
  const text = JSON.stringify(templates);
  expect(text).not.toContain('Fn::ImportValue');
  expect(text).not.toContain('"Export"');
  expect(text).not.toContain('AWS::SSM::Parameter::Value<String>","Default":"/ts');
});

test('no other account is named anywhere', () => {
  const accounts = JSON.stringify(templates).match(/(?<![0-9a-zA-Z])\d{12}(?![0-9a-zA-Z])/g);
  expect(new Set(accounts)).toEqual(new Set(['111122223333']));
});

test('no user of the platform gets an access key or a password', () => {
  const types = Object.values(templates).flatMap(({ Resources }) =>
    Object.values(Resources).map(({ Type }) => Type),
  );
  expect(types).not.toContain('AWS::IAM::AccessKey');
  expect(JSON.stringify(templates)).not.toContain('LoginProfile');
});

test('the templates of two organizations are equal once the slug is replaced', () => {
  const generic = (slug: string): string =>
    JSON.stringify(templates[`ts-test-organization-${slug}`])
      .replaceAll(slug, 'SLUG')
      .replaceAll(slug.replaceAll('-', '_'), 'SLUG');
  for (const slug of SLUGS) expect(generic(slug)).toBe(generic('acme'));
});

test('every Allow names its actions one by one', () => {
  for (const { statement } of statements.filter(({ statement: { Effect } }) => Effect === 'Allow')) {
    expect(statement['NotAction']).toBeUndefined();
    expect(stringsOf(statement['Action']).join()).not.toContain('*');
    expect(statement['NotResource']).toBeUndefined();
    expect(statement['NotPrincipal']).toBeUndefined();
    expect(statement['Principal']).not.toBe('*');
    const principal: Json | undefined = statement['Principal'];
    expect(stringsOf(isObject(principal) ? Object.values(principal) : principal)).not.toContain('*');
  }
});
