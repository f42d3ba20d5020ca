import {
  GetDataCatalogEncryptionSettingsCommand,
  GetSecurityConfigurationCommand,
} from '@aws-sdk/client-glue';
import { GetOpenIDConnectProviderCommand, GetSAMLProviderCommand } from '@aws-sdk/client-iam';
import { mockClient } from 'aws-sdk-client-mock';
import { catalogEncryptionReader, securityConfigurationReader } from '../../../lib/deployed/glue';
import { oidcProviderReader, samlProviderReader } from '../../../lib/deployed/identity-providers';
import type { ResourceReader } from '../../../lib/deployed/resource-reader';
import { requireLocalEndpoint } from '../../../tools/local/endpoint';
import { localClients } from '../../../tools/local/local-clients';
import { NAMING } from '../../fixtures/environment';

const clients = localClients(requireLocalEndpoint('http://localhost:1'), 'eu-central-1');
const TAGS = [{ Key: 'orgSlug', Value: 'acme-eu' }];

function read(reader: ResourceReader, physicalId: string): Promise<Record<string, unknown>> {
  return reader.read({ physicalId, clients, naming: NAMING });
}

test('an OIDC provider has its address as templates write it', async () => {
  mockClient(clients.iam)
    .on(GetOpenIDConnectProviderCommand, { OpenIDConnectProviderArn: 'arn' })
    .resolves({
      Url: 'identity.example.com/acme-eu',
      ClientIDList: ['analysts'],
      ThumbprintList: ['a'],
      Tags: TAGS,
    });

  expect(await read(oidcProviderReader, 'arn')).toEqual({
    ClientIdList: ['analysts'],
    Tags: TAGS,
    ThumbprintList: ['a'],
    Url: 'https://identity.example.com/acme-eu',
  });
});

test('a SAML provider has the name that its ARN ends in', async () => {
  const arn = 'arn:aws:iam::123456789012:saml-provider/acme-eu';
  mockClient(clients.iam)
    .on(GetSAMLProviderCommand, { SAMLProviderArn: arn })
    .resolves({ SAMLMetadataDocument: '<a/>', Tags: TAGS });

  expect(await read(samlProviderReader, arn)).toEqual({
    Name: 'acme-eu',
    SamlMetadataDocument: '<a/>',
    Tags: TAGS,
  });
});

test('a security configuration is read in the words of a template', async () => {
  mockClient(clients.glue)
    .on(GetSecurityConfigurationCommand, { Name: 'acme-eu' })
    .resolves({
      SecurityConfiguration: {
        Name: 'acme-eu',
        EncryptionConfiguration: {
          S3Encryption: [{ S3EncryptionMode: 'SSE-KMS', KmsKeyArn: 'key' }],
          CloudWatchEncryption: { CloudWatchEncryptionMode: 'DISABLED' },
        },
      },
    });

  expect(await read(securityConfigurationReader, 'acme-eu')).toEqual({
    EncryptionConfiguration: {
      CloudWatchEncryption: { CloudWatchEncryptionMode: 'DISABLED' },
      JobBookmarksEncryption: undefined,
      S3Encryptions: [{ S3EncryptionMode: 'SSE-KMS', KmsKeyArn: 'key' }],
    },
    Name: 'acme-eu',
  });
});

test.each([
  [
    'nothing where passwords are as in every catalog',
    { ReturnConnectionPasswordEncrypted: false },
    undefined,
  ],
  [
    'the key of passwords',
    { ReturnConnectionPasswordEncrypted: true, AwsKmsKeyId: 'key' },
    { ReturnConnectionPasswordEncrypted: true, KmsKeyId: 'key' },
  ],
])('settings of the catalog: %s', async (_case, ConnectionPasswordEncryption, expected) => {
  const EncryptionAtRest = { CatalogEncryptionMode: 'SSE-KMS', SseAwsKmsKeyId: 'key' } as const;
  mockClient(clients.glue)
    .on(GetDataCatalogEncryptionSettingsCommand, { CatalogId: '123456789012' })
    .resolves({ DataCatalogEncryptionSettings: { EncryptionAtRest, ConnectionPasswordEncryption } });

  expect(await read(catalogEncryptionReader, '123456789012')).toEqual({
    CatalogId: '123456789012',
    DataCatalogEncryptionSettings: { ConnectionPasswordEncryption: expected, EncryptionAtRest },
  });
});
