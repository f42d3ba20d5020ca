/**
 * Letters that people take for others in common typefaces, each with what it is taken for: 1 and l, 0 and o, m and
 * rn are in Unicode's table of confusables (https://www.unicode.org/reports/tr39/#Confusable_Detection); w and vv,
 * d and cl are what registries of domain names add. i and l, s and 5 are left out: they are told apart by more than
 * a gap between two strokes, and too many real names differ in nothing else.
 */
const TAKEN_FOR: ReadonlyMap<string, string> = new Map([
  ['1', 'l'],
  ['0', 'o'],
  ['m', 'rn'],
  ['w', 'vv'],
  ['d', 'cl'],
]);

/** What a slug looks like. Two slugs with one appearance cannot be told apart at a glance. */
export function appearanceOf(slug: string): string {
  return Array.from(slug)
    .map((character) => TAKEN_FOR.get(character) ?? character)
    .join('');
}

/** For each slug that looks like one before it in the list, the first such one. */
export function lookAlikes<Slug extends string>(slugs: readonly Slug[]): ReadonlyMap<Slug, Slug> {
  const first = new Map<string, Slug>();
  const found = new Map<Slug, Slug>();
  for (const slug of slugs) {
    const appearance = appearanceOf(slug);
    const earlier = first.get(appearance);
    if (earlier === undefined) first.set(appearance, slug);
    else if (earlier !== slug) found.set(slug, earlier);
  }
  return found;
}
