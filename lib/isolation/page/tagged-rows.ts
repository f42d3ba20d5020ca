import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import {
  type SeenRegion,
  taggedForeign,
  taggedOwn,
} from '../../../packages/isolation-proof/src/access/foreign-resources';
import { NODE_ACTIONS } from './capabilities';
import type { MatrixRow } from '../../../packages/isolation-proof/src/matrix/matrix-row';
import { fixedPaths, type AccessPath } from '../../../packages/isolation-proof/src/matrix/access-paths';

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
    paths: pathsTo(taggedForeign(tags, resources, owner)),
  };
  if (owner === undefined) return [others];
  const paths = pathsTo(taggedOwn(tags, resources, owner));
  return [{ ...others, scope: 'own', meant: 'anything', paths }, others];
}

function pathsTo(seen: readonly SeenRegion[]): AccessPath[] {
  return seen.flatMap(({ region, facts }) => fixedPaths(NODE_ACTIONS, [region], facts));
}
