import type { Naming } from '../../config/naming';
import { CALLER_HAS_NO_ORGANIZATION } from '../caller-conditions';
import { useTaggedKey } from '../permissions/key-permissions';
import { callersOrganization } from '../permissions/owner';
import { allow, OWN_FOLDER_REASON, type Permission } from '../permissions/permission';
import type { Statement } from '../statement';

const LIST_FOLDER: Permission = {
  sid: 'ListFolder',
  actions: 's3:ListBucket',
  resources: ({ naming }) => naming.dataBuckets.map((bucket) => naming.bucketArn(bucket)),
  conditions: ({ naming, slug }) => ({ StringLike: { 's3:prefix': `${naming.dataPrefix(slug)}*` } }),
};

/** Older versions, too: what was overwritten by mistake is what an emergency is often about. */
const READ_OBJECTS: Permission = {
  sid: 'ReadObjects',
  actions: ['s3:GetObject', 's3:GetObjectVersion'],
  resources: ({ naming, slug }) => naming.dataBuckets.map((bucket) => naming.dataObjectsArn(bucket, slug)),
  wildcardReason: OWN_FOLDER_REASON,
};

const DECRYPT_OBJECTS = useTaggedKey('DecryptObjects', 'kms:Decrypt', (naming) => naming.viaService('s3'));

/**
 * What break-glass may do: read the data of the organization that its session is tagged with, and nothing else. A
 * session without that tag reaches nothing. It is both the policy of the role and its permissions boundary, so that a
 * policy that somebody adds to the role gives it nothing.
 */
export function breakGlassPolicy(naming: Naming): Statement[] {
  const owner = callersOrganization(naming);
  return [
    ...[LIST_FOLDER, READ_OBJECTS, DECRYPT_OBJECTS].map((permission) => allow(permission, owner)),
    {
      Sid: 'DenyWithoutOrganization',
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      wildcardReason:
        'A variable without a value would decide by itself what it stands for: nothing is left to it.',
      Condition: CALLER_HAS_NO_ORGANIZATION,
    },
  ];
}
