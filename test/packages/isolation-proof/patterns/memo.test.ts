import { Memo } from '../../../../packages/isolation-proof/src/patterns/memo';

it('makes what a text stands for once, also if that is nothing', () => {
  const memo = new Memo<string | undefined>(10);
  const make = jest.fn(() => undefined);

  expect([memo.of('a', make), memo.of('a', make)]).toEqual([undefined, undefined]);
  expect(make).toHaveBeenCalledTimes(1);
});

it('forgets everything once it remembers as much as it may', () => {
  const memo = new Memo<string>(2);
  const make = jest.fn(() => 'made');
  for (const text of ['a', 'b', 'c', 'b']) memo.of(text, make);

  expect(make).toHaveBeenCalledTimes(4);
});
