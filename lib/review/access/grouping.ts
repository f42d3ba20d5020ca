import type { AccessDifference } from '../../../packages/isolation-proof/src/difference/access-difference';
import { SLUG_STAND_INS, withSlugStandIns } from '../../../packages/isolation-proof/src/forms/slug-text';
import { mapped, type Phrase } from './phrase';

/** A difference with its parts in words. */
export interface ToldDifference {
  readonly difference: AccessDifference;
  readonly principal: Phrase;
  readonly actions: readonly Phrase[];
  readonly resources: readonly Phrase[];
  readonly circumstances: readonly Phrase[];
  /** What ends the sentence about what one lock alone allows; empty for what is in force. */
  readonly oneLock: string;
  readonly statements: readonly Phrase[];
}

/** Differences that are told in one sentence. */
export interface ToldGroup {
  /** One for each principal; the first gives the example. */
  readonly told: readonly [ToldDifference, ...ToldDifference[]];
  /** Slugs, sorted. */
  readonly organizations: readonly string[];
}

/**
 * Puts together what says the same of several organizations under their own names, and then what says the same of
 * several principals because of the same statements.
 */
export function grouped(all: readonly ToldDifference[]): ToldGroup[] {
  const overOrganizations = merged(
    all.map((told) => ({ told: [told], organizations: told.difference.organizations.toSorted() })),
    ({ told: [first] }) => JSON.stringify([principalKey(first), ...keyOf(first)]),
    (one, other) => ({
      told: one.told,
      organizations: [...new Set([...one.organizations, ...other.organizations])].sort(),
    }),
  );
  return merged(
    overOrganizations,
    ({ told: [first], organizations }) => JSON.stringify([organizations, ...keyOf(first)]),
    (one, other) => ({ told: [...one.told, ...other.told], organizations: one.organizations }),
  );
}

function merged(
  groups: readonly ToldGroup[],
  keyOfGroup: (group: ToldGroup) => string,
  merge: (one: ToldGroup, other: ToldGroup) => ToldGroup,
): ToldGroup[] {
  const byKey = new Map<string, ToldGroup>();
  for (const group of groups) {
    const key = keyOfGroup(group);
    const same = byKey.get(key);
    byKey.set(key, same === undefined ? group : merge(same, group));
  }
  return [...byKey.values()];
}

function principalKey({ difference, principal }: ToldDifference): unknown {
  return [difference.principal.kind, withStandIns(principal, organizationOf(difference))];
}

function keyOf({
  difference,
  actions,
  resources,
  circumstances,
  oneLock,
  statements,
}: ToldDifference): unknown[] {
  const { change, lens } = difference;
  const parts = [resources, circumstances, statements];
  return [
    change,
    lens,
    oneLock,
    actions,
    ...parts.map((phrases) => phrases.map((phrase) => withStandIns(phrase, organizationOf(difference)))),
  ];
}

/** In whose names it is told. */
function organizationOf({ principal, organizations: [judged] }: AccessDifference): string | undefined {
  return principal.owner ?? judged;
}

/** The same for every organization, whose own names it has. */
function withStandIns(phrase: Phrase, owner: string | undefined): Phrase {
  return owner === undefined
    ? phrase
    : mapped(phrase, (text) => withSlugStandIns(text, owner, SLUG_STAND_INS.shown));
}
