import { ALL_POLICIES } from '../../../../packages/isolation-proof/src/access/lens';
import type { ComparedGuard } from '../../../../packages/isolation-proof/src/difference/compared-guard';
import { ToldResources } from '../../../../packages/isolation-proof/src/difference/told-resources';
import { toldTexts } from '../../../../packages/isolation-proof/src/difference/told-patterns';
import { known } from '../../../../packages/isolation-proof/src/policies/facts';
import { wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { ROLE } from '../fixtures/statements-and-requests';
import { actorOf, bucketOf, sideOf, TOO_MANY } from './compared-actor';

import { type Asked, at, gained, s3, searchOf, SNS, statementOf, text, texts } from './searched';

describe('what is found for a statement', () => {
  test('is told of all of its actions and resources together, by service', () => {
    const actor = gained(at(['s3:GetObject', 's3:PutObject', 'sns:Publish'], [s3('a'), s3('b'), SNS]));
    expect(texts(searchOf(actor, { statement: statementOf(actor) }))).toStrictEqual([
      `s3:getobject,s3:putobject,sns:publish on ${s3('a')},${s3('b')} and ${SNS}`,
    ]);
  });

  test('is told of its actions only', () => {
    const actor = gained(at('s3:GetObject', s3('a')), at('s3:PutObject', s3('a')));
    expect(texts(searchOf(actor, { statement: statementOf(actor, 1) }))).toStrictEqual([
      `s3:putobject on ${s3('a')}`,
    ]);
  });

  test('is told in regions with a policy of their own, and in those without', () => {
    const actor = gained(at('s3:GetObject', '*'));
    const guard = bucketOf([], []);
    expect(texts(searchOf(actor, { statement: statementOf(actor) }, { guards: [guard] }))).toStrictEqual([
      's3:getobject on *',
    ]);
    const refused = bucketOf([], [at('s3:*', '*', { Effect: 'Deny', Principal: '*' })]);
    expect(
      searchOf(actor, { statement: statementOf(actor) }, { guards: [refused] }).differences()[0]?.example
        .guard,
    ).toBeUndefined();
  });

  test('has an example that is shortest, with the resource whose policy is asked', () => {
    const actor = gained(at('s3:GetObject', [s3('b/longer/and/longer'), s3('elsewhere/x')]));
    const guard = bucketOf([], []);
    const [found] = searchOf(actor, { statement: statementOf(actor) }, { guards: [guard] }).differences();
    expect(found?.example).toMatchObject({
      action: 's3:getobject',
      finding: { resource: s3('elsewhere/x') },
    });
    expect(found?.example.guard).toBeUndefined();
    const [inBucket] = searchOf(gained(at('s3:GetObject', s3('b/x'))), {}, { guards: [guard] }).differences();
    expect(inBucket?.example.guard).toBe(guard);
  });

  test('has an example of few context keys', () => {
    const when = (Resource: string, key: string): JsonObject =>
      at('s3:GetObject', Resource, { Condition: { StringEquals: { [key]: 'value' } } });
    const actor = gained(when(s3('a'), 'aws:long-name-of-a-key'), when(s3('abc'), 'aws:x'));
    const [found] = searchOf(actor, {}).differences();
    expect(found?.example.finding.resource).toBe(s3('abc'));
  });

  test('is told as what the other side denies, too', () => {
    const deny = at('s3:GetObject', s3('d'), { Sid: 'D', Effect: 'Deny' });
    const may = at('s3:*', '*', { Sid: 'M' });
    const actor = actorOf(sideOf([deny, may]), sideOf([may]));
    const statement = statementOf(actor, 0, actor.base);
    const [found] = searchOf(actor, { statement }).differences();
    expect(found && text(found)).toBe(`s3:getobject on ${s3('d')}`);
    expect(found?.statements).toStrictEqual([['base', statement]]);
  });

  test('is told with other statements that only one side has', () => {
    const actor = actorOf(
      sideOf([at('s3:*', '*', { Effect: 'Deny' })]),
      sideOf([at('s3:GetObject', s3('a'))], [at('s3:*', '*')]),
    );
    const statement = statementOf(actor);
    const [deny, limit] = [statementOf(actor, 0, actor.base), actor.head?.boundary?.[0]];
    const told = (...changed: (Statement | undefined)[]): unknown =>
      searchOf(actor, { statement }, { searched: { changed: new Set(changed) } }).differences()[0]
        ?.statements;
    expect(told()).toStrictEqual([['head', statement]]);
    expect(told(limit)).toStrictEqual([
      ['head', statement],
      ['head', limit],
    ]);
    expect(told(deny)).toStrictEqual([
      ['head', statement],
      ['base', deny],
    ]);
  });

  test('names the reason, the side and the policies that count', () => {
    const guard = bucketOf([], [at('s3:GetObject', s3('b/*'), { Principal: { AWS: ROLE } })]);
    const actor = actorOf(sideOf([]), sideOf([]));
    const statement = guard.head?.policy[0];
    const [found] = searchOf(actor, { statement, guard }, { guards: [guard] }).differences();
    expect(found).toMatchObject({ actor, allowing: 'head', lens: ALL_POLICIES, guard });
    expect(found && text(found)).toBe(`s3:getobject on ${s3('b/*')}`);
  });
});

describe('what is searched for', () => {
  test('is about the resource in whose policy the reason stands, and no other', () => {
    const actor = gained(at('s3:GetObject', '*'));
    const [one, other] = [bucketOf([], []), { ...bucketOf([], []), patterns: [wildcardPattern(s3('c'))] }];
    expect(texts(searchOf(actor, { guard: one }, { guards: [one, other] }))).toHaveLength(1);
    expect(
      searchOf(actor, { guard: other }, { guards: [one, other] }).differences()[0]?.example.finding.resource,
    ).toBe(s3('c'));
  });

  test('is about no resource that its side lacks', () => {
    const actor = gained(at('s3:GetObject', s3('b')));
    expect(texts(searchOf(actor, {}, { guards: [bucketOf([], undefined)] }))).toStrictEqual([]);
    expect(texts(searchOf(actor, {}, { guards: [bucketOf(undefined, [])] }))).toHaveLength(1);
  });

  test('is not about what is told, and what is found is told to all', () => {
    const actor = gained(at('s3:GetObject', [s3('a'), s3('c')]));
    const [first, second] = [new ToldResources(), new ToldResources()];
    const action = { example: 's3:getobject', service: 's3' };
    first.add([action], wildcardPattern(s3('a')));
    expect(texts(searchOf(actor, {}, { told: [first, second] }))).toStrictEqual([
      `s3:getobject on ${s3('c')}`,
    ]);
    expect(toldTexts(second.of([action]))).toStrictEqual([s3('c')]);
    expect(toldTexts(first.of([action]))).toStrictEqual([s3('a'), s3('c')]);
  });

  test('is not about statements of which everything is told', () => {
    const actor = gained(at('s3:GetObject', s3('a')), at('s3:GetObject', [s3('a'), s3('c')]));
    const before = (guard?: ComparedGuard): Asked => ({
      searched: {
        before: [
          { statement: statementOf(actor), guard, lenses: [] },
          { statement: undefined, guard, lenses: [] },
        ],
      },
    });
    const statement = statementOf(actor, 1);
    expect(texts(searchOf(actor, { statement }, before()))).toStrictEqual([`s3:getobject on ${s3('c')}`]);
    const guard = bucketOf([], []);
    const inBucket = gained(at('s3:GetObject', s3('b')), at('s3:GetObject', s3('b')));
    for (const place of [undefined, guard]) {
      const told = { statement: statementOf(inBucket), guard: place, lenses: [] };
      const again = { guards: [guard], searched: { before: [told] } };
      expect(texts(searchOf(inBucket, { statement: statementOf(inBucket, 1) }, again))).toStrictEqual([]);
    }
    // Told in the policy of another resource only.
    expect(texts(searchOf(actor, { statement }, before(bucketOf())))).toStrictEqual([
      `s3:getobject on ${s3('a')},${s3('c')}`,
    ]);
  });
});

test('resources are told with what is known of the actor', () => {
  const facts = new Map([['aws:principaltag/t', known('blue')]]);
  const actor = actorOf(
    { ...sideOf([]), facts },
    { ...sideOf([at('s3:GetObject', s3('a/${aws:PrincipalTag/t}/*'))]), facts },
  );
  expect(texts(searchOf(actor, {}))).toStrictEqual([`s3:getobject on ${s3('a/blue/*')}`]);
});

describe('a search is undecided', () => {
  test('where a question is, and keeps what was found before', () => {
    const actor = actorOf(
      sideOf([at('s3:GetObject', s3('c/*'))]),
      sideOf([at('s3:GetObject', s3('c/*')), TOO_MANY, at('s3:PutObject', s3('a'))]),
    );
    const search = searchOf(actor, {});
    expect(search.isUndecided).toBe(false);
    expect(texts(search)).toStrictEqual([`s3:putobject on ${s3('a')}`]);
    expect(search.isUndecided).toBe(true);
  });
});
