import { NotUnderstoodError } from '../templates/resolved';
import { DEAD, type PatternAutomaton, type State } from './automaton';
import { isValue } from './pattern';

/** The automata of a set: a text is in it if all of `wanted`, one of each of `choices` and none of `unwanted` accept. */
export interface SetAutomata {
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

/** Ordinary questions take some hundred steps. This many take a second, and are a sign of far more to come. */
const MOST_STEPS = 20_000;

/**
 * Looks for a text in a set, breadth first through the product of the automata.
 * @param prefix what every text of the set begins with
 * @returns a shortest text of the set, or undefined if there is none
 * @throws NotUnderstoodError if the search would take minutes
 */
export function search(automata: SetAutomata, prefix: string): string | undefined {
  const behindPrefix = (automaton: PatternAutomaton): State => automaton.after(prefix);
  const root: Node = {
    matching: automata.wanted.map(behindPrefix),
    oneOf: automata.choices.map((choice) => choice.map(behindPrefix)),
    excluding: automata.unwanted.flatMap((automaton, index) => {
      const state = behindPrefix(automaton);
      return state === DEAD ? [] : [{ index, automaton, state }];
    }),
    parent: undefined,
    character: prefix,
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
    const found = frontier.find((node) => isWitness(node, automata));
    if (found !== undefined) return textTo(found);
    const following: Node[] = [];
    for (const node of frontier) {
      for (const character of charactersToTry(node, automata, everyCharacter)) {
        const next = step(node, character, automata);
        if (isHopeless(next)) continue;
        const key = keyOf(next);
        if (seen.has(key)) continue;
        seen.add(key);
        // Here, since one more character can lead to many times as many states.
        if (seen.size > MOST_STEPS) {
          throw new NotUnderstoodError(
            'too many patterns with wildcards in the middle apply to one request; write them with fewer wildcards',
          );
        }
        following.push(next);
      }
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
  // Of the rest, one that no pattern names stands for all: wanted patterns do not tell them apart here, and an unwanted
  // one matches more behind a character that it names.
  const distinct = new Set(
    [
      ...wanted.map((automaton, index) => automaton.distinctCharacters(node.matching[index] ?? DEAD)),
      ...choices.flatMap((choice, index) =>
        choice.map((automaton, which) => automaton.distinctCharacters(node.oneOf[index]?.[which] ?? DEAD)),
      ),
    ].flat(),
  );
  return everyCharacter().filter((character, index) => index === 0 || distinct.has(character));
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
