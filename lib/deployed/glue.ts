import { GetDatabaseCommand } from '@aws-sdk/client-glue';
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
