import type { NamesOfStack } from './names-of-stack';

/** A template with the names that it holds. */
export interface Named {
  readonly names: NamesOfStack;
}

/**
 * Of templates of one form, those that are judged for all. What the validator's rules see of a name, besides that it is
 * this one, is its length and of which kinds its characters are: so of every kind of names there is the one with the
 * shortest and the one with the longest, of each name and of all together. See docs/decisions/0051.
 */
export function representativesOf<Member extends Named>(members: readonly Member[]): Member[] {
  return groupsOf(members, ({ names }) => kindOf(names)).flatMap((alike) => [
    ...new Set([
      ...extremesOf(alike, ({ names }) => wordsOf(names).join('').length),
      ...wordsOf(alike[0].names).flatMap((_, index) =>
        extremesOf(alike, ({ names }) => wordsOf(names)[index]?.length ?? 0),
      ),
    ]),
  ]);
}

type Group<Member> = readonly [Member, ...Member[]];

/** Members with the same key, in the order of the first of each. */
export function groupsOf<Member>(
  members: readonly Member[],
  keyOf: (member: Member) => string,
): Group<Member>[] {
  const groups = new Map<string, [Member, ...Member[]]>();
  for (const member of members) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [member]);
    else group.push(member);
  }
  return [...groups.values()];
}

/** The first of those with the least, and of those with the most. */
function extremesOf<Member>([first, ...rest]: Group<Member>, measure: (member: Member) => number): Member[] {
  let [least, most] = [first, first];
  for (const member of rest) {
    if (measure(member) < measure(least)) least = member;
    if (measure(member) > measure(most)) most = member;
  }
  return [least, most];
}

function wordsOf({ slug, users }: NamesOfStack): string[] {
  return [slug, ...users];
}

/** Which kinds of characters names have, begin and end with: letters, digits, and every other by itself. */
function kindOf(names: NamesOfStack): string {
  return wordsOf(names)
    .map((word) => {
      const kinds = Array.from(word.replace(/[a-z]/g, 'a').replace(/[A-Z]/g, 'A').replace(/[0-9]/g, '0'));
      return [kinds.at(0), ...[...new Set(kinds)].sort(), kinds.at(-1)].join('');
    })
    .join('\n');
}
