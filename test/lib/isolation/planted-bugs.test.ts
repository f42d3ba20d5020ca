import { type JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { prove } from '../../../lib/isolation/proof';
import { readTemplate } from '../../../packages/isolation-proof/src/assembly/read-template';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { environment, organization } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';
import { verdictOfClaim } from './judged-claim';
import { ACME, bucket, inStatement, type PlantedBug, SHARED, type Templates } from './planted-bug';
import { PLANTED_TRUSTS } from './planted-trusts';
import { PLATFORM_ACCESS_BUGS } from './platform-access-bugs';

const ENVIRONMENT = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  dnsSuffix: 'amazonaws.com',
};
const TEMPLATES = JSON.stringify(
  synthesize(
    wholeOf(
      environment({
        athenaCreateIamUser: true,
        organizations: [
          organization('acme', { athenaUsers: ['ann'] }),
          organization('acme-eu'),
          organization('globex', { status: 'suspended' }),
        ],
      }),
    ),
  ),
);

/** The environment's stacks, with a change made to their templates. */
function stacksWith(change: (templates: Templates) => void = () => undefined): StackTemplate[] {
  const templates = JSON.parse(TEMPLATES) as Templates;
  change(templates);
  return Object.entries(templates).map(([name, template]) => {
    const stack = readTemplate(name, template, ENVIRONMENT);
    if (typeof stack === 'string') throw new Error(stack);
    return stack;
  });
}

/** What this environment does not ask for. `*-bugs.test.ts` beside this one are about environments that do. */
const OF_OPERATIONS = [
  'operators',
  'operator-sessions',
  'break-glass',
  'trail-settings',
  'trail-access',
  'audit-delivery',
  'deployment',
];

test('what ships is proved, and every claim looked at something', () => {
  const proof = prove(stacksWith());
  expect(proof.claims.flatMap(({ violations }) => violations.map(({ what }) => what))).toEqual([]);
  expect(proof.verdict).toBe('proved');
  const asked = proof.claims.filter(({ id }) => !OF_OPERATIONS.includes(id));
  for (const { coverage } of asked) {
    expect(coverage.statements + coverage.questions).toBeGreaterThanOrEqual(4);
    expect(coverage.subjects).toBeGreaterThan(0);
    expect(coverage.questions).toBeGreaterThan(0);
  }
  const others = proof.claims.filter(({ id }) => OF_OPERATIONS.includes(id));
  expect(others.map(({ verdict }) => verdict)).toEqual(OF_OPERATIONS.map(() => 'nothing to ask'));
});

const withoutCondition = ({ Condition: _condition, ...statement }: JsonObject): JsonObject => statement;

