import { organization } from '../../../fixtures/environment';
import type { TemplateResource } from '../../../fixtures/synthesize';
import {
  commentOf,
  ENVIRONMENT,
  reviewOf,
  templatesOf,
  type Templates,
  withResources,
} from './change-of-templates';

const BASE = templatesOf();
const QUIET = '<!-- platform-review -->\nNo change to access, resources, organizations or guards of `test`.';

interface Statement {
  readonly Sid?: string;
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<Record<string, unknown>>;
}

/** Templates with other statements in the policies of some resources. */
function withStatements(
  isMeant: (id: string) => boolean,
  change: (statements: readonly Statement[]) => readonly Statement[],
  templates: Templates = BASE,
): Templates {
  const changed = withResources(templates, (resource, id) => {
    if (!isMeant(id)) return resource;
    const document = resource.Properties?.['PolicyDocument'] as { readonly Statement: readonly Statement[] };
    const PolicyDocument = { ...document, Statement: change(document.Statement) };
    return { ...resource, Properties: { ...resource.Properties, PolicyDocument } };
  });
  expect(changed).not.toEqual(templates);
  return changed;
}

const isHubPolicy = (id: string): boolean => id.startsWith('DataHubRolePermissionsPolicy');
const isBoundary = (id: string): boolean => id.startsWith('OrganizationBoundaryPolicy');
const isRevocations = (id: string): boolean => id.startsWith('DataHubRevocations');

function withParts(statements: readonly Statement[]): Statement[] {
  return statements.map((statement) =>
    statement.Sid === 'UploadRawData'
      ? { ...statement, Action: [statement.Action, 's3:ListMultipartUploadParts'].flat() }
      : statement,
  );
}

test('(6) a comment is silent: the same templates are told in one line', () => {
  const review = reviewOf(BASE, BASE);
  expect(commentOf(review)).toBe(`${QUIET} Isolation is proved.\n`);
  expect(review.outcome).toEqual({ exitCode: 0, objections: [] });
});

test('(1) an action more for all organizations is told once, as a gain of all', () => {
  const review = reviewOf(
    BASE,
    withStatements((id) => isHubPolicy(id) || isBoundary(id), withParts),
  );
  expect(commentOf(review)).toContain(
    '- all 3 organizations: the Data Hub gains `s3:ListMultipartUploadParts` on `*/*` in its own raw folder',
  );
  expect(commentOf(review)).not.toContain('Losses of access');
});

test('(1) an action that the boundary still denies is told of the one lock alone', () => {
  const review = reviewOf(BASE, withStatements(isHubPolicy, withParts));
  expect(commentOf(review)).toContain('**Gains of access (1 by one lock alone)**');
});

test('(2) a statement that moves between two policies of a role is silent', () => {
  const moved: Statement[] = [];
  const without = withStatements(isHubPolicy, (statements) =>
    statements.filter((statement) => {
      if (statement.Sid !== 'LogInToRegistry') return true;
      moved.push(statement);
      return false;
    }),
  );
  const [statement] = moved;
  const head = withStatements(
    isRevocations,
    (statements) => [...statements, ...(statement === undefined ? [] : [statement])],
    without,
  );
  expect(commentOf(reviewOf(BASE, head))).toBe(
    `${QUIET} 6 policies are written differently and mean the same. Isolation is proved.\n`,
  );
});

test('(3) an organization more is told as one, that has what the others have', () => {
  const organizations = [
    ...ENVIRONMENT.organizations,
    organization('newco', { displayName: '<b>@newco</b>' }),
  ];
  const review = reviewOf(BASE, templatesOf({ ...ENVIRONMENT, organizations }));
  expect(review.outcome.exitCode).toBe(0);
});

test('an organization less is refused with the way to offboard it, unless it is its slug that is retired', () => {
  const head = templatesOf({
    ...ENVIRONMENT,
    organizations: ENVIRONMENT.organizations.filter(({ slug }) => slug !== 'acme'),
  });
  const { outcome } = reviewOf(BASE, head, { retired: ['acme-eu'] });
  expect(outcome.exitCode).toBe(4);
  expect(outcome.objections.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^the entry of organization acme is gone.*"status": "suspended"/),
  ]);
  expect(reviewOf(BASE, head, { retired: ['acme'] }).outcome).toEqual({ exitCode: 0, objections: [] });
});

describe("(4) a bucket's construct id that is renamed", () => {
  const renamed = JSON.parse(
    JSON.stringify(BASE).replaceAll('RawBucket128B7E58', 'RawDataBucket128B7E58'),
  ) as Templates;

  test('is told as a loss, and as a deployment that fails', () => {
    const review = reviewOf(BASE, renamed);
    expect(review.outcome.exitCode).toBe(3);
    expect(commentOf(review)).toContain('fails with "already exists"');
  });

  test('is accepted if the command line says so', () => {
    expect(reviewOf(BASE, renamed, { allowed: ['RawBucket128B7E58'] }).outcome.exitCode).toBe(0);
  });
});

test('(5) a condition in its IfExists form is told by the requests that it lets through', () => {
  const head = withStatements(isHubPolicy, (statements) =>
    statements.map((statement) => {
      if (statement.Sid !== 'EncryptUploads') return statement;
      const { StringEquals, ...rest } = statement.Condition ?? {};
      return { ...statement, Condition: { ...rest, StringEqualsIfExists: StringEquals } };
    }),
  );
  const review = reviewOf(BASE, head);
  expect(commentOf(review)).toContain('kms:');
});

test('whatever a resource is, its metadata says nothing', () => {
  const head = withResources(BASE, (resource): TemplateResource => ({
    ...resource,
    ...{ Metadata: { note: 'x' } },
  }));
  expect(commentOf(reviewOf(BASE, head))).toBe(`${QUIET} Isolation is proved.\n`);
});
