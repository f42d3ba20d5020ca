import type { Operation } from '../../../../packages/isolation-proof/src/contract/contract';
import type { ConcreteRequest } from '../../../../packages/isolation-proof/src/decide/request';
import { UndecidedError } from '../../../../packages/isolation-proof/src/templates/errors';
import { ACCOUNT } from '../fixtures/stack-of';
import { judge, ROLE, TOPIC } from './judged';

const ask = (
  topic: string,
  context: ReadonlyMap<string, string | undefined> = new Map(),
): ConcreteRequest => ({
  requester: ROLE,
  action: 'sns:Publish',
  resource: `${TOPIC}${topic}`,
  context,
});
const operation = (
  row: string,
  expected: Operation['expected'],
  ...requests: ConcreteRequest[]
): Operation => ({
  row,
  sentence: `${row} is said`,
  organization: 'acme',
  expected,
  requests,
});

test('rows that come out as they have to, and rows that nothing can be asked of', () => {
  const started = performance.now();
  const verdict = judge([
    operation('kept', 'allowed', ask('own'), ask('own')),
    operation('kept', 'allowed', ask('own')),
    operation('never', 'denied', ask('other')),
    operation('other', 'allowed'),
  ]);
  expect(verdict).toMatchObject({ rows: 2, nothingToAsk: ['other'], requests: 4, failures: [] });
  expect(verdict.milliseconds).toBeLessThanOrEqual(performance.now() - started);
  expect(verdict.milliseconds).toBeGreaterThanOrEqual(0);
});

/** What is told of one operation that does not come out as it has to. */
function failure(expected: Operation['expected'], ...topics: string[]): unknown {
  const { failures } = judge([operation('kept', expected, ...topics.map((topic) => ask(topic)))]);
  expect(failures).toHaveLength(1);
  const [{ statements, request, ...rest } = {}] = failures as unknown as Record<string, unknown>[];
  return {
    ...rest,
    statements: (statements as { name: string }[]).map(({ name }) => name),
    resource: (request as { resource: string }).resource.replace(TOPIC, ''),
  };
}

describe('rows that do not', () => {
  const common = { row: 'kept', sentence: 'kept is said', organization: 'acme' };

  test.each<[string, Operation['expected'], string[], object]>([
    [
      'allowed, and nothing allows it',
      'allowed',
      ['own', 'other'],
      {
        actual: 'denied',
        because: 'no identity policy allows it',
        statements: [],
        resource: 'other',
        remedy: `Allow sns:Publish on ${TOPIC}other to arn:aws:iam::${ACCOUNT}:role/acme-role: no identity policy allows it.`,
      },
    ],
    [
      'allowed, and something denies it, which tells more than what is open',
      'allowed',
      ['open', 'own', 'denied'],
      {
        actual: 'denied',
        because: 'statements deny it',
        statements: ['Deny'],
        resource: 'denied',
        remedy: 'Take the request out of Deny of acme/Role.',
      },
    ],
    [
      'allowed, and it is open',
      'allowed',
      ['own', 'open'],
      {
        actual: 'open',
        because: expect.stringContaining('no value in the request') as string,
        statements: ['Open'],
        resource: 'open',
        remedy: 'Decide callers without the variable before Open of acme/Role, with a Null condition.',
      },
    ],
    [
      'denied, and something allows it',
      'denied',
      ['own'],
      {
        actual: 'allowed',
        because: 'statements allow it',
        statements: ['Own'],
        resource: 'own',
        remedy: 'Narrow Own of acme/Role, or deny the request in the policy of the resource.',
      },
    ],
  ])('are to be %s', (_what, expected, topics, told) => {
    expect(failure(expected, ...topics)).toEqual({ ...common, expected, ...told });
  });

  test('are told with the whole request', () => {
    const context = new Map([
      ['aws:k', 'v'],
      ['aws:none', undefined],
    ]);
    const { failures } = judge([operation('kept', 'denied', ask('own', context))]);
    expect(failures[0]?.request).toStrictEqual({
      principal: `arn:aws:iam::${ACCOUNT}:role/acme-role`,
      action: 'sns:Publish',
      resource: `${TOPIC}own`,
      context: { 'aws:k': 'v', 'aws:none': '(absent)' },
    });
  });
});

test('what is not known is told once, and nothing is decided', () => {
  const unknown = operation('kept', 'allowed', ask('unknown'), ask('own'));
  const reason = 'context key aws:sourcevpc is not modelled';
  expect(() => judge([unknown, unknown])).toThrow(
    new UndecidedError([{ place: 'acme/Role (Unknown)', reason }]),
  );
});

test('all that is not known is told together', () => {
  const reason = (key: string) => `context key ${key} is not modelled`;
  const rows = ['unknown', 'unheard'].map((topic) => operation('kept', 'allowed', ask(topic)));
  expect(() => judge(rows)).toThrow(
    new UndecidedError([
      { place: 'acme/Role (Unknown)', reason: reason('aws:sourcevpc') },
      { place: 'acme/Role (Unheard)', reason: reason('aws:sourcevpce') },
    ]),
  );
});

test('a failure of the program is no verdict', () => {
  const broken = {
    ...ask('own'),
    get context(): never {
      throw new RangeError('broken');
    },
  };
  expect(() => judge([operation('kept', 'allowed', broken)])).toThrow(RangeError);
});
