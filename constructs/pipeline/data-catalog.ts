import { CfnDatabase, CfnDataCatalogEncryptionSettings } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import type { Naming } from '../../config/naming';
import type { PipelinesConfig } from '../../config/pipelines-schema';
import { retain } from '../retain';

export interface DataCatalogProps extends Pick<
  PipelinesConfig,
  'createDefaultDatabase' | 'encryptDataCatalog'
> {
  readonly naming: Naming;
}

/** What an environment sets of the account's one Data Catalog. */
export class DataCatalog extends Construct {
  constructor(scope: Construct, id: string, props: DataCatalogProps) {
    super(scope, id);
    const catalogId = props.naming.environment.account;
    if (props.createDefaultDatabase) {
      const database = new CfnDatabase(this, 'DefaultDatabase', {
        catalogId,
        databaseInput: { name: 'default', description: 'Empty: engines look it up' },
      });
      retain(database);
    }
    if (props.encryptDataCatalog) {
      new CfnDataCatalogEncryptionSettings(this, 'Encryption', {
        catalogId,
        // Without a key of ours, which would have to be opened to every organization: aws/glue.
        dataCatalogEncryptionSettings: { encryptionAtRest: { catalogEncryptionMode: 'SSE-KMS' } },
      });
    }
  }
}
