import type { Json, JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { DELIVERY } from '../../fixtures/guarded';
import { inGuardrail, type Loosening } from './guarded';

/** A statement with an entry in place of its own. */
export const withEntry =
  (key: string, value: Json) =>
  (statement: JsonObject): JsonObject => ({ ...statement, [key]: value });
const withCondition =
  (condition: JsonObject) =>
  (statement: JsonObject): JsonObject => ({ ...statement, Condition: condition });
const withAction =
  (key: string, action: string) =>
  (statement: JsonObject): JsonObject => ({
    ...statement,
    [key]: [...(statement[key] as readonly string[]), action],
  });
const withoutAction =
  (action: string) =>
  (statement: JsonObject): JsonObject => ({
    ...statement,
    Action: (statement['Action'] as readonly string[]).filter((text) => text !== action),
  });
const sparing = (...arns: readonly string[]): ((statement: JsonObject) => JsonObject) =>
  withCondition({ ArnNotLike: { 'aws:PrincipalArn': arns } });

/** Mistakes that let administrators do more, each with how the first action found begins. */
export const OPEN_TO_ADMINISTRATORS: readonly (readonly [
  bug: string,
  loosening: Loosening,
  action: string,
])[] = [
  [
    'every role whose name ends like the administration is spared',
    inGuardrail('IdentitiesByDeployment', sparing(DELIVERY, 'arn:aws:iam::111122223333:role/*-admin')),
    'iam:',
  ],
  [
    'operators may tag roles, too',
    inGuardrail('IdentitiesByDeployment', withAction('NotAction', 'iam:TagRole')),
    'iam:tagrole',
  ],
  [
    'only roles of the environment are guarded, and others can be given its tags',
    inGuardrail('IdentitiesByDeployment', withEntry('Resource', 'arn:aws:iam::111122223333:role/ts-test-*')),
    'iam:',
  ],
  [
    'trust can be changed by whoever has a name of another case',
    inGuardrail('IdentitiesByDeployment', (statement) => ({
      ...statement,
      Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/intern' } },
    })),
    'iam:',
  ],
  [
    'the tag is compared with its case',
    inGuardrail(
      'NobodyBringsTagsOfOrganizations',
      withCondition({
        'ForAnyValue:StringEquals': { 'aws:TagKeys': ['orgSlug', 'orgKeyArn', 'orgDatabase'] },
      }),
    ),
    'sts:',
  ],
  [
    'one of the tags is forgotten',
    inGuardrail(
      'NobodyBringsTagsOfOrganizations',
      withCondition({ 'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': ['orgSlug', 'orgDatabase'] } }),
    ),
    'sts:',
  ],
  [
    "all tags have to be an organization's",
    inGuardrail(
      'NobodyBringsTagsOfOrganizations',
      withCondition({ 'ForAnyValue:StringNotEqualsIgnoreCase': { 'aws:TagKeys': ['orgSlug'] } }),
    ),
    'sts:',
  ],
  [
    'a session of any own role may bring tags',
    inGuardrail('NobodyBringsTagsOfOrganizations', (statement) => {
      const { NotResource: _, ...rest } = statement;
      return { ...rest, NotResource: 'arn:aws:iam::111122223333:role/*' };
    }),
    'sts:',
  ],
  [
    'pipeline roles may be passed by everybody to whom they are of use',
    inGuardrail(
      'RolesPassedByDeployment',
      withEntry('NotResource', ['arn:aws:iam::111122223333:role/ts-test-*-pipeline']),
    ),
    'iam:passrole',
  ],
  [
    'grants of keys count as use',
    inGuardrail('KeysByDeployment', withAction('NotAction', 'kms:CreateGrant')),
    'kms:creategrant',
  ],
  [
    'keys of the shared stack only',
    inGuardrail('KeysByDeployment', withEntry('Resource', 'arn:aws:kms:eu-central-1:111122223333:alias/*')),
    'kms:',
  ],
  [
    'buckets without what is in them',
    inGuardrail('BucketsByDeployment', withEntry('Resource', 'arn:aws:s3:::ts-test-raw-*')),
    's3:',
  ],
  [
    'replication counts as reading',
    inGuardrail('BucketsByDeployment', withAction('NotAction', 's3:PutReplicationConfiguration')),
    's3:putreplicationconfiguration',
  ],
  [
    'retention may be shortened',
    inGuardrail('BucketsByDeployment', withAction('NotAction', 's3:BypassGovernanceRetention')),
    's3:bypassgovernanceretention',
  ],
  [
    'public access of access points is forgotten',
    inGuardrail('NoOtherWaysToBuckets', withoutAction('s3:PutAccessPointPolicy')),
    's3:putaccesspointpolicy',
  ],
  [
    'rules of the environment only: one of another name takes the events',
    inGuardrail(
      'EventsByDeployment',
      withEntry('Resource', 'arn:aws:events:eu-central-1:111122223333:rule/ts-test-*'),
    ),
    'events:',
  ],
  [
    'trails may be stopped in an emergency',
    inGuardrail('TrailsByDeployment', withAction('NotAction', 'cloudtrail:StopLogging')),
    'cloudtrail:stoplogging',
  ],
  [
    'stacks may be updated by operators',
    inGuardrail('StacksByDeployment', withAction('NotAction', 'cloudformation:UpdateStack')),
    'cloudformation:updatestack',
  ],
  [
    'anybody assumes the deploy role',
    inGuardrail(
      'DeploymentAssumedByExempt',
      withEntry('Resource', [
        'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-central-1',
      ]),
    ),
    'sts:assumerole',
  ],
  [
    'jobs that exist may be changed',
    inGuardrail('NoCodeOfOthersInPipelines', withoutAction('glue:UpdateJob')),
    'glue:updatejob',
  ],
  [
    'code is guarded from organizations, not from administrators',
    inGuardrail(
      'NoCodeOfOthersInPipelines',
      withCondition({ Null: { 'aws:PrincipalTag/orgSlug': 'false' } }),
    ),
    'batch:submitjob',
  ],
  [
    'whoever revokes hubs may give any role a policy',
    inGuardrail(
      'InlinePoliciesByDeployment',
      withEntry('NotResource', 'arn:aws:iam::111122223333:role/ts-test-*'),
    ),
    'iam:putrolepolicy',
  ],
];

