import type { Naming } from '../../config/naming';
import type { AuditConfig } from '../../config/operations';

/**
 * Names of the buckets of the audit stack whose server access logs are delivered to where those of the data buckets are.
 * Not that of the trail: a bucket that is locked in another account could not deliver there, and who reads it stands in
 * the trail itself, wherever it is.
 */
export function loggedAuditBuckets(naming: Naming, audit: AuditConfig | undefined): string[] {
  if (audit === undefined) return [];
  const { auditResultsBucket, organizationAuditBucket } = naming.shared;
  return [auditResultsBucket, ...(audit.organizations ? [organizationAuditBucket] : [])];
}
