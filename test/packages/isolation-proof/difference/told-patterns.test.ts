import type { ComparedGuard } from '../../../../packages/isolation-proof/src/difference/compared-guard';
import { textOfPattern } from '../../../../packages/isolation-proof/src/difference/pattern-text';
import {
  actionPattern,
  resourcePattern,
  toldTexts,
} from '../../../../packages/isolation-proof/src/difference/told-patterns';
import {
  concatenate,
  literalPattern,
  variablePattern,
  wildcardPattern,
} from '../../../../packages/isolation-proof/src/patterns/pattern';
import { type Facts, known, NOTHING_KNOWN } from '../../../../packages/isolation-proof/src/policies/facts';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { statements } from '../fixtures/statements-and-requests';

const list = (...some: JsonObject[]): Statement[] => (some.length === 0 ? [] : statements(...some));
const later = (part: 'actions' | 'resources', ...texts: (string | undefined)[]): Statement => {
  const [statement] = statements({});
  if (statement === undefined) throw new Error('no statement');
  return { ...statement, [part]: { texts, negated: false } };
};

describe('the pattern of actions', () => {
  const of = (some: readonly Statement[]): string =>
    actionPattern({ example: 's3:getobject', service: 's3' }, some);

  test.each<[string, JsonObject[], string]>([
    ['the narrowest', [{ Action: ['s3:*', 's3:Get*'] }, { Action: 's3:G*' }], 's3:get*'],
    [
      'one that is named, before any with a wildcard',
      [{ Action: ['s3:getobjec?*', 's3:GetObject'] }],
      's3:getobject',
    ],
    ['only those that are about it', [{ Action: ['s3:PutObject', 's3:*'] }], 's3:*'],
    ['all of the service for everything', [{ Action: '*' }], 's3:*'],
    ['all of the service where it says what it is not about', [{ NotAction: 's3:GetObjectAcl' }], 's3:*'],
    ['all of the service without a statement', [], 's3:*'],
    ['not what NotAction names', [{ NotAction: 's3:GetObject' }, { Action: 's3:Get*' }], 's3:get*'],
  ])('%s', (_what, some, expected) => {
    expect(of(list(...some))).toBe(expected);
  });

  test('a text that is not known says nothing', () => {
    expect(of([later('actions', undefined, 's3:get*')])).toBe('s3:get*');
    expect(of([later('actions', undefined)])).toBe('s3:*');
  });
});

describe('the pattern of resources', () => {
  const of = (
    some: readonly Statement[],
    { facts = NOTHING_KNOWN, guard }: { facts?: Facts; guard?: ComparedGuard } = {},
  ): string => textOfPattern(resourcePattern('arn:aws:s3:::b/ann/x', some, guard, facts));
  const guardWith = (
    base: readonly Statement[] | undefined,
    head: readonly Statement[] | undefined,
  ): ComparedGuard => ({
    arn: 'arn:aws:s3:::b',
    kind: 'bucket',
    service: 's3',
    account: '111122223333',
    owner: undefined,
    patterns: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'].map(wildcardPattern),
    base: base && { policy: base, tags: undefined },
    head: head && { policy: head, tags: undefined },
  });

  test.each<[string, JsonObject[], string]>([
    ['the narrowest', [{ Resource: ['arn:aws:s3:::*', 'arn:aws:s3:::b/*'] }], 'arn:aws:s3:::b/*'],
    [
      'one that is named',
      [{ Resource: ['arn:aws:s3:::b/ann/?*', 'arn:aws:s3:::b/ann/x'] }],
      'arn:aws:s3:::b/ann/x',
    ],
    [
      'one that is named, whichever comes first',
      [{ Resource: ['arn:aws:s3:::b/ann/x*', 'arn:aws:s3:::b/ann/x'] }],
      'arn:aws:s3:::b/ann/x',
    ],
    [
      'the one with most characters, however many wildcards others have',
      [{ Resource: ['arn:aws:s3:::b*****', 'arn:aws:s3:::b/*'] }],
      'arn:aws:s3:::b/*',
    ],
    ['only those that match', [{ Resource: ['arn:aws:s3:::b/bob/*', 'arn:aws:s3:::*'] }], 'arn:aws:s3:::*'],
    ['everything where none does', [{ Resource: 'arn:aws:s3:::c' }], '*'],
    ['everything where it says what it is not about', [{ NotResource: 'arn:aws:s3:::b/*' }], '*'],
    [
      'the narrowest of several statements',
      [{ Resource: '*' }, { Resource: 'arn:aws:s3:::b/a*' }],
      'arn:aws:s3:::b/a*',
    ],
  ])('%s', (_what, some, expected) => {
    expect(of(list(...some))).toBe(expected);
  });

  test('a variable is replaced by its value, or stands for anything', () => {
    const some = list({ Resource: 'arn:aws:s3:::b/${aws:username}/*' });
    expect(of(some, { facts: new Map([['aws:username', known('ann')]]) })).toBe('arn:aws:s3:::b/ann/*');
    expect(of(some)).toBe('arn:aws:s3:::b/*/*');
  });

  test('a text that is not known says nothing', () => {
    expect(of([later('resources', undefined, 'arn:aws:s3:::b/*')])).toBe('arn:aws:s3:::b/*');
  });

  test("a statement of the resource's own policy is about the resource", () => {
    const own = list({ Resource: '*' });
    expect(of(own)).toBe('*');
    expect(of(own, { guard: guardWith(own, undefined) })).toBe('arn:aws:s3:::b/*');
    expect(of(own, { guard: guardWith(undefined, own) })).toBe('arn:aws:s3:::b/*');
    expect(of(own, { guard: guardWith([], []) })).toBe('*');
  });
});

describe('patterns as text', () => {
  const told = (...texts: string[]): string[] => toldTexts(texts.map(wildcardPattern));

  test.each<[string, string[], string[]]>([
    ['none', [], []],
    ['sorted, each once', ['b', 'a', 'b'], ['a', 'b']],
    ['without those that another covers', ['a*', 'ab', 'b'], ['a*', 'b']],
    ['without those that others cover together', ['*', 'a', 'b*'], ['*']],
    ['one of two that mean the same', ['a**', 'a*'], ['a*']],
    ['without one that a later one covers', ['a0', 'a?'], ['a?']],
    ['those that overlap', ['a*', '*b'], ['*b', 'a*']],
  ])('%s', (_what, texts, expected) => {
    expect(told(...texts)).toStrictEqual(expected);
  });

  test('variables stand for anything, and what is no wildcard for what covers it', () => {
    expect(toldTexts([concatenate(literalPattern('a/'), variablePattern('a:k'))])).toStrictEqual(['a/*']);
    expect(toldTexts([wildcardPattern('a?')])).toStrictEqual(['a?']);
    expect(toldTexts([literalPattern('a*b?')])).toStrictEqual(['a?b?']);
  });
});
