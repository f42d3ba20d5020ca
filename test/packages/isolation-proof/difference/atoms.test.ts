import { Atoms, witnessOf } from '../../../../packages/isolation-proof/src/difference/atoms';
import { valueOf } from '../../../../packages/isolation-proof/src/difference/formula';
import {
  EVERYTHING,
  literalPattern,
  patternOfTokens,
  ANY_STRING,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';
import { NotUnderstoodError } from '../../../../packages/isolation-proof/src/templates/resolved';
import { atomOf, atomsOf, equals, MANY, ONE, valuation } from './asked-atoms';

describe('atoms', () => {
  test('are the same for what means the same, and others for anything else', () => {
    const atoms = atomsOf();
    const [a, b] = [literalPattern('a'), literalPattern('b')];
    const asked = (both: readonly (typeof a)[]): unknown[] =>
      [
        atoms.resource([a]),
        atoms.resource(both),
        atoms.absent(ONE),
        atoms.absent(MANY),
        atoms.every(MANY, equals('x'), false),
        atoms.every(MANY, equals('x'), true),
        atoms.every(MANY, equals('y'), false),
        atoms.every(ONE, equals('x'), false),
        atoms.opaque('1'),
        atoms.opaque('2'),
      ].map(atomOf);
    const all = asked([a, b]);
    expect(all).toStrictEqual(all.map((_atom, index) => index));
    expect(asked([b, a])).toStrictEqual(all);
  });

  test('of no pattern is false, and of everything is true', () => {
    const atoms = atomsOf();
    expect(atoms.resource([])).toBe(false);
    expect(atoms.resource([literalPattern('a'), EVERYTHING])).toBe(true);
    expect(atoms.resource([wildcardPattern('*')])).toBe(true);
    expect(atoms.resource([patternOfTokens([ANY_STRING])])).toBe(true);
    expect(typeof atoms.resource([wildcardPattern('a*')])).toBe('object');
    expect(typeof atoms.resource([wildcardPattern('a')])).toBe('object');
    expect(typeof atoms.resource([wildcardPattern('?')])).toBe('object');
  });

  test('a key that is always there is never absent', () => {
    const domain = { values: { matching: [EVERYTHING], excluding: [] } };
    const atoms = atomsOf(
      new Map([
        [ONE, { ...domain, isAlwaysPresent: true }],
        [MANY, { ...domain, isAlwaysPresent: false }],
      ]),
    );
    expect(atoms.absent(ONE)).toBe(false);
    expect(typeof atoms.absent(MANY)).toBe('object');
  });

  test('of one value, that none passes is the opposite of that every one does', () => {
    const atoms = atomsOf();
    const every = atoms.every(ONE, equals('x'), false);
    expect(atoms.every(ONE, equals('x'), true)).toStrictEqual({ kind: 'not', of: every });
    expect(atoms.every(MANY, equals('x'), true)).toMatchObject({ kind: 'atom' });
    expect(valueOf(every, valuation([every, true]))).toBe(true);
  });
});

describe('resources with these values of atoms', () => {
  test('match what is true, one of several patterns, and not what is false', () => {
    const atoms = atomsOf();
    const [a, b, c] = ['a', 'b', 'c'].map(wildcardPattern) as [
      typeof EVERYTHING,
      typeof EVERYTHING,
      typeof EVERYTHING,
    ];
    const one = atoms.resource([a]);
    const several = atoms.resource([a, b]);
    const other = atoms.resource([c]);
    atoms.absent(ONE);
    const set = { matching: [wildcardPattern('r*')], oneOf: [], excluding: [literalPattern('rx')] };
    expect(atoms.resourcesOf(new Map())).toStrictEqual(set);
    expect(atoms.resourcesOf(valuation([one, true], [several, true], [other, false]))).toStrictEqual({
      matching: [...set.matching, a],
      oneOf: [[a, b]],
      excluding: [...set.excluding, c],
    });
    expect(atoms.resourcesOf(valuation([several, false])).excluding).toStrictEqual([...set.excluding, a, b]);
  });

  test('keep what is asked about', () => {
    const choice = [literalPattern('p'), literalPattern('q')];
    const atoms = new Atoms({ matching: [], oneOf: [choice], excluding: [] }, new Map(), () => false);
    expect(atoms.resourcesOf(new Map())).toStrictEqual({ matching: [], oneOf: [choice], excluding: [] });
  });

  test('exist or not', () => {
    const atoms = atomsOf();
    const [inside, outside] = [atoms.resource([literalPattern('ra')]), atoms.resource([literalPattern('a')])];
    expect(atoms.isPossible(atomOf(inside), valuation([inside, true]))).toBe('yes');
    expect(atoms.isPossible(atomOf(outside), valuation([outside, true]))).toBe('no');
    expect(atoms.isPossible(atomOf(outside), valuation([outside, false]))).toBe('yes');
    // What is not about resources has no say in it.
    const opaque = atoms.opaque('o');
    expect(atoms.isPossible(atomOf(opaque), valuation([outside, true], [opaque, true]))).toBe('yes');
    expect(atoms.isPossible(999, new Map())).toBe('yes');
  });
});

describe('a text of a set', () => {
  test('or none', () => {
    expect(witnessOf({ matching: [literalPattern('a')], excluding: [] })).toStrictEqual({ text: 'a' });
    expect(witnessOf({ matching: [literalPattern('a')], excluding: [literalPattern('a')] })).toBe('none');
  });

  const failing = (error: Error) => ({
    excluding: [],
    get matching(): never {
      throw error;
    },
  });
  test('or unknown, if it is too much to search', () => {
    const error = new NotUnderstoodError('too many');
    expect(witnessOf(failing(error))).toBe('unknown');
    const atoms = new Atoms(failing(error), new Map(), () => false);
    expect(() => atoms.resourcesOf(new Map())).toThrow(error);
    expect(() => witnessOf(failing(new Error('broken')))).toThrow('broken');
  });
});
