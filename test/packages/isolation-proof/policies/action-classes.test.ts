import * as fc from 'fast-check';
import {
  type ActionClass,
  actionClasses,
  among,
  matchesAny,
  matchesClass,
} from '../../../../packages/isolation-proof/src/policies/action-classes';
import { literalPattern, wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { readStatements, type Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import { isCovered, isEmpty } from '../../../../packages/isolation-proof/src/patterns/witness';
import { policyOf } from '../fixtures/organizations';
import { resourceOf } from '../fixtures/stack-of';

const PATTERNS = [
  's3:GetObject',
  's3:Get*',
  's3:*Object',
  'kms:Decrypt',
  'kms:*',
  '*:*Tag',
  's3:?etObject',
  '*',
];
const SOURCE = resourceOf('AWS::IAM::ManagedPolicy');

/** A statement for each action. */
function statementsWith(...actions: readonly string[]): readonly Statement[] {
  const statements = actions.map((action) => ({ Effect: 'Allow', Action: action, Resource: '*' }));
  return readStatements(policyOf(...statements), SOURCE);
}

const matches = (text: string, action: string): boolean =>
  isCovered(literalPattern(action), [wildcardPattern(text.toLowerCase())]);

function contains({ sets }: ActionClass, action: string): boolean {
  return sets.some(
    ({ matching, excluding }) => !isEmpty({ matching: [...matching, literalPattern(action)], excluding }),
  );
}

const CLASSES = actionClasses(statementsWith(...PATTERNS));

test('a class has an example of its own, on which every pattern decides as it does on the class', () => {
  for (const action of CLASSES) {
    expect(CLASSES.filter((some) => contains(some, action.example))).toEqual([action]);
    for (const text of PATTERNS) {
      expect(matchesClass(text.toLowerCase(), action)).toBe(matches(text, action.example));
    }
  }
});

test('every action is in exactly one class, and that class is matched by what matches the action', () => {
  const word = fc.string({
    unit: fc.constantFrom('g', 'e', 't', 'o', 'b', 'j', 'c', 'a'),
    minLength: 1,
    maxLength: 6,
  });
  const action = fc.oneof(
    fc.tuple(fc.constantFrom('s3', 'kms', 'x'), word).map(([service, name]) => `${service}:${name}`),
    fc
      .tuple(fc.constantFrom('s3:get', 's3:', 'kms:', 'x:'), word, fc.constantFrom('', 'object', 'tag'))
      .map((parts) => parts.join('')),
    fc.constantFrom('s3:getobject', 'kms:decrypt', 's3:xetobject'),
  );
  fc.assert(
    fc.property(action, (name) => {
      const [of, ...others] = CLASSES.filter((some) => contains(some, name));
      expect(others).toEqual([]);
      if (of === undefined) throw new Error(`${name} is in no class`);
      for (const text of PATTERNS) expect(matchesClass(text.toLowerCase(), of)).toBe(matches(text, name));
    }),
    { numRuns: 100 },
  );
});

test('without patterns there is one class, of all actions', () => {
  const classes = actionClasses([]);
  expect(classes).toHaveLength(1);
  expect(classes.every((some) => contains(some, 'future:action'))).toBe(true);
});

test('a text that is not known, and the order of patterns, make no classes', () => {
  const unknown = readStatements(
    policyOf({ Effect: 'Allow', Action: { Ref: 'Parameter' }, Resource: '*' }),
    SOURCE,
  );
  expect(actionClasses(unknown)).toHaveLength(1);
  expect(actionClasses(statementsWith(...PATTERNS.toReversed()))).toHaveLength(CLASSES.length);
});

test('actions that no statement tells apart are one class, unless a list does', () => {
  const one = readStatements(
    policyOf({ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' }),
    SOURCE,
  );
  const sizes = [actionClasses(one), actionClasses(one, [['s3:putobject']])].map(({ length }) => length);
  expect(sizes).toEqual([2, 3]);
  expect(
    actionClasses(one).filter((some) => contains(some, 's3:putobject') && contains(some, 's3:getobject')),
  ).toHaveLength(1);
});

test('a list more leaves the classes as they are that it does not tell apart, and only those', () => {
  const before = actionClasses(statementsWith('kms:*', 's3:GetObject'));
  const after = actionClasses(statementsWith('kms:*', 's3:GetObject', 's3:PutObject'));

  expect(after.filter((action) => before.includes(action)).map(({ example }) => example)).toEqual([
    's3:getobject',
    'kms:x',
  ]);
  expect(after.map(({ example }) => example)).toEqual(expect.arrayContaining(['s3:putobject']));
  const elsewhere = after.filter((action) => !before.includes(action) && contains(action, 's3:putobject'));
  expect(elsewhere).toHaveLength(1);
  expect(before.filter((action) => contains(action, 's3:putobject'))).toHaveLength(1);
});

test('what is no action, as it has another colon, makes no class', () => {
  expect(actionClasses(statementsWith('a:*:c'))).toHaveLength(1);
});

test.each<[string, readonly (string | undefined)[], boolean]>([
  ['itself', ['s3:putobject', 's3:getobject'], true],
  ['a wildcard', ['s3:get*'], true],
  ['everything', ['*'], true],
  ['what is not known', [undefined], true],
  ['another one', ['s3:putobject', 'kms:*'], false],
  ['nothing', [], false],
])('an action is matched by %s: %s', (_what, texts, expected) => {
  expect(matchesAny(texts, 's3:getobject')).toBe(expected);
});

describe('among', () => {
  const [all] = actionClasses([]);
  const meet = (patterns: readonly string[], except: readonly string[] = []): string | undefined =>
    all === undefined ? undefined : among(all, { patterns, except: new Set(except) })?.example;

  test.each<[string, string[], string[], string | undefined]>([
    ['an action of the group', ['s3:getobject'], [], 's3:getobject'],
    ['no exception', ['s3:getobject'], ['s3:getobject'], undefined],
    ['another pattern, if the first is excepted', ['s3:a', 's3:b'], ['s3:a'], 's3:b'],
    ['an action that AWS may add', ['kms:*'], ['kms:'], 'kms:x'],
    ['nothing that is no action', ['nothing'], [], undefined],
  ])('finds %s', (_what, patterns, except, expected) => {
    expect(meet(patterns, except)).toBe(expected);
  });

  test('tells groups by what they say: those with other exceptions are others', () => {
    const [first] = actionClasses([]);
    if (first === undefined) throw new Error('there are no classes');
    const anything = among(first, { patterns: ['s3:*'] });
    expect(among(first, { patterns: ['s3:*'] })).toBe(anything);
    expect(among(first, { patterns: ['s3:*'], except: new Set(['s3:x']) })?.example).toBe('s3:y');
    expect(among(first, { patterns: ['s3:*'], exceptMatching: ['s3:x*'] })?.example).toBe('s3:y');
  });

  test('answers the same when asked again', () => {
    const group = { patterns: ['s3:getobject'] };
    const [first] = CLASSES;
    if (first === undefined) throw new Error('there are no classes');
    expect(among(first, group)).toBe(among(first, group));
  });
});
