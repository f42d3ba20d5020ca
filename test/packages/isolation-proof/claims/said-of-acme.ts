import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Tenancy } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { judged, told } from './judged';

export type Owner = 'acme' | 'acme-eu' | 'platform';
export type ThingsOf = (owner: Owner) => Parameters<typeof stackOf>[0];

/** What is said of a resource of acme's, where each owner has a stack with things of its own. */
export function saidOfAcme(
  thingsOf: ThingsOf,
  type: string,
  properties: JsonObject,
  tenancy: Partial<Tenancy> = {},
): string[] {
  const stacks = (['acme', 'acme-eu', 'platform'] as const).map((name) =>
    stackOf({ ...thingsOf(name), ...(name === 'acme' ? { Only: [type, properties] as const } : {}) }, name),
  );
  const { violations } = judged(flows, stacks, () => tenancy, { owner: TAGS.owner });
  return told({ violations: violations.filter(({ path }) => path === 'acme/Only') });
}

/** Rows about resources that name things, with those things of an owner. */
export interface NamingRows {
  readonly rows: readonly NamingRow[];
  readonly thingsOf: ThingsOf;
}

/** A resource of acme's that names something, and what is said where that is a neighbour's. */
export interface NamingRow {
  readonly type: string;
  /** Its properties where what it names is of an owner. */
  readonly of: (owner: Owner) => JsonObject;
  /** As in "requests go to Api (IntegrationUri)". */
  readonly said: string;
  /** Whether it may be the platform's, too. */
  readonly isShared: boolean;
}
