import * as fc from 'fast-check';
import { matchesText } from '../../../../packages/isolation-proof/src/patterns/matches-text';
import { literalPattern, type Pattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { found, withValue } from './symbolic';

test('what is found in no text is in the set for no value: against every short text and value', () => {
  const patterns = fc
    .array(fc.constantFrom('a', 'b', '/', '*', '?', '$'), { maxLength: 5 })
    .map((characters) => characters.join(''));
  const sets = fc.record({
    matching: fc.array(patterns, { minLength: 1, maxLength: 3 }),
    excluding: fc.array(patterns, { maxLength: 2 }),
  });
  const texts = textsUpTo(4);
  const values = textsUpTo(2).filter((text) => text !== '');
  let empty = 0;
  fc.assert(
    fc.property(sets, ({ matching, excluding }) => {
      if (found(matching, excluding) !== undefined) return;
      empty += 1;
      const left = values.flatMap((value) => {
        const exact = (text: string): Pattern => withValue(text, literalPattern(value));
        const [wanted, unwanted] = [matching.map(exact), excluding.map(exact)];
        return texts.filter(
          (text) =>
            wanted.every((pattern) => matchesText(pattern, text)) &&
            !unwanted.some((pattern) => matchesText(pattern, text)),
        );
      });
      expect(left).toEqual([]);
    }),
    { numRuns: 1500 },
  );
  // Otherwise nothing was compared.
  expect(empty).toBeGreaterThan(100);
});

function textsUpTo(length: number): string[] {
  if (length === 0) return [''];
  const shorter = textsUpTo(length - 1);
  const longest = shorter.filter((text) => text.length === length - 1);
  return [...shorter, ...longest.flatMap((text) => ['a', 'b', '/'].map((character) => text + character))];
}
