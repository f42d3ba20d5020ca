import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

const LINK = 'links to the catalog of somebody else are not supported';
const LAKE_FORMATION = 'permissions of Lake Formation are not supported';

const database: ResourceType = {
  type: 'AWS::Glue::Database',
  arn: arn('glue', 'database/${DatabaseInput.Name}'),
  contents: [arn('glue', 'table/${DatabaseInput.Name}/*')],
  ref: '${DatabaseInput.Name}',
  destinations: [
    { property: 'DatabaseInput.LocationUri', form: 's3-uri', data: 'data of tables that name no location' },
  ],
  undecided: {
    'DatabaseInput.CreateTableDefaultPermissions.Principal': LAKE_FORMATION,
    'DatabaseInput.FederatedDatabase': LINK,
    'DatabaseInput.TargetDatabase': LINK,
  },
  because: 'it holds definitions of tables; their data are read with the rights of whoever asks',
};

const STORAGE = 'StorageDescriptor';

const table: ResourceType = {
  type: 'AWS::Glue::Table',
  partOf: { DatabaseName: 'ref' },
  arn: arn('glue', 'table/${DatabaseName}/${TableInput.Name}'),
  ref: '${TableInput.Name}',
  destinations: [
    { property: 'DatabaseName', form: 'ref', data: 'the definition of the table' },
    { property: `TableInput.${STORAGE}.Location`, form: 's3-uri', data: 'rows that are inserted' },
    {
      property: 'OpenTableFormatInput.IcebergInput.IcebergTableInput.Location',
      form: 's3-uri',
      data: 'rows that are inserted',
    },
  ],
  undecided: { 'TableInput.TargetTable': LINK },
  harmless: [
    {
      properties: ['BucketColumns', 'SchemaReference', 'SkewedInfo'].map(
        (name) => `TableInput.${STORAGE}.${name}`,
      ),
      because: 'it says how rows are laid out',
    },
  ],
  freeTexts: [
    'TableInput.Description',
    'TableInput.Parameters',
    'TableInput.PartitionKeys',
    ...['Columns', 'Parameters', 'SerdeInfo'].map((name) => `TableInput.${STORAGE}.${name}`),
  ],
  because: 'it says where rows are; they are read with the rights of whoever asks',
};

const partition: ResourceType = {
  type: 'AWS::Glue::Partition',
  partOf: { DatabaseName: 'ref' },
  destinations: [
    { property: 'DatabaseName', form: 'ref', data: 'the definition of the partition' },
    { property: `PartitionInput.${STORAGE}.Location`, form: 's3-uri', data: 'rows that are inserted' },
  ],
  harmless: [
    {
      properties: ['BucketColumns', 'SchemaReference', 'SkewedInfo'].map(
        (name) => `PartitionInput.${STORAGE}.${name}`,
      ),
      because: 'it says how rows are laid out',
    },
  ],
  because: 'it is a part of its table',
};

const catalogEncryption: ResourceType = {
  type: 'AWS::Glue::DataCatalogEncryptionSettings',
  roles: [
    {
      property: 'DataCatalogEncryptionSettings.EncryptionAtRest.CatalogEncryptionServiceRole',
      assumedBy: 'glue.amazonaws.com',
      directs: 'encryption of the catalog',
    },
  ],
  keys: [
    'DataCatalogEncryptionSettings.ConnectionPasswordEncryption.KmsKeyId',
    'DataCatalogEncryptionSettings.EncryptionAtRest.SseAwsKmsKeyId',
  ],
  because: 'it says how the catalog of the account is encrypted',
};

export const GLUE_CATALOG: readonly ResourceType[] = [database, table, partition, catalogEncryption];
