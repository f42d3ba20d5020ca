import { userOfAccessKey } from '../../../../packages/isolation-proof/src/model/access-keys';
import type { Principal } from '../../../../packages/isolation-proof/src/model/principal';
import {
  type Declarations,
  refuseUnknownTypes,
} from '../../../../packages/isolation-proof/src/model/understood-types';
import type { Unknown } from '../../../../packages/isolation-proof/src/templates/errors';
import { NotUnderstoodError } from '../../../../packages/isolation-proof/src/templates/resolved';
import { resourceOf, stackOf } from '../fixtures/stack-of';

describe('types that are not known', () => {
  const stack = stackOf({
    Strange: ['AWS::X::Y', {}],
    Queue: ['AWS::SQS::Queue', { Strange: true }],
    Role: ['AWS::IAM::Strange', {}],
    Fine: ['AWS::SQS::Queue', {}],
  });
  const refused = (declared: Declarations): string[] => {
    const unknowns: Unknown[] = [];
    refuseUnknownTypes([stack], declared, unknowns);
    return unknowns.map(({ place, reason }) => `${place}: ${reason.replace(/;.*/, '')}`);
  };
  const nothing = { grants: 'nothing', because: 'x' } as const;

  test('are refused, and those of IAM elsewhere', () => {
    expect(refused({})).toEqual([
      'test/Strange: the type AWS::X::Y is not known',
      'test/Queue: the property Strange of AWS::SQS::Queue is not known',
    ]);
  });

  test('are refused where an intrinsic function hides what they have', () => {
    const unknowns: Unknown[] = [];
    const AuthParameters = { 'Fn::If': ['Condition', {}, {}] };
    refuseUnknownTypes(
      [stackOf({ Connection: ['AWS::Events::Connection', { AuthParameters }] })],
      {},
      unknowns,
    );
    expect(unknowns).toEqual([
      {
        place: 'test/Connection',
        reason:
          'AuthParameters is an intrinsic function, so what it holds is unknown: {"Fn::If":["Condition",{},{}]}; write it out',
      },
    ]);
  });

  test('are taken for harmless if the app says so', () => {
    expect(refused({ 'AWS::X::Y': nothing, 'AWS::SQS::Queue.Strange': nothing })).toEqual([]);
    expect(refused({ 'AWS::X::Z': nothing })).toHaveLength(2);
  });
});

describe('the user of an access key', () => {
  const principal = (kind: Principal['kind'], arn: string): Principal => ({
    arn,
    kind,
    owner: undefined,
    identity: [],
    boundary: undefined,
    facts: new Map(),
    trust: [],
    source: resourceOf('AWS::IAM::User'),
  });
  const ann = principal('user', 'arn:aws:iam::111122223333:user/team/ann');
  const others = [
    principal('role', 'arn:aws:iam::111122223333:role/ann'),
    principal('user', 'arn:x:user/joann'),
  ];
  const keyOf = (properties: { UserName?: string }) => resourceOf('AWS::IAM::AccessKey', properties);

  test('is found by its name, whatever its path', () => {
    expect(userOfAccessKey(keyOf({ UserName: 'ann' }), [...others, ann])).toBe(ann);
  });

  test.each([
    ['ann', others],
    ['team/ann', [ann]],
  ])('is not known if no template makes %s', (UserName, principals) => {
    expect(() => userOfAccessKey(keyOf({ UserName }), principals)).toThrow(
      new NotUnderstoodError(
        `it is a key of the user ${UserName}, which no template makes; make the user in the app`,
      ),
    );
  });

  test('is not known of a key that names nobody', () => {
    expect(() => userOfAccessKey(keyOf({}), [ann])).toThrow(NotUnderstoodError);
  });
});
