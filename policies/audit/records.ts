import { DENY_EVERYBODY, type Statement } from '../statement';

/** Every way to read an object, its versions, tags and locks. */
export const READING_OF_RECORDS = ['s3:GetObject*'] as const;

/** Names of objects tell what happened, too. HeadBucket, which shows none, is asked for under this permission as well. */
export const LISTING_OF_RECORDS = 's3:ListBucket';

export const OTHER_LISTINGS_OF_RECORDS = ['s3:ListBucketMultipartUploads', 's3:ListBucketVersions'] as const;

/** What was recorded stays, whoever asks; expiry is the lifecycle's, which no policy binds. */
export function denyDeletion(bucketArn: string): Statement {
  return {
    Sid: 'DenyDeletion',
    ...DENY_EVERYBODY,
    wildcardReason: 'What was recorded stays recorded, whoever asks: the root user, too.',
    Action: ['s3:DeleteBucket', 's3:DeleteObject', 's3:DeleteObjectVersion'],
    Resource: [bucketArn, `${bucketArn}/*`],
  };
}

/**
 * In compliance mode S3 lets nobody shorten the time of what is locked already. This keeps what is yet to come from being
 * locked for less, or from expiring early.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
 */
export function denyChangesOfLocks(bucketArn: string): Statement {
  return {
    Sid: 'DenyChangesOfLocks',
    ...DENY_EVERYBODY,
    wildcardReason: 'Whoever asks, and whichever object it is about.',
    Action: [
      's3:BypassGovernanceRetention',
      's3:PutBucketObjectLockConfiguration',
      's3:PutObjectLegalHold',
      's3:PutObjectRetention',
    ],
    Resource: [bucketArn, `${bucketArn}/*`],
  };
}
