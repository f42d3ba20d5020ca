import { type JsonObject, listOf } from '../../../packages/isolation-proof/src/templates/json';
import { among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { deployment } from '../../../lib/isolation/claims/deployment';
import { prove } from '../../../lib/isolation/proof';
import { environment } from '../../fixtures/environment';
import { BY_OIDC } from '../../fixtures/analysts';
import { synthesize, wholeOf } from '../../fixtures/synthesize';
import { all, type Edit, evidenceOf, inStatement, platform } from './contract/platform';

const STACK = 'ts-test-deployment';
const SHIPPED = JSON.stringify(
  synthesize(
    wholeOf(environment({ analysts: BY_OIDC, athenaCreateIamUser: true, operations: { deployment: true } })),
  ),
);

/** Of the whole app only this stack says what CloudFormation may do. */
const ALONE = JSON.stringify({ [STACK]: (JSON.parse(SHIPPED) as Record<string, unknown>)[STACK] });

/**
 * Lenses of the requests that the claim finds, each once, in order; `none` for what is wrong by itself.
 * @param services whose actions are asked about: a mistake in one statement takes no question about the others
 */
function violatedLenses(edit: Edit, ...services: readonly string[]): string[] {
  const { model, tenancy, ...evidence } = evidenceOf(platform(edit, ALONE));
  const group = { patterns: services.map((service) => `${service}:*`) };
  const classes = evidence.classes.flatMap((action) => among(action, group) ?? []);
  const { violations } = deployment.judge({ ...evidence, model, tenancy, classes });
  return [...new Set(violations.map(({ request }) => request?.lens ?? 'none'))].sort();
}

const IDENTITY = ['identity policies alone'];
const BOUNDARY = ['the permissions boundary alone'];

/** A statement beside another one of the same policy. */
const beside = (sid: string, statement: JsonObject): Edit =>
  inStatement(STACK, sid, (before) => [
    before,
    { Sid: 'More', Effect: 'Allow', Resource: '*', ...statement },
  ]);
const inPolicy = (statement: JsonObject): Edit => beside('SetUpBuckets', statement);
const inBoundary = (statement: JsonObject): Edit => beside('SetUp', statement);
const changed = (sid: string, change: JsonObject): Edit =>
  inStatement(STACK, sid, (before) => ({ ...before, ...change }));
const withoutCondition = (sid: string): Edit =>
  inStatement(STACK, sid, ({ Condition: _condition, ...statement }) => statement);

test('what ships is proved, with policies and boundary each alone', () => {
  const proof = prove(platform(undefined, SHIPPED));
  expect(
    proof.claims.flatMap(({ violations }) =>
      violations.map(({ what, statements }) => [what, statements.map(({ name }) => name)]),
    ),
  ).toEqual([]);
  const judged = proof.claims.find(({ id }) => id === 'deployment');
  expect(judged?.verdict).toBe('proved');
  expect(judged?.coverage.questions).toBeGreaterThan(1000);
});

test('an environment without such policies has nothing to ask', () => {
  const { coverage } = deployment.judge(evidenceOf(platform()));
  expect(coverage.subjects).toBe(0);
});

const ROLES = 'arn:aws:iam::111122223333:role';
const POLICIES = 'arn:aws:iam::111122223333:policy';

test.each<[string, JsonObject]>([
  ['objects of data buckets', { Action: 's3:GetObject' }],
  [
    'names of objects of the trail',
    { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::ts-test-audit-111122223333-eu-central-1-an' },
  ],
  ['decryption', { Action: 'kms:Decrypt' }],
  ['grants to whomever', { Action: 'kms:CreateGrant' }],
  [
    'values of parameters',
    { Action: 'ssm:GetParameter*', Resource: 'arn:aws:ssm:eu-central-1:111122223333:parameter/*' },
  ],
  ['messages', { Action: 'sqs:ReceiveMessage' }],
  ['queries', { Action: 'athena:StartQueryExecution' }],
  ['functions, which the app has none of', { Action: 'lambda:*' }],
  ['roles of others', { Action: 'sts:AssumeRole', Resource: `${ROLES}/*` }],
  ['a pipeline role handed over', { Action: 'iam:PassRole', Resource: `${ROLES}/ts-test-*` }],
  ['its own policies', { Action: 'iam:CreatePolicyVersion', Resource: `${POLICIES}/ts-test-*-storage` }],
  [
    'a boundary taken off',
    { Action: 'iam:DeleteRolePermissionsBoundary', Resource: `${ROLES}/ts-test-*-data-hub` },
  ],
  [
    'access keys',
    { Action: 'iam:CreateAccessKey', Resource: 'arn:aws:iam::111122223333:user/ts-athena-test-*' },
  ],
  ['what AWS may add', { Action: 'glue:*Partitions' }],
  ['statistics of columns', { Action: 'glue:GetColumnStatisticsForTable' }],
  ['another policy made the default one', { Action: 'iam:SetDefaultPolicyVersion' }],
  [
    'policies of the app given to other roles',
    { Action: 'iam:AttachRolePolicy', Resource: `${ROLES}/cdk-*` },
  ],
  ['aliases of others', { Action: 'kms:DeleteAlias', Resource: 'arn:aws:kms:*:*:alias/other' }],
  ['the trail', { Action: 'cloudtrail:StopLogging' }],
  [
    'the bucket of the trail',
    { Action: 's3:PutBucketPolicy', Resource: 'arn:aws:s3:::ts-test-audit-111122223333-eu-central-1-an' },
  ],
  ['stacks', { Action: 'cloudformation:*' }],
])('finds %s, in the policies and in the boundary alone', (_bug, statement) => {
  // A Deny of the boundary takes back what is its own, whatever is allowed beside it.
  const { Action: action, Resource: resource } = statement;
  const isDenied = typeof resource === 'string' && /-storage$|-audit-/.test(resource);
  const service = typeof action === 'string' ? action.replace(/:.*/, '') : '';
  expect(violatedLenses(all(inPolicy(statement), inBoundary(statement)), service)).toEqual(
    isDenied ? IDENTITY : [...IDENTITY, ...BOUNDARY],
  );
});

test.each<[string, string, Edit, string[]]>([
  ['hubs under whatever boundary', 'iam', withoutCondition('CreateRolesOfOrganizations'), IDENTITY],
  ['any boundary in the ceiling', 'iam', withoutCondition('Bound'), BOUNDARY],
  ['roles with whatever policy', 'iam', withoutCondition('AttachPoliciesOfTheApp'), IDENTITY],
  ['roles of hubs for whatever service', 'iam', withoutCondition('PassRolesOfHubs'), IDENTITY],
  ['whatever service in the ceiling', 'iam', withoutCondition('Pass'), BOUNDARY],
  [
    'the keys of the trail',
    'kms',
    changed('Keys', { Condition: { StringEquals: { 'aws:ResourceTag/environment': 'test' } } }),
    BOUNDARY,
  ],
  [
    'keys of whatever tag',
    'kms',
    withoutCondition('CreateKeys'),
    ['identity policies alone', 'the permissions boundary alone'],
  ],
  ['grants to others than ECR', 'kms', withoutCondition('LetEcrUseThePlatformKey'), IDENTITY],
  [
    'the workgroup and the alias of the trail',
    'athena',
    inStatement(STACK, 'LeaveToAdministrators', () => []),
    ['identity policies alone', 'the permissions boundary alone'],
  ],
  [
    'its own policies in the ceiling',
    'iam',
    inStatement(STACK, 'LeaveToAdministrators', (before) => ({
      ...before,
      Resource: listOf(before['Resource']).filter(
        (arn) => typeof arn === 'string' && !arn.includes(':policy/'),
      ),
    })),
    BOUNDARY,
  ],
  [
    'an inline policy of the one role without a boundary',
    'iam',
    changed('CreateTheRoleOfEnrolment', { Action: ['iam:CreateRole', 'iam:PutRolePolicy'] }),
    IDENTITY,
  ],
  [
    'every bucket of the environment in the policies',
    's3',
    changed('SetUpBuckets', { Resource: 'arn:aws:s3:::ts-test-*-111122223333-eu-central-1-an' }),
    IDENTITY,
  ],
  ['roles of operators', 'iam', changed('ManageRoles', { Resource: `${ROLES}/ts-test-*` }), IDENTITY],
  [
    'names that begin alike',
    'sqs',
    changed('ManageQueues', { Resource: 'arn:aws:sqs:eu-central-1:111122223333:ts-*' }),
    IDENTITY,
  ],
  [
    'the version parameter and what is beside it',
    'ssm',
    changed('ReadTheVersionOfTheBootstrap', { Resource: '*' }),
    IDENTITY,
  ],
  [
    'no boundary',
    'iam',
    (templates) => {
      const resources = templates[STACK]?.Resources ?? {};
      const boundary = Object.keys(resources).find((id) => id.startsWith('Boundary'));
      expect(boundary).toBeDefined();
      Reflect.deleteProperty(resources, boundary ?? '');
    },
    ['none'],
  ],
])('finds %s', (_bug, service, edit, lenses) => {
  expect(violatedLenses(edit, service)).toEqual(lenses);
});
