import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { judged, told } from './judged';

type Owner = 'acme' | 'acme-eu';

const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}-role`;

const queueArn = (of: Owner): Json => ({ 'Fn::GetAtt': [`${of}Queue`, 'Arn'] });
const functionArn = (of: Owner): Json => ({ 'Fn::GetAtt': [`${of}Function`, 'Arn'] });

/** What both tenants have, side by side in one stack. */
const thingsOf = (owner: Owner): Resources => ({
  [`${owner}Role`]: roleOf(owner),
  [`${owner}Users`]: ['AWS::Cognito::UserPool', { UserPoolTags: { orgSlug: owner } }],
  [`${owner}Client`]: ['AWS::Cognito::UserPoolClient', { UserPoolId: { Ref: `${owner}Users` } }],
  [`${owner}Pool`]: ['AWS::Cognito::IdentityPool', { IdentityPoolTags: tagsOf(owner) }],
  [`${owner}Api`]: ['AWS::AppSync::GraphQLApi', { Tags: tagsOf(owner) }],
  [`${owner}Function`]: [
    'AWS::Lambda::Function',
    { FunctionName: owner, Role: roleArn(owner), Tags: tagsOf(owner) },
  ],
  [`${owner}Topic`]: ['AWS::SNS::Topic', { TopicName: owner, Tags: tagsOf(owner) }],
  [`${owner}Queue`]: ['AWS::SQS::Queue', { QueueName: owner, Tags: tagsOf(owner) }],
  [`${owner}Logs`]: ['AWS::Logs::LogGroup', { LogGroupName: `/${owner}`, Tags: tagsOf(owner) }],
  [`${owner}Bucket`]: ['AWS::S3::Bucket', { BucketName: `${owner}-data`, Tags: tagsOf(owner) }],
  [`${owner}Secret`]: ['AWS::SecretsManager::Secret', { Name: owner, Tags: tagsOf(owner) }],
  [`${owner}Group`]: ['AWS::Scheduler::ScheduleGroup', { Name: owner, Tags: tagsOf(owner) }],
  [`${owner}Plan`]: ['AWS::Backup::BackupPlan', { BackupPlanTags: { orgSlug: owner } }],
  [`${owner}Alias`]: ['AWS::Lambda::Alias', { FunctionName: { Ref: `${owner}Function` }, Name: 'live' }],
});

/** What is said against a resource that stands in the stack of both tenants. */
function saidOf(resource: Resources[string]): string[] {
  const shared: Resources = {
    Platform: roleOf('platform', { Tags: [] }),
    Handler: ['AWS::Lambda::Function', { FunctionName: 'handler', Role: roleArn('platform') }],
    ...thingsOf('acme'),
    ...thingsOf('acme-eu'),
    Part: resource,
  };
  const { violations } = judged(flows, [stackOf(shared)], () => ({}), { owner: 'orgSlug' });
  return told({ violations });
}

/** A part of something of acme's that takes no tags, and names something of an owner. */
const PARTS: readonly [what: string, problem: string, part: (of: Owner) => Resources[string]][] = [
  [
    'a group of users',
    `users of the group acts under ${roleArn('acme-eu')}, a role of acme-eu (RoleArn)`,
    (of) => [
      'AWS::Cognito::UserPoolGroup',
      { UserPoolId: { Ref: 'acmeUsers' }, GroupName: 'all', RoleArn: roleArn(of) },
    ],
  ],
  [
    'an attachment of roles',
    `whoever signs in acts under ${roleArn('acme-eu')}, a role of acme-eu (Roles.authenticated)`,
    (of) => [
      'AWS::Cognito::IdentityPoolRoleAttachment',
      { IdentityPoolId: { Ref: 'acmePool' }, Roles: { authenticated: roleArn(of) } },
    ],
  ],
  [
    'a data source',
    'requests go to test/acme-euFunction of acme-eu (LambdaConfig.LambdaFunctionArn)',
    (of) => [
      'AWS::AppSync::DataSource',
      {
        ApiId: { 'Fn::GetAtt': ['acmeApi', 'ApiId'] },
        Name: 'x',
        LambdaConfig: { LambdaFunctionArn: { 'Fn::GetAtt': [`${of}Function`, 'Arn'] } },
      },
    ],
  ],
  [
    'a subscription',
    'messages go to test/acme-euQueue of acme-eu (Endpoint)',
    (of) => [
      'AWS::SNS::Subscription',
      { TopicArn: { Ref: 'acmeTopic' }, Protocol: 'sqs', Endpoint: queueArn(of) },
    ],
  ],
  [
    'a subscription filter',
    'log events go to test/acme-euFunction of acme-eu (DestinationArn)',
    (of) => [
      'AWS::Logs::SubscriptionFilter',
      { LogGroupName: { Ref: 'acmeLogs' }, FilterPattern: '', DestinationArn: functionArn(of) },
    ],
  ],
  [
    'notifications of a bucket as the CDK makes them',
    'names of objects that are written go to test/acme-euQueue of acme-eu (NotificationConfiguration.QueueConfigurations[0].QueueArn)',
    (of) => [
      'Custom::S3BucketNotifications',
      {
        ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] },
        BucketName: { Ref: 'acmeBucket' },
        NotificationConfiguration: { QueueConfigurations: [{ QueueArn: queueArn(of) }] },
      },
    ],
  ],
  [
    'a schedule in a group',
    'the input of the schedule go to test/acme-euQueue of acme-eu (Target.Arn)',
    (of) => [
      'AWS::Scheduler::Schedule',
      { GroupName: { Ref: 'acmeGroup' }, Target: { Arn: queueArn(of), RoleArn: roleArn('acme') } },
    ],
  ],
  [
    'a schedule in the default group, which is whose its role is',
    'the input of the schedule go to test/acme-euQueue of acme-eu (Target.Arn)',
    (of) => ['AWS::Scheduler::Schedule', { Target: { Arn: queueArn(of), RoleArn: roleArn('acme') } }],
  ],
  [
    'a rotation of a secret',
    'the value go to test/acme-euFunction of acme-eu (RotationLambdaARN)',
    (of) => [
      'AWS::SecretsManager::RotationSchedule',
      { SecretId: { Ref: 'acmeSecret' }, RotationLambdaARN: functionArn(of) },
    ],
  ],
  [
    'a selection of what is backed up',
    'backups come from test/acme-euBucket of acme-eu (BackupSelection.Resources[0])',
    (of) => [
      'AWS::Backup::BackupSelection',
      {
        BackupPlanId: { Ref: 'acmePlan' },
        BackupSelection: {
          SelectionName: 'x',
          IamRoleArn: roleArn('acme'),
          Resources: [{ 'Fn::GetAtt': [`${of}Bucket`, 'Arn'] }],
        },
      },
    ],
  ],
];

describe.each(PARTS)('of what is a tenant’s in a stack of several tenants, %s', (_what, problem, part) => {
  it('is that tenant’s', () => {
    expect(saidOf(part('acme'))).toEqual([]);
  });

  it('is not the neighbour’s whose name begins alike', () => {
    expect(saidOf(part('acme-eu'))).toEqual([`test/Part of acme: ${problem}`]);
  });
});

it('is found if people of a tenant act under a role of the platform', () => {
  const group: Resources[string] = [
    'AWS::Cognito::UserPoolGroup',
    { UserPoolId: { Ref: 'acmeUsers' }, GroupName: 'all', RoleArn: roleArn('platform') },
  ];

  expect(saidOf(group)).toEqual([
    `test/Part of acme: users of the group acts under ${roleArn('platform')}, a role of the platform (RoleArn)`,
  ]);
});

describe('what names a part is judged by whose the part is', () => {
  const pool = (of: Owner): Resources[string] => [
    'AWS::Cognito::IdentityPool',
    { CognitoIdentityProviders: [{ ClientId: { Ref: `${of}Client` } }], IdentityPoolTags: tagsOf('acme') },
  ];
  const failures = (of: Owner): Resources[string] => [
    'AWS::Lambda::EventInvokeConfig',
    {
      FunctionName: { Ref: 'acmeFunction' },
      Qualifier: '$LATEST',
      DestinationConfig: { OnFailure: { Destination: { Ref: `${of}Alias` } } },
    },
  ];

  it.each([
    ['a client of its own pool', pool('acme')],
    ['an alias of its own function', failures('acme')],
  ])('%s', (_what, resource) => {
    expect(saidOf(resource)).toEqual([]);
  });

  it.each([
    [
      'a client of a neighbour’s pool',
      pool('acme-eu'),
      'test/acme-euClient of acme-eu (CognitoIdentityProviders[0].ClientId)',
    ],
    [
      'an alias of a neighbour’s function',
      failures('acme-eu'),
      'test/acme-euAlias of acme-eu (DestinationConfig.OnFailure.Destination)',
    ],
  ])('%s is found', (_what, resource, problem) => {
    expect(saidOf(resource)).toEqual([expect.stringContaining(problem)]);
  });
});

describe('a provider of custom resources', () => {
  const notifications = (ServiceToken: Json): Resources[string] => [
    'Custom::S3BucketNotifications',
    { ServiceToken, BucketName: { Ref: 'acmeBucket' }, NotificationConfiguration: {} },
  ];

  it('may be the platform’s', () => {
    expect(saidOf(notifications({ 'Fn::GetAtt': ['Handler', 'Arn'] }))).toEqual([]);
  });

  it('is not a neighbour’s', () => {
    expect(saidOf(notifications(functionArn('acme-eu')))).toEqual([
      'test/Part of acme: the properties of the custom resource go to test/acme-euFunction of acme-eu (ServiceToken)',
    ]);
  });
});
