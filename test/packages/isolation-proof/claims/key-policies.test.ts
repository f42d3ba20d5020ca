import { keyPolicies } from '../../../../packages/isolation-proof/src/claims/key-policies';
import type { Judgement } from '../../../../packages/isolation-proof/src/claims/claim';
import type { KeyServices } from '../../../../packages/isolation-proof/src/claims/key-use';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { judged } from './judged';
import { ALLOWS, deny, key } from './keys';

const OWN = ALLOWS['Own'] ?? {};
const SECRETS = `arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter`;
const VIA = 'kms:ViaService';
const S3 = 's3.eu-central-1.amazonaws.com';
const SSM = 'ssm.eu-central-1.amazonaws.com';
const ECR = 'ecr.eu-central-1.amazonaws.com';
const PARAMETER = 'kms:EncryptionContext:PARAMETER_ARN';
const TAG = 'aws:PrincipalTag/orgSlug';

/** Denies everybody but acme; nobody else is let in by a grant, either. */
const DENY_OTHERS = deny('Others', { StringNotEquals: { [TAG]: 'acme' } });

/** Judges a key of acme's with these statements. */
function judgeOwn(services: Partial<KeyServices>, ...statements: readonly JsonObject[]): Judgement {
  const stacks = twoOrganizations(key('Key', 'acme', ...statements));
  return judged(keyPolicies({ through: ['s3', 'ssm'], ...services }), stacks, () => ({
    ownSecrets: (tenant) => [`${SECRETS}/${tenant}/*`],
  }));
}

