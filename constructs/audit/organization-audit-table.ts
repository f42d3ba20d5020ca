import { ORGANIZATION_AUDIT_TABLE } from '../../config/audit-tables';
import { CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import type { OrganizationContext } from '../organization/organization-principal';
import { ORGANIZATION_AUDIT_COLUMNS } from './tables/organization-audit-columns';

const PARQUET = 'org.apache.hadoop.hive.ql.io.parquet';

/**
 * The table of what was delivered, in the organization's own database. It has no partitions, so that nobody has to add
 * one: Athena reads every folder under its location, and a year of one organization's lines is small.
 */
export class OrganizationAuditTable extends Construct {
  constructor(scope: Construct, id: string, { naming, slug }: OrganizationContext) {
    super(scope, id);
    new CfnTable(this, 'Table', {
      catalogId: naming.environment.account,
      databaseName: naming.organization(slug).database,
      tableInput: {
        name: ORGANIZATION_AUDIT_TABLE,
        description: `What was done by organization ${slug}, and with what is its own`,
        tableType: 'EXTERNAL_TABLE',
        parameters: { EXTERNAL: 'TRUE', classification: 'parquet' },
        storageDescriptor: {
          columns: ORGANIZATION_AUDIT_COLUMNS.map((column) => ({ ...column })),
          location: naming.dataUri(naming.shared.organizationAuditBucket, slug),
          inputFormat: `${PARQUET}.MapredParquetInputFormat`,
          outputFormat: `${PARQUET}.MapredParquetOutputFormat`,
          serdeInfo: { serializationLibrary: `${PARQUET}.serde.ParquetHiveSerDe` },
        },
      },
    });
  }
}
