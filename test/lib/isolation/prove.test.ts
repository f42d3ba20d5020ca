import type { Json } from '../../../packages/isolation-proof/src/templates/json';
import { prove } from '../../../lib/isolation/proof';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import {
  inlinePolicy,
  policyOf,
  roleOf,
  tagsOf,
  twoOrganizations,
} from '../../packages/isolation-proof/fixtures/organizations';
import { outcomeOf } from './outcome-of';
import { CLOSED_BUCKET } from '../../packages/isolation-proof/fixtures/bucket-settings';
import { ACCOUNT, stackOf } from '../../packages/isolation-proof/fixtures/stack-of';

const ROLE = `arn:aws:iam::${ACCOUNT}:role`;
const ALLOW_ALL = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
const DENY_ALL = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };

/** A shared bucket with this policy. */
function bucketWith(...statements: readonly Json[]): StackTemplate {
  return stackOf(
    {
      Bucket: ['AWS::S3::Bucket', { BucketName: 'data', ...CLOSED_BUCKET }],
      Policy: ['AWS::S3::BucketPolicy', { Bucket: 'data', PolicyDocument: policyOf(...statements) }],
    },
    'shared',
  );
}

test('two organizations that reach nothing, and a bucket that denies everything, are proved', () => {
  expect(outcomeOf([...twoOrganizations(), bucketWith(DENY_ALL)])).toBe('proved');
});

test('a violation of one claim makes the whole proof a violation', () => {
  const proof = prove(twoOrganizations({ Role: roleOf('acme', inlinePolicy(ALLOW_ALL)) }));
  expect(proof.verdict).toBe('violated');
  expect(proof.claims.filter(({ verdict }) => verdict === 'proved')).not.toEqual([]);
});

test('violations beyond forty are left out, and still violate', () => {
  const many = Array.from({ length: 50 }, (_value, index) => ({
    ...ALLOW_ALL,
    Action: `s3:Get${index}`,
  }));
  const proof = prove(twoOrganizations({ Role: roleOf('acme', inlinePolicy(...many)) }));
  expect(proof.claims.map(({ violations }) => violations.length)).toContain(40);
});

describe('must not be proved', () => {
  test.each<[string, StackTemplate[]]>([
    [
      'a wildcard that matches the name CloudFormation makes for a bucket',
      [
        ...twoOrganizations({
          Role: roleOf(
            'acme',
            inlinePolicy({
              Effect: 'Allow',
              Action: 's3:GetObject',
              Resource: 'arn:aws:s3:::acme-eu-bucket-*',
            }),
          ),
        }).slice(0, 1),
        stackOf(
          {
            Role: roleOf('acme-eu'),
            Bucket: ['AWS::S3::Bucket', { ...CLOSED_BUCKET, Tags: tagsOf('acme-eu') }],
          },
          'acme-eu',
        ),
      ],
    ],
    [
      'a common action with a wildcard behind it, which matches more',
      twoOrganizations({
        Role: roleOf(
          'acme',
          inlinePolicy({ Effect: 'Allow', Action: 'ssm:DescribeDocument*', Resource: '*' }),
        ),
      }),
    ],
    [
      'a hub that reads the history of its secrets',
      twoOrganizations({
        Role: roleOf(
          'acme',
          inlinePolicy({
            Effect: 'Allow',
            Action: 'ssm:GetParameter*',
            Resource: `arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter/test/acme/*`,
          }),
        ),
      }),
    ],
    [
      "a role that trusts the neighbour's role by name",
      twoOrganizations(
        {},
        {
          Role: roleOf('acme-eu', {
            AssumeRolePolicyDocument: policyOf({
              Effect: 'Allow',
              Principal: { AWS: `${ROLE}/acme-role` },
              Action: 'sts:AssumeRole',
            }),
          }),
        },
      ),
    ],
    [
      "a role alias that hands out the neighbour's role",
      twoOrganizations({
        Alias: [
          'AWS::IoT::RoleAlias',
          { RoleAlias: 'acme', RoleArn: `${ROLE}/acme-eu-role`, Tags: tagsOf('acme') },
        ],
      }),
    ],
    [
      "a platform role that may become an organization's, which trusts the account",
      [
        ...twoOrganizations(
          {},
          {
            Role: roleOf('acme-eu', {
              AssumeRolePolicyDocument: policyOf({
                Effect: 'Allow',
                Principal: { AWS: ACCOUNT },
                Action: 'sts:AssumeRole',
              }),
            }),
          },
        ),
        stackOf(
          {
            Role: [
              'AWS::IAM::Role',
              {
                RoleName: 'operator',
                AssumeRolePolicyDocument: policyOf({
                  Effect: 'Allow',
                  Principal: { AWS: ACCOUNT },
                  Action: 'sts:AssumeRole',
                }),
                ...inlinePolicy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }),
              },
            ],
          },
          'shared',
        ),
      ],
    ],
  ])('%s', (_what, stacks) => {
    expect(outcomeOf(stacks)).toBe('violated');
  });

  test.each<[string, StackTemplate[]]>([
    [
      'an existing user who is given the policies of two organizations',
      (['acme', 'acme-eu'] as const).flatMap((slug) => [
        stackOf(
          {
            Role: roleOf(slug),
            Key: [
              'AWS::Glue::Database',
              { DatabaseInput: { Name: slug.replace('-', '_') }, Tags: { orgSlug: slug } },
            ],
            Policy: [
              'AWS::IAM::ManagedPolicy',
              {
                ManagedPolicyName: slug,
                Users: ['ann'],
                PolicyDocument: policyOf({
                  Effect: 'Allow',
                  Action: 'glue:GetTable',
                  Resource: `arn:aws:glue:eu-central-1:${ACCOUNT}:table/${slug.replace('-', '_')}/*`,
                }),
              },
            ],
          },
          slug,
        ),
      ]),
    ],
    [
      'a Deny that spares one principal that no template makes',
      [
        ...twoOrganizations(),
        bucketWith({
          ...DENY_ALL,
          Condition: { ArnNotEquals: { 'aws:PrincipalArn': `${ROLE}/break-glass` } },
        }),
      ],
    ],
    [
      'a pattern of key ids that the id of a key will match, behind no second lock',
      twoOrganizations(
        {
          Role: roleOf(
            'acme',
            inlinePolicy({
              Effect: 'Allow',
              Action: 'kms:Decrypt',
              Resource: `arn:aws:kms:eu-central-1:${ACCOUNT}:key/????????-*`,
            }),
          ),
        },
        {
          Key: [
            'AWS::KMS::Key',
            {
              Tags: tagsOf('acme-eu'),
              KeyPolicy: policyOf(
                { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*' },
                {
                  Effect: 'Deny',
                  Principal: '*',
                  Action: 'kms:*',
                  Resource: '*',
                  Condition: { StringNotEquals: { 'aws:PrincipalTag/orgSlug': 'acme-eu' } },
                },
              ),
            },
          ],
        },
      ),
    ],
  ])('%s', (_what, stacks) => {
    expect(outcomeOf(stacks)).not.toBe('proved');
  });
});
