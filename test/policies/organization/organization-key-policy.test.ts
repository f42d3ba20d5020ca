import { Naming } from '../../../config/naming';
import { organizationKeyPolicy } from '../../../policies/organization/organization-key-policy';
import { type IamStatement, policyDocument } from '../../../policies/statement';
import { ACME_EU, environment, NAMING, regionNamed } from '../../fixtures/environment';
import { ADMINISTRATION, ALLOW_ADMINISTRATION } from '../key-administration';

const ALLOW_USE = {
  Sid: 'AllowUseByOrganization',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
  Resource: '*',
  Condition: {
    StringEquals: {
      'aws:PrincipalTag/orgSlug': 'acme-eu',
      'kms:ViaService': ['s3.eu-central-1.amazonaws.com', 'ssm.eu-central-1.amazonaws.com'],
    },
  },
};
const SECRETS = 'arn:aws:ssm:eu-central-1:111122223333:parameter/test/acme-eu/connectors/*';
const NO_ORGANIZATION = { 'aws:PrincipalTag/orgSlug': 'true' };
const ALLOW_WRITING_SECRETS = {
  Sid: 'AllowWritingConnectorSecrets',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
  Resource: '*',
  Condition: {
    Null: NO_ORGANIZATION,
    StringEquals: { 'kms:ViaService': 'ssm.eu-central-1.amazonaws.com' },
    StringLike: { 'kms:EncryptionContext:PARAMETER_ARN': SECRETS },
  },
};
const DENY_ALL = { Effect: 'Deny', Principal: '*', Resource: '*' };
const DENIES = [
  {
    ...DENY_ALL,
    Sid: 'DenyOtherOrganizations',
    Action: 'kms:*',
    Condition: {
      Null: { 'aws:PrincipalTag/orgSlug': 'false' },
      StringNotEquals: { 'aws:PrincipalTag/orgSlug': 'acme-eu' },
    },
  },
  {
    ...DENY_ALL,
    Sid: 'DenyUseWithoutOrganization',
    NotAction: [...ADMINISTRATION, 'kms:Encrypt', 'kms:GenerateDataKey'],
    Condition: { Null: NO_ORGANIZATION },
  },
  {
    ...DENY_ALL,
    Sid: 'DenyEncryptionOutsideParameterStore',
    Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
    Condition: {
      Null: NO_ORGANIZATION,
      StringNotEquals: { 'kms:ViaService': 'ssm.eu-central-1.amazonaws.com' },
    },
  },
  {
    ...DENY_ALL,
    Sid: 'DenyEncryptionOfOtherParameters',
    Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
    Condition: { Null: NO_ORGANIZATION, StringNotLike: { 'kms:EncryptionContext:PARAMETER_ARN': SECRETS } },
  },
];

describe("an organization's key", () => {
  const policyOf = (suspended: boolean, naming = NAMING): unknown =>
    policyDocument(organizationKeyPolicy(naming, { slug: ACME_EU.slug, suspended, pipelines: false }))
      .Statement;

  test('is administered by the account, used by the organization, and written secrets with by operators', () => {
    expect(policyOf(false)).toEqual([ALLOW_ADMINISTRATION, ALLOW_USE, ALLOW_WRITING_SECRETS, ...DENIES]);
  });

  test('is used by nobody while the organization is suspended', () => {
    expect(policyOf(true)).toEqual([
      ALLOW_ADMINISTRATION,
      ALLOW_USE,
      ALLOW_WRITING_SECRETS,
      ...DENIES,
      {
        Sid: 'DenyUseWhileSuspended',
        Effect: 'Deny',
        Principal: '*',
        NotAction: ADMINISTRATION,
        Resource: '*',
      },
    ]);
  });

  test('names services as China does', () => {
    const china = new Naming(environment({ region: regionNamed('cn-north-1') }));
    expect(policyOf(false, china)).toMatchObject([
      { Principal: { AWS: 'arn:aws-cn:iam::111122223333:root' } },
      {
        Condition: {
          StringEquals: {
            'kms:ViaService': ['s3.cn-north-1.amazonaws.com.cn', 'ssm.cn-north-1.amazonaws.com.cn'],
          },
        },
      },
      {},
      {},
      {},
      {},
      {},
    ]);
  });

  describe('with pipelines', () => {
    const statements = (suspended: boolean): IamStatement[] => [
      ...policyDocument(organizationKeyPolicy(NAMING, { slug: ACME_EU.slug, suspended, pipelines: true }))
        .Statement,
    ];
    const SERVICES = {
      'aws:PrincipalServiceName': [
        'events.amazonaws.com',
        'logs.amazonaws.com',
        'logs.eu-central-1.amazonaws.com',
      ],
    };

    test('decrypts what they receive, and is used by their rule and their log group', () => {
      expect(statements(false).slice(0, 6)).toEqual([
        ALLOW_ADMINISTRATION,
        ALLOW_USE,
        ALLOW_WRITING_SECRETS,
        {
          Sid: 'AllowReceivingByOrganization',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 'kms:Decrypt',
          Resource: '*',
          Condition: {
            StringEquals: {
              'aws:PrincipalTag/orgSlug': 'acme-eu',
              'kms:ViaService': 'sqs.eu-central-1.amazonaws.com',
            },
          },
        },
        {
          Sid: 'AllowArrivals',
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
          Resource: '*',
          Condition: {
            ArnEquals: {
              'aws:SourceArn': 'arn:aws:events:eu-central-1:111122223333:rule/ts-test-acme-eu-arrivals',
            },
            StringEquals: { 'aws:SourceAccount': '111122223333' },
          },
        },
        {
          Sid: 'AllowPipelineLogs',
          Effect: 'Allow',
          Principal: { Service: 'logs.eu-central-1.amazonaws.com' },
          Action: [
            'kms:Decrypt',
            'kms:DescribeKey',
            'kms:Encrypt',
            'kms:GenerateDataKey',
            'kms:GenerateDataKeyWithoutPlaintext',
            'kms:ReEncryptFrom',
            'kms:ReEncryptTo',
          ],
          Resource: '*',
          Condition: {
            ArnEquals: {
              'kms:EncryptionContext:aws:logs:arn':
                'arn:aws:logs:eu-central-1:111122223333:log-group:/ts/test/acme-eu/pipeline',
            },
          },
        },
      ]);
    });

    test('spares the two services, and nobody else, from what binds whoever has no organization', () => {
      const [others, ...withoutOrganization] = DENIES;
      expect(statements(false).slice(6)).toEqual([
        others,
        ...withoutOrganization.map(({ Condition, ...statement }) => ({
          ...statement,
          Condition: {
            ...Condition,
            StringNotEquals: {
              ...('StringNotEquals' in Condition ? Condition.StringNotEquals : {}),
              ...SERVICES,
            },
          },
        })),
      ]);
    });

    test('lets events arrive while the organization is suspended, and nobody read them', () => {
      expect(statements(true).at(-1)).toEqual({
        Sid: 'DenyUseWhileSuspended',
        Effect: 'Deny',
        Principal: '*',
        NotAction: ADMINISTRATION,
        Resource: '*',
        Condition: { StringNotEquals: SERVICES },
      });
    });
  });
});
