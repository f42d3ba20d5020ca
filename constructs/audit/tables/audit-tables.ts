import { Construct } from 'constructs';
import { AccessLogTable, type AccessLogTableProps } from './access-log-table';
import { TrailTable, type TrailTableProps } from './trail-table';

export interface AuditTablesProps extends TrailTableProps, AccessLogTableProps {}

/** The tables of the audit's database. They hold no data: what they are over stays when they go. */
export class AuditTables extends Construct {
  constructor(scope: Construct, id: string, props: AuditTablesProps) {
    super(scope, id);
    new TrailTable(this, 'Trail', props);
    new AccessLogTable(this, 'AccessLogs', props);
  }
}
