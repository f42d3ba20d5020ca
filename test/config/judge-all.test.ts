import { judgeAllOf } from '../../config/judge-all';

test.each([
  [{}, false],
  [{ judgeAll: 'true' }, true],
  [{ judgeAll: true }, true],
  [{ judgeAll: 'false' }, false],
  [{ judgeAll: false }, false],
])('%j', (context, all) => {
  expect(judgeAllOf(context)).toBe(all);
});

test.each(['', 'yes', 1, null])('%j is refused', (value) => {
  expect(() => judgeAllOf({ judgeAll: value })).toThrow(
    `-c judgeAll = ${JSON.stringify(value)}: write true or false`,
  );
});
