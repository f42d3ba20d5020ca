import { destinationsOf, sourcesOf } from '../../../../packages/isolation-proof/src/resources/flows';
import { policiesHeldBy } from '../../../../packages/isolation-proof/src/resources/policies-held';
import { rolesCarriedBy } from '../../../../packages/isolation-proof/src/resources/roles-carried';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { resourceOf } from './resource';

const DOCUMENT = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

describe('policies', () => {
  it("are a resource's own", () => {
    expect(policiesHeldBy(resourceOf('AWS::KMS::Key', { KeyPolicy: DOCUMENT }))).toEqual([
      { place: 'KeyPolicy', document: DOCUMENT, of: 'itself', suffix: '', effect: 'grants' },
    ]);
  });

  it('are those of the resources that a property names', () => {
    const policy = resourceOf('AWS::SQS::QueuePolicy', {
      PolicyDocument: DOCUMENT,
      Queues: [{ Ref: 'A' }, { Ref: 'B' }],
    });

    expect(policiesHeldBy(policy)).toMatchObject([
      {
        document: DOCUMENT,
        of: [
          { place: 'Queues[0]', value: { Ref: 'A' }, form: 'queue-url' },
          { place: 'Queues[1]', value: { Ref: 'B' }, form: 'queue-url' },
        ],
      },
    ]);
  });

  it('are those of the default event bus if none is named', () => {
    const policy = resourceOf('AWS::Events::EventBusPolicy', {
      StatementId: 's',
      Statement: { Effect: 'Allow' },
    });

    expect(policiesHeldBy(policy)).toMatchObject([
      {
        document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow' }] },
        of: [{ value: 'default', form: 'event-bus' }],
      },
    ]);
  });

  it('are unknown if it is not told whose they are', () => {
    const policy = resourceOf('AWS::SQS::QueuePolicy', { PolicyDocument: DOCUMENT });

    expect(() => policiesHeldBy(policy)).toThrow('Queues is missing, so whose policy it is, is unknown');
  });

  it('can be JSON in a text, also one that is put together', () => {
    const [before, after] = JSON.stringify(DOCUMENT).split('Allow');
    const policy = resourceOf('AWS::Logs::ResourcePolicy', {
      PolicyDocument: { 'Fn::Join': ['Allow', [before ?? '', after ?? '']] },
    });

    expect(policiesHeldBy(policy)).toMatchObject([{ document: DOCUMENT, of: 'account' }]);
  });

  it.each([
    ['not an object', 'PolicyDocument is not a JSON object', '[]'],
    ['not JSON', 'PolicyDocument is not valid JSON', 'Allow'],
    ['unknown', 'PolicyDocument is unknown before deployment', { Ref: 'Parameter' }],
  ])('are refused if the text is %s', (_what, message, document) => {
    const policy = resourceOf('AWS::Logs::ResourcePolicy', { PolicyDocument: document });

    expect(() => policiesHeldBy(policy)).toThrow(message);
  });

  it('of an endpoint only limit', () => {
    const endpoint = resourceOf('AWS::EC2::VPCEndpoint', { PolicyDocument: DOCUMENT });

    expect(policiesHeldBy(endpoint)).toMatchObject([{ of: 'itself', effect: 'limits' }]);
  });

  it.each<[string, JsonObject, unknown, unknown]>([
    [
      'a service',
      {
        Principal: 's3.amazonaws.com',
        SourceAccount: '111122223333',
        SourceArn: 'arn:aws:s3:::b',
      },
      { Service: 's3.amazonaws.com' },
      {
        StringEquals: { 'aws:SourceAccount': '111122223333' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b' },
      },
    ],
    [
      'an organization',
      { Principal: '*', PrincipalOrgID: 'o-1', FunctionUrlAuthType: 'AWS_IAM' },
      '*',
      { StringEquals: { 'aws:PrincipalOrgID': 'o-1', 'lambda:FunctionUrlAuthType': 'AWS_IAM' } },
    ],
    ['an account', { Principal: '111122223333' }, { AWS: '111122223333' }, undefined],
    [
      'a service in China',
      { Principal: 'ec2.amazonaws.com.cn' },
      { Service: 'ec2.amazonaws.com.cn' },
      undefined,
    ],
    // Neither is a service: whatever is not known is no more than somebody.
    [
      'what ends as a service does',
      { Principal: 'arn:aws:iam::111122223333:role/s3.amazonaws.com' },
      { AWS: 'arn:aws:iam::111122223333:role/s3.amazonaws.com' },
      undefined,
    ],
    [
      'what begins as a service does',
      { Principal: 's3.amazonaws.com.example.com' },
      { AWS: 's3.amazonaws.com.example.com' },
      undefined,
    ],
    ['somebody unknown', { Principal: { Ref: 'Parameter' } }, { AWS: { Ref: 'Parameter' } }, undefined],
  ])('of a function are made of a permission for %s', (_what, properties, principal, condition) => {
    const permission = resourceOf('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: 'f',
      ...properties,
    });

    expect(policiesHeldBy(permission)).toEqual([
      {
        place: 'Action',
        document: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['lambda:InvokeFunction'],
              Principal: principal,
              Resource: '*',
              ...(condition === undefined ? {} : { Condition: condition }),
            },
          ],
        },
        of: [{ place: 'FunctionName', value: 'f', form: 'function' }],
        suffix: '',
        effect: 'grants',
      },
    ]);
  });
});

