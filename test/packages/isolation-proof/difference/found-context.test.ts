import { findDifference } from '../../../../packages/isolation-proof/src/difference/question';
import { absent, known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { actorOf, bucketOf, sideOf, TOO_MANY } from './compared-actor';
import { named, deny, when, on, question, find, gained, ofIdentity } from './asked-question';

describe('the context of a request', () => {
  const context = (...head: JsonObject[]): unknown => Object.fromEntries(find(gained(...head)).context);

  test('has what decides, and nothing else', () => {
    expect(context({})).toStrictEqual({});
    expect(context(when('StringEquals', 'aws:x', 'y'))).toStrictEqual({ 'aws:x': 'y' });
    expect(context(when('Null', 'aws:x', 'true'))).toStrictEqual({ 'aws:x': null });
    expect(context(when('StringEquals', 'aws:x', 'y'), {})).toStrictEqual({});
  });

  test('has no key of a statement that was tried in vain', () => {
    const both = { Condition: { StringEquals: { 'aws:x': 'y', 'aws:z': '1' } } };
    expect(context(both, deny('D', when('StringEquals', 'aws:z', '1')), on('b'))).toStrictEqual({
      'aws:z': 'x',
    });
  });

  test('has none of a variable where the request must not carry it', () => {
    expect(context(on('e'), deny('D', on('e${s3:prefix}')), deny('E', on('${s3:prefix}')))).toStrictEqual({
      's3:prefix': null,
    });
  });

  test('has what nearly every request carries, where a statement compares it', () => {
    const insecure = deny('D', when('Bool', 'aws:SecureTransport', 'false'));
    const old = deny('D', when('NumericLessThan', 's3:TlsVersion', '1.2'));
    expect(context({}, insecure)).toStrictEqual({ 'aws:securetransport': 'true' });
    expect(context({}, insecure, old)).toStrictEqual({
      'aws:securetransport': 'true',
      's3:tlsversion': '1.3',
    });
  });

  test('has it not where the request must not carry it', () => {
    expect(context(when('Bool', 'aws:SecureTransport', 'false'))).toStrictEqual({
      'aws:securetransport': 'false',
    });
  });

  test('has values of policy variables that are not known', () => {
    expect(context(on('data/${s3:prefix}'), deny('D', on('data/x')), deny('E', on('data/')))).toStrictEqual({
      's3:prefix': 'y',
    });
  });

  test('has none of variables that are known', () => {
    const facts = new Map([
      ['s3:prefix', known('p')],
      ['s3:delimiter', absent],
    ]);
    const actor = actorOf({ ...sideOf([]), facts }, { ...sideOf([on('data/${s3:prefix}')]), facts });
    expect(find(actor)).toMatchObject({ resource: 'arn:aws:s3:::data/p' });
  });
});

describe('what is undecided', () => {
  test('is what depends on a variable with too many values, where none of those tried is of a difference', () => {
    const all = named('All', on('c/*'));
    const both = actorOf(sideOf([all]), sideOf([all, TOO_MANY]));
    expect(findDifference(question(both))).toBe('undecided');
    expect(find(gained(TOO_MANY)).resource).toMatch(/^arn:aws:s3:::c\/p\d+$/);
  });

  test('is what is too much to search', () => {
    const numbers = { NumericLessThan: { 'aws:x': '0' }, StringLike: { 'aws:x': ['w*', '1*'] } };
    expect(findDifference(question(gained({ Condition: numbers })))).toBe('undecided');
  });

  test('is what such a statement says of a text that is not known', () => {
    const all = named('All', on('b/*'));
    const later = { ...TOO_MANY, Resource: ['arn:aws:s3:::c/${s3:prefix}', { Ref: 'Later' }] };
    const both = actorOf(sideOf([all]), sideOf([all, later]));
    expect(findDifference(question(both, { guard: bucketOf([], []), told: [ofIdentity(both, 1)] }))).toBe(
      'undecided',
    );
  });

  test('is not what such a statement says of resources elsewhere', () => {
    const all = named('All', on('b/*'));
    const both = actorOf(sideOf([all]), sideOf([all, TOO_MANY]));
    expect(findDifference(question(both, { guard: bucketOf([], []) }))).toBe('none');
  });

  test.each([
    ['about others', { NotResource: 'arn:aws:s3:::c' }],
    ['near', on('b/${s3:prefix}')],
  ])('is what such a statement says of resources %s', (_what, about) => {
    const { Resource: _resource, ...rest } = TOO_MANY;
    const all = named('All');
    const both = actorOf(
      sideOf([all]),
      sideOf([all, { ...rest, ...about }, named('V', { Resource: '${s3:prefix}' })]),
    );
    expect(findDifference(question(both, { guard: bucketOf([], []) }))).toBe('undecided');
  });
});
