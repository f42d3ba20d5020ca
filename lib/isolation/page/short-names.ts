/** Names without the words, between hyphens, that all of them begin with. The last word of each always stays. */
export function shortNames(names: readonly string[]): string[] {
  const words = names.map((name) => name.split('-'));
  const [first, ...others] = words;
  if (first === undefined || others.length === 0) return [...names];
  const fewest = Math.min(...words.map(({ length }) => length));
  const differing = first
    .slice(0, fewest - 1)
    .findIndex((word, index) => others.some((list) => list[index] !== word));
  const common = differing === -1 ? fewest - 1 : differing;
  return words.map((list) => list.slice(common).join('-'));
}
