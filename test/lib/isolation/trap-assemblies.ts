import { BUCKET_SETTINGS } from '../../packages/isolation-proof/fixtures/bucket-settings';
import type { Json, JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import {
  inlinePolicy,
  policyOf,
  roleOf,
  tagsOf,
  twoOrganizations,
} from '../../packages/isolation-proof/fixtures/organizations';
import { ACCOUNT, stackOf } from '../../packages/isolation-proof/fixtures/stack-of';

export const DATA = 'arn:aws:s3:::data';
export const OTHERS = `${DATA}/acme-eu/*`;
export const PARAMETERS = `arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter/test/acme/connectors/*`;
export const KEY_ADMINISTRATION = ['kms:DescribeKey', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'];
export const ROLE = `arn:aws:iam::${ACCOUNT}:role`;

/** A shared bucket; unless it says otherwise, its policy denies everything. */
export function bucket(...statements: readonly JsonObject[]): StackTemplate {
  const block = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };
  return stackOf(
    {
      Bucket: [
        'AWS::S3::Bucket',
        {
          BucketName: 'data',
          PublicAccessBlockConfiguration: Object.fromEntries(block.map((setting) => [setting, true])),
          ...BUCKET_SETTINGS,
        },
      ],
      Policy: [
        'AWS::S3::BucketPolicy',
        { Bucket: 'data', PolicyDocument: policyOf(...(statements.length > 0 ? statements : [deny])) },
      ],
    },
    'shared',
  );
}

/** Two organizations, of which a role of acme's has a statement in its identity policy. */
export function identity(statement: JsonObject): StackTemplate[] {
  const allow = { Effect: 'Allow', Action: 's3:PutObject', ...statement };
  return [...twoOrganizations({ Role: roleOf('acme', inlinePolicy(allow)) }), bucket()];
}

/** The same, of a role that is no hub's, and may list. */
export function analyst(statement: JsonObject): StackTemplate[] {
  const source = { StringEquals: { 'aws:SourceAccount': ACCOUNT } };
  const role = roleOf('acme', {
    ...inlinePolicy({ Effect: 'Allow', ...statement }),
    AssumeRolePolicyDocument: policyOf({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'ssm.amazonaws.com' },
      Condition: source,
    }),
  });
  return [...twoOrganizations({ Role: role }), bucket()];
}

export function trust(statement: JsonObject): StackTemplate[] {
  const assume = policyOf({ Effect: 'Allow', Action: 'sts:AssumeRole', ...statement });
  return [...twoOrganizations({ Role: roleOf('acme', { AssumeRolePolicyDocument: assume }) }), bucket()];
}

/** Two organizations, of which acme-eu has a key with a statement for the whole account, and a Deny of all use. */
export function key(actions: Json): StackTemplate[] {
  const statement = { Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: actions, Resource: '*' };
  const deny = { Effect: 'Deny', Principal: '*', NotAction: KEY_ADMINISTRATION, Resource: '*' };
  return [
    ...twoOrganizations(
      {},
      {
        Key: [
          'AWS::KMS::Key',
          { EnableKeyRotation: true, Tags: tagsOf('acme-eu'), KeyPolicy: policyOf(statement, deny) },
        ],
      },
    ),
    bucket(),
  ];
}

export function shared(statement: JsonObject): StackTemplate[] {
  return [...twoOrganizations(), bucket({ Action: 's3:*', Principal: '*', Effect: 'Deny', ...statement })];
}
