import { isAboutAction } from '../../../../packages/isolation-proof/src/policies/listed-actions';

const LISTED = ['s3:getobject', 's3:list*', 'sqs:?eceivemessage', undefined];

test.each<[string, (string | undefined)[], string]>([
  ['s3:getobject', ['s3:getobject'], 'true'],
  ['s3:getobjectacl', ['s3:getobject'], 'false'],
  ['s3:listbucket', ['s3:getobject', 's3:list*'], 'true'],
  ['sqs:receivemessage', ['sqs:?eceivemessage'], 'true'],
  ['sqs:eceivemessage', ['sqs:?eceivemessage'], 'false'],
  ['s3:putobject', ['*'], 'true'],
  ['s3:putobject', [], 'false'],
  ['s3:getobject', LISTED, 'true'],
  ['s3:listbucket', LISTED, 'true'],
  // A text that nobody knows may be any action.
  ['s3:putobject', LISTED, 'unknown'],
])('%s of the list %j: %s', (action, texts, about) => {
  expect(isAboutAction({ texts, negated: false }, action)).toBe(about);
  const others = { true: 'false', false: 'true', unknown: 'unknown' }[about];
  expect(isAboutAction({ texts, negated: true }, action)).toBe(others);
});

test('a list says the same each time it is asked', () => {
  const list = { texts: ['s3:getobject', 's3:list*'], negated: false };
  const asked = ['s3:getobject', 's3:listbucket', 's3:putobject', 's3:getobject'];
  expect(asked.map((action) => isAboutAction(list, action))).toEqual(['true', 'true', 'false', 'true']);
});