/** Mistakes that let in somebody of another account, or a service that acts for one. */
export const OPEN_TO_OUTSIDERS: readonly (readonly [bug: string, loosening: Loosening])[] = [
  [
    'another account is let in',
    inGuardrail(
      'OnlyPrincipalsOfAccount',
      withCondition({
        StringNotEqualsIfExists: { 'aws:PrincipalAccount': ['111122223333', '999999999999'] },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      }),
    ),
  ],
  [
    'whoever says no account is let in',
    inGuardrail(
      'OnlyPrincipalsOfAccount',
      withCondition({
        StringNotEquals: { 'aws:PrincipalAccount': '111122223333' },
        Null: { 'aws:PrincipalAccount': 'false' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      }),
    ),
  ],
  [
    'services and people are taken for each other',
    inGuardrail(
      'OnlyPrincipalsOfAccount',
      withCondition({
        StringNotEqualsIfExists: { 'aws:PrincipalAccount': '111122223333' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'true' },
      }),
    ),
  ],
  ['keys are forgotten', inGuardrail('OnlyPrincipalsOfAccount', withoutAction('kms:*'))],
  [
    'every role of the other company may come',
    inGuardrail(
      'OnlyNamedOutsidersAssumeRoles',
      withCondition({
        StringNotEqualsIfExists: { 'aws:PrincipalAccount': '111122223333' },
        ArnNotLikeIfExists: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/*' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      }),
    ),
  ],
  [
    'services that act for others are let in where they say so',
    inGuardrail(
      'OnlyServicesForAccount',
      withCondition({
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
        Null: { 'aws:SourceAccount': 'true' },
      }),
    ),
  ],
  [
    'every role of the environment may be signed in to with tags',
    inGuardrail(
      'OnlyAnalystsBringTagsOfOrganizations',
      withEntry('NotResource', 'arn:aws:iam::111122223333:role/ts-test-*'),
    ),
  ],
  [
    'one account principal is meant, and nobody is denied',
    inGuardrail('OnlyPrincipalsOfAccount', withEntry('Principal', { AWS: 'arn:aws:iam::999999999999:root' })),
  ],
];
