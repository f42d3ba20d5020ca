import { counted } from '../../config/counted';

test.each([
  [0, '0 stacks'],
  [1, '1 stack'],
  [2, '2 stacks'],
  [1000, '1,000 stacks'],
])('%d stacks are told as %s', (count, text) => {
  expect(counted(count, 'stack')).toBe(text);
});

test('a plural of its own is taken', () => {
  expect([counted(1, 'policy is', 'policies are'), counted(2, 'policy is', 'policies are')]).toEqual([
    '1 policy is',
    '2 policies are',
  ]);
});
