import type { Evidence } from '../../../packages/isolation-proof/src/judge/evidence';
import {
  type SeenRegion,
  taggedForeign,
  taggedOwn,
} from '../../../packages/isolation-proof/src/access/foreign-resources';
import { NODE_ACTIONS } from './capabilities';
import type { MatrixRow } from '../../../packages/isolation-proof/src/page/matrix-row';
import { fixedWays, type Way } from '../../../packages/isolation-proof/src/page/ways';

const NOTE =
  'Whose one is, says its tag orgSlug. Some calls of a node take no resource: see "calls open to all".';

/** Nodes of Systems Manager, and the documents and associations that they use. */
export function taggedRows({ model, tenancy }: Evidence, owner: string | undefined): MatrixRow[] {
  const { taggedResources: resources } = tenancy;
  const { tags } = model.ownership;
  const others: MatrixRow = {
    scope: 'others',
    title: 'nodes and their documents',
    note: NOTE,
    resources,
    meant: owner === undefined ? 'anything' : [],
    ways: waysTo(taggedForeign(tags, resources, owner)),
  };
  if (owner === undefined) return [others];
  const ways = waysTo(taggedOwn(tags, resources, owner));
  return [{ ...others, scope: 'own', meant: 'anything', ways }, others];
}

function waysTo(seen: readonly SeenRegion[]): Way[] {
  return seen.flatMap(({ region, facts }) => fixedWays(NODE_ACTIONS, [region], facts));
}
