import {
  ALL_POLICIES,
  BOUNDARY_ALONE,
  IDENTITY_ALONE,
  RESOURCE_POLICIES_ALONE,
} from '../../../../packages/isolation-proof/src/access/lens';
import type { Actor, ActorSide } from '../../../../packages/isolation-proof/src/difference/actor';
import type {
  ComparedGuard,
  GuardSide,
} from '../../../../packages/isolation-proof/src/difference/compared-guard';
import { reasonsFor } from '../../../../packages/isolation-proof/src/difference/reasons';
import type { Side } from '../../../../packages/isolation-proof/src/difference/side-facts';
import { type Facts, known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { ROLE, ROOT, statements, USER } from '../fixtures/statements-and-requests';

const list = (...some: JsonObject[]): Statement[] => (some.length === 0 ? [] : statements(...some));
const allow = (Sid: string): JsonObject => ({ Sid, Action: `s3:${Sid}` });
const deny = (Sid: string): JsonObject => ({ ...allow(Sid), Effect: 'Deny' });
const side = (parts: Partial<ActorSide> = {}): ActorSide => ({
  identity: [],
  boundary: undefined,
  facts: new Map(),
  ...parts,
});
const actor = (base: ActorSide | undefined, head: ActorSide | undefined, name?: Actor['name']): Actor => ({
  who: { kind: 'role', name: ROLE, presence: 'both' },
  name: name ?? { kind: 'arn', arn: ROLE },
  base,
  head,
  domains: new Map(),
});
const guard = (base: GuardSide | undefined, head: GuardSide | undefined): ComparedGuard => ({
  arn: 'arn:aws:s3:::b',
  kind: 'bucket',
  service: 's3',
  account: '111122223333',
  owner: undefined,
  patterns: [],
  base,
  head,
});
const policy = (...some: JsonObject[]): GuardSide => ({ policy: list(...some), tags: undefined });

/** Reasons as text: the statement, whether it is a resource's, and the lenses. */
function told(who: Actor, allowing: Side = 'head', ...guards: ComparedGuard[]): string[] {
  return reasonsFor(who, allowing, guards).map(({ statement, guard: of, lenses }) => {
    const letters = new Map([
      [ALL_POLICIES, 'all'],
      [IDENTITY_ALONE, 'identity'],
      [BOUNDARY_ALONE, 'boundary'],
      [RESOURCE_POLICIES_ALONE, 'resource'],
    ]);
    const place = of === undefined ? '' : ' of the resource';
    return `${statement?.name ?? 'something else'}${place}: ${lenses.map((lens) => letters.get(lens)).join()}`;
  });
}

describe('an actor of one side', () => {
  test('gains everything by being there, and loses nothing', () => {
    expect(told(actor(undefined, side({ identity: list(allow('A')) })))).toStrictEqual([
      'something else: all',
    ]);
    expect(told(actor(undefined, side({ identity: list(allow('A')) })), 'base')).toStrictEqual([]);
  });
});

describe('statements of its own policies', () => {
  const before = side({ identity: list(allow('Same'), allow('Old'), deny('OldDeny')) });
  const after = side({ identity: list(allow('Same'), allow('New'), deny('NewDeny')) });

  test('that allow on the allowing side, or deny on the other one', () => {
    expect(told(actor(before, after))).toStrictEqual(['New: all,identity', 'OldDeny: all,identity']);
    expect(told(actor(before, after), 'base')).toStrictEqual(['Old: all,identity', 'NewDeny: all,identity']);
  });

  test('are no reason where they say the same', () => {
    expect(told(actor(before, before))).toStrictEqual([]);
  });

  test('are none of whoever is allowed everything', () => {
    const administrator = side({ identity: 'everything' });
    expect(told(actor(administrator, administrator))).toStrictEqual([]);
    expect(told(actor(administrator, after))).toStrictEqual(
      ['New: all,identity', 'Same: all,identity'].reverse(),
    );
  });

  test('are all of them where facts of the actor differ, whatever order these come in', () => {
    const facts = (...entries: [string, string][]): Facts =>
      new Map(entries.map(([key, value]) => [key, known(value)]));
    const [one, two] = [
      ['a:k', 'x'],
      ['a:l', 'y'],
    ] as [[string, string], [string, string]];
    expect(
      told(actor({ ...before, facts: facts(one, two) }, { ...before, facts: facts(two, one) })),
    ).toStrictEqual([]);
    expect(told(actor({ ...before, facts: facts(one) }, { ...before, facts: facts(two) }))).toStrictEqual([
      'Same: all,identity',
      'Old: all,identity',
      'OldDeny: all,identity',
      'something else: all',
    ]);
  });
});

describe('a permissions boundary', () => {
  const bounded = (...some: JsonObject[]): ActorSide => side({ boundary: list(...some) });

  test('is asked about by itself where both sides have one', () => {
    expect(told(actor(bounded(allow('A')), bounded(allow('A'), allow('B'))))).toStrictEqual([
      'B: all,boundary',
    ]);
  });

  test('that is taken away is a reason of its own, and gives none by itself', () => {
    expect(told(actor(bounded(deny('A')), side()))).toStrictEqual(['A: all', 'something else: all']);
  });

  test('that is put up takes away only', () => {
    expect(told(actor(side(), bounded(allow('A'), deny('B'))))).toStrictEqual([]);
    expect(told(actor(side(), bounded(allow('A'), deny('B'))), 'base')).toStrictEqual([
      'B: all',
      'something else: all',
    ]);
  });
});

describe("statements of resources' policies", () => {
  const who = actor(side(), side());
  const letting = (Sid: string, AWS: string): JsonObject => ({ ...allow(Sid), Principal: { AWS } });

  test('are asked about with that policy alone, too, where they name the actor', () => {
    expect(told(who, 'head', guard(policy(), policy(letting('A', ROLE))))).toStrictEqual([
      'A of the resource: all,resource',
    ]);
    expect(told(who, 'base', guard(policy(), policy(letting('A', ROLE))))).toStrictEqual([]);
  });

  test('are not where they name everybody or the account', () => {
    const head = policy(letting('A', '*'), letting('B', ROOT));
    expect(told(who, 'head', guard(policy(), head))).toStrictEqual([
      'A of the resource: all',
      'B of the resource: all',
    ]);
  });

  test('are not of whoever is no principal of the account', () => {
    const service = actor(side(), side(), { kind: 'service', text: 'sns.amazonaws.com' });
    const head = policy({ ...allow('A'), Principal: { Service: 'sns.amazonaws.com' } });
    expect(told(service, 'head', guard(policy(), head))).toStrictEqual(['A of the resource: all']);
  });

  test('are none where they name somebody else', () => {
    expect(told(who, 'head', guard(policy(), policy(letting('A', USER))))).toStrictEqual([]);
  });

  test('are none of a resource that the allowing side lacks', () => {
    const denied = policy({ ...letting('A', ROLE), Effect: 'Deny' });
    expect(told(who, 'head', guard(denied, undefined))).toStrictEqual([]);
    expect(told(who, 'base', guard(undefined, denied))).toStrictEqual([]);
    expect(told(who, 'head', guard(denied, policy()))).toStrictEqual(['A of the resource: all,resource']);
    expect(told(who, 'head', guard(undefined, policy(letting('A', ROLE))))).toStrictEqual([
      'A of the resource: all,resource',
    ]);
  });

  test('and tags of a resource that differ are a reason', () => {
    const tagged = (value: string): GuardSide => ({
      policy: [],
      tags: new Map([['aws:resourcetag/k', known(value)]]),
    });
    expect(told(who, 'head', guard(tagged('x'), tagged('y')))).toStrictEqual(['something else: all']);
    expect(told(who, 'head', guard(tagged('x'), policy()))).toStrictEqual(['something else: all']);
    expect(told(who, 'head', guard(tagged('x'), tagged('x')))).toStrictEqual([]);
    expect(told(who, 'head', guard(undefined, tagged('x')))).toStrictEqual([]);
    expect(told(who, 'head', guard(tagged('x'), undefined))).toStrictEqual([]);
    expect(told(who, 'head', guard(tagged('x'), tagged('x')), guard(tagged('x'), tagged('y')))).toStrictEqual(
      ['something else: all'],
    );
  });
});
