import { type Choice, chosenOf } from '../../../tools/mutation/chosen-mutants';
import { placeOf } from '../../../tools/mutation/mutant';
import { mutantsOf } from '../../../tools/mutation/mutants';
import { readableGround } from './two-organizations';

/** Of every operator, as a run makes them. */
const MUTANTS = mutantsOf([readableGround()]);
const ALL: Choice = {
  fast: false,
  part: undefined,
  operators: new Set(MUTANTS.map(({ mutant }) => mutant.operator)),
  places: [],
};
const OF_ONE = { ...ALL, operators: new Set(['attach-aws-policy']) };

test('all are meant where nothing is chosen', () => {
  expect(chosenOf(MUTANTS, ALL)).toEqual(MUTANTS);
});

test('those of operators, and of places that contain one of the texts', () => {
  const operators = new Set(['flip-effect', 'drop-tag']);
  const chosen = chosenOf(MUTANTS, { ...ALL, operators, places: ['Policy/Rea', 'acme/Role/Tr'] });
  expect(chosen.map(({ mutant }) => [mutant.operator, placeOf(mutant)])).toEqual([
    ['flip-effect', 'acme/Role/Trust'],
    ['flip-effect', 'acme/Policy/Read'],
  ]);
});

test('a slice has a few of each operator', () => {
  const counts = new Map<string, number>();
  for (const { mutant } of chosenOf(MUTANTS, { ...ALL, fast: true }))
    counts.set(mutant.operator, (counts.get(mutant.operator) ?? 0) + 1);
  expect([...counts.keys()]).toEqual([...ALL.operators]);
  expect(Math.max(...counts.values())).toBe(6);
});

test('a part without a mutant is no success', () => {
  const count = chosenOf(MUTANTS, OF_ONE).length;
  expect(count).toBeLessThan(9);
  expect(() => chosenOf(MUTANTS, { ...OF_ONE, part: { number: 9, of: 9 } })).toThrow(
    `nothing would be planted: there are more parts than the ${count} mutants; ask for fewer parts`,
  );
});

test('a place that no mutant has is no success', () => {
  expect(() => chosenOf(MUTANTS, { ...OF_ONE, places: ['nowhere'] })).toThrow(
    'nothing would be planted: no mutant has such an operator and such a place',
  );
});
