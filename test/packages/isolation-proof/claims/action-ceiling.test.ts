import { actionCeiling } from '../../../../packages/isolation-proof/src/claims/action-ceiling';
import { tenantIsolation } from '../../../../packages/isolation-proof/src/claims/tenant-isolation';
import { verify } from '../../../../packages/isolation-proof/src/judge/verify';
import { tenancyFrom } from '../../../../packages/isolation-proof/src/tenancy/tenancy-from';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { inlinePolicy, policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { found } from './found';
import { judged, told } from './judged';
import { key } from './keys';

/** Claims that acme's role violates which may assume this one. */
function violatedBy(role: string, forbids: 'changes' | 'changes and views' = 'changes'): string[] {
  const assume: Json = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: role };
  const stacks = twoOrganizations(
    { Role: roleOf('acme', inlinePolicy(assume)), Other: roleOf('acme', { RoleName: 'acme-other' }) },
    { Role: roleOf('acme-eu') },
  );
  const specification = {
    tenants: TAGS,
    tenancyOf: tenancyFrom({}),
    claims: [actionCeiling({ forbids }), tenantIsolation()],
  };
  const { claims } = verify(stacks, specification).proof;
  return claims.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);
}

it("lets a principal assume a role of its own organization's", () => {
  expect(violatedBy(`arn:aws:iam::${ACCOUNT}:role/acme-other`)).toEqual([]);
});

it('leaves it to tenant isolation that nobody assumes the role of another organization', () => {
  expect(violatedBy(`arn:aws:iam::${ACCOUNT}:role/acme-eu-role`)).toEqual(['tenant-isolation']);
});

it('forbids it where views are forbidden, too', () => {
  expect(violatedBy(`arn:aws:iam::${ACCOUNT}:role/acme-other`, 'changes and views')).toEqual([
    'action-ceiling',
  ]);
});

const allow = (Action: string, Resource = '*'): JsonObject => ({ Effect: 'Allow', Action, Resource });

/** What is said against a role of acme that may do this. */
function saidOf(action: string, forbids: 'changes' | 'changes and views'): string[] {
  const role = roleOf('acme', inlinePolicy(allow(action)));
  return told(judged(actionCeiling({ forbids }), twoOrganizations({ Role: role })));
}

const CHANGES_OF_PLATFORM = [
  'iam:PassRole',
  'organizations:LeaveOrganization',
  'account:PutContactInformation',
  'cloudtrail:StopLogging',
  'config:StopConfigurationRecorder',
  'cloudformation:UpdateStack',
  'lakeformation:GrantPermissions',
  'access-analyzer:DeleteAnalyzer',
  'iot:AttachPolicy',
  'iot:CreateRoleAlias',
  'kms:CreateGrant',
  'kms:DisableKey',
];
const CHANGES_OF_RESOURCES = [
  's3:CreateBucketMetadataTableConfiguration',
  's3:DeleteBucketPolicy',
  's3:PutBucketTagging',
  's3:PutLifecycleConfiguration',
  's3:PutObjectAcl',
  's3:PutObjectVersionAcl',
  's3:CreateAccessPoint',
  's3:DeleteAccessPoint',
  's3:PutAccessPointScope',
  's3:PutAccountPublicAccessBlock',
  'lambda:AddPermission',
  'events:PutResourcePolicy',
  'lambda:RemovePermission',
  'ecr:SetRepositoryPolicy',
  'sqs:SetQueueAttributes',
  'sns:SetTopicAttributes',
  'sns:TagResource',
  'sns:UntagResource',
  'sqs:TagQueue',
  'sqs:UntagQueue',
  'elasticloadbalancing:AddTags',
  'elasticloadbalancing:RemoveTags',
  'ec2:CreateTags',
  'ec2:DeleteTags',
];
const VIEWS = [
  'sts:GetCallerIdentity',
  's3:GetBucketPolicy',
  's3:GetObjectAcl',
  's3:GetLifecycleConfiguration',
  's3:GetAccessPoint',
  's3:GetBucketPublicAccessBlock',
  'ecr:GetRepositoryPolicy',
  'glue:GetResourcePolicy',
  'appsync:GetTag',
  'ec2:DescribeTags',
  's3:GetObjectTagging',
];
const OTHER_CHANGES = [
  's3:CreateBucket',
  's3:DeleteBucket',
  's3:PutBucketVersioning',
  'sns:TagResource',
  'sns:UntagResource',
];

