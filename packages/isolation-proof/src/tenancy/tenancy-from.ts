import { LISTINGS } from '../policies/action-groups';
import type { GuardedResource } from '../model/guarded-resource';
import type { Model } from '../model/model';
import { partsOf } from '../model/tenant-parts';
import { withStandIns } from '../resources/stand-ins';
import type { StackTemplate } from '../templates/template';
import { commonsOfExposures } from './exposures';
import { arnsIn } from './own-arns';
import type { Common, Destination, Exposure, Partition, Tenancy, TenantSessions } from './tenancy';

/** What is whose, besides that a tenant's tagged resources are its own. */
export interface TenancyParts {
  /**
   * Patterns of ARNs that are a tenant's own and that no template makes, such as `arn:aws:logs:*:*:log-group:acme/*`.
   * One that matches another tenant's names as well is refuted: `acme-*` is acme-eu's, too.
   * @default - none
   */
  readonly own?: (tenant: string, place: Place) => readonly string[];
  /**
   * Patterns of a tenant's secrets in Parameter Store.
   * @default - none
   */
  readonly ownSecrets?: (tenant: string, place: Place) => readonly string[];
  /**
   * Names of shared buckets in which each tenant has the folder that bears its slug.
   * @default - none
   */
  readonly sharedByFolder?: readonly string[];
  /**
   * Resources that tenants share by the value of a context key.
   * @default - none
   */
  readonly partitions?: (place: Place) => readonly Partition[];
  /**
   * Places outside of each owner's own that data may go to by configuration.
   * @default - none
   */
  readonly destinations?: (place: Place) => readonly Destination[];
  /**
   * What is public, or open to another account, on purpose.
   * @default - nothing
   */
  readonly exposed?: (place: Place) => readonly Exposure[];
  /**
   * Roles of the platform whose sessions bring their tenant as a tag, and who chooses it (token vending).
   * @default - none
   */
  readonly sessions?: (place: Place) => readonly TenantSessions[];
  /**
   * What every tenant may use.
   * @default - nothing
   */
  readonly openToAll?: (place: Place) => readonly Common[];
}

/** Where the first of the stacks is deployed to. */
export type Place = Pick<StackTemplate, 'account' | 'region' | 'partition'>;

/**
 * Says of a model what is whose: what carries a tenant's tag is that tenant's, with all that is in it, and what
 * else is said here.
 */
export function tenancyFrom(parts: TenancyParts): (model: Model) => Tenancy {
  return (model) => {
    const [stack] = model.stacks;
    const place: Place = stack ?? { account: '', region: '', partition: '' };
    const buckets = model.guarded.filter(({ kind }) => kind === 'bucket');
    const dataBuckets = buckets.filter(isNamed(parts.sharedByFolder ?? []));
    const ownSecrets = (tenant: string): readonly string[] => parts.ownSecrets?.(tenant, place) ?? [];
    const exposed = parts.exposed?.(place) ?? [];
    const named = <T extends { readonly resources: readonly string[] }>(some: readonly T[] = []): T[] =>
      some.map((one) => ({
        ...one,
        resources: one.resources.map((text) => withStandIns(text, model.stacks)),
      }));
    return {
      dataBuckets,
      logBuckets: [],
      ownSecrets,
      ownResources: (tenant) => [
        ...partsOf(model, tenant).resources.flatMap(arnsIn),
        ...dataBuckets.map(({ arn }) => `${arn}/${tenant}/*`),
        ...ownSecrets(tenant),
        ...(parts.own?.(tenant, place) ?? []),
      ],
      taggedResources: [],
      partitions: named(parts.partitions?.(place)),
      destinations: named(parts.destinations?.(place)),
      exposed,
      sessions: parts.sessions?.(place) ?? [],
      commons: [
        ...commonsOfExposures(exposed, model),
        ...(dataBuckets.length === 0 ? [] : [listingsOf(dataBuckets)]),
        ...named(parts.openToAll?.(place)).map(inLowerCase),
      ],
    };
  };
}

function isNamed(names: readonly string[]): (bucket: GuardedResource) => boolean {
  return ({ arn }) => names.includes(arn.slice(arn.lastIndexOf(':') + 1));
}

/** Actions are compared without regard to case. */
function inLowerCase({ actions, ...common }: Common): Common {
  return { ...common, actions: actions.map((action) => action.toLowerCase()) };
}

function listingsOf(buckets: readonly GuardedResource[]): Common {
  return {
    actions: LISTINGS.patterns,
    resources: buckets.map(({ arn }) => arn),
    because: 'listings are asked about by their prefix',
    isImplied: true,
  };
}
