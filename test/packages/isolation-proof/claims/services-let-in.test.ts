import { nothingPublic } from '../../../../packages/isolation-proof/src/claims/nothing-public';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { CLOSED_BUCKET } from '../fixtures/bucket-settings';
import type { Resources } from '../fixtures/identities';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { advised, judged, queueWith, told, trustedBy } from './judged';

const OTHER = '999988887777';

const judge = (resources: Resources, claim = nothingPublic()): Judgement =>
  judged(claim, [stackOf(resources, 'shared')]);
const service = (name: string, Condition?: JsonObject): JsonObject => ({
  Principal: { Service: name },
  ...(Condition === undefined ? {} : { Condition }),
});

describe('a service that a resource lets in', () => {
  const QUEUE_OF = (account: string) => `arn:aws:sqs:eu-central-1:${account}:source`;
  const lets = (condition?: JsonObject): string[] =>
    told(judge(queueWith(service('events.amazonaws.com', condition))));
  const onBehalfOf = (whose: string): string[] => [
    `shared/Policy (statement 1) lets in events.amazonaws.com on behalf of ${whose} account`,
  ];

  it.each<[string, JsonObject]>([
    ['the account', { StringEquals: { 'aws:SourceAccount': ACCOUNT } }],
    ['an ARN of the account', { ArnEquals: { 'aws:SourceArn': QUEUE_OF(ACCOUNT) } }],
    ['a pattern of such ARNs', { ArnLike: { 'aws:SourceArn': `${QUEUE_OF(ACCOUNT)}*` } }],
    ['the same as text', { StringLike: { 'aws:SourceArn': `arn:aws:iam::${ACCOUNT}:*` } }],
    ['a log group', { StringEquals: { 'kms:EncryptionContext:aws:logs:arn': QUEUE_OF(ACCOUNT) } }],
    ['a topic', { StringEquals: { 'kms:EncryptionContext:aws:sns:topicArn': QUEUE_OF(ACCOUNT) } }],
    [
      'an account, whatever else is compared',
      { StringLike: { 'aws:SourceOrgId': 'o-*' }, StringEquals: { 'aws:SourceAccount': ACCOUNT } },
    ],
  ])('is pinned by %s', (_by, condition) => {
    expect(lets(condition)).toStrictEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['another account', { StringEquals: { 'aws:SourceAccount': OTHER } }],
    ['one of two accounts', { StringEquals: { 'aws:SourceAccount': [ACCOUNT, OTHER] } }],
    ['accounts like the own', { StringLike: { 'aws:SourceAccount': ACCOUNT } }],
    [
      'ARNs of the account if another account is named',
      {
        StringEquals: { 'aws:SourceAccount': OTHER },
        ArnEquals: { 'aws:SourceArn': QUEUE_OF(ACCOUNT) },
      },
    ],
  ])('is on behalf of another account with %s', (_with, condition) => {
    expect(lets(condition)).toStrictEqual(onBehalfOf('another'));
  });

  it.each<[string, JsonObject | undefined]>([
    ['no condition', undefined],
    ['a condition about something else', { StringEquals: { 'aws:SourceOrgId': ACCOUNT } }],
    ['the ARN of another account', { ArnEquals: { 'aws:SourceArn': QUEUE_OF(OTHER) } }],
    ['one of two ARNs', { ArnEquals: { 'aws:SourceArn': [QUEUE_OF(ACCOUNT), QUEUE_OF(OTHER)] } }],
    ['an ARN that is not known', { ArnEquals: { 'aws:SourceArn': { Ref: 'Source' } } }],
    ['other ARNs than its own', { ArnNotEquals: { 'aws:SourceArn': QUEUE_OF(ACCOUNT) } }],
    ['an ARN if there is one', { ArnEqualsIfExists: { 'aws:SourceArn': QUEUE_OF(ACCOUNT) } }],
    ['all of any ARNs', { 'ForAllValues:ArnEquals': { 'aws:SourceArn': QUEUE_OF(ACCOUNT) } }],
    ['a text without regard to case', { StringEqualsIgnoreCase: { 'aws:SourceArn': QUEUE_OF(ACCOUNT) } }],
    ['a wildcard that may hold colons', { ArnLike: { 'aws:SourceArn': `arn:aws:s*:eu:${ACCOUNT}:x` } }],
    ['a wildcard in the partition', { ArnLike: { 'aws:SourceArn': `arn:a*:sqs:eu:${ACCOUNT}:x` } }],
    ['a text that an account is in', { StringLike: { 'aws:SourceArn': `x${QUEUE_OF(ACCOUNT)}` } }],
    ['a longer number', { StringLike: { 'aws:SourceArn': `arn:aws:sqs:eu:1${ACCOUNT}:x` } }],
    ['a Region that may hold colons', { StringLike: { 'aws:SourceArn': `arn:aws:sqs:e:u:${ACCOUNT}:x` } }],
  ])('is on behalf of any account with %s', (_with, condition) => {
    expect(lets(condition)).toStrictEqual(onBehalfOf('any'));
  });

  it.each<[string, JsonObject | undefined, string]>([
    ['cloudtrail.amazonaws.com', undefined, `Add the condition StringEquals aws:SourceAccount "${ACCOUNT}"`],
    ['events.amazonaws.com', undefined, 'could shut the service out'],
    [
      'events.amazonaws.com',
      { StringEquals: { 'aws:SourceAccount': OTHER } },
      `Compare with this account only: StringEquals aws:SourceAccount "${ACCOUNT}".`,
    ],
  ])('is told what to do: %s %j', (name, condition, advice) => {
    expect(advised(judge(queueWith(service(name, condition))))).toStrictEqual([
      expect.stringContaining(advice),
    ]);
  });

  it('is told that a service of an unknown name has to be written out', () => {
    const { violations } = judge(queueWith({ Principal: { Service: { Ref: 'Any' } } }));
    expect(violations).toMatchObject([
      {
        what: 'shared/Policy (statement 1) lets in a service on behalf of any account',
        remedy: 'Write the service into the template as plain text.',
      },
    ]);
  });
});