/** Who may do what with it, how, and in how many more ways. */
function found({ violations }: Judgement): string[] {
  return violations.map(({ what, request, more = 0 }) => {
    const who = what.replace(/ on .*$/, '').replace(/^arn:aws:iam::\d*:role\//, '');
    const context = Object.entries(request?.context ?? {}).map(([name, value]) => `, ${name} ${value}`);
    return `${who}${context.join('')}; ${more} more`;
  });
}

const tagged = (slug: string, condition: JsonObject = {}): JsonObject => ({
  ...condition,
  StringEquals: { ...(condition['StringEquals'] as JsonObject), [TAG]: slug },
});
const via = (...services: readonly string[]): JsonObject => ({ StringEquals: { [VIA]: services } });
const WRITES = ['kms:Encrypt', 'kms:GenerateDataKey'];
const OWN_SECRETS = { ...via(SSM), StringLike: { [PARAMETER]: `${SECRETS}/acme/*` } };
/** What lets whoever has no tenant write secrets, under conditions. */
const writes = (condition: JsonObject, Action = WRITES): JsonObject => ({
  Sid: 'Writes',
  Action,
  Condition: { ...condition, Null: { ...(condition['Null'] as JsonObject), [TAG]: 'true' } },
});
const own = (condition: JsonObject, Action = 'kms:Decrypt'): JsonObject => ({
  Sid: 'More',
  Action,
  Condition: tagged('acme', condition),
});
const spared = (...names: readonly string[]): JsonObject =>
  deny('Spared', { StringNotEquals: { [TAG]: 'acme', 'aws:PrincipalServiceName': names } });
const LOGS = 'logs.eu-central-1.amazonaws.com';
const BY_LOGS = { byThemselves: ['logs.{region}.amazonaws.com'] };

describe("a tenant's key", () => {
  it.each<[string, Partial<KeyServices>, readonly JsonObject[]]>([
    ['its tenant, through services', {}, [OWN, DENY_OTHERS]],
    ['its tenant, to look at it', {}, [OWN, own({}, 'kms:DescribeKey'), DENY_OTHERS]],
    ['operators, to write its secrets', {}, [OWN, writes(OWN_SECRETS), DENY_OTHERS]],
    ['services that use keys by themselves', BY_LOGS, [OWN, spared(LOGS)]],
    ['whichever service, if none is told apart', {}, [OWN, spared(LOGS, 'sns.amazonaws.com')]],
  ])('may be used by %s', (_whom, services, statements) => {
    expect(found(judgeOwn(services, ...statements))).toStrictEqual([]);
  });

  it.each<[string, readonly JsonObject[], string]>([
    [
      'the account, whatever is denied',
      [{}, DENY_OTHERS],
      'any-administrator may kms:encrypt, kms:viaservice (absent); 8 more',
    ],
    [
      'another tenant',
      [OWN, { Sid: 'Eu', Condition: tagged('acme-eu') }, DENY_OTHERS],
      'any-principal-of-others may kms:encrypt; 3 more',
    ],
    [
      'another tenant, to write its secrets',
      [OWN, { Sid: 'Eu', Action: WRITES, Condition: tagged('acme-eu', OWN_SECRETS) }, DENY_OTHERS],
      'any-principal-of-others may kms:encrypt; 1 more',
    ],
    [
      'operators, to read its secrets',
      [OWN, writes(OWN_SECRETS, ['kms:Decrypt']), DENY_OTHERS],
      'any-administrator may kms:decrypt; 0 more',
    ],
    [
      'operators, to write through another service',
      [OWN, writes({ ...OWN_SECRETS, ...via(SSM, S3) }), DENY_OTHERS],
      'any-administrator may kms:encrypt, kms:viaservice (any other value); 1 more',
    ],
    [
      'operators, to write through no service',
      [OWN, writes({ ...OWN_SECRETS, StringEquals: {}, StringEqualsIfExists: { [VIA]: SSM } }), DENY_OTHERS],
      'any-administrator may kms:encrypt, kms:viaservice (absent); 1 more',
    ],
    [
      'operators, to write secrets of others',
      [OWN, writes({ ...via(SSM), StringLike: { [PARAMETER]: `${SECRETS}/*` } }), DENY_OTHERS],
      'any-administrator may kms:encrypt, kms:encryptioncontext:parameter_arn (any other value); 1 more',
    ],
    [
      'operators, to write what is no secret',
      [OWN, writes({ ...via(SSM), StringLikeIfExists: { [PARAMETER]: `${SECRETS}/acme/*` } }), DENY_OTHERS],
      'any-administrator may kms:encrypt, kms:encryptioncontext:parameter_arn (absent); 1 more',
    ],
    ['whom a KMS grant names', [OWN], 'any-administrator may kms:encrypt, kms:viaservice (absent); 13 more'],
    [
      'another tenant that a KMS grant names',
      [OWN, deny('NoTenant', { Null: { [TAG]: 'true' } })],
      'any-principal-of-others may kms:encrypt; 3 more',
    ],
    [
      'its tenant through no service',
      [OWN, own({ Null: { [VIA]: 'true' } }), DENY_OTHERS],
      'any-principal may kms:decrypt, kms:viaservice (absent); 0 more',
    ],
    [
      'its tenant through another service',
      [OWN, own(via('sqs.eu-central-1.amazonaws.com')), DENY_OTHERS],
      'any-principal may kms:decrypt, kms:viaservice (any other value); 0 more',
    ],
    [
      'its tenant for something else',
      [OWN, own(via(S3), 'kms:Encrypt'), DENY_OTHERS],
      'any-principal may kms:encrypt; 0 more',
    ],
  ])('may not be used by %s', (_whom, statements, what) => {
    expect(found(judgeOwn({}, ...statements))).toStrictEqual([what]);
  });

  it('may not be used through services that are not meant', () => {
    expect(found(judgeOwn({ through: ['s3'] }, OWN, DENY_OTHERS))).toStrictEqual([
      'any-principal may kms:generatedatakey, kms:viaservice (any other value); 1 more',
    ]);
  });

  it('may not be used by another service that a KMS grant names', () => {
    expect(found(judgeOwn(BY_LOGS, OWN, spared(LOGS, 'sns.amazonaws.com')))).toStrictEqual([
      'another service may kms:encrypt, kms:viaservice (absent); 9 more',
    ]);
  });

  it('is asked about under its policy alone, and its policy is what to mend', () => {
    const { violations, coverage } = judgeOwn(BY_LOGS, OWN);
    expect(violations[0]).toMatchObject({
      remedy:
        'Narrow a KMS grant of acme/Key, or deny the request in the policy of acme/Key: say who uses the key, and through which service; deny everybody else.',
      request: { lens: 'resource policies alone' },
    });
    expect(coverage).toMatchObject({ subjects: 1, principals: 4 });
  });
});

describe('a key of no tenant', () => {
  const judgeShared = (...statements: readonly JsonObject[]): string[] =>
    found(
      judged(keyPolicies({ through: ['s3'] }), [
        stackOf(key('Key', undefined, ...statements), 'shared'),
        ...twoOrganizations(),
      ]),
    );
  const FOR_AWS = 'kms:GrantIsForAWSResource';
  const grant = (Condition: JsonObject, Action = 'kms:CreateGrant'): JsonObject => ({ Action, Condition });

  it("is used by ECR's grants", () => {
    const made = grant({ ...via(ECR), Bool: { [FOR_AWS]: 'true' } });
    expect(
      judgeShared(made, grant(via(ECR), 'kms:RetireGrant'), { Action: 'kms:DescribeKey' }),
    ).toStrictEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['the account', {}, 'any-administrator may kms:encrypt; 1 more'],
    ['ECR without a grant', grant(via(ECR), 'kms:Decrypt'), 'any-administrator may kms:decrypt; 0 more'],
    [
      'grants for whomever',
      grant(via(ECR)),
      'any-administrator may kms:creategrant, kms:grantisforawsresource (absent); 1 more',
    ],
    [
      'grants for no AWS service',
      grant({ ...via(ECR), Bool: { [FOR_AWS]: 'false' } }),
      'any-administrator may kms:creategrant, kms:grantisforawsresource false; 0 more',
    ],
    [
      'grants of another service',
      grant({ ...via(S3), Bool: { [FOR_AWS]: 'true' } }),
      'any-administrator may kms:creategrant, kms:viaservice (any other value); 0 more',
    ],
    [
      'whoever retires grants',
      grant({ Null: { [VIA]: 'true' } }, 'kms:RetireGrant'),
      'any-administrator may kms:retiregrant, kms:viaservice (absent); 0 more',
    ],
  ])('is not used by %s', (_whom, statement, what) => {
    expect(judgeShared(statement)).toStrictEqual([what]);
  });

  it('is not asked about if a claim of its own says who uses it', () => {
    const stacks = [stackOf(key('Key', undefined, {}), 'shared'), ...twoOrganizations()];
    const judgement = judged(keyPolicies({ through: ['s3'] }), stacks, ({ guarded }) => ({
      recordKeys: guarded,
    }));
    expect(judgement).toMatchObject({ violations: [], coverage: { subjects: 0, questions: 0 } });
  });

  it('is asked about beside buckets, which are no keys', () => {
    const bucket = ['AWS::S3::Bucket', { BucketName: 'data' }] as const;
    const stacks = [
      stackOf({ Bucket: bucket, ...key('Key', undefined, {}) }, 'shared'),
      ...twoOrganizations(),
    ];
    expect(judged(keyPolicies({ through: ['s3'] }), stacks).coverage.subjects).toBe(1);
  });
});

test('it says what it is about, and whom it asks with', () => {
  expect(keyPolicies({ through: [] })).toMatchObject({
    id: 'key-policies',
    title:
      'A key is used by its organization only, and through services only, by its Allows and by its Denies',
    about: 'keys',
    asksWith: ['another service'],
  });
});
