import {
  GetDatabaseCommand,
  GetDataCatalogEncryptionSettingsCommand,
  GetSecurityConfigurationCommand,
} from '@aws-sdk/client-glue';
import { resourceReader } from './resource-reader';

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
