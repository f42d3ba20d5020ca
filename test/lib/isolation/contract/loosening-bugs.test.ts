import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { ACME, SHARED, all, failedRows, inStatement, without, type Edit } from './platform';

const withoutCondition = ({ Condition: _condition, ...statement }: JsonObject): JsonObject => statement;

describe('loosening bugs: what has to be impossible is not', () => {
  test.each<[string, Edit, string[]]>([
    [
      'no header needed',
      without(SHARED, 'DenyWritesWithoutSseKms'),
      ['upload-without-headers', 'upload-under-s3-key', 'write-results-without-headers'],
    ],
    [
      'any key',
      without(SHARED, 'DenyWritesWithOtherKeys'),
      [
        'upload-without-key',
        'upload-under-other-key',
        'upload-under-platform-key',
        'upload-with-other-key-tag',
        'write-results-under-other-key',
      ],
    ],
    ["customers' keys", without(SHARED, 'DenyCustomerProvidedKeys'), ['upload-under-customer-key']],
    [
      'plain HTTP',
      without(SHARED, 'DenyPlainHttp'),
      [
        'upload-over-http',
        'read-over-http',
        'list-over-http',
        'administer-bucket-over-http',
        'record-over-http',
      ],
    ],
    [
      'old TLS',
      without(SHARED, 'DenyOldTls'),
      ['upload-over-tls-1.1', 'upload-over-tls-1.0', 'read-over-tls-1.1', 'list-over-tls-1.1'],
    ],
    [
      'TLS 1.1',
      inStatement(SHARED, 'DenyOldTls', (statement) => ({
        ...statement,
        Condition: { NumericLessThan: { 's3:TlsVersion': '1.1' } },
      })),
      ['upload-over-tls-1.1', 'read-over-tls-1.1', 'list-over-tls-1.1'],
    ],
    [
      'sessions without a thing',
      without(ACME, 'DenyWithoutThingName'),
      ['upload-without-thing', 'read-secret-without-thing', 'pull-without-thing'],
    ],
    [
      'hubs that read back',
      all(
        ...[ACME, SHARED].map((stack) =>
          inStatement(stack, 'UploadRawData', (statement) => ({
            ...statement,
            Action: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:GetObject'],
          })),
        ),
      ),
      ['read-back'],
    ],
    [
      'listing without a prefix',
      all(
        inStatement(ACME, 'ListOwnFolder', withoutCondition),
        inStatement(SHARED, 'ListOwnFolder', withoutCondition),
        without(SHARED, 'DenyListingOtherOrganizations'),
      ),
      ['list-everything', 'list-empty-prefix', 'list-without-slash', 'list-other', 'list-with-other-tag'],
    ],
    [
      "an existing user that queries in everybody's workgroup",
      inStatement(ACME, 'RunQueries', (statement) => ({
        ...statement,
        Resource: 'arn:aws:athena:eu-central-1:111122223333:workgroup/*',
      })),
      ['query-in-other-workgroup', 'query-in-primary-workgroup', 'results-of-other-workgroup'],
    ],
    [
      'a certificate for all role aliases',
      inStatement(ACME, 'AssumeDataHubRole', (statement) => ({
        ...statement,
        Resource: 'arn:aws:iot:eu-central-1:111122223333:rolealias/*',
      })),
      ['use-certificate-for-other', 'use-certificate-for-longer-name'],
    ],
    [
      'objects that administrators read',
      all(
        without(SHARED, 'DenyObjectsWithoutOrganization'),
        without(SHARED, 'DenyObjectsOfOtherOrganizations'),
      ),
      ['read-without-tag', 'read-with-other-tag', 'read-by-administrator', 'read-results-by-administrator'],
    ],
    [
      'a key that administrators use',
      (templates) => {
        without(ACME, 'DenyUseWithoutOrganization')(templates);
        inStatement(ACME, 'AllowAdministrationWithoutUse', (statement) => ({
          ...statement,
          Action: 'kms:*',
        }))(templates);
      },
      [
        'decrypt-secret-by-administrator',
        'decrypt-without-tag',
        'decrypt-by-administrator',
        'decrypt-as-administrator',
        're-encrypt-as-administrator',
        'grant-as-administrator',
        'read-written-secret',
      ],
    ],
    [
      'grants that anybody retires',
      inStatement(SHARED, 'AllowEcrToRetireGrants', withoutCondition),
      ['retire-grant-by-hand', 'retire-grant-through-other-service'],
    ],
    [
      'grants to others than services',
      inStatement(SHARED, 'AllowGrantsToEcr', (statement) => ({
        ...statement,
        Condition: { StringEquals: { 'kms:ViaService': 'ecr.eu-central-1.amazonaws.com' } },
      })),
      ['grant-to-others'],
    ],
    [
      'nodes of any account',
      inStatement(ACME, 'SystemsManager', withoutCondition),
      [
        'become-node-for-other-account',
        'become-node-for-no-account',
        'become-node-for-no-source',
        'become-node-for-other-source',
      ],
    ],
    [
      "nodes that see others' nodes and documents",
      all(
        ...[ACME, SHARED].flatMap((stack) =>
          ['ReportOwnNodes', 'ReadOwnDocuments'].map((sid) => inStatement(stack, sid, withoutCondition)),
        ),
      ),
      [
        'report-node-of-other',
        'report-node-of-nobody',
        'list-associations-of-other',
        'report-compliance-of-other',
        'report-association-of-other',
        'report-association-of-nobody',
        'read-document-of-other',
        'describe-document-of-other',
        'read-document-of-nobody',
      ],
    ],
    [
      'a trust that lets sessions set tags',
      inStatement(ACME, 'IotCredentialsProvider', (statement) => ({ ...statement, Action: 'sts:*' })),
      ['become-hub-with-tags'],
    ],
    [
      'a trust of the account',
      inStatement(ACME, 'IotCredentialsProvider', (statement) => ({
        ...statement,
        Principal: { Service: 'credentials.iot.amazonaws.com', AWS: 'arn:aws:iam::111122223333:root' },
      })),
      ['become-hub-by-hand'],
    ],
  ])('%s', (_bug, edit, rows) => {
    expect(failedRows(edit)).toEqual(rows);
  });
});
