import type { Naming } from '../../config/naming';
import { CALLER_HAS_ORGANIZATION } from '../caller-conditions';
import { transportStatements } from '../shared/transport';
import { DENY_EVERYBODY, type Statement } from '../statement';
import { denyDeletion } from './records';

/**
 * Policy of the bucket that holds what the auditor's queries found: rows of the trail, so that it is the auditor's alone.
 * It has no lock: results expire, and the trail can be asked again.
 */
export function auditResultsBucketPolicy(naming: Naming): Statement[] {
  const bucketArn = naming.bucketArn(naming.shared.auditResultsBucket);
  const everyObject = `${bucketArn}/*`;
  return [
    ...transportStatements(bucketArn),
    {
      Sid: 'DenyOrganizations',
      ...DENY_EVERYBODY,
      Action: 's3:*',
      Resource: [bucketArn, everyObject],
      wildcardReason:
        "Callers are compared by tag; what is about all organizations is no one organization's.",
      Condition: CALLER_HAS_ORGANIZATION,
    },
    {
      Sid: 'DenyOthersThanAuditor',
      ...DENY_EVERYBODY,
      Action: 's3:*',
      Resource: everyObject,
      wildcardReason: 'Every caller, and every way to an object: one role is excepted, by its name.',
      Condition: {
        ArnNotEquals: { 'aws:PrincipalArn': naming.roleArn(naming.shared.auditorRole) },
      },
    },
    {
      Sid: 'DenyListingByOthersThanAuditor',
      ...DENY_EVERYBODY,
      Action: ['s3:ListBucket', 's3:ListBucketMultipartUploads', 's3:ListBucketVersions'],
      Resource: bucketArn,
      wildcardReason: 'Every caller: one role is excepted, by its name.',
      Condition: {
        ArnNotEquals: { 'aws:PrincipalArn': naming.roleArn(naming.shared.auditorRole) },
      },
    },
    denyDeletion(bucketArn),
  ];
}
