import { nothingPublic } from '../../../../packages/isolation-proof/src/claims/nothing-public';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Tenancy } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { CLOSED_BUCKET } from '../fixtures/bucket-settings';
import type { Resources } from '../fixtures/identities';
import { policyOf, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { advised, judged, told, trustedBy } from './judged';

/** Whom the roles of these tenants trust. */
const EXEMPT = { service: 'credentials.iot.amazonaws.com', name: 'IoT', assumed: 'It', closedBy: 'nothing' };
const claim = nothingPublic({ exempt: EXEMPT });

const named = (SourceArn: Json, operator = 'ArnEquals'): JsonObject => ({
  Condition: { [operator]: { 'aws:SourceArn': SourceArn } },
});
const ACCOUNT_ONLY: JsonObject = { StringEquals: { 'aws:SourceAccount': ACCOUNT } };
const OF_THE_ACCOUNT: JsonObject = { Condition: ACCOUNT_ONLY };

describe('a bucket that a distribution shows', () => {
  const distribution = (id: string): string => `arn:aws:cloudfront::${ACCOUNT}:distribution/${id}`;
  const OWN = { 'Fn::Sub': `arn:aws:cloudfront::${ACCOUNT}:distribution/\${Site}` };

  /** What is said of a bucket of acme with a distribution of its own, beside one of acme-eu in the same stack. */
  const saidWith = (
    statement: JsonObject,
    tenancy: Partial<Tenancy> = {},
    lets: typeof bucketWith = bucketWith,
  ): string[] => {
    const site = (slug: string) => ['AWS::CloudFront::Distribution', { Tags: tagsOf(slug) }] as const;
    const Site: Resources = { Site: site('acme'), Other: site('acme-eu') };
    const stacks = [stackOf({ ...Site, ...lets(statement) }, 'sites'), ...twoOrganizations()];
    return advised(judged(claim, stacks, () => tenancy, { owner: TAGS.owner }));
  };
  const bucketWith = (statement: JsonObject): Resources => ({
    Bucket: ['AWS::S3::Bucket', { BucketName: 'acme-site', ...CLOSED_BUCKET, Tags: tagsOf('acme') }],
    Policy: [
      'AWS::S3::BucketPolicy',
      {
        Bucket: 'acme-site',
        PolicyDocument: policyOf({
          Effect: 'Allow',
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::acme-site/*',
          ...statement,
        }),
      },
    ],
  });
  const OPEN = [
    'sites/Policy (statement 1) lets in cloudfront.amazonaws.com on behalf of any distribution [statement 1] Name each distribution of the templates in aws:SourceArn, with ArnEquals and without wildcards.',
  ];

  test.each<[string, JsonObject]>([
    ['by its ARN', named(OWN)],
    ['by StringEquals', named(OWN, 'StringEquals')],
    ['beside its account', { Condition: { ArnEquals: { 'aws:SourceArn': OWN }, ...ACCOUNT_ONLY } }],
  ])('names the distribution: %s', (_how, condition) => {
    expect(saidWith(condition)).toEqual([]);
  });

  test.each<[string, JsonObject]>([
    ['the account only', OF_THE_ACCOUNT],
    ['all distributions of the account', named(distribution('*'), 'ArnLike')],
    ['one that no template makes', named(distribution('E2EXAMPLE'))],
    ['one that no template makes beside its own', named([OWN, distribution('E2EXAMPLE')])],
    ['something else', named(`arn:aws:sns:eu-central-1:${ACCOUNT}:topic`)],
    [
      'its own unless it is not told',
      { Condition: { ArnEqualsIfExists: { 'aws:SourceArn': OWN }, ...ACCOUNT_ONLY } },
    ],
  ])('does not name %s', (_what, condition) => {
    expect(saidWith(condition)).toEqual(OPEN);
  });

  it("does not name a neighbour's", () => {
    expect(saidWith(named({ 'Fn::Sub': `arn:aws:cloudfront::${ACCOUNT}:distribution/\${Other}` }))).toEqual([
      "sites/Policy (statement 1) lets in a service to what is acme's on behalf of sites/Other of acme-eu [statement 1] Name a resource of the same owner in aws:SourceArn.",
    ]);
  });

  it('may show objects to anybody if that is declared', () => {
    const exposed = [
      {
        construct: 'sites/Bucket',
        to: 'cloudfront.amazonaws.com',
        actions: ['s3:getobject'],
        because: 'it is the website',
      },
    ];
    expect(saidWith(OF_THE_ACCOUNT, { exposed })).toEqual([]);
  });

  it('may have a key that cannot name the distribution yet: what it decrypts, buckets give', () => {
    const key = (statement: JsonObject): Resources => ({
      Key: [
        'AWS::KMS::Key',
        {
          Tags: tagsOf('acme'),
          KeyPolicy: policyOf({
            Effect: 'Allow',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Action: 'kms:Decrypt',
            Resource: '*',
            ...statement,
          }),
        },
      ],
    });
    expect(saidWith(named(distribution('*'), 'ArnLike'), {}, key)).toEqual([]);
  });

  it('lets in other services on behalf of the account', () => {
    expect(saidWith({ ...OF_THE_ACCOUNT, Principal: { Service: 'logging.s3.amazonaws.com' } })).toEqual([]);
  });
});

describe('a role for holders of certificates', () => {
  const anchor = (id: string): string => `arn:aws:rolesanywhere:eu-central-1:${ACCOUNT}:trust-anchor/${id}`;
  const saidWith = (condition: JsonObject): string[] =>
    told(
      judged(claim, [
        stackOf(trustedBy({ Principal: { Service: 'rolesanywhere.amazonaws.com' }, ...condition }), 'shared'),
        stackOf({ Role: roleOf('acme') }, 'acme'),
      ]),
    );

  it('names the trust anchor', () => {
    expect(saidWith(named(anchor('0f1e')))).toEqual([]);
    expect(saidWith(named([anchor('0f1e'), anchor('a2b3')], 'StringEquals'))).toEqual([]);
  });

  test.each<[string, JsonObject]>([
    ['the account only', OF_THE_ACCOUNT],
    ['any of the account', named(anchor('*'), 'ArnLike')],
    ['any beside one', named([anchor('0f1e'), anchor('*')], 'ArnLike')],
    ['something else', named(`arn:aws:rolesanywhere:eu-central-1:${ACCOUNT}:profile/0f1e`)],
  ])('does not name %s', (_what, condition) => {
    expect(saidWith(condition)).toEqual([
      'shared/Role (statement 1) lets in rolesanywhere.amazonaws.com on behalf of any trust anchor',
    ]);
  });
});
