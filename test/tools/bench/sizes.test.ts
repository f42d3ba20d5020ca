import { DEFAULT_SIZES, parseSizes } from '../../../tools/bench/sizes';

test.each([
  ['1', [1]],
  ['1,10', [1, 10]],
  ['100,1,10', [1, 10, 100]],
  ['10,10', [10]],
  ['1, 10', [1, 10]],
  ['99999', [99_999]],
])('%j is %j', (text, sizes) => {
  expect(parseSizes(text)).toEqual(sizes);
});

test.each([
  ['', '""'],
  ['0', '"0"'],
  ['-1', '"-1"'],
  ['1.5', '"1.5"'],
  ['1e3', '"1e3"'],
  ['0x10', '"0x10"'],
  ['10,', '""'],
  ['1 0', '"1 0"'],
  ['1,ten', '"ten"'],
  ['100000', '"100000"'],
])('%j is refused', (text, part) => {
  expect(() => parseSizes(text)).toThrow(
    new RangeError(
      `${part} is not a number of organizations; write numbers from 1 to 99999, for example 1,10,1000`,
    ),
  );
});

test('unless others are asked for, up to a thousand organizations are measured', () => {
  expect(DEFAULT_SIZES).toEqual([1, 10, 100, 1000]);
});