test.each([...CHANGES_OF_PLATFORM, ...CHANGES_OF_RESOURCES])('a tenant does not change by %s', (action) => {
  expect(saidOf(action, 'changes')).toStrictEqual([
    expect.stringMatching(
      new RegExp(`^arn:aws:iam::${ACCOUNT}:role/acme-role may ${action.toLowerCase()} on `),
    ),
  ]);
});

test.each(['s3:GetObject', 's3:PutObjectTagging', 'sns:Publish', ...VIEWS])(
  'a tenant changes nothing by %s',
  (action) => {
    expect(saidOf(action, 'changes')).toStrictEqual([]);
  },
);

test.each([...CHANGES_OF_PLATFORM, ...VIEWS, ...OTHER_CHANGES])(
  'a tenant that is to view nothing, either, does not %s',
  (action) => {
    expect(saidOf(action, 'changes and views')).toHaveLength(1);
  },
);

test.each(['s3:GetObject', 'sns:Publish'])('a tenant that is to view nothing may %s', (action) => {
  expect(saidOf(action, 'changes and views')).toStrictEqual([]);
});

describe('the boundary of a role', () => {
  /** A role of acme that may do this, within a boundary that leaves it that. */
  const bounded = (own: string, ...left: readonly string[]): Resources => ({
    Boundary: [
      'AWS::IAM::ManagedPolicy',
      { PolicyDocument: policyOf(...left.map((action) => allow(action))) },
    ],
    Role: roleOf('acme', { ...inlinePolicy(allow(own)), PermissionsBoundary: { Ref: 'Boundary' } }),
  });
  const judge = (resources: Resources, locks?: 'together' | 'each alone'): string[] =>
    found(judged(actionCeiling(locks === undefined ? {} : { locks }), twoOrganizations(resources)));
  const may = (lens: string): string[] => [
    expect.stringMatching(new RegExp(`^acme-role may iam:passrole on .* \\(${lens}; 0 more\\)$`)) as string,
  ];

  it('holds it back together with identity policies', () => {
    expect(judge(bounded('s3:GetObject', 'iam:PassRole'))).toStrictEqual([]);
    expect(judge(bounded('iam:PassRole', 's3:GetObject'))).toStrictEqual([]);
    expect(judge(bounded('iam:PassRole', 'iam:PassRole'))).toStrictEqual(may('all policies'));
  });

  it('holds it back alone, and so do identity policies, if that is claimed', () => {
    expect(judge(bounded('s3:GetObject', 'iam:PassRole'), 'each alone')).toStrictEqual(
      may('the permissions boundary alone'),
    );
    expect(judge(bounded('iam:PassRole', 's3:GetObject'), 'each alone')).toStrictEqual(
      may('identity policies alone'),
    );
    // Under all policies, and under its identity policies alone.
    expect(judge({ Role: roleOf('acme', inlinePolicy(allow('iam:PassRole'))) }, 'each alone')).toStrictEqual([
      expect.stringMatching(/all policies; 1 more\)$/),
    ]);
  });

  it('is not asked about where there is none', () => {
    expect(judge({}, 'each alone')).toStrictEqual([]);
  });
});

test('keys are asked about one by one', () => {
  const resources = {
    ...key('Key', 'acme', {}),
    Role: roleOf('acme', inlinePolicy(allow('kms:DisableKey'))),
  };
  expect(told(judged(actionCeiling(), twoOrganizations(resources)))).toContain(
    `arn:aws:iam::${ACCOUNT}:role/acme-role may kms:disablekey on arn:aws:kms:eu-central-1:${ACCOUNT}:key/(acme.Key)`,
  );
});

test('the action ceiling is about roles and users of tenants, and says what is to be done', () => {
  const certificates: Resources = {
    Certificates: ['AWS::IoT::Policy', { PolicyDocument: policyOf(allow('iam:*')), Tags: tagsOf('acme') }],
  };
  const admin = stackOf({ Admin: roleOf('admin', { Tags: [], ...inlinePolicy(allow('*')) }) }, 'shared');
  const { violations, coverage } = judged(actionCeiling(), [
    admin,
    ...twoOrganizations({ ...certificates, Role: roleOf('acme', inlinePolicy(allow('iam:PassRole'))) }),
  ]);
  expect(coverage).toMatchObject({ subjects: 2, principals: 2 });
  expect(violations.map(({ remedy }) => remedy)).toStrictEqual([
    'Narrow statement 1 of acme/Role, or deny the request in the permissions boundary: list the actions that are needed; permissions, keys, buckets, tags and trails are for the deployment.',
  ]);
  expect(actionCeiling()).toMatchObject({
    id: 'action-ceiling',
    title: 'No principal of an organization changes permissions, keys, buckets, tags or trails',
    about: 'roles or users of an organization',
  });
});
