import fc from 'fast-check';
import { Renaming } from '../../../../lib/stacks/forms/renaming';

test('each stand-in is replaced wherever it is, and nothing else', () => {
  const renaming = new Renaming('q-1 and q.1 and q-1', ['q-1', 'q.1']);
  expect(
    renaming.for(
      new Map([
        ['q-1', '$&'],
        ['q.1', 'q-1'],
      ]),
    ),
  ).toBe('$& and q-1 and $&');
});

test('a stand-in without a name is refused', () => {
  expect(() => new Renaming('a q b', ['q']).for(new Map())).toThrow('nothing is known that q stands for');
});

test('what has no stand-in stays as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(new Renaming(text, []).for(new Map())).toBe(text);
      const kept = text.replaceAll('q0', '');
      expect(new Renaming(kept, ['q0-']).for(new Map([['q0-', 'x']]))).toBe(kept.replaceAll('q0-', 'x'));
    }),
  );
});
