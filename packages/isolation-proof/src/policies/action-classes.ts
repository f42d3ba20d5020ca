import { matchesText } from '../patterns/matches-text';
import { automatonOf, numbersOf } from '../patterns/known-automata';
import { Memo } from '../patterns/memo';
import { literalPattern, type Pattern, wildcardPattern } from '../patterns/pattern';
import type { Statement } from './statement';
import { type TextSet, witness } from '../patterns/witness';

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
 * Splits and classes that are kept. A change to an app mostly names no other actions, or few: what was found out of
 * the classes that stay, such as what they have in common with a group, stays true.
 */
const MOST_SPLITS = 20;
const splits = new Memo<readonly ActionClass[]>(MOST_SPLITS);
const MOST_CLASSES = 10_000;
const knownClasses = new Memo<ActionClass>(MOST_CLASSES);

/**
 * Splits all actions into classes. The same lists of actions are split into the very same classes.
 * @param statements what tells actions apart
 * @param lists lists of actions that have to be told apart as well, in lower case
 */
export function actionClasses(
  statements: Iterable<Statement>,
  lists: readonly (readonly string[])[] = [],
): readonly ActionClass[] {
  const distinctions = new Map(lists.map((list) => [list.join(), list]));
  for (const { actions } of statements) {
    const texts = actions.texts.filter((text) => text !== undefined);
    distinctions.set(texts.join(), texts);
  }
  const told = [...distinctions.values()];
  return splits.of(JSON.stringify(told), () => classesToldApart(told));
}

/** @param distinctions lists of actions: what one of them tells apart is in different classes */
function classesToldApart(distinctions: readonly (readonly string[])[]): ActionClass[] {
  const atoms = atomsOf(new Set(distinctions.flat()));
  const classes = new Map<string, ActionClass>();
  for (const atom of atoms) {
    const signature = distinctions
      .map((texts) => (texts.some((text) => matchesClass(text, atom)) ? '1' : '0'))
      .join('');
    const same = classes.get(signature);
    classes.set(signature, same === undefined ? atom : { ...same, sets: [...same.sets, ...atom.sets] });
  }
  return [...classes.values()].map((made) => knownClasses.of(keyOf(made), () => made));
}

/** The same for classes of the same example and sets, and for no others. */
function keyOf({ example, sets }: ActionClass): string {
  const numbers = (patterns: readonly Pattern[]): string =>
    numbersOf(patterns.map((pattern) => automatonOf(pattern, 'exactly')));
  return JSON.stringify([
    example,
    ...sets.map(({ matching, excluding }) => [numbers(matching), numbers(excluding)]),
  ]);
}

/** Actions that no pattern tells apart. */
function atomsOf(texts: ReadonlySet<string>): ActionClass[] {
  const literals = [...texts].filter((text) => !/[*?]/.test(text)).map(literalPattern);
  const wildcards = [...texts].filter((text) => /[*?]/.test(text));
  let parts = [partOf(ACTIONS)].filter((part) => part !== undefined);
  for (const text of wildcards) parts = parts.flatMap((part) => divide(part, text));
  return [
    ...[...texts].flatMap((text) =>
      /[*?]/.test(text)
        ? []
        : [{ example: text, sets: [{ matching: [literalPattern(text)], excluding: [] }] }],
    ),
    ...parts.flatMap(({ set }) => {
      const rest = partOf(without(set, literals));
      return rest === undefined ? [] : [{ example: rest.example, sets: [rest.set] }];
    }),
  ];
}

/** Some actions, with one of them. */
interface Part {
  readonly set: TextSet;
  readonly example: string;
}

function partOf(set: TextSet): Part | undefined {
  const example = witness(set);
  return example === undefined ? undefined : { set, example };
}

/** What a pattern matches of some actions, and the rest of them. One of both has the example that is known. */
function divide(part: Part, text: string): Part[] {
  const { set, example } = part;
  const isInside = matchesClass(text, part);
  const pattern = wildcardPattern(text);
  const inside = within(set, pattern);
  const outside = without(set, [pattern]);
  const other = partOf(isInside ? outside : inside);
  // Where there is nothing else, the pattern divides nothing.
  if (other === undefined) return [part];
  return isInside ? [{ set: inside, example }, other] : [other, { set: outside, example }];
}

