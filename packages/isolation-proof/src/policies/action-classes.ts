import { Memo } from '../patterns/memo';
import { literalPattern, wildcardPattern } from '../patterns/pattern';
import type { Statement } from './statement';
import { isCovered, type TextSet, witness } from '../patterns/witness';

/**
 * Actions that no statement tells apart: each statement is about all of them or about none. Together the
 * classes hold every action there is, also ones that AWS adds later, so that asking once for each class is
 * asking for all actions.
 */
export interface ActionClass {
  /** One action of the class, in lower case. What holds for it holds for all of the class. */
  readonly example: string;
  /** All actions of the class: the union of these sets. */
  readonly sets: readonly TextSet[];
  /** Groups that the example is in, if it was chosen so: see {@link among}. */
  readonly groups?: readonly ActionGroup[];
}

/** Every text of this form is an action: a service prefix, a colon, and a name, neither of which holds another colon. */
const ACTIONS: TextSet = { matching: [wildcardPattern('?*:?*')], excluding: [wildcardPattern('*:*:*')] };

/**
 * Splits all actions into classes.
 * @param statements what tells actions apart
 * @param lists lists of actions that have to be told apart as well, in lower case
 */
export function actionClasses(
  statements: Iterable<Statement>,
  lists: readonly (readonly string[])[] = [],
): ActionClass[] {
  const distinctions = new Map(lists.map((list) => [list.join(), list]));
  for (const { actions } of statements) {
    const texts = actions.texts.filter((text) => text !== undefined);
    distinctions.set(texts.join(), texts);
  }
  const atoms = atomsOf(new Set([...distinctions.values()].flat()));
  const classes = new Map<string, ActionClass>();
  for (const atom of atoms) {
    const signature = [...distinctions.values()]
      .map((texts) => (texts.some((text) => matchesClass(text, atom)) ? '1' : '0'))
      .join('');
    const same = classes.get(signature);
    classes.set(signature, same === undefined ? atom : { ...same, sets: [...same.sets, ...atom.sets] });
  }
  return [...classes.values()];
}

/** Actions that no pattern tells apart. */
function atomsOf(texts: ReadonlySet<string>): ActionClass[] {
  const literals = [...texts].filter((text) => !/[*?]/.test(text));
  const wildcards = [...texts].filter((text) => /[*?]/.test(text)).map(wildcardPattern);
  let sets: TextSet[] = [ACTIONS];
  for (const pattern of wildcards) {
    sets = sets.flatMap((set) =>
      [
        { ...set, matching: [...set.matching, pattern] },
        { ...set, excluding: [...set.excluding, pattern] },
      ].filter((part) => witness(part) !== undefined),
    );
  }
  return [
    ...literals.map((text) => ({
      example: text,
      sets: [{ matching: [literalPattern(text)], excluding: [] }],
    })),
    ...sets.flatMap(({ matching, excluding }) => {
      const set = { matching, excluding: [...excluding, ...literals.map(literalPattern)] };
      const example = witness(set);
      return example === undefined ? [] : [{ example, sets: [set] }];
    }),
  ];
}

/** Answers that are remembered; an app has some thousand pairs of a pattern and a class. */
const MOST_MATCHES = 50_000;
const matches = new Memo<boolean>(MOST_MATCHES);

/** Whether a pattern of a policy matches a class; by construction, all of it or nothing of it. */
export function matchesClass(text: string, { example }: Pick<ActionClass, 'example'>): boolean {
  if (text === example || text === '*') return true;
  if (!/[*?]/.test(text)) return false;
  return matches.of(`${text} ${example}`, () => isCovered(literalPattern(example), [wildcardPattern(text)]));
}

/** Whether one of these patterns of a policy matches an action; one that is not known may. */
export function matchesAny(texts: readonly (string | undefined)[], action: string): boolean {
  return texts.some((text) => text === undefined || matchesClass(text, { example: action }));
}

/** Some actions: those that match one of the patterns, without the exceptions. In lower case. */
export interface ActionGroup {
  readonly patterns: readonly string[];
  readonly except?: ReadonlySet<string>;
  /**
   * Patterns of further exceptions.
   * @default - none
   */
  readonly exceptMatching?: readonly string[];
}

const meetings = new WeakMap<ActionClass, Map<ActionGroup, ActionClass | undefined>>();

/**
 * What a class and a group have in common: the class, with an example that is in the group, and in those that
 * an example was chosen from before.
 * @returns undefined if they have no action in common
 */
export function among(action: ActionClass, group: ActionGroup): ActionClass | undefined {
  const known = meetings.get(action) ?? new Map<ActionGroup, ActionClass | undefined>();
  meetings.set(action, known);
  if (!known.has(group)) known.set(group, meet(action, group));
  return known.get(group);
}

function meet({ sets, groups: narrower = [] }: ActionClass, group: ActionGroup): ActionClass | undefined {
  const groups = [...narrower, group];
  // What is in a group that was chosen before stays in it.
  let candidates: readonly TextSet[] = sets;
  for (const { patterns, except = [], exceptMatching = [] } of groups) {
    const exceptions = [...[...except].map(literalPattern), ...exceptMatching.map(wildcardPattern)];
    candidates = candidates.flatMap(({ matching, excluding }) =>
      patterns.map((text) => ({
        matching: [...matching, wildcardPattern(text)],
        excluding: [...excluding, ...exceptions],
      })),
    );
  }
  for (const candidate of candidates) {
    const example = witness(candidate);
    if (example !== undefined) return { example, sets, groups };
  }
  return undefined;
}
