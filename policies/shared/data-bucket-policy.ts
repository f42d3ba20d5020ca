import { ORG_KEY_ARN_TAG, PRINCIPAL_ORG_KEY_ARN, PRINCIPAL_ORG_SLUG } from '../../config/naming';
import {
  CALLER_HAS_NO_ORGANIZATION,
  CALLER_HAS_ORGANIZATION,
  NOT_THROUGH_CLOUDFORMATION,
} from '../caller-conditions';
import { DENY_EVERYBODY, type Statement } from '../statement';
import { transportStatements } from './transport';

/** Of these, `s3:ListBucket` is the permission of HeadBucket, too, which shows nothing but that the bucket is there. */
const LISTING_OBJECTS = 's3:ListBucket';
/** ListBucketMultipartUploads has no prefix to compare: where prefixes are compared, it is denied to everybody. */
const OTHER_LISTINGS = ['s3:ListBucketMultipartUploads', 's3:ListBucketVersions'];
const LISTING_ACTIONS = [LISTING_OBJECTS, ...OTHER_LISTINGS];

export interface DataBucketPolicyInputs {
  readonly bucketArn: string;
  /**
   * ARNs of the roles that read from the bucket, that of the caller's organization through the caller's tag; none if
   * nobody reads it.
   * @default - whomever the organization's own policies let read
   */
  readonly onlyReaders?: readonly string[];
  /**
   * ARN of the one role of the caller's organization that writes into the bucket, through the caller's tag.
   * @default - whomever the organization's own policies let write
   */
  readonly onlyWriter?: string;
}

/**
 * Policy of a bucket that holds the data of every organization under its slug. It only denies: identity
 * policies grant, and this is the second lock, which compares the caller's tags with the object's key
 * instead of naming anybody. So it has the same size for one organization and for a thousand.
 *
 * A tag that is absent would leave a policy variable without a value; the two `Null` statements decide
 * those callers before a variable is reached.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function dataBucketPolicy({
  bucketArn,
  onlyReaders,
  onlyWriter,
}: DataBucketPolicyInputs): Statement[] {
  const everyObject = `${bucketArn}/*`;
  return [
    ...transportStatements(bucketArn),
    {
      Sid: 'DenyObjectsWithoutOrganization',
      ...DENY_EVERYBODY,
      Action: 's3:*',
      Resource: everyObject,
      wildcardReason:
        'Platform principals have no organization either, and of objects nothing is theirs to touch.',
      Condition: CALLER_HAS_NO_ORGANIZATION,
    },
    {
      Sid: 'DenyObjectsOfOtherOrganizations',
      ...DENY_EVERYBODY,
      Action: 's3:*',
      wildcardReason: 'Callers are compared by tag, not by name; only their own folder is left to them.',
      // The bucket itself is left out, so that platform principals can administer it.
      NotResource: [bucketArn, `${bucketArn}/${PRINCIPAL_ORG_SLUG}/*`],
    },
    {
      Sid: 'DenyListingWithoutOrganization',
      ...DENY_EVERYBODY,
      wildcardReason: 'Names of objects are data: platform principals may not list them either.',
      Action: LISTING_OBJECTS,
      Resource: bucketArn,
      Condition: { ...CALLER_HAS_NO_ORGANIZATION, ...NOT_THROUGH_CLOUDFORMATION },
    },
    {
      Sid: 'DenyListingVersionsWithoutOrganization',
      ...DENY_EVERYBODY,
      wildcardReason: 'Nor names of versions and of unfinished uploads, which no deployment asks for.',
      Action: OTHER_LISTINGS,
      Resource: bucketArn,
      Condition: CALLER_HAS_NO_ORGANIZATION,
    },
    {
      Sid: 'DenyListingOtherOrganizations',
      ...DENY_EVERYBODY,
      wildcardReason: 'Callers are compared by tag, not by name.',
      Action: LISTING_ACTIONS,
      Resource: bucketArn,
      // A listing without a prefix matches the negated operator and is denied, too.
      Condition: { ...CALLER_HAS_ORGANIZATION, StringNotLike: { 's3:prefix': `${PRINCIPAL_ORG_SLUG}/*` } },
    },
    {
      Sid: 'DenyWritesWithoutSseKms',
      ...DENY_EVERYBODY,
      wildcardReason: "Whoever writes: the bucket's default encryption would take the platform's key.",
      Action: 's3:PutObject',
      Resource: everyObject,
      Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
    },
    {
      Sid: 'DenyWritesWithoutOrganizationKey',
      ...DENY_EVERYBODY,
      wildcardReason: 'Whoever has no key of an organization writes nothing.',
      Action: 's3:PutObject',
      Resource: everyObject,
      Condition: { Null: { [`aws:PrincipalTag/${ORG_KEY_ARN_TAG}`]: 'true' } },
    },
    {
      Sid: 'DenyWritesWithOtherKeys',
      ...DENY_EVERYBODY,
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
      ...DENY_EVERYBODY,
      wildcardReason: 'An object under a key that only its writer knows is lost to its organization.',
      Action: 's3:PutObject',
      Resource: everyObject,
      Condition: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
    },
    ...(onlyReaders === undefined ? [] : [readingByOthers(bucketArn, onlyReaders)]),
    ...(onlyWriter === undefined ? [] : [writingByOthers(bucketArn, onlyWriter)]),
  ];
}

/** Callers of every organization: no organization writes what its own audit tells it. */
function writingByOthers(bucketArn: string, onlyWriter: string): Statement {
  return {
    Sid: 'DenyWritingByOthersThanAuditDelivery',
    ...DENY_EVERYBODY,
    NotAction: 's3:GetObject*',
    Resource: `${bucketArn}/*`,
    wildcardReason: 'Every way to change an object, and every caller: one role is excepted, by its name.',
    Condition: { ArnNotLike: { 'aws:PrincipalArn': onlyWriter } },
  };
}

/**
 * Whoever's organization it is: its hubs, users and analysts do not read what only pipelines read. Who has none is
 * kept out by the statements about those.
 */
function readingByOthers(bucketArn: string, onlyReaders: readonly string[]): Statement {
  const [first, ...others] = onlyReaders;
  return {
    Sid: 'DenyReadingByOthersThanPipelines',
    ...DENY_EVERYBODY,
    Action: ['s3:GetObject*', ...LISTING_ACTIONS],
    Resource: [bucketArn, `${bucketArn}/*`],
    wildcardReason: 'Every way to read an object, and every caller: roles are excepted, by their names.',
    Condition: {
      ...CALLER_HAS_ORGANIZATION,
      ...(first === undefined
        ? {}
        : { ArnNotLike: { 'aws:PrincipalArn': others.length === 0 ? first : onlyReaders } }),
    },
  };
}
