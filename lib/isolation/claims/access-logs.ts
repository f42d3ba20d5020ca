import { RESOURCE_POLICIES_ALONE } from '../../../packages/isolation-proof/src/access/lens';
import { type ActionGroup, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { ANY_S3 } from '../../../packages/isolation-proof/src/policies/action-groups';
import { itself, objectsOf } from '../../../packages/isolation-proof/src/access/regions';
import { administrator, withoutKey } from '../../../packages/isolation-proof/src/claims/anybody';
import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';

const DELETIONS: ActionGroup = { patterns: ['s3:deleteobject', 's3:deleteobjectversion'] };

/** Nobody deletes what is recorded, and organizations do not come near it, whatever their identity policies say. */
export const accessLogs: Claim = {
  id: 'access-logs',
  title: 'Nobody deletes access logs, and no principal of an organization reaches them',
  about: 'buckets of access logs',
  judge: ({ model, tenancy, classes }) => {
    const asking = new Asking('the policy of the bucket of access logs must deny it to everybody.');
    const [anybody, ofOrganizations] = [administrator(model), withoutKey(model)];
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
      for (const action of classes) {
        const deletion = among(action, DELETIONS);
        const any = among(action, ANY_S3);
        const what = (name: string, resource: string): string => `somebody may ${name} on ${resource}`;
        if (anybody !== undefined && deletion !== undefined) {
          asking.ask(anybody, deletion, objectsOf(bucket), RESOURCE_POLICIES_ALONE, what);
        }
        if (ofOrganizations === undefined || any === undefined) continue;
        for (const region of [itself(bucket), objectsOf(bucket)]) {
          asking.ask(ofOrganizations, any, region, RESOURCE_POLICIES_ALONE, what);
        }
      }
    }
    return asking.judgement;
  },
};
