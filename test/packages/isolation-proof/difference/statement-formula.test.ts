import { statementFormula } from '../../../../packages/isolation-proof/src/difference/statement-formula';
import { known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { statements } from '../fixtures/statements-and-requests';
import { NamedAtoms } from './named-atoms';

function one(parts: JsonObject): Statement {
  const [statement] = statements({ Sid: 'Named', ...parts });
  if (statement === undefined) throw new Error('no statement');
  return statement;
}
const FACTS = new Map([['aws:username', known('ann')]]);
const read = (statement: Statement): string => {
  const atoms = new NamedAtoms();
  return atoms.read(statementFormula(statement, 's3:getobject', FACTS, atoms));
};

test.each<[string, JsonObject, string]>([
  ['an action and a resource', { Action: 's3:GetObject', Resource: 'a/*' }, 'in a/*'],
  ['another action', { Action: 's3:PutObject', Resource: 'a/*' }, 'false'],
  ['an action of several', { Action: ['s3:Put*', 's3:Get*'], Resource: 'a' }, 'in a'],
  ['NotAction of another action', { NotAction: 's3:PutObject', Resource: 'a' }, 'in a'],
  ['NotAction of the action', { NotAction: ['s3:PutObject', 's3:Get*'], Resource: 'a' }, 'false'],
  ['several resources', { Resource: ['a', 'b'] }, 'in a,b'],
  ['NotResource', { NotResource: ['a', 'b'] }, 'not (in a,b)'],
  ['a variable with a value', { Resource: 'home/${aws:username}' }, 'in home/ann'],
  ['a variable without a value', { Resource: ['${a:other}', 'b'] }, 'in b'],
  ['nothing but a variable without a value', { Resource: '${a:other}' }, 'false'],
  [
    'conditions, all of them',
    { Resource: 'a', Condition: { Null: { 'a:k': 'true', 'a:l': 'true' } } },
    '(in a) and (no a:k) and (no a:l)',
  ],
])('a statement about %s', (_what, statement, expected) => {
  expect(read(one(statement))).toBe(expected);
});

describe('texts that are not known', () => {
  const { path } = one({}).source;
  const place = (element: string): string => `? ${JSON.stringify([path, 'Named', element])}`;
  const unknownActions = (negated: boolean, ...texts: string[]): Statement => ({
    ...one({ Resource: 'a' }),
    actions: { texts: [...texts, undefined], negated },
  });
  const unknownResources = (negated: boolean, ...texts: string[]): Statement => ({
    ...one({}),
    resources: { texts: [...texts, undefined], negated },
  });

  test('an action may be meant by them, if no other text means it', () => {
    expect(read(unknownActions(false, 's3:Put*'))).toBe(`(${place('actions')}) and (in a)`);
    expect(read(unknownActions(false, 's3:get*'))).toBe('in a');
    expect(read(unknownActions(true, 's3:put*'))).toBe(`(not (${place('actions')})) and (in a)`);
    expect(read(unknownActions(true, 's3:get*'))).toBe('false');
  });

  test('a resource may be meant by them, besides the others', () => {
    expect(read(unknownResources(false, 'a'))).toBe(`(in a) or (${place('resources')})`);
    expect(read(unknownResources(false))).toBe(place('resources'));
    expect(read(unknownResources(true))).toBe(`not (${place('resources')})`);
  });
});
