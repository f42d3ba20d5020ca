import { ALL_POLICIES } from '../../../packages/isolation-proof/src/access/lens';
import type { AccessDifference } from '../../../packages/isolation-proof/src/difference/access-difference';
import type { AccessMark } from '../../../packages/isolation-proof/src/page/access-mark';
import { PrincipalWords } from './principal-words';
import { ResourceWords } from './resource-words';
import { type ReviewedSides, spellingOf } from './sides';

/** Where the matrices show differences of access: one mark for each row that a difference is about. */
export function accessMarks(differences: readonly AccessDifference[], sides: ReviewedSides): AccessMark[] {
  const resources = new ResourceWords(sides, new PrincipalWords(sides));
  const spelling = spellingOf(sides);
  return differences.flatMap(({ change, lens, principal, organizations, actions, resources: texts }) => {
    const rows = texts.flatMap((text) => resources.rowsAbout(actions, text, principal.owner));
    const byName = new Map(rows.map((row) => [`${row.scope} ${row.title}`, row]));
    return [...byName.values()].map(({ scope, title }): AccessMark => ({
      change,
      isInForce: lens === ALL_POLICIES.name,
      principal: principal.name,
      ...(principal.path === undefined ? {} : { path: principal.path }),
      // Whoever is of no organization has a matrix of its own.
      organizations: principal.owner === undefined ? [] : organizations,
      scope,
      row: title,
      actions: actions.map((action) => spelling.of(action)),
    }));
  });
}
