/** Names without the words, between hyphens, that all of them begin with. The last word always stays. */
export function shortNames(names: readonly string[]): string[] {
  const words = names.map((name) => name.split('-'));
  const [first = []] = words;
  const mostCommon = Math.min(...words.map(({ length }) => length)) - 1;
  let common = 0;
  while (common < mostCommon && words.every((list) => list[common] === first[common])) common += 1;
  return words.map((list) => list.slice(words.length === 1 ? 0 : common).join('-'));
}