it.each<[string, JsonObject]>([
  ['none', {}],
  ['several', { Principal: ['111122223333', '444455556666'] }],
])('a permission with %s is not understood', (_what, properties) => {
  const permission = resourceOf('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: 'f',
    ...properties,
  });

  expect(() => policiesHeldBy(permission)).toThrow('Principal has to name one principal, not [');
});

it.each(['AWS::Never::Described', 'AWS::CloudFormation::WaitConditionHandle'])(
  '%s holds no policy, carries no role, and sends and takes nothing',
  (type) => {
    const resource = resourceOf(type, { Policy: DOCUMENT, Role: 'r' });

    expect(policiesHeldBy(resource)).toStrictEqual([]);
    expect(rolesCarriedBy(resource)).toStrictEqual([]);
    expect(destinationsOf(resource)).toStrictEqual([]);
    expect(sourcesOf(resource)).toStrictEqual([]);
  },
);

describe('roles', () => {
  it('are those that act for the resource', () => {
    const role = { 'Fn::GetAtt': ['Role', 'Arn'] };

    expect(rolesCarriedBy(resourceOf('AWS::Lambda::Function', { Role: role }))).toEqual([
      {
        place: 'Role',
        value: role,
        form: 'role',
        assumedBy: 'lambda.amazonaws.com',
        directs: 'the code of the function',
      },
    ]);
  });

  it('can be those of an instance profile', () => {
    expect(rolesCarriedBy(resourceOf('AWS::EC2::Instance', { IamInstanceProfile: 'p' }))).toMatchObject([
      { value: 'p', form: 'instance-profile' },
    ]);
  });
});

describe('flows', () => {
  it('lead to destinations and come from sources', () => {
    const subscription = resourceOf('AWS::SNS::Subscription', {
      TopicArn: { Ref: 'Topic' },
      Protocol: 'email',
      Endpoint: 'somebody@example.com',
    });

    expect(sourcesOf(subscription)).toEqual([
      { place: 'TopicArn', value: { Ref: 'Topic' }, form: 'topic', data: 'messages' },
    ]);
    expect(destinationsOf(subscription)).toEqual([
      { place: 'Endpoint', value: 'somebody@example.com', form: 'arn-or-elsewhere', data: 'messages' },
    ]);
  });

  it.each<[JsonObject['string'], string[]]>([
    ['access_logs.s3.bucket', ['LoadBalancerAttributes[0].Value']],
    ['idle_timeout.timeout_seconds', []],
    [{ Ref: 'Parameter' }, ['LoadBalancerAttributes[0].Value']],
    [{ 'Fn::Unheard': 'of' }, ['LoadBalancerAttributes[0].Value']],
  ])('depend on the property beside them: %j', (key, places) => {
    const balancer = resourceOf('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      LoadBalancerAttributes: [{ Key: key, Value: 'b' }],
    });

    expect(destinationsOf(balancer).map(({ place }) => place)).toEqual(places);
  });
});

// The service specification says only that the property is JSON: nothing else would miss this destination.
it.each<[JsonObject['string']]>([
  [{ deadLetterTargetArn: 'arn', maxReceiveCount: 3 }],
  ['{"deadLetterTargetArn":"arn"}'],
])('flows lead from a queue to its dead-letter queue: %j', (RedrivePolicy) => {
  expect(destinationsOf(resourceOf('AWS::SQS::Queue', { RedrivePolicy }))).toStrictEqual([
    {
      place: 'RedrivePolicy.deadLetterTargetArn',
      value: 'arn',
      form: 'arn',
      data: 'messages that nobody could handle',
    },
  ]);
});

describe('flows that depend on a property beside them', () => {
  it('are none if it is absent', () => {
    expect(
      destinationsOf(resourceOf('AWS::Config::ConfigRule', { Source: { SourceIdentifier: 'f' } })),
    ).toEqual([]);
  });
});
