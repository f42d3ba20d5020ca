import type { Unknown } from '../../../lib/isolation/errors';
import { absent, known } from '../../../lib/isolation/facts';
import type { Json } from '../../../lib/isolation/json';
import { Ownership, tagFacts, tagsOf } from '../../../lib/isolation/ownership';
import { resourceOf, stackOf } from './stack-of';

const tag = (Key: Json, Value: Json): Json => ({ Key, Value });
const ROLE = 'AWS::IAM::Role';

function ownersOf(...tags: readonly Json[]): { owners: (string | undefined)[]; unknowns: Unknown[] } {
  const unknowns: Unknown[] = [];
  const stack = stackOf(
    Object.fromEntries(tags.map((Tags, index) => [`R${index}`, [ROLE, { Tags }] as const])),
  );
  const ownership = new Ownership([stack], unknowns);
  return { owners: [...stack.resources.values()].map((resource) => ownership.of(resource)), unknowns };
}

describe('Ownership', () => {
  test('one tagged resource makes the whole stack its organization’s', () => {
    expect(ownersOf([tag('orgSlug', 'acme')], [])).toEqual({ owners: ['acme', 'acme'], unknowns: [] });
  });

  test('a stack without the tag is shared', () => {
    expect(ownersOf([tag('purpose', 'acme')])).toEqual({ owners: [undefined], unknowns: [] });
  });

  test('two organizations in one stack are not understood', () => {
    expect(ownersOf([tag('orgSlug', 'acme')], [tag('orgSlug', 'acme-eu')]).unknowns).toEqual([
      { place: 'test', reason: expect.stringContaining('acme, acme-eu') as string },
    ]);
  });

  test('tags of a function that is not understood are reported at their resource', () => {
    expect(ownersOf([tag('orgSlug', { 'Fn::ImportValue': 'x' })]).unknowns).toEqual([
      { place: 'test/R0', reason: expect.stringContaining('Fn::ImportValue') as string },
    ]);
  });

  test('lists each organization once, in the order of the stacks', () => {
    const stacks = ['b', 'a', 'b'].map((slug, index) =>
      stackOf({ Role: [ROLE, { Tags: [tag('orgSlug', slug)] }] }, `s${index}`),
    );
    expect(new Ownership(stacks, []).organizations).toEqual(['b', 'a']);
  });
});

describe('tagsOf', () => {
  test.each<[string, Json, [string, string][]]>([
    [
      'a list',
      [tag('a', 'x'), tag('b', 1)],
      [
        ['a', 'x'],
        ['b', '1'],
      ],
    ],
    ['a map', { a: 'x' }, [['a', 'x']]],
    ['a resolved value', [tag('a', { Ref: 'AWS::Region' })], [['a', 'eu-central-1']]],
    ['nothing', [], []],
  ])('reads %s', (_what, Tags, expected) => {
    expect([...tagsOf(resourceOf(ROLE, { Tags }))]).toEqual(expected);
  });

  test.each<[string, Json]>([
    ['the value is a parameter', [tag('orgSlug', { Ref: 'Slug' })]],
    ['the key is a parameter', [tag({ Ref: 'Name' }, 'acme')]],
    [
      'the tag depends on a condition',
      [{ 'Fn::If': ['C', tag('orgSlug', 'acme'), { Ref: 'AWS::NoValue' }] }],
    ],
  ])('does not take a tag for absent where %s', (_what, Tags) => {
    // GIVEN a tag that the deployment may set
    const read = (): unknown =>
      tagFacts('aws:PrincipalTag/', tagsOf(resourceOf(ROLE, { Tags })), ['orgSlug']).get(
        'aws:principaltag/orgslug',
      );
    // THEN that is refused, or nothing is known of it
    let fact: unknown;
    try {
      fact = read();
    } catch {
      fact = undefined;
    }
    expect(fact).not.toEqual(absent);
  });
});

test('facts about tags have keys in lower case, and names that are absent', () => {
  expect([
    ...tagFacts('aws:PrincipalTag/', new Map([['orgSlug', 'acme']]), ['orgSlug', 'orgKeyArn']),
  ]).toEqual([
    ['aws:principaltag/orgslug', known('acme')],
    ['aws:principaltag/orgkeyarn', absent],
  ]);
});
