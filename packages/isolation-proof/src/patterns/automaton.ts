import {
  ANY_CHARACTER,
  ANY_STRING,
  isValue,
  isVariable,
  letterOf,
  type Pattern,
  type Token,
} from './pattern';

/** A state of a {@link PatternAutomaton}. */
export type State = number;

/** No continuation of the text read so far can match. */
export const DEAD: State = 0;

/** Stands for every character that the pattern does not name. */
const OTHER = '';
/** The same for values of variables. */
const OTHER_VALUE = '${}';

/** What is known of a state. */
interface KnownState {
  /** Where in the pattern a match of the text read so far can stand, in ascending order. */
  readonly positions: readonly number[];
  /** The states that follow, as far as they were asked for. */
  readonly next: Map<string, State>;
  readonly accepts: boolean;
  readonly acceptsEverything: boolean;
  readonly distinctCharacters: readonly string[];
}

/**
 * How a pattern reads texts in which the value of a policy variable is one letter:
 * - `exactly`: a variable reads its own value, and of the rest only `*` reads values. What matches so does with every
 *   value.
 * - `at most`: a variable reads anything, and everything reads values, whole or in part. What does not match so does
 *   not with any value.
 */
export type Reading = 'exactly' | 'at most';

/**
 * The deterministic automaton of one pattern, made state by state as a search asks for it.
 *
 * A state is the set of positions in the pattern at which a match of the text read so far can stand. Once a
 * position behind a `*` is among them, those before that `*` add nothing (the `*` can read whatever they
 * could), so that a state holds few positions, and the automaton has about as many states as the pattern has
 * characters.
 */
export class PatternAutomaton {
  readonly start: State;
  /** The characters, and values of variables, that the pattern names; all others behave alike. */
  readonly characters: ReadonlySet<string>;

  private readonly tokens: readonly Token[];
  private readonly states: KnownState[] = [];
  private readonly stateOf = new Map<string, State>();

  /** @param reading how it reads values of policy variables */
  constructor(
    { tokens }: Pattern,
    private readonly reading: Reading,
  ) {
    const isWide = reading === 'at most';
    this.tokens = tokens.map((token) => (isWide && isVariable(token) ? ANY_STRING : token));
    this.characters = new Set(this.tokens.flatMap((token) => characterOf(token) ?? []));
    // The first state is the one without a position: DEAD.
    this.stateAt([]);
    this.start = this.stateAt(this.withoutReading([0]));
  }

  /** The state after one more character. */
  next(state: State, character: string): State {
    const other = isValue(character) ? OTHER_VALUE : OTHER;
    const read = this.characters.has(character) ? character : other;
    // Stryker disable next-line OptionalChaining: a state is the place of its record, so that there is one
    const known = this.states[state]?.next.get(read);
    // Stryker disable next-line ConditionalExpression: saves time only; the same positions are the same state again
    if (known !== undefined) return known;
    const following = this.stateAt(this.withoutReading(this.read(this.positions(state), read)));
    // Stryker disable next-line OptionalChaining: as above
    this.states[state]?.next.set(read, following);
    return following;
  }

  /** The state after a text without values of variables, from the start. */
  after(text: string): State {
    let state = this.start;
    for (let index = 0; index < text.length && state !== DEAD; index += 1) {
      state = this.next(state, text.charAt(index));
    }
    return state;
  }

  /** Whether the text read so far matches. */
  accepts(state: State): boolean {
    // Stryker disable next-line OptionalChaining: a state is the place of its record, so that there is one
    return this.states[state]?.accepts ?? false;
  }

  /** Whether the text read so far matches, and however it goes on. */
  acceptsEverything(state: State): boolean {
    // Stryker disable next-line OptionalChaining: as above
    return this.states[state]?.acceptsEverything ?? false;
  }

  /**
   * The only characters that can come next without ending in {@link DEAD}, besides values of variables.
   * @returns undefined if any character can
   */
  possibleCharacters(state: State): readonly string[] | undefined {
    const characters: string[] = [];
    for (const position of this.positions(state)) {
      const token = this.tokens[position];
      if (token === ANY_STRING || token === ANY_CHARACTER) return undefined;
      const character = characterOf(token);
      if (character !== undefined) characters.push(character);
    }
    return characters;
  }

  /** The characters that can lead elsewhere from here than those which the pattern does not name. */
  distinctCharacters(state: State): readonly string[] {
    // Stryker disable next-line ArrayDeclaration,OptionalChaining: as above
    return this.states[state]?.distinctCharacters ?? [];
  }

  private positions(state: State): readonly number[] {
    // Stryker disable next-line ArrayDeclaration,OptionalChaining: a state is the place of its record, so that there is one
    return this.states[state]?.positions ?? [];
  }

  private read(positions: readonly number[], character: string): number[] {
    if (isValue(character) && this.reading === 'at most') return this.readSomeText(positions);
    return positions.flatMap((position) => {
      const token = this.tokens[position];
      if (token === ANY_STRING) return [position];
      if (token === ANY_CHARACTER) return isValue(character) ? [] : [position + 1];
      return characterOf(token) === character ? [position + 1] : [];
    });
  }

  /** Wherever a text may end, whatever it is; it may be empty. */
  private readSomeText(positions: readonly number[]): number[] {
    const behindEnd = this.tokens.length + 1;
    const [first = behindEnd] = positions;
    return Array.from({ length: behindEnd - first }, (_value, index) => first + index);
  }

  /**
   * Steps over every `*` that may match nothing, and forgets the positions before the last `*` reached.
   * @param positions in ascending order, in which the result is, too: what a run of `*` adds ends where the run ends
   */
  private withoutReading(positions: readonly number[]): number[] {
    const reached = new Set<number>();
    let lastWildcard = 0;
    for (const start of positions) {
      let position = start;
      reached.add(position);
      while (this.tokens[position] === ANY_STRING) {
        lastWildcard = position;
        position += 1;
        reached.add(position);
      }
    }
    return [...reached].filter((position) => position >= lastWildcard);
  }

  private stateAt(positions: readonly number[]): State {
    const key = positions.join();
    const known = this.stateOf.get(key);
    if (known !== undefined) return known;
    const state = this.states.length;
    this.states.push({
      positions,
      next: new Map(),
      accepts: positions.includes(this.tokens.length),
      acceptsEverything: this.tokens.at(-1) === ANY_STRING && positions.includes(this.tokens.length - 1),
      distinctCharacters: positions.flatMap((position) => characterOf(this.tokens[position]) ?? []),
    });
    this.stateOf.set(key, state);
    return state;
  }
}

/** What a token reads that is no wildcard. */
function characterOf(token: Token | undefined): string | undefined {
  if (isVariable(token)) return letterOf(token);
  return typeof token === 'string' ? token : undefined;
}
