import type { Naming } from '../../config/naming';
import {
  decryptTrail,
  FIND_DATA_CATALOG,
  FIND_TRAIL_TABLE,
  findAuditBuckets,
  LIST_OWN_AUDIT,
  listTrail,
  readTrail,
  START_DELIVERY,
  type TrailPlace,
  USE_OWN_KEY_FOR_AUDIT,
  WRITE_OWN_AUDIT,
} from '../permissions/audit-permissions';
import { FIND_DEFAULT_DATABASE } from '../permissions/analyst-permissions';
import { useKeyThroughS3 } from '../permissions/key-permissions';
import { callersOrganization, namedOrganization, type OrganizationInputs } from '../permissions/owner';
import { allow, type Permission } from '../permissions/permission';
import type { Statement } from '../statement';

/** Encrypts the rows; without s3:GetObject in its folder, Decrypt reads nothing back: parts of an upload need it. */
const ENCRYPT_OWN_AUDIT = useKeyThroughS3('EncryptOwnAudit');

/** What is the same for a named organization and for the caller's. */
function permissions(place: TrailPlace): readonly Permission[] {
  return [
    findAuditBuckets(place),
    listTrail(place),
    readTrail(place),
    decryptTrail(place),
    LIST_OWN_AUDIT,
    WRITE_OWN_AUDIT,
    START_DELIVERY,
    FIND_DATA_CATALOG,
    FIND_TRAIL_TABLE,
    FIND_DEFAULT_DATABASE,
  ];
}

/**
 * What the role does that delivers an organization its part of the trail: it begins a query in the organization's
 * workgroup, which reads the trail and writes, under the organization's key, into the organization's folder and nowhere
 * else. It reads nothing that it has written.
 */
export function auditDeliveryPolicy(
  naming: Naming,
  organization: OrganizationInputs,
  place: TrailPlace,
): Statement[] {
  const owner = namedOrganization(naming, organization);
  return [
    ...permissions(place).map((permission) => allow(permission, owner)),
    allow(ENCRYPT_OWN_AUDIT, owner),
  ];
}

/** Permissions boundary of every organization's delivery: the same, on what is the caller's organization's. */
export function auditDeliveryBoundary(naming: Naming, place: TrailPlace): Statement[] {
  const owner = callersOrganization(naming);
  return [...permissions(place), USE_OWN_KEY_FOR_AUDIT].map((permission) => allow(permission, owner));
}
