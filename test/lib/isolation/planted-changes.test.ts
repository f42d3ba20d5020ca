import { SPECIFICATION } from '../../../lib/isolation/specification';
import type {
  AccessComparison,
  AccessDifference,
} from '../../../packages/isolation-proof/src/difference/access-difference';
import { compareAccess } from '../../../packages/isolation-proof/src/difference/compare-access';
import { isObject, type Json, type JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { readTemplate } from '../../../packages/isolation-proof/src/assembly/read-template';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { environment, organization } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

const ENVIRONMENT = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
};
const SLUGS = ['acme', 'acme-eu', 'globex'];
const templatesOf = (slugs: readonly string[]): string =>
  JSON.stringify(
    synthesize(wholeOf(environment({ organizations: slugs.map((slug) => organization(slug)) }))),
  );
const TEMPLATES = templatesOf(SLUGS);
const BASE = stacksOf(JSON.parse(TEMPLATES) as Templates);

type Templates = Readonly<Record<string, Json>>;

function stacksOf(templates: Templates): StackTemplate[] {
  return Object.entries(templates).map(([name, template]) => {
    const stack = readTemplate(name, template, ENVIRONMENT);
    if (typeof stack === 'string') throw new Error(stack);
    return stack;
  });
}

/** The environment before and after a change to every statement of a Sid; null takes it away. */
function comparedWith(sid: string, change: (statement: JsonObject) => JsonObject | null): AccessComparison {
  let changed = 0;
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) {
      return (value as readonly Json[]).map(walk).filter((item) => item !== null);
    }
    if (!isObject(value)) return value;
    if (value['Sid'] === sid) {
      changed += 1;
      return change(value);
    }
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]));
  };
  const head = walk(JSON.parse(TEMPLATES) as Json) as Templates;
  expect(changed).toBeGreaterThan(0);
  return compareAccess(BASE, stacksOf(head), SPECIFICATION);
}

function lines({ differences, undecided }: AccessComparison): string[] {
  expect(undecided).toEqual([]);
  return differences.map(lineOf);
}

function lineOf({ change, lens, principal, organizations, actions, resources }: AccessDifference): string {
  const who = principal.name.replace(/^.*[:/]/, '');
  const whose = organizations.length === 0 ? '' : ` of ${organizations.join()}`;
  const where = resources.map((text) => text.replace(/^.*:(?:ts-test-)?/, ''));
  return `${who}${whose} ${change} by ${lens}: ${actions.join()} on ${where.join()}`;
}

const withAction =
  (action: string) =>
  (statement: JsonObject): JsonObject => ({
    ...statement,
    Action: [statement['Action'] ?? [], action].flat(),
  });
const ALL = 'acme,acme-eu,globex';

test('nothing is told where nothing has changed', () => {
  expect(compareAccess(BASE, stacksOf(JSON.parse(TEMPLATES) as Templates), SPECIFICATION)).toEqual({
    differences: [],
    organizations: { added: [], removed: [] },
    undecided: [],
    compared: { principals: 17, organizations: 3, forms: 1 },
  });
});

test('an action for all organizations, in both locks, is one difference', () => {
  const comparison = comparedWith('WriteDataAndArtifacts', withAction('s3:PutObjectTagging'));
  expect(lines(comparison)).toEqual([
    `ts-test-acme-pipeline of ${ALL} gained by all policies: s3:putobjecttagging on artifacts-111122223333-eu-central-1-an/acme/*,standardized-111122223333-eu-central-1-an/acme/*`,
  ]);
  expect(
    comparison.differences[0]?.statements.map(({ side, effect, name, path }) => [side, effect, name, path]),
  ).toEqual([
    ['head', 'Allow', 'WriteDataAndArtifacts', expect.stringContaining('PipelinesRolePermissionsPolicy')],
    ['head', 'Allow', 'WriteDataAndArtifacts', expect.stringContaining('PipelineBoundaryPolicy')],
  ]);
});

