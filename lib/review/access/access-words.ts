import { ALL_POLICIES } from '../../../packages/isolation-proof/src/access/lens';
import type {
  AccessComparison,
  AccessDifference,
} from '../../../packages/isolation-proof/src/difference/access-difference';
import { byReason } from '../../../packages/isolation-proof/src/templates/errors';
import type { AccessItem, AccessWords } from './access-item';
import { circumstancesOf } from './circumstances';
import { grouped, type ToldDifference } from './grouping';
import { oneLockWords } from './one-lock-words';
import { organizationWords } from './organization-words';
import { code, enumerated, type Phrase, textOf } from './phrase';
import { PrincipalWords } from './principal-words';
import { refusingLocks } from './refusing-locks';
import { ResourceWords } from './resource-words';
import { type ReviewedSides, spellingOf } from './sides';
import { statementSentence } from './statement-sentence';

/** Most actions, resources and principals that a headline names; of more, the rest is counted. */
const MOST_IN_HEADLINE = 4;

/**
 * Tells differences of access in words: what is the same for several organizations, or for several principals
 * because of the same statements, once.
 * @param sides what was read of the two sides, for the platform's words; what it does not name is told by its ARN
 */
export function accessWords(comparison: AccessComparison, sides: ReviewedSides): AccessWords {
  const words = new Telling(sides);
  const groups = grouped(comparison.differences.map((difference) => words.told(difference)));
  return {
    items: groups.map((group) => words.item(group)).toSorted(byWeight),
    organizations: oneSided(comparison.organizations),
    undecided: byReason(comparison.undecided).map(({ places, reason }) => [
      'Not compared: ',
      ...enumerated(places.map((place) => [code(place)])),
      `: ${reason}`,
    ]),
  };
}

class Telling {
  private readonly principals: PrincipalWords;
  private readonly resources: ResourceWords;
  private readonly spell: (text: string) => string;
  /** Slugs of both sides: whoever stands on one side only is told apart. */
  private readonly all: readonly string[];

  constructor(private readonly sides: ReviewedSides) {
    this.principals = new PrincipalWords(sides);
    this.resources = new ResourceWords(sides, this.principals);
    const spelling = spellingOf(sides);
    this.spell = (text) => spelling.of(text);
    this.all = organizationsOf(sides);
  }

  told(difference: AccessDifference): ToldDifference {
    const { owner } = difference.principal;
    // Whoever is of no organization reaches what is the same for all of these.
    const [judged] = difference.organizations;
    const whose = { slug: owner ?? judged, isCaller: owner !== undefined };
    const resources = unique(difference.resources.map((text) => this.resources.of(text, whose)));
    return {
      difference,
      principal: this.principals.subject(difference.principal),
      actions: unique(difference.actions.map((action) => [code(this.spell(action))])),
      resources,
      circumstances: circumstancesOf(difference.example.context, this.spell).map((phrase) =>
        phrase.map((part) => (typeof part === 'string' ? part : code(this.resources.named(part.code)))),
      ),
      oneLock: this.oneLock(difference),
      statements: difference.statements.map(statementSentence),
    };
  }

  private oneLock(difference: AccessDifference): string {
    const { change, lens } = difference;
    if (lens === ALL_POLICIES.name) return '';
    const side = change === 'gained' ? this.sides.head : this.sides.base;
    return oneLockWords(change, lens, side === undefined ? [] : refusingLocks(difference, side));
  }

  item({ told: [first, ...others], organizations }: ReturnType<typeof grouped>[number]): AccessItem {
    const { difference, actions, resources, statements } = first;
    const { change, lens, example } = difference;
    const isInForce = lens === ALL_POLICIES.name;
    const subjects = unique([first, ...others].map(({ principal }) => principal));
    const verb = subjects.length > 1 ? VERBS[change].several : VERBS[change].one;
    return {
      change,
      isInForce,
      headline: [
        ...(organizations.length === 0 ? [] : [...organizationWords(organizations, this.all), ': ']),
        ...enumerated(subjects, MOST_IN_HEADLINE),
        ` ${verb} `,
        ...enumerated(actions, MOST_IN_HEADLINE),
        ' on ',
        ...enumerated(resources, MOST_IN_HEADLINE),
        ...(first.oneLock === '' ? [] : [first.oneLock]),
      ],
      organizations,
      actions: actions.map(textOf),
      resources: unique(difference.resources.map((text) => [this.resources.named(text)])).map(textOf),
      example: {
        principal: example.principal,
        action: this.spell(example.action),
        resource: this.resources.named(example.resource),
        circumstances: first.circumstances,
      },
      statements,
    };
  }
}

const VERBS = {
  gained: { one: 'gains', several: 'gain' },
  lost: { one: 'loses', several: 'lose' },
} as const;

function organizationsOf({ base, head }: ReviewedSides): string[] {
  const [was, is] = [base, head].map((side) => side?.forms.flatMap(({ organizations }) => organizations));
  const slugs = (is ?? was ?? []).map(({ slug }) => slug);
  const before = was === undefined ? undefined : new Set(was.map(({ slug }) => slug));
  return slugs.filter((slug) => before?.has(slug) !== false).sort();
}

function oneSided({ added, removed }: AccessComparison['organizations']): Phrase[] {
  return [
    ...added.map(({ slug, like }): Phrase =>
      like === undefined
        ? [code(slug), ' is new, and no other organization has its form: all its access is shown as gained']
        : [code(slug), ' is new: its principals may do what those of ', code(like), ' may'],
    ),
    ...removed.map(({ slug, like }): Phrase =>
      like === undefined
        ? [code(slug), ' is gone, and no other organization had its form: all its access is shown as lost']
        : [code(slug), ' is gone, with its principals: they could do what those of ', code(like), ' can'],
    ),
  ];
}

/** Each phrase once, in their order. */
function unique(phrases: readonly Phrase[]): Phrase[] {
  return [...new Map(phrases.map((phrase) => [JSON.stringify(phrase), phrase])).values()];
}

/** What a reviewer has to see first comes first. */
function byWeight(one: AccessItem, other: AccessItem): number {
  const [first, second] = [one, other].map(
    ({ change, isInForce }) => (change === 'gained' ? 0 : 2) + (isInForce ? 0 : 1),
  );
  const [text, than] = [textOf(one.headline), textOf(other.headline)];
  return (
    (first ?? 0) - (second ?? 0) ||
    other.organizations.length - one.organizations.length ||
    (text < than ? -1 : text > than ? 1 : 0)
  );
}
