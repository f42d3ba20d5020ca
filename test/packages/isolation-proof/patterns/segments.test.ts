import {
  isMixed,
  isName,
  isPartial,
  matchOf,
  replaceSegments,
  segmentsOf,
  touches,
} from '../../../../packages/isolation-proof/src/patterns/segments';

test.each([
  ['arn:aws:s3:::bucket/acme/*', ['arn', 'aws', 's3', 'bucket', 'acme', '*']],
  ['a/${aws:PrincipalTag/orgSlug}/b', ['a', '${aws:PrincipalTag/orgSlug}', 'b']],
  ['workgroup/ts-${aws:PrincipalTag/orgSlug}', ['workgroup', 'ts-${aws:PrincipalTag/orgSlug}']],
  ['thing/acme--*/x', ['thing', 'acme', '*', 'x']],
  ['acme-eu---1-2', ['acme-eu', '1-2']],
  ['${aws:PrincipalTag/orgSlug}--*', ['${aws:PrincipalTag/orgSlug}', '*']],
  ['${unclosed:x', ['${unclosed', 'x']],
  ['', []],
])('segments of %s', (text, segments) => {
  expect(segmentsOf(text)).toEqual(segments);
});

test('replacing segments leaves delimiters and empty segments as they are', () => {
  expect(replaceSegments('arn:aws:s3:::bucket/acme/*', (segment) => `<${segment}>`)).toBe(
    '<arn>:<aws>:<s3>:::<bucket>/<acme>/<*>',
  );
});

test.each([
  ['acme', true],
  ['(stack.Key)', true],
  ['acme*', false],
  ['a?me', false],
  ['${aws:username}', false],
  ['12', false],
  ['-1.5', false],
  ['1.25', false],
  ['12a', true],
  ['a12', true],
])('%s can be a name: %s', (segment, expected) => {
  expect(isName(segment)).toBe(expected);
});

test.each([
  ['*', false],
  ['**', false],
  ['acme', false],
  ['acme*', true],
  ['*acme', true],
  ['?', true],
])('%s is partial: %s', (segment, expected) => {
  expect(isPartial(segment)).toBe(expected);
});

test.each([
  ['${aws:PrincipalTag/orgSlug}', false],
  ['ts-${aws:PrincipalTag/orgSlug}', true],
  ['${a}${b}', true],
  ['acme', false],
])('%s is mixed: %s', (segment, expected) => {
  expect(isMixed(segment)).toBe(expected);
});

test.each([
  ['acme*', 'acme', true],
  ['acme*', 'acme-eu', true],
  ['acme-eu*', 'acme', false],
  ['*-eu', 'acme-eu', true],
  ['*-eu', 'acme', false],
  ['eu*', 'acme-eu', false],
  ['*acme', 'acme-eu', false],
  ['*cm*', 'acme', true],
  ['a*z', 'acme', true],
  ['b*e', 'acme', true],
  ['b*z', 'acme', false],
  ['??', 'acme', true],
])('%s touches %s: %s', (partial, name, expected) => {
  expect(touches(partial, name)).toBe(expected);
});

describe('names that a pattern with one wildcard matches', () => {
  test.each<[string, string, string]>([
    ['ts-test-*-data-hub', 'ts-test-acme-data-hub', 'ts-test-acme-eu-data-hub'],
    ['ts-test-*', 'ts-test-acme', 'ts-test-globex'],
    ['*-data-hub', 'acme-data-hub', 'globex-data-hub'],
    ['data-connector-*', 'acme', 'globex'],
    ['*-x-*', 'acme', 'globex'],
    ['?*', 'acme', 'globex'],
    ['*??*', 'ab', 'globex'],
    // Neither begins or ends so, however long it is.
    ['ts-*-hub', 'a', 'globex-of-the-north'],
    ['ts-*-hub', 'ts-a', 'ts-globex-of-the-north'],
  ])('%s: %s and %s are alike', (pattern, one, other) => {
    expect(matchOf(pattern, one)).toBeDefined();
    expect(matchOf(pattern, one)).toBe(matchOf(pattern, other));
  });

  test.each<[string, string, string]>([
    ['acme*', 'acme', 'globex'],
    ['ts-*-hub', 'ts-acme-hub', 'ts-acme-node'],
    // The beginning and the end would need the same letters.
    ['ab*ba', 'aba', 'abba'],
    // With a hyphen behind it, this one is what the pattern begins with.
    ['acme-*', 'acme', 'globex'],
    ['*-acme', 'acme', 'globex'],
    ['ts-acme-*', 'ts-acme', 'globex'],
    ['*-acme-hub', 'acme-hub', 'globex'],
    // One begins so, and the other ends so.
    ['ts-*-hub', 'ts-acme', 'acme-hub'],
  ])('%s: %s and %s are not', (pattern, one, other) => {
    expect(matchOf(pattern, one)).not.toBe(matchOf(pattern, other));
  });

  test.each([
    ['*cm*', 'acme'],
    ['a*m*', 'acme'],
    ['acm?', 'globex'],
    ['????', 'acme'],
    ['?????*', 'acme'],
    ['?*e', 'acme'],
  ])('%s says nothing for certain of %s', (pattern, name) => {
    expect(matchOf(pattern, name)).toBeUndefined();
  });
});
