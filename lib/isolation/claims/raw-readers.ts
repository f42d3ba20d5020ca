import {
  ALL_POLICIES,
  IDENTITY_ALONE,
  RESOURCE_POLICIES_ALONE,
} from '../../../packages/isolation-proof/src/access/lens';
import { itself, objectsOf } from '../../../packages/isolation-proof/src/access/regions';
import { otherThan, somebodyOf } from '../../../packages/isolation-proof/src/claims/anybody';
import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';
import { type ActionGroup, among } from '../../../packages/isolation-proof/src/policies/action-classes';
import { isBreakGlass } from '../break-glass';
import { isForUploads } from '../contract/names';
import { isPipeline } from '../principal-kinds';

const PRINCIPAL = 'aws:principalarn';

/** Every way to read an object, or to see its name. */
const READING: ActionGroup = {
  patterns: ['s3:getobject*', 's3:listbucket', 's3:listbucketmultipartuploads', 's3:listbucketversions'],
};

/**
 * What hubs upload is read by pipelines and nobody else: hubs, nodes, users and analysts of the same organization
 * are kept out by their own policies and by the bucket's, each alone.
 */
export const rawReaders: Claim = {
  id: 'raw-readers',
  title: 'Raw data is read by pipelines of its organization, and by nobody else',
  about: 'buckets that hubs upload to, with principals of organizations that are no pipelines',
  judge: ({ model, principals, tenancy, classes }) => {
    const asking = new Asking('only the pipeline role may read and list what hubs upload.');
    const uploads = tenancy.dataBuckets.filter(isForUploads);
    if (uploads.length === 0) return asking.judgement;
    const others = principals.filter(
      (principal) =>
        principal.kind !== 'certificate' && principal.owner !== undefined && !isPipeline(principal),
    );
    for (const principal of asking.each(others)) {
      const what = (name: string, resource: string): string =>
        `${principal.arn}, which is not a pipeline, may ${name} on ${resource}`;
      for (const action of classes) {
        const reading = among(action, READING);
        if (reading === undefined) continue;
        for (const bucket of uploads) {
          for (const lens of [ALL_POLICIES, IDENTITY_ALONE, RESOURCE_POLICIES_ALONE]) {
            for (const region of [itself(bucket), objectsOf(bucket)]) {
              asking.ask(principal, reading, region, lens, what);
            }
          }
        }
      }
    }
    // Of organizations that are alike, one is judged.
    const tenants = new Set(principals.flatMap(({ owner }) => owner ?? []));
    for (const tenant of asking.each([...tenants])) {
      const somebody = somebodyOf(model, tenant);
      if (somebody === undefined) continue;
      // What break-glass reads is a claim of its own.
      const excepted = principals.filter(
        (one) => (one.owner === tenant && isPipeline(one)) || isBreakGlass(one),
      );
      const other = {
        ...somebody,
        facts: new Map([
          ...somebody.facts,
          [PRINCIPAL, otherThan(...excepted.map(({ arn }) => arn))] as const,
        ]),
      };
      const what = (name: string, resource: string): string =>
        `somebody of ${tenant} who is not a pipeline may ${name} on ${resource}`;
      for (const action of classes) {
        const reading = among(action, READING);
        if (reading === undefined) continue;
        for (const bucket of uploads) {
          for (const region of [itself(bucket), objectsOf(bucket)]) {
            asking.ask(other, reading, region, RESOURCE_POLICIES_ALONE, what);
          }
        }
      }
    }
    return asking.judgement;
  },
};
