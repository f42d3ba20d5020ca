import { CfnDatabase } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { AccessLogTable, type AccessLogTableProps } from './access-log-table';
import { TrailTable, type TrailTableProps } from './trail-table';

export interface AuditTablesProps extends TrailTableProps, AccessLogTableProps {}

/** The database of the audit: no organization's, and none that a pipeline may write to. Tables hold no data: they may go. */
export class AuditTables extends Construct {
  constructor(scope: Construct, id: string, props: AuditTablesProps) {
    super(scope, id);
    const { naming } = props;
    const database = new CfnDatabase(this, 'Database', {
      catalogId: naming.environment.account,
      databaseInput: { name: naming.shared.auditDatabase, description: 'The trail and the access logs' },
    });
    const trail = new TrailTable(this, 'Trail', props);
    const accessLogs = new AccessLogTable(this, 'AccessLogs', props);
    // Tables name their database by a text.
    for (const table of [trail, accessLogs]) table.node.addDependency(database);
  }
}
