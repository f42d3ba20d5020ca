import { environment } from '../fixtures/environment';
import { isObject, type LocatedStatement, statementsOf, stringsOf } from '../fixtures/statements';
import { synthesize, wholeOf } from '../fixtures/synthesize';

/**
 * Every `*` in an action, resource or principal of an environment, as reviewed. A line is: type of policy,
 * effect, Sid, and what holds the wildcard. The reason of each stands beside it in policies/.
 */
const REVIEWED = [
  'AWS::IAM::ManagedPolicy Allow LogInToRegistry Resource *',
  'AWS::IAM::ManagedPolicy Allow PullConnectorImages Resource arn:aws:ecr:eu-central-1:111122223333:repository/data-connector-*',
  'AWS::IAM::ManagedPolicy Allow PullPipelineImages Resource arn:aws:ecr:eu-central-1:111122223333:repository/pipeline-*',
  'AWS::IAM::ManagedPolicy Allow ReadConnectorSecrets Resource arn:aws:ssm:eu-central-1:111122223333:parameter/test/${aws:PrincipalTag/orgSlug}/connectors/*',
  'AWS::IAM::ManagedPolicy Allow ReadConnectorSecrets Resource arn:aws:ssm:eu-central-1:111122223333:parameter/test/SLUG/connectors/*',
  'AWS::IAM::ManagedPolicy Allow ReadDocumentsOfAws Resource arn:aws:ssm:eu-central-1::document/AWS-*',
  'AWS::IAM::ManagedPolicy Allow ReadOwnDatabase Resource arn:aws:glue:eu-central-1:111122223333:table/${aws:PrincipalTag/orgDatabase}/*',
  'AWS::IAM::ManagedPolicy Allow ReadOwnDatabase Resource arn:aws:glue:eu-central-1:111122223333:table/ts_test_SLUG/*',
  'AWS::IAM::ManagedPolicy Allow ReadOwnDocuments Resource arn:aws:ssm:eu-central-1:111122223333:document/*',
  'AWS::IAM::ManagedPolicy Allow ReadRawData Resource arn:aws:s3:::BUCKET/${aws:PrincipalTag/orgSlug}/*',
  'AWS::IAM::ManagedPolicy Allow ReadRawData Resource arn:aws:s3:::BUCKET/SLUG/*',
  'AWS::IAM::ManagedPolicy Allow ReadStandardizedData Resource arn:aws:s3:::BUCKET/${aws:PrincipalTag/orgSlug}/*',
  'AWS::IAM::ManagedPolicy Allow ReadStandardizedData Resource arn:aws:s3:::BUCKET/SLUG/*',
  'AWS::IAM::ManagedPolicy Allow ReportOwnNodes Resource arn:aws:ssm:eu-central-1:111122223333:association/*',
  'AWS::IAM::ManagedPolicy Allow ReportOwnNodes Resource arn:aws:ssm:eu-central-1:111122223333:managed-instance/*',
  'AWS::IAM::ManagedPolicy Allow RunSsmAgent Resource *',
  'AWS::IAM::ManagedPolicy Allow UploadRawData Resource arn:aws:s3:::BUCKET/${aws:PrincipalTag/orgSlug}/${credentials-iot:ThingName}/*',
  'AWS::IAM::ManagedPolicy Allow UploadRawData Resource arn:aws:s3:::BUCKET/SLUG/${credentials-iot:ThingName}/*',
  'AWS::IAM::ManagedPolicy Allow UseOwnKey Resource arn:aws:kms:eu-central-1:111122223333:key/*',
  'AWS::IAM::ManagedPolicy Allow UseOwnKeyInPipelines Resource arn:aws:kms:eu-central-1:111122223333:key/*',
  'AWS::IAM::ManagedPolicy Allow WriteAndReadQueryResults Resource arn:aws:s3:::BUCKET/${aws:PrincipalTag/orgSlug}/*',
  'AWS::IAM::ManagedPolicy Allow WriteAndReadQueryResults Resource arn:aws:s3:::BUCKET/SLUG/*',
  'AWS::IAM::ManagedPolicy Allow WriteDataAndArtifacts Resource arn:aws:s3:::BUCKET/${aws:PrincipalTag/orgSlug}/*',
  'AWS::IAM::ManagedPolicy Allow WriteDataAndArtifacts Resource arn:aws:s3:::BUCKET/SLUG/*',
  'AWS::IAM::ManagedPolicy Allow WriteOwnTables Resource arn:aws:glue:eu-central-1:111122223333:table/${aws:PrincipalTag/orgDatabase}/*',
  'AWS::IAM::ManagedPolicy Allow WriteOwnTables Resource arn:aws:glue:eu-central-1:111122223333:table/ts_test_SLUG/*',
  'AWS::IAM::ManagedPolicy Allow WritePipelineLogs Resource arn:aws:logs:eu-central-1:111122223333:log-group:/ts/test/${aws:PrincipalTag/orgSlug}/pipeline:*',
  'AWS::IAM::ManagedPolicy Allow WritePipelineLogs Resource arn:aws:logs:eu-central-1:111122223333:log-group:/ts/test/SLUG/pipeline:*',
  'AWS::IAM::ManagedPolicy Deny DenyWithoutThingName Action *',
  'AWS::IAM::ManagedPolicy Deny DenyWithoutThingName Resource *',
  'AWS::IAM::RolePolicy Deny RevokedCertificates Action *',
  'AWS::IAM::RolePolicy Deny RevokedCertificates Resource *',
  'AWS::KMS::Key Allow AllowAdministrationWithoutUse Resource *',
  'AWS::KMS::Key Allow AllowArrivals Resource *',
  'AWS::KMS::Key Allow AllowEcrToRetireGrants Resource *',
  'AWS::KMS::Key Allow AllowGrantsToEcr Resource *',
  'AWS::KMS::Key Allow AllowPipelineLogs Resource *',
  'AWS::KMS::Key Allow AllowReceivingByOrganization Resource *',
  'AWS::KMS::Key Allow AllowUseByOrganization Resource *',
  'AWS::KMS::Key Allow AllowWritingConnectorSecrets Resource *',
  'AWS::KMS::Key Deny DenyEncryptionOfOtherParameters Principal *',
  'AWS::KMS::Key Deny DenyEncryptionOfOtherParameters Resource *',
  'AWS::KMS::Key Deny DenyEncryptionOutsideParameterStore Principal *',
  'AWS::KMS::Key Deny DenyEncryptionOutsideParameterStore Resource *',
  'AWS::KMS::Key Deny DenyOtherOrganizations Action kms:*',
  'AWS::KMS::Key Deny DenyOtherOrganizations Principal *',
  'AWS::KMS::Key Deny DenyOtherOrganizations Resource *',
  'AWS::KMS::Key Deny DenyUseWithoutOrganization Principal *',
  'AWS::KMS::Key Deny DenyUseWithoutOrganization Resource *',
  'AWS::S3::BucketPolicy Allow AllowLogDelivery Resource arn:aws:s3:::BUCKET/*',
  'AWS::S3::BucketPolicy Deny DenyCustomerProvidedKeys Principal *',
  'AWS::S3::BucketPolicy Deny DenyCustomerProvidedKeys Resource arn:aws:s3:::BUCKET/*',
  'AWS::S3::BucketPolicy Deny DenyDeletion Principal *',
  'AWS::S3::BucketPolicy Deny DenyDeletion Resource arn:aws:s3:::BUCKET/*',
  'AWS::S3::BucketPolicy Deny DenyListingOtherOrganizations Principal *',
  'AWS::S3::BucketPolicy Deny DenyListingVersionsWithoutOrganization Principal *',
  'AWS::S3::BucketPolicy Deny DenyListingWithoutOrganization Principal *',
  'AWS::S3::BucketPolicy Deny DenyObjectsOfOtherOrganizations Action s3:*',
  'AWS::S3::BucketPolicy Deny DenyObjectsOfOtherOrganizations NotResource arn:aws:s3:::BUCKET/${aws:PrincipalTag/orgSlug}/*',
  'AWS::S3::BucketPolicy Deny DenyObjectsOfOtherOrganizations Principal *',
  'AWS::S3::BucketPolicy Deny DenyObjectsWithoutOrganization Action s3:*',
  'AWS::S3::BucketPolicy Deny DenyObjectsWithoutOrganization Principal *',
  'AWS::S3::BucketPolicy Deny DenyObjectsWithoutOrganization Resource arn:aws:s3:::BUCKET/*',
  'AWS::S3::BucketPolicy Deny DenyOldTls Action s3:*',
  'AWS::S3::BucketPolicy Deny DenyOldTls Principal *',
  'AWS::S3::BucketPolicy Deny DenyOldTls Resource arn:aws:s3:::BUCKET/*',
  'AWS::S3::BucketPolicy Deny DenyOrganizations Action s3:*',
  'AWS::S3::BucketPolicy Deny DenyOrganizations Principal *',
  'AWS::S3::BucketPolicy Deny DenyOrganizations Resource arn:aws:s3:::BUCKET/*',
  'AWS::S3::BucketPolicy Deny DenyPlainHttp Action s3:*',
  'AWS::S3::BucketPolicy Deny DenyPlainHttp Principal *',
  'AWS::S3::BucketPolicy Deny DenyPlainHttp Resource arn:aws:s3:::BUCKET/*',
  'AWS::S3::BucketPolicy Deny DenyReadingByOthersThanPipelines Action s3:GetObject*',
  'AWS::S3::BucketPolicy Deny DenyReadingByOthersThanPipelines Principal *',
  'AWS::S3::BucketPolicy Deny DenyReadingByOthersThanPipelines Resource arn:aws:s3:::BUCKET/*',
  'AWS::S3::BucketPolicy Deny DenyWritesWithOtherKeys Principal *',
  'AWS::S3::BucketPolicy Deny DenyWritesWithOtherKeys Resource arn:aws:s3:::BUCKET/*',
  'AWS::S3::BucketPolicy Deny DenyWritesWithoutOrganizationKey Principal *',
  'AWS::S3::BucketPolicy Deny DenyWritesWithoutOrganizationKey Resource arn:aws:s3:::BUCKET/*',
  'AWS::S3::BucketPolicy Deny DenyWritesWithoutSseKms Principal *',
  'AWS::S3::BucketPolicy Deny DenyWritesWithoutSseKms Resource arn:aws:s3:::BUCKET/*',
  'AWS::SQS::QueuePolicy Deny DenyMessagesWithoutOrganization Principal *',
  'AWS::SQS::QueuePolicy Deny DenyOtherOrganizations Action sqs:*',
  'AWS::SQS::QueuePolicy Deny DenyOtherOrganizations Principal *',
  'AWS::SQS::QueuePolicy Deny DenyPlainHttp Action sqs:*',
  'AWS::SQS::QueuePolicy Deny DenyPlainHttp Principal *',
];

function wildcardsOf({ type, statement }: LocatedStatement): string[] {
  return ['Principal', 'Action', 'NotAction', 'Resource', 'NotResource'].flatMap((element) => {
    const value = statement[element];
    return stringsOf(isObject(value) && element === 'Principal' ? Object.values(value) : value)
      .filter((text) => text.includes('*'))
      .map(
        (text) =>
          `${type} ${stringsOf(statement['Effect']).join()} ${stringsOf(statement['Sid']).join()} ${element} ${general(text)}`,
      );
  });
}

/** The same line for every organization and bucket. */
function general(text: string): string {
  return text
    .replace(
      /ts-test-(?:raw|standardized|artifacts|athena-results|access-logs)-111122223333-eu-central-1-an/,
      'BUCKET',
    )
    .replace(/acme[-_]eu|acme/, 'SLUG');
}

test('every wildcard is on the reviewed list, and every line of the list is in use', () => {
  const templates = synthesize(wholeOf(environment({ athenaCreateIamUser: true })));
  expect([...new Set(statementsOf(templates).flatMap(wildcardsOf))].sort()).toEqual(REVIEWED);
});
