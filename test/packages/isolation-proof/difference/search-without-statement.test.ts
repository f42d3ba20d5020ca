import type { ComparedGuard } from '../../../../packages/isolation-proof/src/difference/compared-guard';
import { known } from '../../../../packages/isolation-proof/src/policies/facts';
import { actorOf, bucketOf, sideOf } from './compared-actor';

import { at, s3, searchOf, SNS, statementOf, text, texts } from './searched';

describe('what is found for something that is no statement', () => {
  test('is told by service, with all statements that decide', () => {
    const actor = actorOf(
      undefined,
      sideOf([at(['s3:GetObject', 'sns:Publish'], [s3('a'), SNS]), at('s3:PutObject', s3('a'))]),
    );
    const found = searchOf(actor, {}).differences();
    expect(found.map(text)).toStrictEqual([
      `s3:getobject,s3:putobject on ${s3('a')}`,
      `sns:publish on ${SNS}`,
    ]);
    expect(found.map(({ statements }) => statements)).toStrictEqual([
      [
        ['head', statementOf(actor)],
        ['head', statementOf(actor, 1)],
      ],
      [['head', statementOf(actor)]],
    ]);
  });

  test('is told with what the other side denies', () => {
    const actor = actorOf(
      sideOf([at('s3:*', '*', { Effect: 'Deny' })]),
      sideOf([at('s3:GetObject', s3('a'))]),
    );
    const [found] = searchOf(actor, {}).differences();
    expect(found?.statements).toStrictEqual([
      ['head', statementOf(actor)],
      ['base', statementOf(actor, 0, actor.base)],
    ]);
  });

  test('is about what policies of the actor or of a resource allow', () => {
    const policy = [at('s3:GetObject', '*', { Principal: '*' })];
    const actor = actorOf(undefined, sideOf([]));
    expect(texts(searchOf(actor, {}, { guards: [bucketOf(policy, policy)] }))).toStrictEqual([
      `s3:getobject on ${s3('b')},${s3('b/*')}`,
    ]);
    expect(texts(searchOf(actorOf(sideOf([])), {}))).toStrictEqual([]);
  });

  test('is about all actions of whoever is allowed everything elsewhere, whatever a resource only denies', () => {
    const policy = [
      at('s3:*', '*', {
        Effect: 'Deny',
        Principal: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/t': 'a' } },
      }),
    ];
    const guard = bucketOf(policy, policy);
    const tagged = (side: ComparedGuard['base'], value: string): ComparedGuard['base'] =>
      side && { ...side, tags: new Map([['aws:resourcetag/t', known(value)]]) };
    const everything = { ...sideOf([]), identity: 'everything' } as const;
    const guards = [{ ...guard, base: tagged(guard.base, 'a'), head: tagged(guard.head, 'b') }];
    const found = searchOf(actorOf(everything, everything), {}, { guards }).differences();
    expect(found[0]?.example.finding.resource).toBe(s3('b'));
  });

  test('is about no action that policies only deny', () => {
    const actor = actorOf(undefined, sideOf([at('s3:GetObject', '*', { Effect: 'Deny' })]));
    expect(texts(searchOf(actor, {}))).toStrictEqual([]);
  });
});