test('a bucket that a service acts for is one of the templates', () => {
  const source = (...arns: readonly JsonObject[]) => ({
    ...queueWith({
      Sid: 'FromS3',
      Principal: { Service: 's3.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': ACCOUNT },
        ArnLike: { 'aws:SourceArn': arns },
        StringLike: { 'aws:SourceOrgId': 'arn:aws:s3:::elsewhere' },
      },
    }),
    Bucket: ['AWS::S3::Bucket', { BucketName: 'known', ...CLOSED_BUCKET }] as const,
  });

  expect(
    told(judge(source({ 'Fn::GetAtt': ['Bucket', 'Arn'] }, { 'Fn::Sub': 'arn:aws:sqs:eu:1:q' }))),
  ).toEqual([]);
  expect(told(judge(source({ Ref: 'Unknown' })))).toStrictEqual([]);
  expect(advised(judge(source({ 'Fn::Sub': 'arn:aws:s3:::known*' })))).toStrictEqual([
    'shared/Policy (FromS3) lets in a service on behalf of arn:aws:s3:::known*, which is not a bucket of the templates [FromS3] Name buckets of the templates in aws:SourceArn, without wildcards.',
  ]);
});

describe('a service that a role trusts', () => {
  const notes = (claim: ReturnType<typeof nothingPublic>, ...statements: readonly JsonObject[]) =>
    judge(trustedBy(...statements), claim).notes;

  it('need not name the account if the role has to be passed to it', () => {
    const statements = ['pipes', 'lambda', 'events'].map((name) => service(`${name}.amazonaws.com`));
    expect(told(judge(trustedBy(...statements)))).toStrictEqual([]);
    expect(notes(nothingPublic(), ...statements)).toStrictEqual([
      'Roles that events.amazonaws.com, lambda.amazonaws.com, pipes.amazonaws.com may assume name no account: these services act under a role only for a resource that the role was passed to, which is possible within its account only.',
    ]);
  });

  it('is on behalf of another account if another one is named, to whom no role can be passed', () => {
    const statement = service('lambda.amazonaws.com', { StringEquals: { 'aws:SourceAccount': OTHER } });
    const judgement = judge(trustedBy(statement));
    expect(told(judgement)).toStrictEqual([
      'shared/Role (statement 1) lets in lambda.amazonaws.com on behalf of another account',
    ]);
    expect(judgement.notes).toStrictEqual([]);
  });

  it('has to name the account where AWS documents that it sends it, if that is asked for', () => {
    const strictly = nothingPublic({ accountInTrust: true });
    expect(told(judge(trustedBy(service('glue.amazonaws.com')), nothingPublic()))).toStrictEqual([]);
    expect(told(judge(trustedBy(service('lambda.amazonaws.com')), strictly))).toStrictEqual([]);
    expect(told(judge(trustedBy(service('glue.amazonaws.com')), strictly))).toStrictEqual([
      'shared/Role (statement 1) lets in glue.amazonaws.com on behalf of any account',
    ]);
  });

  it('and that a resource lets in is not passed anything', () => {
    expect(told(judge(queueWith(service('lambda.amazonaws.com'))))).toHaveLength(1);
  });

  it('is advised on as a role, and not as a resource', () => {
    expect(advised(judge(trustedBy(service('ssm.amazonaws.com'))))).toStrictEqual([
      expect.stringContaining(`Add the condition StringEquals aws:SourceAccount "${ACCOUNT}", which ssm`),
    ]);
    expect(advised(judge(queueWith(service('ssm.amazonaws.com'))))).toStrictEqual([
      expect.stringContaining('Do not add aws:SourceAccount'),
    ]);
  });

  describe('and that is exempt', () => {
    const SERVICE = 'credentials.iot.amazonaws.com';
    const claim = nothingPublic({
      exempt: { service: SERVICE, name: 'AWS IoT', assumed: 'That it is of the account', closedBy: 'a pin' },
    });

    it('is let in, and the verdict says so', () => {
      const judgement = judge(trustedBy(service(SERVICE)), claim);
      expect(told(judgement)).toStrictEqual([]);
      expect(judgement.notes).toStrictEqual([
        'Exempt: the trust policy of shared/Role lets in credentials.iot.amazonaws.com without aws:SourceAccount. That it is of the account is assumed, not proved; a pin closes it.',
      ]);
      expect(claim.title).toBe(
        'Nothing is public, and nothing crosses the account (exempt: trust in AWS IoT that names no account)',
      );
      expect(nothingPublic().title).toBe('Nothing is public, and nothing crosses the account');
    });

    it('is counted by statement', () => {
      expect(notes(claim, service(SERVICE), service(SERVICE), service(SERVICE))).toStrictEqual([
        expect.stringContaining('shared/Role and 2 more lets in'),
      ]);
    });

    it('says nothing of services that no role trusts so', () => {
      const denied = { ...service(SERVICE), Effect: 'Deny' };
      expect(notes(claim, denied, service('ssm.amazonaws.com'))).toStrictEqual([]);
      expect(judge(queueWith(service(SERVICE)), claim).notes).toStrictEqual([]);
    });

    it('does not exempt other services, and says nothing of it without an exemption', () => {
      expect(told(judge(trustedBy(service('ssm.amazonaws.com')), claim))).toHaveLength(1);
      expect(told(judge(trustedBy(service(SERVICE))))).toHaveLength(1);
    });

    it('does not exempt resources', () => {
      expect(told(judge(queueWith(service(SERVICE)), claim))).toHaveLength(1);
    });

    it.each<[string, JsonObject, string]>([
      [
        'an account',
        { StringEquals: { 'aws:SourceAccount': OTHER } },
        `Compare with this account only: StringEquals aws:SourceAccount "${ACCOUNT}".`,
      ],
      [
        'an ARN',
        { ArnLike: { 'aws:SourceArn': 'arn:aws:iot:*:*:x' } },
        `Add StringEquals aws:SourceAccount "${ACCOUNT}" (a pin), or leave the condition on aws:SourceArn out.`,
      ],
    ])('has to be pinned if the statement names %s', (_what, condition, remedy) => {
      const { violations, notes: said } = judge(trustedBy(service(SERVICE, condition)), claim);
      expect(violations).toMatchObject([{ remedy }]);
      expect(said).toStrictEqual([]);
    });
  });
});
