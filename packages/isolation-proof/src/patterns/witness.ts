import { DEAD, type PatternAutomaton, type State } from './automaton';
import { automatonOf, numbersOf } from './known-automata';
import { Memo } from './memo';
import { isValue, isVariable, type Pattern } from './pattern';
import { NotUnderstoodError } from '../templates/resolved';

/** A set of texts: those that match all of `matching`, one at least of each of `oneOf`, and none of `excluding`. */
export interface TextSet {
  readonly matching: readonly Pattern[];
  readonly oneOf?: readonly (readonly Pattern[])[];
  readonly excluding: readonly Pattern[];
}

/** The automata of a set: a text is in it if all of `wanted`, one of each of `choices` and none of `unwanted` accept. */
interface SetAutomata {
  /** Values of variables that texts hold, as letters. */
  readonly values: readonly string[];
  readonly wanted: readonly PatternAutomaton[];
  readonly choices: readonly (readonly PatternAutomaton[])[];
  readonly unwanted: readonly PatternAutomaton[];
}

interface Node {
  readonly matching: readonly State[];
  readonly oneOf: readonly (readonly State[])[];
  /** Of the patterns that something that follows can still match, which soon are few. */
  readonly excluding: readonly Excluded[];
  readonly parent: Node | undefined;
  readonly character: string;
}

/** An unwanted pattern, by its place among them, and where it stands. */
interface Excluded {
  readonly index: number;
  readonly automaton: PatternAutomaton;
  readonly state: State;
}

