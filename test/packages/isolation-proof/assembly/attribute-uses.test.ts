import { usesAttribute } from '../../../../packages/isolation-proof/src/assembly/attribute-uses';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';

const uses = (value: Json): boolean => usesAttribute(value, 'Key', 'SecretAccessKey');
const SECRET = { 'Fn::GetAtt': ['Key', 'SecretAccessKey'] };

test.each<[Json]>([
  [SECRET],
  [{ 'Fn::GetAtt': 'Key.SecretAccessKey' }],
  [{ 'Fn::Sub': 'a ${Key.SecretAccessKey} b' }],
  [{ 'Fn::Sub': ['${Key.SecretAccessKey} ${A}', { A: 'a' }] }],
  [{ 'Fn::Sub': ['${A}', { A: SECRET }] }],
  [{ 'Fn::Join': ['', ['a', SECRET]] }],
  [{ Other: 'x', Value: { Deep: SECRET } }],
])('%j holds the secret', (value) => {
  expect(uses(value)).toBe(true);
});

test.each<[Json]>([
  [null],
  [1],
  ['Key.SecretAccessKey'],
  ['${Key.SecretAccessKey}'],
  [[]],
  [{}],
  [{ 'Fn::GetAtt': ['Key', 'Id'] }],
  [{ 'Fn::GetAtt': ['Other', 'SecretAccessKey'] }],
  [{ 'Fn::GetAtt': ['Key', 'SecretAccessKey', 'x'] }],
  [{ 'Fn::Sub': 'Key.SecretAccessKey' }],
  [{ 'Fn::Sub': '${!Key.SecretAccessKey}' }],
  [{ 'Fn::Sub': '${Key.SecretAccessKeys}' }],
  [{ 'Fn::Sub': '' }],
  [{ 'Fn::Sub': [] }],
  [{ 'Fn::Sub': { text: '${Key.SecretAccessKey}' } }],
  [{ 'Fn::Join': ['Key', 'SecretAccessKey'] }],
  [{ Description: '${Key.SecretAccessKey}' }],
])('%j does not hold it', (value) => {
  expect(uses(value)).toBe(false);
});
