import type { Naming } from '../../config/naming';
import type { AuditArchive } from '../../config/operations';
import {
  CALLER_HAS_NO_ORGANIZATION,
  CALLER_HAS_ORGANIZATION,
  NOT_THROUGH_CLOUDFORMATION,
} from '../caller-conditions';
import { transportStatements } from '../shared/transport';
import { DENY_EVERYBODY, type Statement } from '../statement';
import { CLOUDTRAIL, onBehalfOfTrail } from './cloudtrail';
import {
  denyChangesOfLocks,
  denyDeletion,
  LISTING_OF_RECORDS,
  OTHER_LISTINGS_OF_RECORDS,
  READING_OF_RECORDS,
} from './records';

const PRINCIPAL = 'aws:PrincipalArn';

export interface TrailBucketPolicyInputs {
  /** Where the bucket is, if it is not in the environment's own account. */
  readonly archive?: AuditArchive;
  /** Whether organizations get their own part of the trail. */
  readonly organizations: boolean;
}

/**
 * Policy of the trail's bucket. CloudTrail writes, for the one trail; the auditor and the roles that deliver organizations
 * their own part read; nobody deletes, overwrites, or changes how long anything is locked. It denies no write under a
 * wrong key, which would shut CloudTrail out: nobody but CloudTrail writes at all.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function trailBucketPolicy(
  naming: Naming,
  { archive, organizations }: TrailBucketPolicyInputs,
): Statement[] {
  const bucketArn = naming.bucketArn(naming.auditBucket(archive));
  const everyObject = `${bucketArn}/*`;
  const auditor = naming.roleArn(naming.shared.auditorRole);
  const delivery = naming.auditDeliveryRoleArnOfCaller;
  return [
    ...transportStatements(bucketArn),
    {
      Sid: 'AllowTrailToLookAtBucket',
      Effect: 'Allow',
      Principal: { Service: CLOUDTRAIL },
      Action: 's3:GetBucketAcl',
      Resource: bucketArn,
      Condition: { StringEquals: onBehalfOfTrail(naming) },
    },
    {
      Sid: 'AllowTrailToWrite',
      Effect: 'Allow',
      Principal: { Service: CLOUDTRAIL },
      Action: 's3:PutObject',
      Resource: `${bucketArn}/AWSLogs/${naming.environment.account}/*`,
      wildcardReason:
        'CloudTrail chooses the names of log files and digests, under the account that they are of.',
      Condition: {
        StringEquals: { ...onBehalfOfTrail(naming), 's3:x-amz-acl': 'bucket-owner-full-control' },
      },
    },
    ...(archive === undefined ? [] : readersOfOtherAccount(naming, bucketArn, organizations)),
    {
      Sid: 'DenyWritingByOthersThanTrail',
      ...DENY_EVERYBODY,
      NotAction: READING_OF_RECORDS,
      Resource: everyObject,
      wildcardReason:
        'Whoever it is, and whatever S3 will ever offer: objects are written by CloudTrail alone.',
      // Only AWS services say on behalf of what they call, and only CloudTrail does so for a trail.
      Condition: { StringNotEquals: onBehalfOfTrail(naming) },
    },
    {
      Sid: 'DenyReadingByOthersThanAuditor',
      ...DENY_EVERYBODY,
      Action: [...READING_OF_RECORDS, ...OTHER_LISTINGS_OF_RECORDS],
      Resource: [bucketArn, everyObject],
      wildcardReason: 'Every way to read an object, and every caller: one role is excepted, by its name.',
      Condition: { ...CALLER_HAS_NO_ORGANIZATION, ArnNotEquals: { [PRINCIPAL]: auditor } },
    },
    {
      Sid: 'DenyListingByOthersThanAuditor',
      ...DENY_EVERYBODY,
      Action: LISTING_OF_RECORDS,
      Resource: bucketArn,
      wildcardReason: 'Every caller: one role is excepted, by its name.',
      Condition: {
        ...CALLER_HAS_NO_ORGANIZATION,
        ...NOT_THROUGH_CLOUDFORMATION,
        ArnNotEquals: { [PRINCIPAL]: auditor },
      },
    },
    {
      Sid: organizations ? 'DenyOrganizationsButDelivery' : 'DenyOrganizations',
      ...DENY_EVERYBODY,
      Action: 's3:*',
      Resource: [bucketArn, everyObject],
      wildcardReason:
        "Callers are compared by tag; what is about all organizations is no one organization's.",
      Condition: organizations
        ? { ...CALLER_HAS_ORGANIZATION, ArnNotEquals: { [PRINCIPAL]: delivery } }
        : CALLER_HAS_ORGANIZATION,
    },
    ...(organizations
      ? [
          {
            Sid: 'DenyDeliveryAllButReading',
            ...DENY_EVERYBODY,
            NotAction: ['s3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'],
            Resource: [bucketArn, everyObject],
            wildcardReason: 'Holds for every object, and for whatever S3 will ever offer.',
            Condition: CALLER_HAS_ORGANIZATION,
          } as const,
        ]
      : []),
    denyDeletion(bucketArn),
    denyChangesOfLocks(bucketArn),
  ];
}

/** Across accounts, identity policies are not enough. Within one, this statement would be one more way in. */
function readersOfOtherAccount(naming: Naming, bucketArn: string, organizations: boolean): Statement[] {
  const readers = [
    naming.roleArn(naming.shared.auditorRole),
    ...(organizations ? [naming.auditDeliveryRoleArnOfCaller] : []),
  ];
  return readers.map((reader, index) => ({
    Sid: index === 0 ? 'AllowAuditor' : 'AllowAuditDelivery',
    Effect: 'Allow',
    Principal: { AWS: naming.accountPrincipalArn() },
    Action: ['s3:GetBucketLocation', 's3:GetObject', 's3:ListBucket'],
    Resource: [bucketArn, `${bucketArn}/*`],
    wildcardReason: 'Every log file, to one role that is known by its name.',
    Condition: { ArnEquals: { [PRINCIPAL]: reader } },
  }));
}
