import { type Fact, known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { statements, subject, USER } from '../fixtures/statements-and-requests';
import { access, anything, PARAMETER } from './asked-access';

describe('what is left of the resources', () => {
  const deny = (element: JsonObject): Statement[] => [
    ...anything,
    ...statements({ Effect: 'Deny', ...element }),
  ];

  test.each<[string, Statement[], string | undefined]>([
    ['a Deny of some', deny({ Resource: 'arn:aws:s3:::data/?*' }), 'arn:aws:s3:::data/'],
    ['a Deny of all', deny({ Resource: ['x', 'arn:aws:s3:::*'] }), undefined],
    ['a Deny of what is not known', deny({ Resource: PARAMETER }), 'arn:aws:s3:::data/'],
    ['a Deny of what is not known and of all', deny({ Resource: [PARAMETER, '*'] }), undefined],
    ['a Deny of all but one', deny({ NotResource: 'arn:aws:s3:::data/acme' }), 'arn:aws:s3:::data/acme'],
    [
      'a Deny of all but several',
      deny({ NotResource: ['x', 'arn:aws:s3:::data/b?'] }),
      'arn:aws:s3:::data/by',
    ],
    ['a Deny of all but others', deny({ NotResource: ['x', 'y'] }), undefined],
    ['a Deny of all but what is not known', deny({ NotResource: ['x', PARAMETER] }), 'arn:aws:s3:::data/'],
    [
      'two that spare different ones',
      [
        ...deny({ NotResource: ['arn:aws:s3:::data/a', 'x'] }),
        ...statements({ Effect: 'Deny', NotResource: ['arn:aws:s3:::data/b', 'x'] }),
      ],
      undefined,
    ],
    [
      'two that spare a common one',
      [
        ...deny({ NotResource: ['arn:aws:s3:::data/a', '*/b'] }),
        ...statements({ Effect: 'Deny', NotResource: ['arn:aws:s3:::data/b', 'x'] }),
      ],
      'arn:aws:s3:::data/b',
    ],
    [
      'an Allow of all but some',
      statements({ NotResource: ['arn:aws:s3:::data/', PARAMETER] }),
      'arn:aws:s3:::data/x',
    ],
    ['an Allow of all but all', statements({ NotResource: 'arn:aws:s3:::*' }), undefined],
    ['an Allow of what is not known', statements({ Resource: PARAMETER }), 'arn:aws:s3:::data/'],
    ['an Allow of others', statements({ Resource: ['x', 'arn:aws:s3:::data'] }), undefined],
    [
      'an Allow of a folder whose name is not known',
      statements({ Resource: 'arn:aws:s3:::data/${aws:PrincipalTag/x}/*' }),
      'arn:aws:s3:::data//',
    ],
    [
      'an Allow of a folder whose name its condition demands',
      statements({
        Resource: 'arn:aws:s3:::data/${aws:PrincipalTag/x}/*',
        Condition: { StringLike: { 'aws:PrincipalTag/x': 'acme-?' } },
      }),
      'arn:aws:s3:::data/acme-x/',
    ],
  ])('%s', (_what, identity, expected) => {
    expect(access({ who: subject(USER, identity) })?.resource).toBe(expected);
  });
});

/** What is not known counts in an Allow, and not in a Deny. */
describe('what statements are about', () => {
  const found = (statement: JsonObject, facts: ReadonlyMap<string, Fact> = new Map()): [boolean, boolean] => [
    access({ who: subject(USER, statements(statement)), facts }) !== undefined,
    access({ who: subject(USER, [...anything, ...statements({ ...statement, Effect: 'Deny' })]), facts }) ===
      undefined,
  ];

  test.each<[string, JsonObject, boolean, boolean]>([
    ['the action', { Action: ['x:y', 's3:GetObject'] }, true, true],
    ['another action', { Action: 's3:PutObject' }, false, false],
    ['an action that is not known', { Action: PARAMETER }, true, false],
    ['an action that is not known, and this one', { Action: [PARAMETER, 's3:*'] }, true, true],
    ['all actions but this one', { NotAction: 's3:Get*' }, false, false],
    ['all actions but others', { NotAction: ['x:y', 'kms:*'] }, true, true],
    ['all actions but one that is not known', { NotAction: PARAMETER }, true, false],
    ['all actions but this one and one that is not known', { NotAction: [PARAMETER, 's3:*'] }, false, false],
    ['where a condition holds', { Condition: { StringEquals: { 'aws:k': 'a' } } }, true, true],
    ['where a condition does not hold', { Condition: { StringEquals: { 'aws:k': 'b' } } }, false, false],
    ['where a condition may hold', { Condition: { StringEquals: { 'aws:other': 'b' } } }, true, false],
    [
      'an action that is not known, where a condition holds',
      { Action: PARAMETER, Condition: { StringEquals: { 'aws:k': 'a' } } },
      true,
      false,
    ],
    [
      'an action that is not known, where it does not',
      { Action: PARAMETER, Condition: { StringEquals: { 'aws:k': 'b' } } },
      false,
      false,
    ],
  ])('%s', (_what, statement, allows, denies) => {
    expect(found(statement, new Map([['aws:k', known('a')]]))).toEqual([allows, denies]);
  });
});
