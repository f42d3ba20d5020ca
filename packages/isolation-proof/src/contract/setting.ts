import type { ConcreteRequest } from '../decide/request';
import type { Principal } from '../model/principal';

/** Everybody who makes requests of the contract, by kind. */
export type Requesters<Kind extends string> = Readonly<Record<Kind, readonly ConcreteRequest['requester'][]>>;

/** What the requests of one tenant are made of, and who makes them. */
export interface Setting<Scene, Kind extends string> {
  readonly scene: Scene;
  readonly requesters: Requesters<Kind>;
  /** Principals of the tenant that are of no kind. */
  readonly unclassified: readonly Principal[];
  /** Whether the tenant is suspended: then only rows that are possible even so are. */
  readonly isSuspended: boolean;
}
