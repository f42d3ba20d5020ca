import type { ConcreteRequest } from '../decide/request';
import type { Principal, Subject } from '../model/principal';
import { partsOf } from '../model/tenant-parts';
import type { TenantModel } from '../tenancy/tenancy';
import type { OtherRequester } from './other-requester';
import type { PrincipalKind } from './principal-kind';
import type { AllowedRow } from './row';

/** Everybody who makes requests of the contract for one tenant, by kind. */
export type Requesters<Kind extends string> = Pick<
  ReadonlyMap<Kind, readonly ConcreteRequest['requester'][]>,
  'get'
>;

/** Everybody whose row it is. */
export function requestersIn<Kind extends string>(
  { by }: Pick<AllowedRow<never, Kind>, 'by'>,
  requesters: Requesters<Kind>,
): readonly ConcreteRequest['requester'][] {
  const kinds: readonly Kind[] = typeof by === 'string' ? [by] : by;
  return kinds.flatMap((kind) => requesters.get(kind) ?? []);
}

/** The principals of a tenant sorted by kind, beside whoever else makes requests. */
export interface SortedRequesters<Kind extends string> {
  readonly requesters: Requesters<Kind>;
  /** Ids of kinds that the tenant has to have one of at least, and has none. */
  readonly absentKinds: readonly Kind[];
  /** Principals of the tenant that no kind recognises. */
  readonly unclassified: readonly Principal[];
}

/** Sorts the principals of a tenant by kind. One that several kinds recognise is of each. */
export function requestersOf<Kind extends string>(
  kinds: readonly PrincipalKind<Kind>[],
  others: readonly OtherRequester<Kind>[],
  known: TenantModel,
  tenant: string,
): SortedRequesters<Kind> {
  const { principals } = partsOf(known.model, tenant);
  const members = new Map(
    kinds.map((kind) => [kind, principals.filter((principal) => kind.recognises(principal, known))]),
  );
  const classified = new Set([...members.values()].flat());
  return {
    requesters: new Map<Kind, readonly ConcreteRequest['requester'][]>([
      ...[...members].map(
        ([kind, found]) => [kind.id, found.map((principal) => inSession(principal, kind))] as const,
      ),
      ...others.map(({ id, of }) => {
        const requester = of(known.model);
        return [id, requester === undefined ? [] : [requester]] as const;
      }),
    ]),
    absentKinds: [...members].flatMap(([{ id, required = false }, found]) =>
      required && found.length === 0 ? [id] : [],
    ),
    unclassified: principals.filter((principal) => !classified.has(principal)),
  };
}

function inSession(principal: Principal, { session }: PrincipalKind): Subject {
  if (session === undefined) return principal;
  const carried = typeof session === 'function' ? session(principal) : session;
  return { ...principal, facts: new Map([...principal.facts, ...carried]) };
}
