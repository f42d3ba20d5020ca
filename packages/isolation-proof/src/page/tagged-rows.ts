import type { Evidence } from '../judge/evidence';
import { type SeenRegion, taggedForeign, taggedOwn } from '../access/foreign-resources';
import { NODE_ACTIONS } from './capabilities';
import type { MatrixRow } from './matrix-row';
import { fixedWays, type Way } from './ways';

const NOTE =
  'Whose one is, says its tag orgSlug. Some calls of a node take no resource: see "calls open to all".';

/** Nodes of Systems Manager, and the documents and associations that they use. */
export function taggedRows({ tenancy }: Evidence, owner: string | undefined): MatrixRow[] {
  const { taggedResources: resources } = tenancy;
  const others: MatrixRow = {
    scope: 'others',
    title: 'nodes and their documents',
    note: NOTE,
    resources,
    meant: owner === undefined ? 'anything' : [],
    ways: waysTo(taggedForeign(resources, owner)),
  };
  if (owner === undefined) return [others];
  const ways = waysTo(taggedOwn(resources, owner));
  return [{ ...others, scope: 'own', meant: 'anything', ways }, others];
}

function waysTo(seen: readonly SeenRegion[]): Way[] {
  return seen.flatMap(({ region, facts }) => fixedWays(NODE_ACTIONS, [region], facts));
}
