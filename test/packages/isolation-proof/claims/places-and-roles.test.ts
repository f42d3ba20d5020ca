import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { Tenancy } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import type { Resources } from '../fixtures/identities';
import { roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { advised, judged, told } from './judged';

const OWNER = { owner: TAGS.owner };
const queueArn = (name: string, region = 'eu-central-1'): string =>
  `arn:aws:sqs:${region}:${ACCOUNT}:${name}`;
const QUEUES: Resources = {
  Own: ['AWS::SQS::Queue', { QueueName: 'own', Tags: tagsOf('acme') }],
  Shared: ['AWS::SQS::Queue', { QueueName: 'shared' }],
  Other: ['AWS::SQS::Queue', { QueueName: 'other', Tags: tagsOf('acme-eu') }],
};

/** A bucket of acme's, or of the platform's, that tells a queue of its objects. */
const telling = (Queue: Json, Tags: JsonObject[] = tagsOf('acme')): Resources => ({
  Bucket: [
    'AWS::S3::Bucket',
    { NotificationConfiguration: { QueueConfigurations: [{ Event: 's3:*', Queue }] }, Tags },
  ],
});
const judge = (resources: Resources, tenancy: Partial<Tenancy> = {}): Judgement =>
  judged(flows, twoOrganizations({ ...QUEUES, ...resources }), () => tenancy, OWNER);

describe('data go to', () => {
  const OTHERS = (tenant: string): readonly string[] => [`arn:aws:sqs:*:*:${tenant}-*`];

  it.each<[string, Json, Partial<Tenancy>]>([
    ['a resource of the same owner', { 'Fn::GetAtt': ['Own', 'Arn'] }, {}],
    ['a place that is its own by name', queueArn('acme-x'), { ownResources: OTHERS }],
    [
      'a place that is declared',
      queueArn('anywhere', 'us-east-1'),
      { destinations: [{ resources: [queueArn('any*', '*')], because: 'so' }] },
    ],
  ])('%s', (_where, queue, tenancy) => {
    const judgement = judge(telling(queue), tenancy);
    expect(told(judgement)).toStrictEqual([]);
    expect(judgement.coverage).toMatchObject({ subjects: 1, questions: 1 });
  });

  const SAME_OWNER = 'Name a resource of the same owner';
  const declaring = (queue: string): string =>
    `${SAME_OWNER}, or declare the place: destinations: () => [{ resources: ['${queue}'], because: '…' }].`;
  const ELSEWHERE = 'arn:aws:sqs:eu-central-1:999988887777:own';

  it.each<[string, Json, string, string]>([
    [
      'a place that is not known yet',
      { Ref: 'Any' },
      'a place that is unknown before deployment',
      `${SAME_OWNER}.`,
    ],
    ['a resource of another tenant', queueArn('other'), 'acme/Other of acme-eu', `${SAME_OWNER}.`],
    [
      'a resource of the platform',
      queueArn('shared'),
      'acme/Shared of the platform',
      `If acme/Shared is acme's, tag it orgSlug=acme. Otherwise: ${declaring(queueArn('shared'))}`,
    ],
    [
      'a resource that no template makes',
      queueArn('any'),
      `${queueArn('any')}, which no template makes`,
      declaring(queueArn('any')),
    ],
    ['another account', ELSEWHERE, `${ELSEWHERE}, which no template makes`, declaring(ELSEWHERE)],
  ])('no place like %s', (_where, queue, what, remedy) => {
    expect(advised(judge(telling(queue), { ownResources: OTHERS }))).toStrictEqual([
      `acme/Bucket of acme: names of objects that are written go to ${what} (NotificationConfiguration.QueueConfigurations[0].Queue) [acme/Bucket] ${remedy}`,
    ]);
  });

  describe('what only a name names', () => {
    const output = (OutputS3BucketName: string): Resources => ({
      Association: [
        'AWS::SSM::Association',
        {
          Name: 'AWS-RunPatchBaseline',
          OutputLocation: { S3Location: { OutputS3BucketName } },
          Tags: tagsOf('acme'),
        },
      ],
    });

    it.each<[string, string]>([
      ['its own', 'acme-logs'],
      ['declared', 'vendor'],
    ])('and is %s', (_whose, bucket) => {
      const tenancy = {
        ownResources: (tenant: string) => [`arn:aws:s3:::${tenant}-*`],
        destinations: [{ resources: ['arn:aws:s3:::vendor'], because: 'so' }],
      };
      expect(told(judge(output(bucket), tenancy))).toStrictEqual([]);
      expect(told(judge(output('other'), tenancy))).toStrictEqual([
        expect.stringContaining(
          'go to other, which no template makes (OutputLocation.S3Location.OutputS3BucketName)',
        ),
      ]);
    });
  });

  it('no place outside AWS, unless it is declared', () => {
    const url = 'https://example.com/events';
    const api: Resources = {
      Api: ['AWS::Events::ApiDestination', { InvocationEndpoint: url, HttpMethod: 'POST' }],
    };
    expect(told(judge(api))).toStrictEqual([
      `acme/Api of the platform: events go to ${url} (InvocationEndpoint)`,
    ]);
    expect(told(judge(api, { destinations: [{ resources: [url], because: 'so' }] }))).toStrictEqual([]);
  });

  it("no place of a tenant's, from the platform", () => {
    expect(told(judge(telling(queueArn('own'), [])))).toStrictEqual([
      expect.stringMatching(/^acme\/Bucket of the platform: .* go to acme\/Own of acme \(/),
    ]);
    expect(told(judge(telling(queueArn('shared'), [])))).toStrictEqual([]);
    expect(told(judge(telling(queueArn('acme-x'), []), { ownResources: OTHERS }))).toHaveLength(1);
  });
});

test('what a service does under the rights of a role is no place', () => {
  const machine: Resources = {
    Schedule: [
      'AWS::Scheduler::Schedule',
      {
        Target: {
          Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage',
          RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        },
      },
    ],
  };
  expect(
    told(
      judged(flows, [
        stackOf({ ...machine, Role: roleOf('shared', { Tags: [] }) }, 'shared'),
        ...twoOrganizations(),
      ]),
    ),
  ).toStrictEqual([]);
});

describe('what acts for a resource acts under', () => {
  const rule = (RoleArn: Json): Resources => ({
    Rule: ['AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)', RoleArn, Tags: tagsOf('acme') }],
  });
  const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

  it('a role of the same owner', () => {
    const judgement = judge(rule({ 'Fn::GetAtt': ['Role', 'Arn'] }));
    expect(told(judgement)).toStrictEqual([]);
    expect(judgement.coverage).toMatchObject({ subjects: 1, questions: 1 });
  });

  it.each<[string, Json, string]>([
    ['another tenant', role('acme-eu-role'), `${role('acme-eu-role')}, a role of acme-eu`],
    ['nobody: no template makes it', role('any'), `${role('any')}, which no template makes`],
    [
      'somebody who is not known yet',
      { Ref: 'Any' },
      'a role that is unknown before deployment, which no template makes',
    ],
  ])('no role of %s', (_whom, value, what) => {
    expect(advised(judge(rule(value)))).toStrictEqual([
      `acme/Rule of acme: delivery to the targets acts under ${what} (RoleArn) [acme/Rule] Give it a role of the same owner.`,
    ]);
  });
});

describe('a rule of a tenant', () => {
  const rule = (EventPattern: JsonObject, more: JsonObject = {}): Resources => ({
    Rule: ['AWS::Events::Rule', { Name: 'rule', EventPattern, Tags: tagsOf('acme'), ...more }],
  });

  it('demands a resource of its own', () => {
    expect(advised(judge(rule({ source: ['aws.s3'] })))).toStrictEqual([
      "acme/Rule of acme: takes events that need not be about a resource of its own (EventPattern) [acme/Rule] Demand a resource of its own in the pattern: for S3, the bucket and the prefix of the key with its slash. If all may see these events, declare the rule: destinations: () => [{ resources: ['arn:aws:events:eu-central-1:111122223333:rule/rule'], because: '…' }].",
    ]);
  });

  it('is undecided if its pattern is not understood, which can be declared', () => {
    const unknown = { detail: { bucket: { name: [{ any: 'thing' }] } } };
    const arn = `arn:aws:events:eu-central-1:${ACCOUNT}:rule/rule`;
    expect(() => judge(rule(unknown))).toThrow(UndecidedError);
    expect(() => judge(rule(unknown))).toThrow(
      `; if all may see the events that it takes, add to the destinations of the specification { resources: ['${arn}'], because: '…' }`,
    );
    const destinations = [{ resources: [arn], because: 'so' }];
    expect(told(judge(rule(unknown), { destinations }))).toStrictEqual([]);
  });

  it('is undecided without a name, too', () => {
    const unknown = { detail: { bucket: { name: [{ any: 'thing' }] } } };
    expect(() => judge(rule(unknown, { Name: { Ref: 'Any' } }))).toThrow(
      "add to the destinations of the specification { resources: ['the ARN of the rule'], because: '…' }",
    );
  });

  it("may take anything if it is the platform's", () => {
    expect(told(judge(rule({ source: ['aws.s3'] }, { Tags: [] })))).toStrictEqual([]);
  });

  it('takes anything from a bus of its own, and nothing else from one that is not known', () => {
    const bus = (owner: string): Resources => ({
      Bus: ['AWS::Events::EventBus', { Name: 'bus', Tags: tagsOf(owner) }],
    });
    const onBus = (EventBusName: Json): Resources => rule({ source: ['aws.s3'] }, { EventBusName });
    expect(told(judge({ ...bus('acme'), ...onBus({ Ref: 'Bus' }) }))).toStrictEqual([]);
    expect(told(judge({ ...bus('acme-eu'), ...onBus({ Ref: 'Bus' }) }))).toHaveLength(2);
    expect(told(judge(onBus({ Ref: 'Any' })))).toHaveLength(2);
    expect(told(judge(onBus('elsewhere')))).toHaveLength(2);
  });
});

test('the claim flows is about what sends data, takes data or acts under a role', () => {
  expect(judge({}).coverage).toMatchObject({ subjects: 0, questions: 0 });
  expect(flows).toMatchObject({
    id: 'flows',
    title: 'Nothing flows elsewhere by configuration, and nothing acts under a role of somebody else',
    about: 'resources that send data, take data, or act under a role',
  });
});
