import { formatTable } from '../../../tools/bench/table';

test('columns are as wide as their widest cell; numbers are aligned to the right, text to the left', () => {
  expect(
    formatTable(
      ['app', 'ms', 'ratio of time'],
      [
        ['bare', '9', '1.00'],
        ['as shipped', '12,345', '10.50'],
      ],
    ),
  ).toEqual([
    'app             ms  ratio of time',
    '----------  ------  -------------',
    'bare             9           1.00',
    'as shipped  12,345          10.50',
  ]);
});

test('a column with a cell that is no number is text, and no line ends in spaces', () => {
  expect(
    formatTable(
      ['a', 'b'],
      [
        ['1', '22'],
        ['x', ''],
      ],
    ),
  ).toEqual(['a  b', '-  --', '1  22', 'x']);
});

test('a table without rows is its header', () => {
  expect(formatTable(['app', 'ms'], [])).toEqual(['app  ms', '---  --']);
});
