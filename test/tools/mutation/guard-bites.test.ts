import { judgeAsSynth } from '../../../tools/mutation/judge-mutant';
import { judgeMutant } from '../../../tools/mutation/judged-mutant';
import { mutationGrounds } from '../../../tools/mutation/mutation-environment';
import { mutantsOf, sliceOf } from '../../../tools/mutation/mutants';
import { OPERATORS } from '../../../tools/mutation/operators/all';
import { reportOf, reportText } from '../../../tools/mutation/mutation-report';
import { REVIEWED } from '../../../tools/mutation/reviewed-survivor';

/** Of each operator; the whole is `npm run mutate`. */
const SLICE = 2;

test('what ships is proved, and the guard kills a slice of the mutants of every operator', () => {
  const grounds = mutationGrounds();
  expect(grounds.map(({ stacks }) => judgeAsSynth(stacks))).toEqual(
    grounds.map(() => ({ kind: 'survived' })),
  );
  const judged = sliceOf(mutantsOf(grounds), SLICE).map((mutant) => judgeMutant(mutant, judgeAsSynth));
  const report = reportOf(judged, REVIEWED, { seconds: 1, isWhole: false });
  expect(report.rows.map(({ operator, mutants }) => [operator, mutants])).toEqual(
    OPERATORS.map(({ name }) => [name, SLICE]),
  );
  expect(report.passed ? [] : reportText(report)).toEqual([]);
}, 60_000);

test('every argument on the list is about an operator that exists', () => {
  const names = new Set(OPERATORS.map(({ name }) => name));
  expect(REVIEWED.flatMap(({ operators }) => operators).filter((name) => !names.has(name))).toEqual([]);
});
