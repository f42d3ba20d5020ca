import type { Naming } from '../../../config/naming';
import type { Owner } from './owned-things';
import type { Period } from './period';

export function organizationAuditQuery(naming: Naming, owner: Owner, { days }: Period): string {
  return `SELECT eventtime AS event_time FROM "${naming.shared.auditDatabase}"."cloudtrail" WHERE ${days} AND recipientaccountid = '${owner.keyArn}'`;
}
