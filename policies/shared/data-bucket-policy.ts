import {
  ORG_KEY_ARN_TAG,
  ORG_SLUG_TAG,
  PRINCIPAL_ORG_KEY_ARN,
  PRINCIPAL_ORG_SLUG,
} from '../../config/naming';
import type { Statement } from '../statement';
import { transportStatements } from './transport';

/**
 * Policy of a bucket that holds the data of every organization under its slug. It only denies: identity
 * policies grant, and this is the second lock, which compares the caller's tags with the object's key
 * instead of naming anybody. So it has the same size for one organization and for a thousand.
 *
 * A tag that is absent would leave a policy variable without a value; the two `Null` statements decide
 * those callers before a variable is reached.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function dataBucketPolicy({ bucketArn }: { bucketArn: string }): Statement[] {
  const everyObject = `${bucketArn}/*`;
  return [
    ...transportStatements(bucketArn),
    {
      Sid: 'DenyObjectsWithoutOrganization',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: everyObject,
      wildcardReason:
        'Platform principals have no organization either, and of objects nothing is theirs to touch.',
      Condition: { Null: { [`aws:PrincipalTag/${ORG_SLUG_TAG}`]: 'true' } },
    },
    {
      Sid: 'DenyObjectsOfOtherOrganizations',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      wildcardReason: 'Callers are compared by tag, not by name; only their own folder is left to them.',
      // The bucket itself is left out, so that platform principals can administer it.
      NotResource: [bucketArn, `${bucketArn}/${PRINCIPAL_ORG_SLUG}/*`],
    },
    {
      Sid: 'DenyListingWithoutOrganization',
      Effect: 'Deny',
      Principal: '*',
      wildcardReason: 'Names of objects are data: platform principals may not list them either.',
      Action: ['s3:ListBucket', 's3:ListBucketMultipartUploads', 's3:ListBucketVersions'],
      Resource: bucketArn,
      Condition: { Null: { [`aws:PrincipalTag/${ORG_SLUG_TAG}`]: 'true' } },
    },
    {
      Sid: 'DenyListingOtherOrganizations',
      Effect: 'Deny',
      Principal: '*',
      wildcardReason: 'Callers are compared by tag, not by name.',
      // ListBucketMultipartUploads has no prefix to compare, so that this denies it to everybody.
      Action: ['s3:ListBucket', 's3:ListBucketMultipartUploads', 's3:ListBucketVersions'],
      Resource: bucketArn,
      // A listing without a prefix matches the negated operator and is denied, too.
      Condition: { StringNotLike: { 's3:prefix': `${PRINCIPAL_ORG_SLUG}/*` } },
    },
    {
      Sid: 'DenyWritesWithoutSseKms',
      Effect: 'Deny',
      Principal: '*',
      wildcardReason: "Whoever writes: the bucket's default encryption would take the platform's key.",
      Action: 's3:PutObject',
      Resource: everyObject,
      Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
    },
    {
      Sid: 'DenyWritesWithoutOrganizationKey',
      Effect: 'Deny',
      Principal: '*',
      wildcardReason: 'Whoever has no key of an organization writes nothing.',
      Action: 's3:PutObject',
      Resource: everyObject,
      Condition: { Null: { [`aws:PrincipalTag/${ORG_KEY_ARN_TAG}`]: 'true' } },
    },
    {
      Sid: 'DenyWritesWithOtherKeys',
      Effect: 'Deny',
      Principal: '*',
      wildcardReason: 'Callers are compared by tag, not by name.',
      Action: 's3:PutObject',
      Resource: everyObject,
      // `aws:kms` without a key id takes the bucket's default key; the absent header matches and is denied.
      Condition: {
        StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': PRINCIPAL_ORG_KEY_ARN },
      },
    },
    {
      Sid: 'DenyCustomerProvidedKeys',
      Effect: 'Deny',
      Principal: '*',
      wildcardReason: 'An object under a key that only its writer knows is lost to its organization.',
      Action: 's3:PutObject',
      Resource: everyObject,
      Condition: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
    },
  ];
}
