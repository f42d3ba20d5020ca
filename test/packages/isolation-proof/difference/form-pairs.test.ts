import { pairForms } from '../../../../packages/isolation-proof/src/difference/form-pairs';
import type { Form } from '../../../../packages/isolation-proof/src/forms/form';

/** A form of tenants, each with the slug as its only name unless more are given. */
function form(...tenants: readonly (string | readonly [string, ...string[]])[]): Form {
  const organizations = tenants.map((one) => {
    const names = typeof one === 'string' ? [one] : [...one];
    return { slug: names[0] ?? '', names };
  });
  return { representative: organizations[0]?.slug ?? '', organizations };
}
type Paired = ReturnType<typeof pairForms>;
/** Tenants that are told together, those that look like others in brackets. */
const told = ({ pairs }: Paired): string[] =>
  pairs.map(({ organizations, isLikeAnother }) =>
    isLikeAnother ? `(${organizations.join()})` : organizations.join(),
  );

describe('tenants that a change means the same to', () => {
  test.each<[string, Form[], Form[], string[]]>([
    ['none', [], [], []],
    ['of one form on both sides', [form('a', 'b')], [form('a', 'b')], ['a,b']],
    ['not of two forms on the base', [form('a'), form('b')], [form('a', 'b')], ['a', 'b']],
    ['not of two forms on the head', [form('a', 'b')], [form('a'), form('b')], ['a', 'b']],
    ['in the order of the head', [form('a', 'b')], [form('b', 'a')], ['b,a']],
    ['not with one of one side only', [form('a')], [form('a', 'b')], ['a', '(b)']],
  ])('%s', (_what, base, head, expected) => {
    expect(told(pairForms(base, head))).toStrictEqual(expected);
  });

  test('not those of which one has other names than before', () => {
    const base = [form(['a', 'ann'], ['b', 'bob'])];
    expect(told(pairForms(base, [form(['a', 'ann'], ['b', 'eve'])]))).toStrictEqual(['a', 'b']);
    expect(told(pairForms(base, [form(['a', 'amy'], ['b', 'eve'])]))).toStrictEqual(['a,b']);
    // What stood in one place stands in another.
    expect(
      told(pairForms([form(['a', 'x', 'y'], ['b', 'z', 'w'])], [form(['a', 'x', 'y'], ['b', 'w', 'z'])])),
    ).toStrictEqual(['a', 'b']);
  });
});

describe('tenants of one side only', () => {
  test('look like one of both sides, or like none', () => {
    const shared = form('a', 'new');
    const { organizations, pairs } = pairForms([form('a')], [shared, form('other')]);
    expect(organizations).toStrictEqual({
      added: [{ slug: 'new', like: 'a' }, { slug: 'other' }],
      removed: [],
    });
    expect(pairs).toStrictEqual([
      { organizations: ['a'], isLikeAnother: false },
      { organizations: ['new'], isLikeAnother: true },
      { organizations: ['other'], isLikeAnother: false },
    ]);
  });

  test('that are removed look like one on the base', () => {
    const { organizations, pairs } = pairForms([form('a', 'old'), form('gone')], [form('a')]);
    expect(organizations).toStrictEqual({
      added: [],
      removed: [{ slug: 'gone' }, { slug: 'old', like: 'a' }],
    });
    expect(pairs.map(({ isLikeAnother }) => isLikeAnother)).toStrictEqual([false, true, false]);
  });

  test('look like the first of several, and are told sorted', () => {
    const { organizations } = pairForms([form('b', 'a')], [form('z', 'b', 'a', 'c')]);
    expect(organizations.added).toStrictEqual([
      { slug: 'c', like: 'b' },
      { slug: 'z', like: 'b' },
    ]);
  });

  test('of one form, with none of both sides, are told together and look like none', () => {
    const { organizations, pairs } = pairForms([], [form('a', 'b')]);
    expect(organizations.added).toStrictEqual([{ slug: 'a' }, { slug: 'b' }]);
    expect(pairs).toStrictEqual([{ organizations: ['a', 'b'], isLikeAnother: false }]);
  });

  test('look like none of whom the other side has the form only', () => {
    // `a` and `new` are of one form on the head; on the base, there is `old` of the form of no one.
    const { organizations } = pairForms([form('a'), form('old')], [form('a', 'new')]);
    expect(organizations).toStrictEqual({ added: [{ slug: 'new', like: 'a' }], removed: [{ slug: 'old' }] });
  });
});
