import { withPhysicalIds } from '../../../../tools/local/agreement/physical-ids';

const IDS = new Map([
  ['ts-local-organization-acme', { Key1: 'aaaa-1111' }],
  ['ts-local-organization-acme-eu', { Key1: 'bbbb-2222' }],
]);

test.each([
  ['arn:aws:kms:x:1:key/(ts-local-organization-acme.Key1)', 'arn:aws:kms:x:1:key/aaaa-1111'],
  ['arn:aws:kms:x:1:key/(ts-local-organization-acme-eu.Key1)', 'arn:aws:kms:x:1:key/bbbb-2222'],
  ['arn:aws:s3:::bucket/acme/example', 'arn:aws:s3:::bucket/acme/example'],
])('%s', (text, expected) => {
  expect(withPhysicalIds(text, IDS)).toBe(expected);
});

test('what was not deployed has no name', () => {
  expect(() => withPhysicalIds('key/(ts-local-organization-acme.Key2)', IDS)).toThrow(RangeError);
});
