import {
  all,
  any,
  type Formula,
  literalTowards,
  not,
  valueOf,
} from '../../../../packages/isolation-proof/src/difference/formula';

const [one, other, third] = [0, 1, 2].map((atom): Formula => ({ kind: 'atom', atom })) as [
  Formula,
  Formula,
  Formula,
];
const known = (...values: readonly (boolean | undefined)[]): Map<number, boolean> =>
  new Map(values.flatMap((value, atom): [number, boolean][] => (value === undefined ? [] : [[atom, value]])));

describe('formulas are made as short as they can be', () => {
  test.each<[string, Formula, Formula]>([
    ['the opposite of true', not(true), false],
    ['the opposite of false', not(false), true],
    ['the opposite of the opposite', not(not(one)), one],
    ['the opposite of anything else', not(one), { kind: 'not', of: one }],
    ['all of nothing', all(), true],
    ['any of nothing', any(), false],
    ['all of one', all(one), one],
    ['any of one', any(one), one],
    ['all with what is true', all(true, one, true), one],
    ['any with what is false', any(false, one, false), one],
    ['all with what is false', all(one, false, other), false],
    ['any with what is true', any(one, true, other), true],
    ['all of several', all(one, true, other), { kind: 'all', of: [one, other] }],
    ['any of several', any(one, false, other), { kind: 'any', of: [one, other] }],
  ])('%s', (_what, formula, expected) => {
    expect(formula).toStrictEqual(expected);
  });
});

describe('the value of a formula', () => {
  test.each<[string, Formula, (boolean | undefined)[], boolean | undefined]>([
    ['a value', true, [], true],
    ['an atom that is true', one, [true], true],
    ['an atom that is false', one, [false], false],
    ['an atom that is not known', one, [undefined, true], undefined],
    ['not of what is true', not(one), [true], false],
    ['not of what is false', not(one), [false], true],
    ['not of what is not known', not(one), [], undefined],
    ['all, where all are true', all(one, other), [true, true], true],
    ['all, where one is false and others open', all(one, other, third), [undefined, false], false],
    ['all, where one is open', all(one, other), [undefined, true], undefined],
    ['all, where the last is open', all(one, other), [true], undefined],
    ['any, where all are false', any(one, other), [false, false], false],
    ['any, where one is true and others open', any(one, other, third), [undefined, true], true],
    ['any, where one is open', any(one, other), [undefined, false], undefined],
    ['any, where the last is open', any(one, other), [false], undefined],
  ])('%s', (_what, formula, values, expected) => {
    expect(valueOf(formula, known(...values))).toBe(expected);
  });
});

describe('the literal that leads towards a value', () => {
  test.each<[string, Formula, boolean, (boolean | undefined)[], unknown]>([
    ['none, of a value', true, true, [], undefined],
    ['an atom itself', other, true, [], { atom: 1, value: true }],
    ['an atom itself, to be false', other, false, [], { atom: 1, value: false }],
    ['none, of an atom that is known', one, true, [false], undefined],
    ['the opposite, of what is negated', not(one), true, [], { atom: 0, value: false }],
    ['the first that is open', all(one, other, third), true, [true], { atom: 1, value: true }],
    ['none where all are known', any(one, other), true, [false, false], undefined],
    [
      'not of a part that is decided with an open atom in it',
      all(any(one, other), third),
      true,
      [undefined, true],
      { atom: 2, value: true },
    ],
  ])('%s', (_what, formula, value, values, expected) => {
    expect(literalTowards(formula, value, known(...values))).toStrictEqual(expected);
  });
});
