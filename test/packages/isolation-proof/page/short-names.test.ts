import { shortNames } from '../../../../packages/isolation-proof/src/page/short-names';

test.each([
  [
    ['ts-test-raw-1-eu-central-1-an', 'ts-test-athena-results-1-eu-central-1-an'],
    ['raw', 'athena-results'],
  ],
  [
    ['ts-test-1-raw', 'ts-test-1-athena-results'],
    ['raw', 'athena-results'],
  ],
  [
    ['ts-test-raw', 'ts-test-raw-old'],
    ['raw', 'raw-old'],
  ],
  [
    ['raw', 'standardized'],
    ['raw', 'standardized'],
  ],
  [['ts-test-raw'], ['ts-test-raw']],
  [
    ['a-b', 'a-b'],
    ['a', 'a'],
  ],
  [[], []],
])('%j become %j', (names, expected) => {
  expect(shortNames(names)).toEqual(expected);
});