/** What a pattern matches of a set. Of what is excluded, only that stays which begins like it. */
function within({ matching, excluding }: TextSet, pattern: Pattern): TextSet {
  return {
    matching: [...matching, pattern],
    // Stryker disable next-line MethodExpression: saves time only; what begins otherwise excludes nothing of it
    excluding: excluding.filter((other) => mayMeet(other, pattern)),
  };
}

/** What none of these patterns matches of a set. Those that begin otherwise than all of it take nothing away. */
function without({ matching, excluding }: TextSet, patterns: readonly Pattern[]): TextSet {
  const near = patterns.filter((pattern) => matching.every((wanted) => mayMeet(wanted, pattern)));
  return { matching, excluding: [...excluding, ...near] };
}

/** Whether two patterns begin alike: otherwise no text matches both. */
function mayMeet({ prefix: one }: Pattern, { prefix: other }: Pattern): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

/** Whether a pattern of a policy matches a class; by construction, all of it or nothing of it. */
export function matchesClass(text: string, { example }: Pick<ActionClass, 'example'>): boolean {
  if (text === example || text === '*') return true;
  // Stryker disable next-line ConditionalExpression,Regex: saves time only; without wildcards it matches itself alone
  if (!/[*?]/.test(text)) return false;
  return matchesText(wildcardPattern(text), example);
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

const meetings = new WeakMap<ActionClass, WeakMap<ActionGroup, ActionClass | undefined>>();

/**
 * What a class and a group have in common: the class, with an example that is in the group, and in those that
 * an example was chosen from before.
 * @returns undefined if they have no action in common
 */
export function among(action: ActionClass, some: ActionGroup): ActionClass | undefined {
  const group = theSame(some);
  const known = meetings.get(action) ?? new WeakMap<ActionGroup, ActionClass | undefined>();
  meetings.set(action, known);
  if (!known.has(group)) known.set(group, meet(action, group));
  return known.get(group);
}

/** Groups that are remembered: more than claims ask about, also where they make some of what is in the templates. */
const MOST_GROUPS = 1_000;
const groupsByText = new Memo<ActionGroup>(MOST_GROUPS);
const sameGroups = new WeakMap<ActionGroup, ActionGroup>();

/** One group of all that say the same: many claims make theirs anew each time they are judged. */
function theSame(group: ActionGroup): ActionGroup {
  const known = sameGroups.get(group);
  // Stryker disable next-line ConditionalExpression: saves time only; the same text has the same group
  if (known !== undefined) return known;
  const { patterns, except = [], exceptMatching = [] } = group;
  const same = groupsByText.of(JSON.stringify([patterns, [...except], exceptMatching]), () => group);
  sameGroups.set(group, same);
  return same;
}

function meet({ sets, groups: narrower = [] }: ActionClass, group: ActionGroup): ActionClass | undefined {
  const groups = [...narrower, group];
  // What is in a group that was chosen before stays in it.
  let candidates: readonly TextSet[] = sets;
  for (const one of groups) {
    const { patterns, exceptions } = patternsOfGroup(one);
    candidates = candidates.flatMap((set) =>
      // Stryker disable next-line MethodExpression: saves time only; of what is left out there is no example
      patterns
        // Where two begin differently, nothing is in both, nor in what is made of them.
        .filter((pattern) => set.matching.every((wanted) => mayMeet(wanted, pattern)))
        .map((pattern) => without(within(set, pattern), exceptions)),
    );
  }
  for (const candidate of candidates) {
    const example = witness(candidate);
    if (example !== undefined) return { example, sets, groups };
  }
  return undefined;
}

interface GroupPatterns {
  readonly patterns: readonly Pattern[];
  readonly exceptions: readonly Pattern[];
}

const groupPatterns = new WeakMap<ActionGroup, GroupPatterns>();

/** The texts of a group as patterns, of which there are many and which are met with every class. */
function patternsOfGroup(group: ActionGroup): GroupPatterns {
  const known = groupPatterns.get(group);
  // Stryker disable next-line ConditionalExpression: saves time only; the same group has the same patterns
  if (known !== undefined) return known;
  const { patterns, except = [], exceptMatching = [] } = group;
  const made = {
    patterns: patterns.map(wildcardPattern),
    exceptions: [...[...except].map(literalPattern), ...exceptMatching.map(wildcardPattern)],
  };
  groupPatterns.set(group, made);
  return made;
}
