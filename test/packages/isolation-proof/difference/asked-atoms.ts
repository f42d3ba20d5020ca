import { Atoms, type Domain } from '../../../../packages/isolation-proof/src/difference/atoms';
import type { Formula } from '../../../../packages/isolation-proof/src/difference/formula';
import { valueTest, type ValueTest } from '../../../../packages/isolation-proof/src/difference/value-test';
import { literalPattern, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';

/** A key that may have several values. */
export const MANY = 'a:many';
export const ONE = 'a:one';
/** Atoms of requests about resources that begin with `r`, but for `rx`. */
export const atomsOf = (domains: ReadonlyMap<string, Domain> = new Map()): Atoms =>
  new Atoms(
    { matching: [wildcardPattern('r*')], excluding: [literalPattern('rx')] },
    domains,
    (key) => key === MANY,
  );
/** That a value is one of these. */
export function equals(...texts: string[]): ValueTest {
  const test = valueTest('StringEquals', texts.map(literalPattern));
  if (test === undefined) throw new Error('no test');
  return test;
}
/** The atom of a formula that is one, or the opposite of one. */
export function atomOf(formula: Formula): number {
  if (typeof formula === 'boolean') throw new Error('no atom');
  if (formula.kind === 'atom') return formula.atom;
  if (formula.kind === 'not') return atomOf(formula.of);
  throw new Error('no atom');
}
/** Values of formulas that are atoms. */
export const valuation = (...entries: [Formula, boolean][]): Map<number, boolean> =>
  new Map(entries.map(([formula, value]) => [atomOf(formula), value]));
