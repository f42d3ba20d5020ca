import {
  GetDatabaseCommand,
  GetDataCatalogEncryptionSettingsCommand,
  GetSecurityConfigurationCommand,
  GetTableCommand,
  type StorageDescriptor,
  type Table,
} from '@aws-sdk/client-glue';
import { resourceReader, unlessDefault } from './resource-reader';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-database.html */
export const databaseReader = resourceReader({
  type: 'AWS::Glue::Database',
  comparisons: { CatalogId: 'value', DatabaseInput: 'value' },
  read: async ({ physicalId: Name, clients: { glue } }) => {
    const { Database } = await glue.send(new GetDatabaseCommand({ Name }));
    return {
      CatalogId: Database?.CatalogId,
      DatabaseInput: {
        Name: Database?.Name,
        Description: Database?.Description,
        LocationUri: Database?.LocationUri,
        Parameters: Object.keys(Database?.Parameters ?? {}).length === 0 ? undefined : Database?.Parameters,
        TargetDatabase: Database?.TargetDatabase,
      },
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-table.html */
export const tableReader = resourceReader({
  type: 'AWS::Glue::Table',
  comparisons: { CatalogId: 'value', DatabaseName: 'value', TableInput: 'value' },
  // The id of a table is its name, and its database is in the template alone.
  read: async ({ physicalId: Name, properties, clients: { glue } }) => {
    const DatabaseName = String(properties?.['DatabaseName']);
    const { Table: table } = await glue.send(new GetTableCommand({ DatabaseName, Name }));
    return {
      CatalogId: table?.CatalogId,
      DatabaseName: table?.DatabaseName,
      TableInput: table === undefined ? undefined : tableInput(table),
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-securityconfiguration.html */
export const securityConfigurationReader = resourceReader({
  type: 'AWS::Glue::SecurityConfiguration',
  comparisons: { EncryptionConfiguration: 'value', Name: 'value' },
  read: async ({ physicalId: Name, clients: { glue } }) => {
    const { SecurityConfiguration } = await glue.send(new GetSecurityConfigurationCommand({ Name }));
    const encryption = SecurityConfiguration?.EncryptionConfiguration;
    return {
      EncryptionConfiguration: {
        CloudWatchEncryption: encryption?.CloudWatchEncryption,
        JobBookmarksEncryption: encryption?.JobBookmarksEncryption,
        S3Encryptions: encryption?.S3Encryption,
      },
      Name: SecurityConfiguration?.Name,
    };
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-glue-datacatalogencryptionsettings.html */
export const catalogEncryptionReader = resourceReader({
  type: 'AWS::Glue::DataCatalogEncryptionSettings',
  comparisons: { CatalogId: 'value', DataCatalogEncryptionSettings: 'value' },
  read: async ({ physicalId: CatalogId, clients: { glue } }) => {
    const { DataCatalogEncryptionSettings: settings } = await glue.send(
      new GetDataCatalogEncryptionSettingsCommand({ CatalogId }),
    );
    const passwords = settings?.ConnectionPasswordEncryption;
    const encrypted = passwords?.ReturnConnectionPasswordEncrypted === true;
    return {
      CatalogId,
      DataCatalogEncryptionSettings: {
        // Passwords that are not encrypted are what every catalog has at first.
        ConnectionPasswordEncryption:
          encrypted || passwords?.AwsKmsKeyId !== undefined
            ? { KmsKeyId: passwords.AwsKmsKeyId, ReturnConnectionPasswordEncrypted: encrypted }
            : undefined,
        EncryptionAtRest: settings?.EncryptionAtRest,
      },
    };
  },
});

function tableInput(table: Table): object {
  return {
    Description: table.Description,
    Name: table.Name,
    Owner: table.Owner,
    Parameters: unlessEmpty(table.Parameters),
    PartitionKeys: unlessEmpty(table.PartitionKeys),
    Retention: unlessDefault(table.Retention, 0),
    StorageDescriptor: table.StorageDescriptor === undefined ? undefined : storage(table.StorageDescriptor),
    TableType: table.TableType,
    ViewExpandedText: unlessDefault(table.ViewExpandedText, ''),
    ViewOriginalText: unlessDefault(table.ViewOriginalText, ''),
  };
}

/** The catalog fills in what a table does not say. */
function storage(descriptor: StorageDescriptor): object {
  const { BucketColumns, Columns, Parameters, SerdeInfo, SortColumns, ...others } = descriptor;
  return {
    ...others,
    BucketColumns: unlessEmpty(BucketColumns),
    Columns: unlessEmpty(Columns),
    Compressed: unlessDefault(descriptor.Compressed, false),
    NumberOfBuckets: unlessDefault(descriptor.NumberOfBuckets, 0),
    Parameters: unlessEmpty(Parameters),
    SerdeInfo:
      SerdeInfo === undefined ? undefined : { ...SerdeInfo, Parameters: unlessEmpty(SerdeInfo.Parameters) },
    SortColumns: unlessEmpty(SortColumns),
    StoredAsSubDirectories: unlessDefault(descriptor.StoredAsSubDirectories, false),
  };
}

function unlessEmpty<Value extends object>(value: Value | undefined): Value | undefined {
  return Object.keys(value ?? {}).length === 0 ? undefined : value;
}
