import type { CfnBucket } from 'aws-cdk-lib/aws-s3';

/**
 * An upload that was not finished after a week was given up; its parts cost storage and are seen by nobody. CloudTrail
 * uploads whole files, so that parts of one are what a failure left behind.
 */
export const ABORT_ABANDONED_UPLOADS: CfnBucket.RuleProperty = {
  id: 'AbortAbandonedUploads',
  status: 'Enabled',
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};
