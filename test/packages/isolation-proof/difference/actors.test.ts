import { principalsOf } from '../../../../packages/isolation-proof/src/difference/actors';
import type { Principal } from '../../../../packages/isolation-proof/src/model/principal';
import { known } from '../../../../packages/isolation-proof/src/policies/facts';
import { statements } from '../fixtures/statements-and-requests';
import { arnOf, at, modelOf } from './roles-of-sides';

describe('principals of both sides', () => {
  /** Name, path, presence, and the ARNs of the sides. */
  function told(base: Principal[], head: Principal[]): unknown[] {
    const arns = new Map([...base, ...head].map(({ identity, arn }) => [identity, arn]));
    return principalsOf(modelOf(...base), modelOf(...head)).map(({ who, name, ...sides }) => {
      expect(name).toStrictEqual({ kind: 'arn', arn: who.name });
      const [before, after] = [sides.base, sides.head].map((side) => {
        return side && side.identity !== 'everything'
          ? arns.get(side.identity)?.replace(/.*\//, '')
          : undefined;
      });
      return [who.name.replace(/.*\//, ''), who.path, who.presence, before, after];
    });
  }

  test('are matched by their ARN, wherever they stand', () => {
    expect(told([at('a', 'A'), at('b', 'B')], [at('b', 'B2'), at('a', 'A')])).toStrictEqual([
      ['b', 'B2', 'both', 'b', 'b'],
      ['a', 'A', 'both', 'a', 'a'],
    ]);
  });

  test('are matched by their construct where the ARN is another one', () => {
    expect(told([at('a', 'A')], [at('b', 'A')])).toStrictEqual([['b', 'A', 'both', 'a', 'b']]);
  });

  test('are matched by their ARN first', () => {
    expect(told([at('a', 'A'), at('b', 'B')], [at('b', 'A')])).toStrictEqual([
      ['b', 'A', 'both', 'b', 'b'],
      ['a', 'A', 'base only', 'a', undefined],
    ]);
  });

  test('are matched by ARN and construct, where several have one ARN', () => {
    expect(told([at('*', 'A'), at('*', 'B')], [at('*', 'B'), at('*', 'A')])).toStrictEqual([
      ['*', 'B', 'both', '*', '*'],
      ['*', 'A', 'both', '*', '*'],
    ]);
    const [base, head] = [
      [at('*', 'A'), at('*', 'B')],
      [at('*', 'B'), at('*', 'A')],
    ] as const;
    const [first] = principalsOf(modelOf(...base), modelOf(...head));
    expect(first?.base?.identity).toBe(base[1].identity);
  });

  test('stand on one side only, each one matched once', () => {
    expect(told([at('a', 'A')], [at('b', 'B')])).toStrictEqual([
      ['b', 'B', 'head only', undefined, 'b'],
      ['a', 'A', 'base only', 'a', undefined],
    ]);
    expect(told([at('a', 'A')], [at('a', 'A'), at('a', 'A2')])).toStrictEqual([
      ['a', 'A', 'both', 'a', 'a'],
      ['a', 'A2', 'head only', undefined, 'a'],
    ]);
  });

  test.each([
    ['ARN', 'A', 'B'],
    ['construct', 'A', 'A'],
  ])('of another kind are others, whatever their %s', (_what, before, after) => {
    const user = at('a', after, { kind: 'user' });
    expect(told([at('a', before)], [user]).map((one) => (one as string[])[2])).toStrictEqual([
      'head only',
      'base only',
    ]);
  });

  test('have what their side says, and the tenant of the head', () => {
    const facts = new Map([['aws:principaltag/x', known('y')]]);
    const [identity, boundary] = [statements({}), statements({})];
    const base = at('a', 'A', { owner: 'acme', identity, boundary, facts });
    const head = at('a', 'A', { owner: 'beta' });
    const [both] = principalsOf(modelOf(base), modelOf(head));
    expect(both).toStrictEqual({
      who: { kind: 'role', name: arnOf('a'), owner: 'beta', path: 'A', presence: 'both' },
      name: { kind: 'arn', arn: arnOf('a') },
      base: { identity, boundary, facts },
      head: { identity: [], boundary: undefined, facts: new Map() },
      domains: new Map(),
    });
    expect(principalsOf(modelOf(at('a', 'A')), modelOf())[0]?.who).not.toHaveProperty('owner');
  });
});
