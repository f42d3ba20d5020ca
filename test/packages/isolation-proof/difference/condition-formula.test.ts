import {
  conditionFormula,
  openVariables,
} from '../../../../packages/isolation-proof/src/difference/condition-formula';
import {
  absent,
  anyValue,
  type Facts,
  known,
  NOTHING_KNOWN,
} from '../../../../packages/isolation-proof/src/policies/facts';
import type { Condition } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { statements } from '../fixtures/statements-and-requests';
import { NamedAtoms } from './named-atoms';

const [STATEMENT] = statements({ Sid: 'Named' });

/** The formula of one condition on `a:k`, as a text. */
function read(operator: string, values: Condition['values'], facts: Facts = NOTHING_KNOWN): string {
  if (STATEMENT === undefined) throw new Error('no statement');
  const atoms = new NamedAtoms();
  return atoms.read(conditionFormula({ operator, key: 'a:k', values }, STATEMENT, facts, atoms));
}

const TEST = '["StringEquals","x"]';

describe('a condition on a key of which nothing is known', () => {
  test.each<[string, string]>([
    ['StringEquals', `(not (no a:k)) and (every a:k ${TEST})`],
    ['StringEqualsIfExists', `(no a:k) or (every a:k ${TEST})`],
    ['StringNotEquals', `(no a:k) or (none a:k ${TEST})`],
    ['StringNotEqualsIfExists', `(no a:k) or (none a:k ${TEST})`],
    ['ForAllValues:StringEquals', `(no a:k) or (every a:k ${TEST})`],
    ['ForAllValues:StringNotEquals', `(no a:k) or (none a:k ${TEST})`],
    ['ForAnyValue:StringEquals', `(not (no a:k)) and (not (none a:k ${TEST}))`],
    ['ForAnyValue:StringNotEquals', `(not (no a:k)) and (not (every a:k ${TEST}))`],
  ])('%s', (operator, expected) => {
    expect(read(operator, ['x'])).toBe(expected);
  });

  test.each<[string, string[], string]>([
    ['true', ['true'], 'no a:k'],
    ['false', ['false'], 'not (no a:k)'],
    ['both', ['true', 'false'], '(no a:k) or (not (no a:k))'],
  ])('Null: %s', (_what, values, expected) => {
    expect(read('Null', values)).toBe(expected);
  });
});

describe('a condition on a key of which the request tells', () => {
  const values = (...texts: string[]): Facts => new Map([['a:k', { kind: 'values', texts }]]);
  const one = (text: string): Facts => new Map([['a:k', known(text)]]);
  const none: Facts = new Map([['a:k', absent]]);

  test.each<[string, Facts, boolean]>([
    ['StringEquals', one('x'), true],
    ['StringEquals', one('y'), false],
    ['StringEquals', none, false],
    ['StringNotEquals', one('x'), false],
    ['StringNotEquals', one('y'), true],
    ['StringNotEquals', none, true],
    ['StringEqualsIfExists', none, true],
    ['StringEqualsIfExists', one('y'), false],
    ['ForAllValues:StringEquals', values('x', 'x'), true],
    ['ForAllValues:StringEquals', values('x', 'y'), false],
    ['ForAllValues:StringEquals', none, true],
    ['ForAllValues:StringNotEquals', values('y', 'x'), false],
    ['ForAllValues:StringNotEquals', values('y', 'z'), true],
    ['ForAnyValue:StringEquals', values('y', 'x'), true],
    ['ForAnyValue:StringEquals', values('y', 'z'), false],
    ['ForAnyValue:StringEquals', none, false],
    ['ForAnyValue:StringNotEquals', values('x', 'y'), true],
    ['ForAnyValue:StringNotEquals', values('x', 'x'), false],
  ])('%s of %p is %p', (operator, facts, expected) => {
    expect(read(operator, ['x'], facts)).toBe(String(expected));
  });

  test('Null is decided', () => {
    expect(read('Null', ['true'], none)).toBe('true');
    expect(read('Null', ['true'], one('x'))).toBe('false');
    expect(read('Null', ['false'], none)).toBe('false');
    expect(read('Null', ['false'], one('x'))).toBe('true');
  });

  test('a value that may be any is there, and is asked for', () => {
    const any: Facts = new Map([['a:k', anyValue]]);
    expect(read('StringEquals', ['x'], any)).toBe(`every a:k ${TEST}`);
    expect(read('Null', ['false'], any)).toBe('true');
  });
});

describe('the values that a condition compares with', () => {
  test('are patterns where the operator has wildcards, and texts where it has none', () => {
    expect(read('StringLike', ['a*'])).toContain(String.raw`every a:k ["StringLike","a*"]`);
    expect(read('StringEquals', ['a*'])).toContain(String.raw`every a:k ["StringEquals","a\\*"]`);
  });

  test('have their variables replaced; one without a value matches nothing', () => {
    const facts: Facts = new Map([['aws:username', known('ann')]]);
    expect(read('StringLike', ['${aws:username}/*', '${a:other}'], facts)).toContain(
      'every a:k ["StringLike","ann/*"]',
    );
  });

  test('of which one is not known are the same in the same place only', () => {
    expect(read('StringEquals', ['x', undefined])).toBe(
      `? ${JSON.stringify([STATEMENT?.source.path, 'Named', 'StringEquals', 'a:k', ['x', null]])}`,
    );
  });

  test('of an operator that is not modelled are the same wherever they are', () => {
    expect(read('BinaryEquals', ['eA==', 'eQ=='])).toBe('? ["BinaryEquals","a:k",["eA==","eQ=="]]');
  });
});

describe('policy variables without a value', () => {
  const open = (statement: JsonObject, facts: Facts = NOTHING_KNOWN): string[] =>
    statements(statement).flatMap((one) => [...openVariables(one, facts)]);
  const when = (...values: string[]): JsonObject => ({ Condition: { StringLike: { 'a:k': values } } });

  test.each<[string, JsonObject, string[]]>([
    ['none', { Resource: 'a', ...when('b') }, []],
    ['of a resource', { Resource: ['a', 'x/${aws:username}/*'] }, ['aws:username']],
    ['of a condition', when('x', '${aws:PrincipalTag/Team}'), ['aws:principaltag/team']],
    ['several of a text', { Resource: '${a:One}-${a:Two}' }, ['a:one', 'a:two']],
    ['each once', { Resource: '${a:One}', ...when('${a:one}') }, ['a:one']],
    ['with a default', { Resource: "${ a:One , 'x'}" }, ['a:one']],
    ['what stands for a character', { Resource: '${*}${?}${$}${}' }, []],
    ['a key that begins or ends as a character', { Resource: '${*a}${a*}' }, ['*a', 'a*']],
  ])('%s', (_what, statement, expected) => {
    expect(open(statement)).toStrictEqual(expected);
  });

  test('are not those that have one, or are known to be absent', () => {
    const facts: Facts = new Map([
      ['a:one', known('x')],
      ['a:two', absent],
    ]);
    expect(open({ Resource: '${a:One}${a:Two}${a:Three}' }, facts)).toStrictEqual(['a:three']);
  });

  test('are not looked for in texts that are not known', () => {
    const [statement] = statements({});
    if (statement === undefined) throw new Error('no statement');
    const unknown = { ...statement, resources: { texts: [undefined, '${a:one}'], negated: false } };
    expect([...openVariables(unknown, NOTHING_KNOWN)]).toStrictEqual(['a:one']);
  });
});
