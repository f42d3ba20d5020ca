import { judgeAsSynth } from '../../../tools/mutation/judge-mutant';
import { judgeMutant } from '../../../tools/mutation/judged-mutant';
import { mutationGrounds } from '../../../tools/mutation/mutation-environment';
import { dealt, mutantsOf, sliceOf } from '../../../tools/mutation/mutants';
import { OPERATORS } from '../../../tools/mutation/operators/all';
import { reportOf, reportText } from '../../../tools/mutation/mutation-report';
import { REVIEWED } from '../../../tools/mutation/reviewed-survivor';

/** Of each operator; the whole is `npm run mutate`. */
const SLICE = 2;
const GROUNDS = mutationGrounds();
const MUTANTS = mutantsOf(GROUNDS);

test('what ships is proved, and the guard kills a slice of the mutants of every operator', () => {
  expect(GROUNDS.map(({ stacks }) => judgeAsSynth(stacks))).toEqual(
    GROUNDS.map(() => ({ kind: 'survived' })),
  );
  const judged = sliceOf(MUTANTS, SLICE).map((mutant) => judgeMutant(mutant, judgeAsSynth));
  const report = reportOf(judged, REVIEWED, { seconds: 1, isWhole: false });
  expect(report.rows.map(({ operator, mutants }) => [operator, mutants])).toEqual(
    OPERATORS.map(({ name }) => [name, SLICE]),
  );
  expect(report.passed ? [] : reportText(report)).toEqual([]);
}, 180_000);

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
}, 60_000);

test('every argument on the list is about an operator that exists', () => {
  const names = new Set(OPERATORS.map(({ name }) => name));
  expect(REVIEWED.flatMap(({ operators }) => operators).filter((name) => !names.has(name))).toEqual([]);
});