/** Tried for "a character that no pattern names", in this order; the first ones read best in a counterexample. */
const ORDINARY_CHARACTERS = Array.from('xyzabcdefghijklmnopqrstuvw0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/**
 * Looks for a text in the set, breadth first through the product of the patterns' automata. Patterns have
 * finitely many states, so the search ends: no witness is a proof that the set is empty.
 *
 * With policy variables among the patterns, no witness is a proof for all of their values at once. A text that matches
 * a pattern with variables has their values where the variables stand: there, it is written with one letter for each.
 * That one pattern reads it exactly, the other wanted ones read as much as they may with some value, and the unwanted
 * ones what they match with every value. Any one of the patterns with variables will do for the proof.
 * @returns a shortest text of the set, or undefined if there is none; values of variables in it are written `${key}`
 * @throws NotUnderstoodError if the patterns are so many and so entangled that the search would take minutes
 */
export function witness(set: TextSet): string | undefined {
  const { matching, excluding } = set;
  if (isEmptyByPrefixes(matching, excluding)) return undefined;
  const withVariables = matching.filter(({ tokens }) => tokens.some(isVariable));
  if (withVariables.length === 0) return findText(set, undefined);
  let found: string | undefined;
  for (const exact of withVariables) {
    const text = findText(set, exact);
    if (text === undefined) return undefined;
    found ??= text;
  }
  return found;
}

/** @param exact the pattern whose variables are letters of the texts; undefined if texts have no such letters */
function findText(
  { matching, oneOf = [], excluding }: TextSet,
  exact: Pattern | undefined,
): string | undefined {
  const wanted = matching.map((pattern) =>
    automatonOf(pattern, exact === undefined || pattern === exact ? 'exactly' : 'at most'),
  );
  const automata: SetAutomata = {
    values: exact === undefined ? [] : [...automatonOf(exact, 'exactly').characters].filter(isValue),
    wanted,
    choices: oneOf.map((choice) => choice.map((pattern) => automatonOf(pattern, 'at most'))),
    unwanted: excluding.map((pattern) => automatonOf(pattern, 'exactly')),
  };
  const question = [automata.wanted, automata.unwanted, ...automata.choices].map(numbersOf).join(';');
  return answers.of(question, () => search(automata));
}

/** Answers that are kept; the same sets are asked about again and again, most of all when mutants are judged. */
const MOST_ANSWERS = 50_000;
const answers = new Memo<string | undefined>(MOST_ANSWERS);

/** Ordinary questions take some hundred steps. This many take a second, and are a sign of far more to come. */
const MOST_STEPS = 20_000;

function search(automata: SetAutomata): string | undefined {
  const root: Node = {
    matching: automata.wanted.map(({ start }) => start),
    oneOf: automata.choices.map((choice) => choice.map(({ start }) => start)),
    excluding: automata.unwanted.map((automaton, index) => ({ index, automaton, state: automaton.start })),
    parent: undefined,
    character: '',
  };
  const seen = new Set<string>();
  // Most searches follow one literal and never ask for it.
  let alphabet: readonly string[] | undefined;
  const everyCharacter = (): readonly string[] =>
    (alphabet ??= [
      ...alphabetOf([...automata.wanted, ...automata.choices.flat(), ...automata.unwanted]),
      ...automata.values,
    ]);
  let frontier = isHopeless(root) ? [] : [root];
  while (frontier.length > 0) {
    const following: Node[] = [];
    for (const node of frontier) {
      if (isWitness(node, automata)) return textTo(node);
      for (const character of charactersToTry(node, automata, everyCharacter)) {
        const next = step(node, character, automata);
        if (isHopeless(next)) continue;
        const key = keyOf(next);
        if (seen.has(key)) continue;
        seen.add(key);
        following.push(next);
      }
    }
    if (seen.size > MOST_STEPS) {
      throw new NotUnderstoodError(
        'too many patterns with wildcards in the middle apply to one request; write them with fewer wildcards',
      );
    }
    frontier = following;
  }
  return undefined;
}

/** Equal for nodes from which the same texts lead on. */
function keyOf({ matching, oneOf, excluding }: Node): string {
  const unwanted = excluding.map(({ index, state }) => `${index}:${state}`);
  return `${matching.join()};${oneOf.join(';')};${unwanted.join()}`;
}

/**
 * What most sets are empty by, told without a search: two wanted patterns begin differently, or all that
 * matches a wanted pattern matches an unwanted one, because it is the same or a beginning and then anything.
 */
function isEmptyByPrefixes(wanted: readonly Pattern[], unwanted: readonly Pattern[]): boolean {
  const longest = wanted.reduce((least, { prefix }) => (prefix.length > least.length ? prefix : least), '');
  return (
    wanted.some(({ prefix }) => !longest.startsWith(prefix)) ||
    unwanted.some(
      (pattern) =>
        wanted.includes(pattern) || (pattern.isPrefixAndAnything && longest.startsWith(pattern.prefix)),
    )
  );
}

/** Whether no text is in the set. */
export function isEmpty(set: TextSet): boolean {
  return witness(set) === undefined;
}

/** Whether every text that matches the first pattern matches one of the others. */
export function isCovered(pattern: Pattern, by: readonly Pattern[]): boolean {
  return isEmpty({ matching: [pattern], excluding: by });
}

/** Every character that some pattern names, and one that none names, which stands for all others. */
function alphabetOf(patterns: readonly PatternAutomaton[]): readonly string[] {
  const named = new Set(
    patterns.flatMap(({ characters }) => [...characters].filter((character) => !isValue(character))),
  );
  const other = ORDINARY_CHARACTERS.find((character) => !named.has(character)) ?? unnamedCharacter(named);
  return [other, ...named];
}

function unnamedCharacter(named: ReadonlySet<string>): string {
  let code = 0x100;
  while (named.has(String.fromCharCode(code))) code += 1;
  return String.fromCharCode(code);
}

function charactersToTry(
  node: Node,
  { values, wanted, choices }: SetAutomata,
  everyCharacter: () => readonly string[],
): readonly string[] {
  for (const [index, automaton] of wanted.entries()) {
    const possible = automaton.possibleCharacters(node.matching[index] ?? DEAD);
    if (possible !== undefined) return withValues(possible, values);
  }
  for (const [index, choice] of choices.entries()) {
    const possible = choice.map((automaton, which) =>
      automaton.possibleCharacters(node.oneOf[index]?.[which] ?? DEAD),
    );
    if (possible.every((characters) => characters !== undefined)) return withValues(possible.flat(), values);
  }
  // The others lead from here to where the first one leads, which stands for all that no pattern names.
  const distinct = new Set(
    [
      ...wanted.map((automaton, index) => automaton.distinctCharacters(node.matching[index] ?? DEAD)),
      ...choices.flatMap((choice, index) =>
        choice.map((automaton, which) => automaton.distinctCharacters(node.oneOf[index]?.[which] ?? DEAD)),
      ),
      ...node.excluding.map(({ automaton, state }) => automaton.distinctCharacters(state)),
    ].flat(),
  );
  return everyCharacter().filter(
    (character, index) => index === 0 || distinct.has(character) || isValue(character),
  );
}

function withValues(characters: readonly string[], values: readonly string[]): readonly string[] {
  return [...new Set([...characters, ...values])];
}

function step(node: Node, character: string, { wanted, choices }: SetAutomata): Node {
  return {
    matching: wanted.map((automaton, index) => automaton.next(node.matching[index] ?? DEAD, character)),
    oneOf: choices.map((choice, index) =>
      choice.map((automaton, which) => automaton.next(node.oneOf[index]?.[which] ?? DEAD, character)),
    ),
    excluding: node.excluding.flatMap(({ index, automaton, state }) => {
      const next = automaton.next(state, character);
      return next === DEAD ? [] : [{ index, automaton, state: next }];
    }),
    parent: node,
    character,
  };
}

/** Whether no continuation can be a witness: a wanted pattern cannot match any more, or an unwanted one always will. */
function isHopeless({ matching, oneOf, excluding }: Node): boolean {
  return (
    matching.includes(DEAD) ||
    oneOf.some((states) => states.every((state) => state === DEAD)) ||
    excluding.some(({ automaton, state }) => automaton.acceptsEverything(state))
  );
}

function isWitness(node: Node, { wanted, choices }: SetAutomata): boolean {
  return (
    wanted.every((automaton, index) => automaton.accepts(node.matching[index] ?? DEAD)) &&
    choices.every((choice, index) =>
      choice.some((automaton, which) => automaton.accepts(node.oneOf[index]?.[which] ?? DEAD)),
    ) &&
    node.excluding.every(({ automaton, state }) => !automaton.accepts(state))
  );
}

function textTo(node: Node): string {
  const characters: string[] = [];
  for (let current: Node | undefined = node; current !== undefined; current = current.parent) {
    characters.push(current.character);
  }
  return characters.reverse().join('');
}
