import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import {
  inlinePolicy,
  policyOf,
  roleOf,
  twoOrganizations,
} from '../../packages/isolation-proof/fixtures/organizations';
import { outcomeOf } from './outcome-of';
import { CLOSED_BUCKET } from '../../packages/isolation-proof/fixtures/bucket-settings';
import { ACCOUNT, stackOf } from '../../packages/isolation-proof/fixtures/stack-of';

const ROLE = `arn:aws:iam::${ACCOUNT}:role`;
const ALLOW_ALL = { Effect: 'Allow', Action: 's3:*', Resource: '*' };
const DENY_ALL = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };

/** Parts of an assembly that nobody reads may say anything: they have to be refused. */
describe('what is not read is not proved', () => {
  test.each<[string, StackTemplate[]]>([
    [
      'a tag that a dynamic reference is compared with',
      twoOrganizations({
        Role: roleOf(
          'acme',
          inlinePolicy({
            ...ALLOW_ALL,
            Condition: { StringEquals: { 'aws:PrincipalTag/orgSlug': '{{resolve:ssm:/slug}}' } },
          }),
        ),
      }),
    ],
    [
      'a Deny that spares a dynamic reference',
      twoOrganizations({
        Role: roleOf(
          'acme',
          inlinePolicy(
            { ...ALLOW_ALL, Resource: 'arn:aws:s3:::acme/*' },
            { Effect: 'Deny', Action: 's3:*', NotResource: '{{resolve:ssm:/arn}}' },
          ),
        ),
      }),
    ],
    [
      'a policy attached by name to a role that no template makes',
      twoOrganizations({
        Policy: [
          'AWS::IAM::ManagedPolicy',
          { ManagedPolicyName: 'more', Roles: ['existing-role'], PolicyDocument: policyOf(ALLOW_ALL) },
        ],
      }),
    ],
    [
      'a bucket policy of a bucket that its stack does not make',
      twoOrganizations({
        Policy: [
          'AWS::S3::BucketPolicy',
          { Bucket: 'data', PolicyDocument: policyOf({ ...DENY_ALL, Effect: 'Allow' }) },
        ],
      }),
    ],
    [
      'a nested stack, whose template is not read',
      twoOrganizations({ Nested: ['AWS::CloudFormation::Stack', { TemplateURL: 'https://example.com/t' }] }),
    ],
    [
      'a function that everybody may invoke',
      twoOrganizations({
        Permission: [
          'AWS::Lambda::Permission',
          { Principal: '*', Action: 'lambda:InvokeFunction', FunctionName: 'f' },
        ],
      }),
    ],
    [
      'a policy written as text',
      twoOrganizations({
        Policy: [
          'AWS::Logs::ResourcePolicy',
          {
            PolicyName: 'logs',
            PolicyDocument: JSON.stringify(
              policyOf({ Effect: 'Allow', Principal: '*', Action: 'logs:*', Resource: '*' }),
            ),
          },
        ],
      }),
    ],
    [
      'a custom resource, which may do anything',
      twoOrganizations({ Custom: ['Custom::AWS', { Create: 'PutBucketPolicy' }] }),
    ],
    [
      'a bucket that replicates to another account',
      [
        ...twoOrganizations(),
        stackOf(
          {
            Bucket: [
              'AWS::S3::Bucket',
              {
                ...CLOSED_BUCKET,
                BucketName: 'data',
                ReplicationConfiguration: {
                  Role: `${ROLE}/x`,
                  Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::elsewhere' } }],
                },
              },
            ],
            Policy: ['AWS::S3::BucketPolicy', { Bucket: 'data', PolicyDocument: policyOf(DENY_ALL) }],
          },
          'shared',
        ),
      ],
    ],
  ])('%s', (_what, stacks) => {
    expect(outcomeOf(stacks)).not.toBe('proved');
  });
});

describe('is undecided, and does not crash', () => {
  test.each<[string, StackTemplate[]]>([
    [
      'a condition operator that is not known',
      twoOrganizations({
        Role: roleOf('acme', inlinePolicy({ ...ALLOW_ALL, Condition: { StringSounds: { 'aws:x': 'y' } } })),
      }),
    ],
    [
      'the name of a database, of which the function is not understood',
      twoOrganizations({
        Database: ['AWS::Glue::Database', { DatabaseInput: { Name: { 'Fn::Base64': 'x' } } }],
      }),
    ],
  ])('%s', (_what, stacks) => {
    expect(outcomeOf(stacks)).toBe('undecided');
  });
});
