/**
 * Names without the words, between hyphens, that all of them begin with, and that all of them end in. One word
 * of each always stays.
 */
export function shortNames(names: readonly string[]): string[] {
  if (names.length < 2) return [...names];
  const words = names.map((name) => name.split('-'));
  const ending = commonStart(words.map((list) => list.toReversed()));
  const beginnings = words.map((list) => list.slice(0, list.length - ending));
  const beginning = commonStart(beginnings);
  return beginnings.map((list) => list.slice(beginning).join('-'));
}

/** How many words all lists begin with; one word of each is no part of it. */
function commonStart(lists: readonly (readonly string[])[]): number {
  const [first = []] = lists;
  const most = Math.min(...lists.map(({ length }) => length)) - 1;
  const differing = first
    .slice(0, most)
    .findIndex((word, index) => lists.some((list) => list[index] !== word));
  return differing === -1 ? most : differing;
}
