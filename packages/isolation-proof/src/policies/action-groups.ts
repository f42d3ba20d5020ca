import type { ActionGroup } from './action-classes';

/**
 * Actions that administer a key without using it; whatever else there is, or will be, counts as use.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
export const KEY_ADMINISTRATION: ReadonlySet<string> = new Set([
  'kms:cancelkeydeletion',
  'kms:createalias',
  'kms:deletealias',
  'kms:describekey',
  'kms:disablekey',
  'kms:disablekeyrotation',
  'kms:enablekey',
  'kms:enablekeyrotation',
  'kms:getkeypolicy',
  'kms:getkeyrotationstatus',
  'kms:listgrants',
  'kms:listkeypolicies',
  'kms:listkeyrotations',
  'kms:listresourcetags',
  'kms:putkeypolicy',
  'kms:revokegrant',
  'kms:rotatekeyondemand',
  'kms:schedulekeydeletion',
  'kms:tagresource',
  'kms:untagresource',
  'kms:updatealias',
  'kms:updatekeydescription',
]);

/** Every use of a key that there is or will be. */
export const KEY_USE: ActionGroup = { patterns: ['kms:*'], except: KEY_ADMINISTRATION };

/** What Parameter Store does with a key to write a secret; neither shows anything that is encrypted. */
export const SECRET_WRITES: ReadonlySet<string> = new Set(['kms:encrypt', 'kms:generatedatakey']);

/** Everything that S3 offers. */
export const ANY_S3: ActionGroup = { patterns: ['s3:*'] };

/** Listings of a bucket: they show names of objects, and are judged by the prefix they ask for. */
export const LISTINGS: ActionGroup = {
  patterns: ['s3:listbucket', 's3:listbucketmultipartuploads', 's3:listbucketversions'],
};

/**
 * The one of the listings under which HeadBucket is asked for, too.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 */
export const LISTING_OBJECTS: ActionGroup = { patterns: ['s3:listbucket'] };

export const OTHER_LISTINGS: ActionGroup = {
  patterns: LISTINGS.patterns,
  except: new Set(LISTING_OBJECTS.patterns),
};
