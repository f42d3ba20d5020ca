import { type AuditLine, expectExactly, expectToldOf } from '../../../../tools/local/story/audit-lines';

const LINES: AuditLine[] = [
  { action: 'PutObject', resource: 'arn:aws:s3:::raw/acme/a.csv', outcome: 'succeeded', person: '' },
  { action: 'PutRolePolicy', resource: 'arn:aws:iam::1:role/hubs', outcome: 'succeeded', person: 'rene' },
];

test('every event has to be told of, by one line that has all of it', () => {
  const upload = { what: 'the upload', action: 'PutObject', resource: '/acme/a.csv' };
  const revocation = { what: 'the revocation', action: 'PutRolePolicy', person: 'rene' };
  expect(() => {
    expectToldOf(LINES, [upload, revocation]);
  }).not.toThrow();
  expect(() => {
    expectToldOf(LINES, [upload, { ...revocation, action: 'PutObject' }]);
  }).toThrow('no line tells of the revocation; lines are of PutObject, PutRolePolicy rene');
});

test('the same lines in another order are the same', () => {
  expect(() => {
    expectExactly(['a', 'b'], ['b', 'a'], 'lines');
  }).not.toThrow();
});

test.each([
  ['one missing', ['a'], ['b', 'a'], 'lines: 1 of 2 are missing (b), 0 are too many ()'],
  ['one of a neighbour', ['a', 'b', 'c'], ['b', 'a'], '0 of 2 are missing (), 1 are too many (c)'],
  ['one that is there twice', ['a', 'a'], ['a'], '2 in all'],
  ['nothing to compare', [], [], 'nothing was to be compared'],
])('%s is told', (_, found, expected, message) => {
  expect(() => {
    expectExactly(found, expected, 'lines');
  }).toThrow(message);
});
