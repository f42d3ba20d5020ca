import { representativesOf } from '../../../lib/template-validation/representatives';

function named(slug: string, users: readonly string[] = []) {
  return { names: { slug, users, displayName: slug } };
}

function slugsJudged(...slugs: string[]): string[] {
  return representativesOf(slugs.map((slug) => named(slug))).map(({ names }) => names.slug);
}

test('one stands for all whose names are of one length and kind', () => {
  expect(slugsJudged('org00001', 'org00002', 'org00003')).toEqual(['org00001']);
});

test('the shortest and the longest stand for those between', () => {
  expect(slugsJudged('globex', 'abc', 'initech', 'def', 'umbrella')).toEqual(['abc', 'umbrella']);
});

test.each([
  ['letters', 'abcd'],
  ['a digit within', 'ab1d'],
  ['a digit at the end', 'abc1'],
  ['a hyphen', 'ab-d'],
  ['a hyphen and a digit within', 'a1-d'],
  ['a hyphen and a digit at the end', 'ab-1'],
])('names with %s are judged apart from the others', (_case, slug) => {
  const others = ['abcd', 'ab1d', 'abc1', 'ab-d', 'a1-d', 'ab-1'].filter((other) => other !== slug);
  expect(slugsJudged(...others, slug)).toHaveLength(6);
  expect(slugsJudged(...others, slug, slug.replace('a', 'b'))).toHaveLength(6);
});

test('each user counts, and all names together', () => {
  const members = [
    named('abc', ['ann', 'evelyn']),
    named('abc', ['annabel', 'eve']),
    named('abcde', ['anna', 'evel']),
    named('abcd', ['annab', 'evely']),
    named('abc', ['anna', 'evel']),
  ];
  // The shortest and longest slug, first user, second user, and all: the last is none of them but the shortest.
  expect(representativesOf(members)).toEqual(expect.arrayContaining(members.slice(0, 4)));
  expect(representativesOf([...members, named('abcd', ['annab', 'evely'])])).toHaveLength(
    representativesOf(members).length,
  );
});