test('an action that a bucket policy denies is told for each lock that allows it', () => {
  const told = lines(comparedWith('UploadRawData', withAction('s3:GetObject')));
  expect(told).toContain(
    `ts-test-acme-data-hub of ${ALL} gained by identity policies alone: s3:getobject on raw-111122223333-eu-central-1-an/acme/*/*`,
  );
  expect(told.filter((line) => line.includes('all policies'))).toEqual([]);
});

test('the use of keys by administrators', () => {
  const { differences } = comparedWith('AllowAdministrationWithoutUse', withAction('kms:Sign'));
  const found = differences.map(({ change, principal: { name }, organizations, actions }) => [
    change,
    name.replace(/^.*\//, ''),
    organizations.join(),
    actions.join(),
  ]);
  expect(found).toEqual([
    ['gained', 'any-administrator', ALL, 'kms:sign'],
    ['gained', 'any-administrator', '', 'kms:sign'],
  ]);
});

test('a service that may assume the roles of all organizations', () => {
  const trusted = lines(
    comparedWith('IotCredentialsProvider', (statement) => ({
      ...statement,
      Principal: { Service: ['credentials.iot.amazonaws.com', 'ec2.amazonaws.com'] },
    })),
  );
  expect(trusted).toEqual([
    `ec2.amazonaws.com of ${ALL} gained by all policies: sts:assumerole on role/ts-test-acme-data-hub`,
    'ec2.amazonaws.com gained by all policies: sts:assumerole on role/ts-test-enrolment',
  ]);
});

test('a Deny that is taken away', () => {
  const told = comparedWith('DenyWithoutThingName', () => null);
  expect(told.differences.every(({ change }) => change === 'gained')).toBe(true);
  expect(told.differences[0]?.example.context).toMatchObject({ 'credentials-iot:thingname': null });
  expect(told.differences[0]?.statements).toMatchObject([{ side: 'base', effect: 'Deny' }]);
});

test('a statement that moves to another policy of the role is no difference', () => {
  const head = JSON.parse(TEMPLATES) as Record<string, { Resources: Record<string, JsonObject> }>;
  for (const slug of SLUGS) {
    const resources = head[`ts-test-organization-${slug}`]?.Resources ?? {};
    const documentOf = (part: string): { Statement: JsonObject[] } => {
      const [, found] = Object.entries(resources).find(([id]) => id.startsWith(part)) ?? [];
      return (found?.['Properties'] as JsonObject)['PolicyDocument'] as unknown as {
        Statement: JsonObject[];
      };
    };
    const moved = documentOf('DataHubRolePermissionsPolicy').Statement.pop();
    if (moved !== undefined) documentOf('DataHubRevocations').Statement.push(moved);
  }
  const stacks = stacksOf(head);
  expect(lines(compareAccess(BASE, stacks, SPECIFICATION))).toEqual([]);
});

test('an organization that is added is like those that are there', () => {
  const head = stacksOf(JSON.parse(templatesOf([...SLUGS, 'initech'])) as Templates);
  expect(compareAccess(BASE, head, SPECIFICATION)).toMatchObject({
    differences: [],
    organizations: { added: [{ slug: 'initech', like: 'acme' }], removed: [] },
    undecided: [],
  });
  expect(compareAccess(head, BASE, SPECIFICATION)).toMatchObject({
    differences: [],
    organizations: { added: [], removed: [{ slug: 'initech', like: 'acme' }] },
    undecided: [],
  });
});

test('a change to one organization is told of that one alone', () => {
  const head = JSON.parse(TEMPLATES) as Record<string, Json>;
  const name = 'ts-test-organization-acme-eu';
  head[name] = JSON.parse(JSON.stringify(head[name]).replaceAll('connectors/*', '*')) as Json;
  const told = compareAccess(BASE, stacksOf(head), SPECIFICATION);
  expect(told.undecided).toEqual([]);
  expect(told.compared.forms).toBe(2);
  expect(told.differences.length).toBeGreaterThan(0);
  for (const { organizations } of told.differences) expect(organizations).toEqual(['acme-eu']);
});
