import {
  ActionQuestions,
  alike,
  type AskedAction,
  isAbout,
} from '../../../../packages/isolation-proof/src/difference/action-questions';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { statements } from '../fixtures/statements-and-requests';

const questions = (...list: JsonObject[]): ActionQuestions =>
  new ActionQuestions(new Set(statements(...list)));
const about = (text: string): Parameters<ActionQuestions['of']>[0] => ({
  actions: { texts: [text], negated: false },
});
const asked = (of: ActionQuestions, text: string): string[] =>
  of
    .of(about(text))
    .map(({ service, example }) => `${service} ${example}`)
    .sort();

describe('the actions that are asked about', () => {
  test('one of a service stands for all that no statement tells apart', () => {
    const of = questions({ Action: 's3:GetObject' }, { Action: 's3:Get*' });
    expect(asked(of, 's3:getobject')).toStrictEqual(['s3 s3:getobject']);
    // Of those that begin alike, the named one and all others.
    expect(asked(of, 's3:get*')).toHaveLength(2);
  });

  test('actions of several services are asked about service by service', () => {
    const of = questions(
      { Action: 'sns:Publish' },
      { Action: '*', Resource: 'arn:aws:sqs:eu-central-1:111122223333:q' },
    );
    const services = of.of(about('*')).map(({ service }) => service);
    expect(services).toEqual(expect.arrayContaining(['sns', 'sqs']));
    for (const { service, example } of of.of(about('*'))) expect(example.split(':')[0]).toBe(service);
  });

  test.each<[string, string, boolean]>([
    ['a resource of a service', 'arn:aws:sqs:::q', true],
    ['a service with a wildcard', 'arn:aws:sq*:::q', false],
    ['a service with a placeholder', 'arn:aws:sq?:::q', false],
    ['a service with a variable', 'arn:aws:${a:b}:::q', false],
    ['what is no ARN', 'x', false],
  ])('%s names a service: %s, %p', (_what, Resource, isNamed) => {
    const services = questions({ Action: '*', Resource })
      .of(about('*'))
      .map(({ service }) => service);
    expect(services.includes('sqs')).toBe(isNamed);
    expect(services.some((service) => /[*?$]/.test(service))).toBe(false);
    // Whatever else there is: one action of no service that is named.
    expect(services).toHaveLength(isNamed ? 2 : 1);
  });

  test.each<[string, string, string, number]>([
    ['what is named, and all else', 'sns:Publish', 'sns', 2],
    ['all of it, and nothing else', 'sns:*', 'sns', 1],
    ['a name with a hyphen and a digit', 'a-1:Do', 'a-1', 2],
    ['a name of a letter', 'a:Do', 'a', 2],
    ['what a wildcard may stand for is no name', 'x*sns:Do', 'sns', 0],
  ])('of a service that an action names, %s', (_what, Action, service, count) => {
    const asked = questions({ Action }, { Action: '*' }).of(about('*'));
    expect(asked.filter((one) => one.service === service)).toHaveLength(count);
  });

  test('services come in the order of their names, after the one of the class itself', () => {
    const of = questions({ Action: '*', Resource: ['c', 'b', 'a'].map((one) => `arn:aws:${one}:::x`) });
    const [, ...services] = of.of(about('*')).map(({ service }) => service);
    expect(services).toStrictEqual(['a', 'b', 'c']);
  });

  test('a service is asked about once for each class, and the same ones again', () => {
    const of = questions({ Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::x' });
    expect(asked(of, 's3:getobject')).toStrictEqual(['s3 s3:getobject']);
    expect(of.of(about('s3:getobject'))[0]).toBe(of.of(about('s3:getobject'))[0]);
    expect(asked(of, 's3:deleteobject')).toStrictEqual([]);
  });
});

describe('whether a list may be about an action', () => {
  test.each<[readonly (string | undefined)[], boolean, boolean]>([
    [['s3:getobject'], false, true],
    [['s3:getobject'], true, false],
    [['s3:put*', 's3:get*'], false, true],
    [['s3:put*'], false, false],
    [['s3:put*'], true, true],
    [[undefined], false, true],
    [[undefined], true, true],
    [['s3:get*', undefined], true, true],
    [[], false, false],
  ])('%p, negated %p: %p', (texts, negated, expected) => {
    expect(isAbout({ texts, negated }, 's3:getobject')).toBe(expected);
  });
});

describe('actions that are treated alike', () => {
  const [GET, PUT, PUBLISH] = [
    { example: 's3:get', service: 's3' },
    { example: 's3:put', service: 's3' },
    { example: 'sns:publish', service: 'sns' },
  ] as const satisfies readonly AskedAction[];

  test('are together where no statement tells them apart', () => {
    expect(alike([GET, PUT], statements({ Action: 's3:*' }))).toStrictEqual([[GET, PUT]]);
    expect(alike([GET, PUT], [])).toStrictEqual([[GET, PUT]]);
    expect(alike([], [])).toStrictEqual([]);
  });

  test('are apart where one does', () => {
    expect(alike([GET, PUT], statements({ Action: 's3:*' }, { Action: 's3:Put' }))).toStrictEqual([
      [GET],
      [PUT],
    ]);
  });

  test('are apart where different statements are about each', () => {
    expect(alike([GET, PUT], statements({ Action: 's3:Get' }, { Action: 's3:Put' }))).toStrictEqual([
      [GET],
      [PUT],
    ]);
  });

  test('of two services are apart', () => {
    expect(alike([GET, PUBLISH], statements({ Action: '*' }))).toStrictEqual([[GET], [PUBLISH]]);
  });
});
