import type { Formula } from '../../../../packages/isolation-proof/src/difference/formula';
import { literalPattern, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { atomOf, atomsOf, equals, MANY, ONE, valuation } from './asked-atoms';

describe('the value of a key', () => {
  const atoms = atomsOf();
  const absent = atoms.absent(ONE);
  const x = atoms.every(ONE, equals('x'), false);
  const xy = atoms.every(ONE, equals('x', 'y'), false);

  test.each<[string, [Formula, boolean][], unknown]>([
    ['none, where nothing is asked', [], { value: null }],
    ['none, where it is absent', [[absent, true]], { value: null }],
    [
      'none, where it is absent, whatever tests say',
      [
        [absent, true],
        [x, true],
      ],
      { value: null },
    ],
    ['any, where it is there', [[absent, false]], { value: 'x' }],
    ['one that passes', [[x, true]], { value: 'x' }],
    ['one that does not', [[x, false]], { value: 'true' }],
    [
      'one that passes a test and not the other',
      [
        [absent, false],
        [xy, true],
        [x, false],
      ],
      { value: 'y' },
    ],
    [
      'impossible, where tests contradict each other',
      [
        [xy, false],
        [x, true],
      ],
      'none',
    ],
  ])('%s', (_what, entries, expected) => {
    expect(atoms.valueOfKey(ONE, valuation(...entries))).toStrictEqual(expected);
  });

  test('says whether there are requests', () => {
    expect(atoms.isPossible(atomOf(x), valuation([x, true]))).toBe('yes');
    expect(atoms.isPossible(atomOf(x), valuation([x, true], [xy, false]))).toBe('no');
    expect(atoms.isPossible(atomOf(absent), valuation([absent, true]))).toBe('yes');
  });

  test('is one that is known to be possible', () => {
    const values = { matching: [wildcardPattern('y*')], excluding: [] };
    const known = atomsOf(new Map([[ONE, { values, isAlwaysPresent: true }]]));
    const every = known.every(ONE, equals('x', 'y'), false);
    expect(known.valueOfKey(ONE, valuation([every, true]))).toStrictEqual({ value: 'y' });
    const only = known.every(ONE, equals('x'), false);
    expect(known.isPossible(atomOf(only), valuation([only, true]))).toBe('no');
  });
});

describe('the values of a key that may have several', () => {
  const atoms = atomsOf();
  const every = (negated: boolean, ...texts: string[]): Formula =>
    atoms.every(MANY, equals(...texts), negated);

  test.each<[string, [Formula, boolean][], unknown]>([
    ['one, where one will do', [[every(false, 'x', 'y'), true]], { value: 'x' }],
    ['none of several', [[every(true, 'x'), true]], { value: 'true' }],
    // That not all are different from a text means that one is that text.
    ['one that is', [[every(true, 'p'), false]], { value: 'p' }],
    [
      'as many as it takes, sorted',
      [
        [every(true, 'q'), false],
        [every(true, 'p'), false],
      ],
      { value: ['p', 'q'] },
    ],
    [
      'as many, of which all pass',
      [
        [every(true, 'q'), false],
        [every(true, 'p'), false],
        [every(false, 'p', 'q'), true],
      ],
      { value: ['p', 'q'] },
    ],
    [
      'impossible, where one of them is',
      [
        [every(true, 'q'), false],
        [every(true, 'p'), false],
        [every(false, 'p'), true],
      ],
      'none',
    ],
    [
      'impossible, where all are to pass two tests',
      [
        [every(false, 'p'), true],
        [every(false, 'q'), true],
      ],
      'none',
    ],
  ])('%s', (_what, entries, expected) => {
    expect(atoms.valueOfKey(MANY, valuation(...entries))).toStrictEqual(expected);
  });
});

describe('keys of atoms', () => {
  const atoms = atomsOf();
  const [resource, opaque, many, one, other] = [
    atoms.resource([literalPattern('a')]),
    atoms.opaque('o'),
    atoms.absent(MANY),
    atoms.absent(ONE),
    atoms.every(ONE, equals('x'), false),
  ] as [Formula, Formula, Formula, Formula, Formula];

  test('are told sorted, each once', () => {
    expect(
      atoms.keysIn(valuation([other, true], [one, false], [many, true], [resource, true], [opaque, true])),
    ).toStrictEqual([MANY, ONE]);
    expect(atoms.keysIn(new Map([[999, true]]))).toStrictEqual([]);
  });

  test('can be left out', () => {
    const known = valuation([other, true], [one, false], [many, true], [resource, true]);
    expect(atoms.without(ONE, known)).toStrictEqual(valuation([many, true], [resource, true]));
    expect(atoms.without('a:none', known)).toStrictEqual(known);
  });
});
