import type { ListChanges } from './guard-change';

/** What only one of two lists has, as texts say it; each in the order of its list. */
export function listChanges<Item>(
  base: readonly Item[],
  head: readonly Item[],
  textOf: (item: Item) => string,
): ListChanges<Item> {
  const before = new Set(base.map(textOf));
  const after = new Set(head.map(textOf));
  return {
    added: head.filter((item) => !before.has(textOf(item))),
    removed: base.filter((item) => !after.has(textOf(item))),
  };
}
