import { withNamesReplaced } from '../../../../packages/isolation-proof/src/forms/name-positions';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';

const shout = (text: string): string => text.toUpperCase();
const replaced = (value: Json): Json => withNamesReplaced(value, shout);

test.each([
  'BucketName',
  'KeyAlias',
  'Arn',
  'TargetArns',
  'Description',
  'ScriptLocation',
  'LogFilePrefix',
  'IntegrationUri',
  'AWS',
  'Bucket',
  'Condition',
  'Input',
  'KMSMasterKeyID',
  'KmsKey',
  'NotResource',
  'PermissionsBoundary',
  'Resource',
  'Roles',
  'Tags',
  'TargetKeyId',
  'Users',
  'prefix',
])('%s may hold names, however deep', (property) => {
  expect(replaced({ [property]: 'acme' })).toStrictEqual({ [property]: 'ACME' });
  expect(replaced({ Any: [{ [property]: [{ x: ['acme', 1, true] }] }] })).toStrictEqual({
    Any: [{ [property]: [{ x: ['ACME', 1, true] }] }],
  });
});

test.each(['State', 'Action', 'Names', 'Arnsx', 'AWSx', 'xBucket', 'xprefix', 'Locations'])(
  '%s holds no names: it has to be the same in all of a form',
  (property) => {
    expect(replaced({ [property]: 'acme' })).toStrictEqual({ [property]: 'acme' });
  },
);

test('of a tag, the value may hold a name, and the key is a word', () => {
  expect(replaced({ Tags: [{ Key: 'acme', Value: 'acme' }] })).toStrictEqual({
    Tags: [{ Key: 'acme', Value: 'ACME' }],
  });
});

test('a text is a name where it is said to be one', () => {
  expect(replaced('acme')).toBe('acme');
  expect(withNamesReplaced('acme', shout, true)).toBe('ACME');
  expect(withNamesReplaced(['acme', 'X'], shout, true)).toStrictEqual(['ACME', 'X']);
});

test('what does not change is not copied, and what changes leaves what was given as it is', () => {
  const same = { Tags: ['X'], Other: { State: ['acme'] }, Count: 1 };
  expect(replaced(same)).toBe(same);
  const given = { Name: 'acme', Other: same };
  const found = replaced(given) as typeof given;
  expect(found).toStrictEqual({ Name: 'ACME', Other: same });
  expect(found.Other).toBe(same);
  expect(given.Name).toBe('acme');
});
