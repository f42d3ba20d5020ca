import { dealt, mutantsOf } from '../../../tools/mutation/mutants';
import { OPERATORS } from '../../../tools/mutation/operators/all';
import { REVIEWED } from '../../../tools/mutation/reviewed-survivor';
import { readableGround } from './two-organizations';

/** Of every operator, as a run makes them. */
const MUTANTS = mutantsOf([readableGround()]);

test('parts have every mutant once, and of each operator as many as the others', () => {
  const parts = [1, 2, 3].map((number) => dealt(MUTANTS, { number, of: 3 }));
  const numbers = new Map(MUTANTS.map((mutant, index) => [mutant, index]));
  const dealtOut = parts.flat().map((mutant) => numbers.get(mutant) ?? -1);
  expect(dealtOut.toSorted((one, other) => one - other)).toEqual([...MUTANTS.keys()]);
  for (const part of parts) {
    for (const { name } of OPERATORS) {
      const of = (mutants: typeof MUTANTS): number =>
        mutants.filter(({ mutant }) => mutant.operator === name).length;
      expect(Math.abs(of(part) - of(MUTANTS) / parts.length)).toBeLessThan(1);
    }
  }
});

test('every argument on the list is about an operator that exists', () => {
  const names = new Set(OPERATORS.map(({ name }) => name));
  expect(REVIEWED.length).toBeGreaterThan(0);
  expect(REVIEWED.flatMap(({ operators }) => operators).filter((name) => !names.has(name))).toEqual([]);
});
