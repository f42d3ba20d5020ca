import { ALL_POLICIES, RESOURCE_POLICIES_ALONE } from '../access/lens';
import { among } from '../policies/action-classes';
import { absent, type Fact, type Facts, NOTHING_KNOWN } from '../policies/facts';
import type { GuardedResource } from '../model/guarded-resource';
import { EVERYTHING, literalPattern, type Pattern, wildcardPattern } from '../patterns/pattern';
import { itself, objectsOf } from '../access/regions';
import type { Tenancy } from '../tenancy/tenancy';
import { NOT_THROUGH_CLOUDFORMATION } from '../access/through-cloudformation';
import { administrator } from './anybody';
import { Asking } from './asking';
import type { Claim } from './claim';
import { ANY_S3, KEY_USE, LISTING_OBJECTS, OTHER_LISTINGS, SECRET_WRITES } from '../policies/action-groups';

export interface Administrator {
  /**
   * Whether it is also claimed of an administrator of the account, whose identity policies allow everything, so
   * that only the policies of resources hold them back.
   * @default false
   */
  readonly administrator?: boolean;
}

/**
 * No principal without an organization uses an organization's key, or touches or lists objects in shared buckets of
 * data; it may write an organization's secrets, and not read them. The strongest one is not in the templates: an
 * administrator whose identity policies allow everything, and who carries no organization's tags. That such a person
 * could change a policy or a tag first is an assumption. CloudFormation may ask in their name whether a bucket is there,
 * under the permission to list it: it tells nobody what is in a bucket.
 * @example a role for reports, tagged with no organization, that may `s3:GetObject` on the shared bucket
 */
export const platformPrincipals = ({
  administrator: asksAdministrator = false,
}: Administrator = {}): Claim => ({
  id: 'platform-principals',
  title: 'No platform principal decrypts, reads, writes or lists organization data',
  about: 'keys of organizations or buckets of their data',
  judge: ({ model, principals, organizationKeys, tenancy, classes }) => {
    const asking = new Asking(
      "objects and uses of keys belong to principals that carry an organization's tags.",
    );
    asking.each([...tenancy.dataBuckets, ...organizationKeys]);
    const anybody = asksAdministrator ? administrator(model) : undefined;
    const subjects = [
      ...(anybody === undefined ? [] : [{ subject: anybody, lens: RESOURCE_POLICIES_ALONE }]),
      ...principals
        .filter(({ owner }) => owner === undefined)
        .map((subject) => ({ subject, lens: ALL_POLICIES })),
    ];
    for (const { subject, lens } of subjects) {
      const what = (action: string, resource: string): string =>
        `${subject.arn}, who belongs to no organization, may ${action} on ${resource}`;
      for (const action of classes) {
        const onObjects = among(action, ANY_S3);
        const listing = among(action, LISTING_OBJECTS);
        const otherListing = among(action, OTHER_LISTINGS);
        const use = among(action, KEY_USE);
        for (const bucket of tenancy.dataBuckets) {
          if (onObjects !== undefined) asking.ask(subject, onObjects, objectsOf(bucket), lens, what);
          if (otherListing !== undefined) asking.ask(subject, otherListing, itself(bucket), lens, what);
          if (listing === undefined) continue;
          for (const facts of NOT_THROUGH_CLOUDFORMATION) {
            asking.ask(subject, listing, itself(bucket), lens, what, facts);
          }
        }
        if (use === undefined) continue;
        for (const key of organizationKeys) {
          const requests = SECRET_WRITES.has(use.example)
            ? otherThanSecretWrites(key, tenancy)
            : [NOTHING_KNOWN];
          for (const facts of requests) asking.ask(subject, use, itself(key), lens, what, facts);
        }
      }
    }
    return asking.judgement;
  },
});

/**
 * Operators write connector secrets, which only the organization can read: Parameter Store encrypts in their
 * name, and says which parameter. Whatever is not that counts as using the key.
 */
export function otherThanSecretWrites(key: GuardedResource, tenancy: Tenancy): readonly Facts[] {
  const byTenancy = requestsByKey.get(key) ?? new WeakMap<Tenancy, readonly Facts[]>();
  requestsByKey.set(key, byTenancy);
  const requests = byTenancy.get(tenancy) ?? requestsBesideSecretWrites(key, tenancy);
  byTenancy.set(tenancy, requests);
  return requests;
}

/** They are asked of every principal: what is found out of the same facts is kept with these. */
const requestsByKey = new WeakMap<GuardedResource, WeakMap<Tenancy, readonly Facts[]>>();

function requestsBesideSecretWrites(
  { owner = '', source: { stack } }: GuardedResource,
  tenancy: Tenancy,
): Facts[] {
  const parameterStore = literalPattern(`ssm.${stack.region}.${stack.dnsSuffix}`);
  const secrets = tenancy.ownSecrets(owner).map((text) => wildcardPattern(text));
  const otherThan = (excluding: readonly Pattern[]): Fact => ({
    kind: 'among',
    set: { matching: [EVERYTHING], excluding },
  });
  return [
    new Map([[VIA_SERVICE, absent]]),
    new Map([[VIA_SERVICE, otherThan([parameterStore])]]),
    new Map([[PARAMETER, absent]]),
    new Map([[PARAMETER, otherThan(secrets)]]),
  ];
}

const VIA_SERVICE = 'kms:viaservice';
const PARAMETER = 'kms:encryptioncontext:parameter_arn';