test.each<PlantedBug>([
  [
    'a folder without its slash, which a neighbour begins with',
    inStatement(ACME, 'UploadRawData', (statement) => ({ ...statement, Resource: `${bucket('raw')}/acme*` })),
    'tenant-isolation',
  ],
  [
    'what bucket.grantReadWrite(role, "acme/*") of the CDK adds',
    inStatement(ACME, 'ReadStandardizedData', (statement) => ({
      ...statement,
      Action: ['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:PutObject', 's3:DeleteObject*', 's3:Abort*'],
      Resource: [bucket('standardized'), `${bucket('standardized')}/acme/*`],
    })),
    'tenant-isolation',
  ],
  [
    "the neighbour's folder",
    inStatement(ACME, 'ReadStandardizedData', (statement) => ({
      ...statement,
      Resource: `${bucket('standardized')}/acme-eu/*`,
    })),
    'tenant-isolation',
  ],
  [
    'secrets of all organizations',
    inStatement(ACME, 'ReadConnectorSecrets', (statement) => ({
      ...statement,
      Resource: 'arn:aws:ssm:eu-central-1:111122223333:parameter/test/*',
    })),
    'tenant-isolation',
  ],
  [
    'a listing without a prefix',
    inStatement(ACME, 'ListOwnFolder', ({ Condition: _condition, ...statement }) => statement),
    'tenant-isolation',
  ],
  [
    'a boundary that reaches into all folders',
    inStatement(SHARED, 'UploadRawData', (statement) => ({ ...statement, Resource: `${bucket('raw')}/*` })),
    'tenant-isolation',
  ],
  [
    'a boundary that reaches all workgroups',
    inStatement(SHARED, 'RunQueries', (statement) => ({
      ...statement,
      Resource: 'arn:aws:athena:eu-central-1:111122223333:workgroup/*',
    })),
    'tenant-isolation',
  ],
  ...['ReportOwnNodes', 'ReadOwnDocuments'].flatMap((sid): PlantedBug[] => [
    [`${sid} of every organization`, inStatement(ACME, sid, withoutCondition), 'tenant-isolation'],
    [
      `a boundary with ${sid} of every organization`,
      inStatement(SHARED, sid, withoutCondition),
      'tenant-isolation',
    ],
    [
      `${sid} of what carries the neighbour's tag`,
      inStatement(ACME, sid, (statement) => ({
        ...statement,
        Condition: { StringEquals: { 'aws:ResourceTag/orgSlug': 'acme-eu' } },
      })),
      'tenant-isolation',
    ],
    [
      `${sid} of what carries no tag`,
      inStatement(ACME, sid, (statement) => ({
        ...statement,
        Condition: { StringEqualsIfExists: { 'aws:ResourceTag/orgSlug': 'acme' } },
      })),
      'tenant-isolation',
    ],
  ]),
  [
    "documents that other accounts share, and not AWS's alone",
    inStatement(ACME, 'ReadDocumentsOfAws', (statement) => ({
      ...statement,
      Resource: 'arn:aws:ssm:eu-central-1:*:document/AWS-*',
    })),
    'tenant-isolation',
  ],
  [
    'associations of all organizations',
    inStatement(ACME, 'RunSsmAgent', (statement) => ({
      ...statement,
      Action: ['ssm:PutInventory', 'ssm:ListAssociations'],
    })),
    'tenant-isolation',
  ],
  [
    'tables of the database that every catalog has',
    inStatement(ACME, 'FindDefaultDatabase', (statement) => ({
      ...statement,
      Action: ['glue:GetDatabase', 'glue:GetTables'],
    })),
    'tenant-isolation',
  ],
  [
    'a bucket policy whose folders are compared without the slash',
    inStatement(SHARED, 'DenyObjectsOfOtherOrganizations', (statement) => ({
      ...statement,
      NotResource: ['raw', 'standardized', 'artifacts', 'athena-results'].flatMap((purpose) => [
        bucket(purpose),
        `${bucket(purpose)}/\${aws:PrincipalTag/orgSlug}*`,
      ]),
    })),
    'tenant-isolation',
  ],
  [
    'hubs that read back',
    inStatement(ACME, 'UploadRawData', (statement) => ({
      ...statement,
      Action: ['s3:PutObject', 's3:GetObject'],
    })),
    'write-only-hubs',
  ],
  [
    'users that may tag themselves',
    inStatement(ACME, 'FindBuckets', (statement) => ({
      ...statement,
      Action: ['iam:TagUser'],
      Resource: 'arn:aws:iam::111122223333:user/ann',
    })),
    'action-ceiling',
  ],
  [
    'writes under any key',
    inStatement(SHARED, 'DenyWritesWithOtherKeys', (statement) => ({
      ...statement,
      Condition: {
        StringNotLike: {
          's3:x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:*:111122223333:key/*',
        },
      },
    })),
    'encryption-and-transport',
  ],
  [
    'TLS 1.1',
    inStatement(SHARED, 'DenyOldTls', (statement) => ({
      ...statement,
      Condition: { NumericLessThan: { 's3:TlsVersion': '1.1' } },
    })),
    'encryption-and-transport',
  ],
  [
    'log delivery on behalf of any account',
    inStatement(SHARED, 'AllowLogDelivery', ({ Condition: _condition, ...statement }) => statement),
    'nothing-public',
  ],
  ...PLATFORM_ACCESS_BUGS,
  ...PLANTED_TRUSTS,
])('%s', (_bug, change, expected) => {
  expect(verdictOfClaim(expected, stacksWith(change))).toBe('violated');
});
