import { Naming } from '../../../config/naming';
import { MAX_NAME_PREFIX_LENGTH } from '../../../config/name-limits';
import { SUPPORTED_REGIONS } from '../../../config/region';
import { athenaPolicy } from '../../../policies/analyst/athena-policy';
import { dataHubPolicy } from '../../../policies/data-hub/data-hub-policy';
import { hybridNodePolicy } from '../../../policies/data-hub/hybrid-node-policy';
import { organizationBoundary } from '../../../policies/organization/organization-boundary';
import { policyDocument, type Statement } from '../../../policies/statement';
import { ACME_EU, environment, NAMING } from '../../fixtures/environment';

const STANDARDIZED = 'arn:aws:s3:::ts-test-standardized-111122223333-eu-central-1-an';
const RESULTS = 'arn:aws:s3:::ts-test-athena-results-111122223333-eu-central-1-an';
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MANAGED_POLICY_CHARACTERS = 6144;

const INPUTS = { slug: ACME_EU.slug, keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/of-acme-eu' };
const ATHENA = athenaPolicy(NAMING, INPUTS);
const NODE = hybridNodePolicy(NAMING, INPUTS);
const OF_CALLER = { StringEquals: { 'aws:ResourceTag/orgSlug': '${aws:PrincipalTag/orgSlug}' } };

/** The actions of one statement; each list is pinned by the test of the policy it comes from. */
function actionsOf(sid: string, statements: readonly Statement[]): string[] {
  return statements.filter(({ Sid }) => Sid === sid).flatMap(({ Action = [] }) => Action);
}

test('the ceiling of every organization principal, through its tags', () => {
  const boundary = policyDocument(organizationBoundary(NAMING, { folders: 'own', audit: false })).Statement;
  expect(boundary.every(({ Effect }) => Effect === 'Allow')).toBe(true);
  expect(
    boundary.map(({ Sid, Action = [], Resource, Condition }) => ({
      Sid,
      Action: [Action].flat(),
      Resource,
      Condition,
    })),
  ).toEqual([
    {
      Sid: 'UploadRawData',
      Action: ['s3:PutObject', 's3:AbortMultipartUpload'],
      Resource:
        'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an/${aws:PrincipalTag/orgSlug}/${credentials-iot:ThingName}/*',
    },
    { Sid: 'FindBuckets', Action: ['s3:GetBucketLocation'], Resource: [STANDARDIZED, RESULTS] },
    {
      Sid: 'ListOwnFolder',
      Action: ['s3:ListBucket'],
      Resource: [STANDARDIZED, RESULTS],
      Condition: { StringLike: { 's3:prefix': '${aws:PrincipalTag/orgSlug}/*' } },
    },
    {
      Sid: 'ReadStandardizedData',
      Action: ['s3:GetObject'],
      Resource: `${STANDARDIZED}/\${aws:PrincipalTag/orgSlug}/*`,
    },
    {
      Sid: 'WriteAndReadQueryResults',
      Action: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      Resource: `${RESULTS}/\${aws:PrincipalTag/orgSlug}/*`,
    },
    {
      Sid: 'UseOwnKey',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: 'arn:aws:kms:eu-central-1:111122223333:key/*',
      Condition: {
        StringEquals: {
          'aws:ResourceTag/orgSlug': '${aws:PrincipalTag/orgSlug}',
          'kms:ViaService': ['s3.eu-central-1.amazonaws.com', 'ssm.eu-central-1.amazonaws.com'],
        },
      },
    },
    {
      Sid: 'ReadConnectorSecrets',
      Action: ['ssm:GetParameter', 'ssm:GetParameters'],
      Resource:
        'arn:aws:ssm:eu-central-1:111122223333:parameter/test/${aws:PrincipalTag/orgSlug}/connectors/*',
    },
    {
      Sid: 'PullConnectorImages',
      Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Resource: 'arn:aws:ecr:eu-central-1:111122223333:repository/data-connector-*',
    },
    {
      Sid: 'RunQueries',
      Action: actionsOf('RunQueries', ATHENA),
      Resource: 'arn:aws:athena:eu-central-1:111122223333:workgroup/ts-test-${aws:PrincipalTag/orgSlug}',
    },
    {
      Sid: 'ReadDataCatalog',
      Action: actionsOf('ReadDataCatalog', ATHENA),
      Resource: 'arn:aws:athena:eu-central-1:111122223333:datacatalog/AwsDataCatalog',
    },
    {
      Sid: 'ReadOwnDatabase',
      Action: actionsOf('ReadOwnDatabase', ATHENA),
      Resource: [
        'arn:aws:glue:eu-central-1:111122223333:catalog',
        'arn:aws:glue:eu-central-1:111122223333:database/${aws:PrincipalTag/orgDatabase}',
        'arn:aws:glue:eu-central-1:111122223333:table/${aws:PrincipalTag/orgDatabase}/*',
      ],
    },
    {
      Sid: 'FindDefaultDatabase',
      Action: ['glue:GetDatabase'],
      Resource: 'arn:aws:glue:eu-central-1:111122223333:database/default',
    },
    { Sid: 'LogInToRegistry', Action: ['ecr:GetAuthorizationToken'], Resource: '*' },
    {
      Sid: 'ReportToPlatform',
      Action: ['iot:GetThingShadow', 'iot:UpdateThingShadow'],
      Resource: 'arn:aws:iot:eu-central-1:111122223333:thing/${credentials-iot:ThingName}/data-hub',
      Condition: { StringLike: { 'credentials-iot:ThingName': '${aws:PrincipalTag/orgSlug}--*' } },
    },
    {
      Sid: 'ReportOwnNodes',
      Action: actionsOf('ReportOwnNodes', NODE),
      Resource: [
        'arn:aws:ssm:eu-central-1:111122223333:association/*',
        'arn:aws:ssm:eu-central-1:111122223333:managed-instance/*',
      ],
      Condition: OF_CALLER,
    },
    {
      Sid: 'ReadOwnDocuments',
      Action: ['ssm:DescribeDocument', 'ssm:GetDocument'],
      Resource: 'arn:aws:ssm:eu-central-1:111122223333:document/*',
      Condition: OF_CALLER,
    },
    {
      Sid: 'ReadDocumentsOfAws',
      Action: ['ssm:DescribeDocument', 'ssm:GetDocument'],
      Resource: 'arn:aws:ssm:eu-central-1::document/AWS-*',
    },
    { Sid: 'RunSsmAgent', Action: actionsOf('RunSsmAgent', NODE), Resource: '*' },
  ]);
});

test('where hubs share a folder, the ceiling of uploads is the folder of the organization', () => {
  const [own, common] = (['own', 'common'] as const).map((folders) =>
    organizationBoundary(NAMING, { folders, audit: false }),
  );
  expect(common?.[0]).toMatchObject({
    Sid: 'UploadRawData',
    Resource: 'arn:aws:s3:::ts-test-raw-111122223333-eu-central-1-an/${aws:PrincipalTag/orgSlug}/*',
  });
  expect(common?.slice(1)).toEqual(own?.slice(1));
});

test('the ceiling has exactly the actions that identity policies use, and no wildcard among them', () => {
  const granted = [dataHubPolicy(NAMING, INPUTS, 'own'), ATHENA, NODE]
    .flat()
    .filter(({ Effect }) => Effect === 'Allow');
  const distinctActions = (statements: readonly Statement[]): string[] =>
    [...new Set(statements.flatMap(({ Action = [] }) => Action))].sort();
  expect(distinctActions(organizationBoundary(NAMING, { folders: 'own', audit: false }))).toEqual(
    distinctActions(granted),
  );
  expect(distinctActions(granted).join()).not.toContain('*');
});

test('the ceiling fits a managed policy in every environment', () => {
  for (const region of SUPPORTED_REGIONS.values()) {
    // As long as names of buckets can be in this Region.
    const forName = 30 - region.name.length - MAX_NAME_PREFIX_LENGTH;
    const widest = new Naming(
      environment({
        region,
        name: 'e'.repeat(forName),
        namePrefix: 'p'.repeat(MAX_NAME_PREFIX_LENGTH),
      }),
    );
    expect(widest.shared.athenaResultsBucket).toHaveLength(63);
    const document = JSON.stringify(
      policyDocument(organizationBoundary(widest, { folders: 'own', audit: false })),
    );
    expect(document.length).toBeLessThanOrEqual(MANAGED_POLICY_CHARACTERS);
  }
});
