import { RESOURCE_POLICIES_ALONE } from '../../../packages/isolation-proof/src/access/lens';
import { type ActionGroup, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { ANY_S3 } from '../../../packages/isolation-proof/src/policies/action-groups';
import { itself, objectsOf } from '../../../packages/isolation-proof/src/access/regions';
import {
  administrator,
  otherThan,
  somebodyOf,
  withoutKey,
} from '../../../packages/isolation-proof/src/claims/anybody';
import { isAuditDelivery, trailsOf } from '../audit-parts';
import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import type { GuardedResource } from '../../../packages/isolation-proof/src/model/guarded-resource';
import type { Subject } from '../../../packages/isolation-proof/src/model/principal';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';

const PRINCIPAL = 'aws:principalarn';
const DELETIONS: ActionGroup = { patterns: ['s3:deleteobject', 's3:deleteobjectversion'] };

/** Nobody deletes what is recorded, and organizations do not come near it, whatever their identity policies say. */
export const accessLogs: Claim = {
  id: 'access-logs',
  title: 'Nobody deletes access logs, and no principal of an organization reaches them',
  about: 'buckets of access logs',
  judge: (evidence) => {
    const { model, tenancy, classes } = evidence;
    const asking = new Asking('the policy of the bucket of access logs must deny it to everybody.');
    const anybody = administrator(model);
    for (const bucket of asking.each(tenancy.logBuckets)) {
      for (const statement of bucket.policy) {
        asking.check(statement);
        if (statement.effect === 'Deny' || statement.principals?.aws.length === 0) continue;
        asking.refute(
          `${statement.name} of ${bucket.source.path} lets in more than services`,
          [statement],
          'Identity policies say who reads records; the policy of the bucket lets in the delivery of logs.',
        );
      }
      const organizations = somebodyOfOrganizations(evidence, bucket);
      for (const action of classes) {
        const deletion = among(action, DELETIONS);
        const any = among(action, ANY_S3);
        const what = (name: string, resource: string): string => `somebody may ${name} on ${resource}`;
        if (anybody !== undefined && deletion !== undefined) {
          asking.ask(anybody, deletion, objectsOf(bucket), RESOURCE_POLICIES_ALONE, what);
        }
        if (any === undefined) continue;
        for (const somebody of organizations) {
          for (const region of [itself(bucket), objectsOf(bucket)]) {
            asking.ask(somebody, any, region, RESOURCE_POLICIES_ALONE, what);
          }
        }
      }
    }
    return asking.judgement;
  },
};

/**
 * Somebody of any organization. Where roles of delivery read a trail, somebody of each organization who is not its role:
 * no other organization has one.
 */
function somebodyOfOrganizations({ model, principals }: Evidence, { arn }: GuardedResource): Subject[] {
  const trail = trailsOf(model).find(({ bucketArn }) => bucketArn === arn);
  if (trail === undefined || !model.principals.some(isAuditDelivery)) return [withoutKey(model) ?? []].flat();
  const owners = new Set(principals.flatMap(({ owner }) => owner ?? []));
  return [...owners].flatMap((owner): Subject[] => {
    const somebody = somebodyOf(model, owner);
    const other = otherThan(trail.deliveryArn(owner));
    return somebody === undefined
      ? []
      : [{ ...somebody, facts: new Map([...somebody.facts, [PRINCIPAL, other] as const]) }];
  });
}
