import type { Atoms } from './atoms';
import { type Atom, type Formula, literalTowards, type Valuation, valueOf } from './formula';

/** Literals that are tried for one question before it is given up. Ordinary questions take some dozens. */
const MOST_DECISIONS = 4_000;

/** Values of atoms that make a formula true of some request; `none` if there is no such request. */
export type Solution = Valuation | 'none' | 'undecided';

/**
 * Looks for requests of which a formula is true: literal by literal, each one checked for whether requests exist of
 * which all literals so far are true. Both values of each atom are tried, so that no solution is a proof that no such
 * request exists; where that cannot be told, nothing is found and the question is undecided.
 */
export function solve(goal: Formula, atoms: Atoms): Solution {
  const known = new Map<Atom, boolean>();
  const effort = { decisions: 0, isUndecided: false };

  const search = (): Valuation | undefined => {
    const value = valueOf(goal, known);
    if (value === false) return undefined;
    if (value === true) return new Map(known);
    const literal = literalTowards(goal, true, known);
    if (literal === undefined) return undefined;
    for (const tried of [literal.value, !literal.value]) {
      effort.decisions += 1;
      if (effort.decisions > MOST_DECISIONS) {
        effort.isUndecided = true;
        break;
      }
      known.set(literal.atom, tried);
      const possible = atoms.isPossible(literal.atom, known);
      if (possible === 'unknown') effort.isUndecided = true;
      const found = possible === 'yes' ? search() : undefined;
      if (found !== undefined) return found;
      known.delete(literal.atom);
    }
    return undefined;
  };

  return search() ?? (effort.isUndecided ? 'undecided' : 'none');
}
