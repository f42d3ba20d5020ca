import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { ACME, SHARED, all, failedRows, inStatement, without, type Edit } from './platform';

const withoutCondition = ({ Condition: _condition, ...statement }: JsonObject): JsonObject => statement;

/** Rows of which every request to S3 is tried on a bad way. */
const TO_S3 = [
  'upload',
  'abort-upload',
  'read-data',
  'list-folder',
  'find-buckets',
  'write-results',
  'read-results',
  'administer-buckets',
  'record-access',
  'read-records',
  'read-raw',
  'list-raw',
  'list-standardized',
  'find-pipeline-buckets',
  'read-artifact',
  'read-standardized',
  'standardize',
  'change-written',
];

describe('loosening bugs: what has to be impossible is not', () => {
  test.each<[string, Edit, string[]]>([
    [
      'no header needed',
      without(SHARED, 'DenyWritesWithoutSseKms'),
      [
        'upload-without-headers',
        'upload-under-s3-key',
        'write-results-without-headers',
        'write-results-under-s3-key',
        'standardize-without-headers',
        'standardize-under-s3-key',
      ],
    ],
    [
      'any key',
      without(SHARED, 'DenyWritesWithOtherKeys'),
      [
        'upload-without-key',
        'upload-under-platform-key',
        'upload-under-other-key',
        'upload-with-other-key-tag',
        'upload-in-parts-under-other-key',
        'write-results-without-key',
        'write-results-under-platform-key',
        'write-results-under-other-key',
        'write-results-with-other-key-tag',
        'standardize-without-key',
        'standardize-under-platform-key',
        'standardize-under-other-key',
        'standardize-with-other-key-tag',
        'standardize-by-glue-under-other-key',
      ],
    ],
    [
      "customers' keys",
      without(SHARED, 'DenyCustomerProvidedKeys'),
      ['upload-under-customer-key', 'write-results-under-customer-key', 'standardize-under-customer-key'],
    ],
    ['plain HTTP', without(SHARED, 'DenyPlainHttp'), TO_S3.map((row) => `${row}-over-http`)],
    [
      'old TLS',
      without(SHARED, 'DenyOldTls'),
      TO_S3.flatMap((row) => [`${row}-over-tls-1.1`, `${row}-over-tls-1.0`]),
    ],
    [
      'TLS 1.1',
      inStatement(SHARED, 'DenyOldTls', (statement) => ({
        ...statement,
        Condition: { NumericLessThan: { 's3:TlsVersion': '1.1' } },
      })),
      TO_S3.map((row) => `${row}-over-tls-1.1`),
    ],
    [
      'sessions without a thing',
      without(ACME, 'DenyWithoutThingName'),
      [
        'upload-without-thing',
        'upload-in-parts-without-thing',
        'abort-upload-without-thing',
        'read-secret-without-thing',
        'log-in-to-registry-without-thing',
        'pull-image-without-thing',
      ],
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
        // The bucket alone would stop them.
        without(SHARED, 'DenyReadingByOthersThanPipelines'),
      ),
      ['read-back', 'read-raw-by-hub'],
    ],
    [
      'listing without a prefix',
      all(
        inStatement(ACME, 'ListOwnFolder', withoutCondition),
        inStatement(SHARED, 'ListOwnFolder', withoutCondition),
        without(SHARED, 'DenyListingOtherOrganizations'),
      ),
      [
        'list-folder-of-other',
        'list-folder-of-longer-name',
        'list-folder-with-other-tag',
        'list-everything',
        'list-empty-prefix',
        'list-without-slash',
      ],
    ],
    [
      "an existing user that queries in everybody's workgroup",
      inStatement(ACME, 'RunQueries', (statement) => ({
        ...statement,
        Resource: 'arn:aws:athena:eu-central-1:111122223333:workgroup/*',
      })),
      ['query-of-other', 'query-of-longer-name', 'query-in-primary-workgroup'],
    ],
    [
      'a certificate for all role aliases',
      inStatement(ACME, 'AssumeDataHubRole', (statement) => ({
        ...statement,
        Resource: 'arn:aws:iot:eu-central-1:111122223333:rolealias/*',
      })),
      ['use-certificate-of-other', 'use-certificate-of-longer-name'],
    ],
    [
      'objects that administrators read',
      all(
        without(SHARED, 'DenyObjectsWithoutOrganization'),
        without(SHARED, 'DenyObjectsOfOtherOrganizations'),
      ),
      [
        'abort-upload-by-administrator',
        'read-data-without-tag',
        'read-data-with-other-tag',
        'read-data-by-administrator',
        'write-results-without-tag',
        'write-results-with-other-tag',
        'write-results-by-administrator',
        'read-results-without-tag',
        'read-results-with-other-tag',
        'read-results-by-administrator',
        'read-raw-without-tag',
        'read-raw-by-administrator',
        'read-artifact-without-tag',
        'read-artifact-by-administrator',
        'read-standardized-without-tag',
        'standardize-without-tag',
        'change-written-without-tag',
        'change-written-by-administrator',
      ],
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
        'upload-in-parts-by-administrator',
        'read-secret-by-administrator',
        'read-data-without-tag',
        'read-data-by-administrator',
        'write-results-without-tag',
        'write-results-by-administrator',
        'read-results-without-tag',
        'read-results-by-administrator',
        'decrypt-as-administrator',
        're-encrypt-as-administrator',
        'grant-as-administrator',
        'read-written-secret',
        'read-raw-without-tag',
        'read-raw-by-administrator',
        'standardize-without-tag',
        'standardize-by-administrator',
        'deliver-arrivals-by-administrator',
        'receive-arrivals-without-tag',
        'receive-arrivals-by-administrator',
        'encrypt-logs-by-administrator',
      ],
    ],
    [
      'grants that anybody retires',
      inStatement(SHARED, 'AllowEcrToRetireGrants', withoutCondition),
      ['retire-grant-of-registry-calling-kms', 'retire-grant-of-registry-through-s3'],
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
      ['report-node', 'report-association', 'read-document'].flatMap((row) => [
        `${row}-of-other`,
        `${row}-of-nobody`,
        `${row}-with-other-tag`,
      ]),
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
      ['become-hub-by-administrator'],
    ],
  ])('%s', (_bug, edit, rows) => {
    expect(failedRows(edit)).toEqual(rows);
  });
});
