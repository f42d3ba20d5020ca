import { RESOURCE_POLICIES_ALONE } from '../../../packages/isolation-proof/src/access/lens';
import { type ActionGroup, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { ANY_S3 } from '../../../packages/isolation-proof/src/policies/action-groups';
import { itself, objectsOf } from '../../../packages/isolation-proof/src/access/regions';
import { administrator, withoutKey } from '../../../packages/isolation-proof/src/claims/anybody';
import { organizationOutsiders } from '../audit-outsiders';
import { trailsOf } from '../audit-parts';
import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import type { GuardedResource } from '../../../packages/isolation-proof/src/model/guarded-resource';
import type { Subject } from '../../../packages/isolation-proof/src/model/principal';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';

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
        // A bucket of another account has to let readers in; whom, the claim trail-access says.
        if (isOfAnotherAccount(bucket, model)) continue;
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

/** Somebody of any organization, but for who delivers what is recorded there. */
function somebodyOfOrganizations(evidence: Evidence, { arn }: GuardedResource): Subject[] {
  const trail = trailsOf(evidence.model).find(({ bucketArn }) => bucketArn === arn);
  return trail === undefined
    ? [withoutKey(evidence.model) ?? []].flat()
    : organizationOutsiders(evidence, trail);
}

function isOfAnotherAccount({ arn, source }: GuardedResource, model: Evidence['model']): boolean {
  return trailsOf(model).some(
    ({ bucketArn, trail }) => bucketArn === arn && trail.stack.account !== source.stack.account,
  );
}
