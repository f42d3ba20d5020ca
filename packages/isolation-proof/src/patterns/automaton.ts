import { ANY_CHARACTER, ANY_STRING, type Pattern, type Token } from './pattern';

/** A state of a {@link PatternAutomaton}. */
export type State = number;

/** No continuation of the text read so far can match. */
export const DEAD: State = 0;

/** Stands for every character that the pattern does not name. */
const OTHER = '';

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
  /** The characters that the pattern names; all others behave alike. */
  readonly characters: ReadonlySet<string>;

  private readonly tokens: readonly Token[];
  private readonly positionsOf: (readonly number[])[] = [[]];
  private readonly stateOf = new Map<string, State>([['', DEAD]]);
  private readonly transitions: Map<string, State>[] = [new Map<string, State>()];

  constructor({ tokens }: Pattern) {
    this.tokens = tokens;
    this.characters = new Set(tokens.filter((token) => typeof token === 'string'));
    this.start = this.stateAt(this.withoutReading([0]));
  }

  /** The state after one more character. */
  next(state: State, character: string): State {
    const read = this.characters.has(character) ? character : OTHER;
    const known = this.transitions[state]?.get(read);
    if (known !== undefined) return known;
    const following = this.stateAt(this.withoutReading(this.read(this.positions(state), read)));
    this.transitions[state]?.set(read, following);
    return following;
  }

  /** Whether the text read so far matches. */
  accepts(state: State): boolean {
    return this.positions(state).includes(this.tokens.length);
  }

  /** Whether the text read so far matches, and however it goes on. */
  acceptsEverything(state: State): boolean {
    return this.tokens.at(-1) === ANY_STRING && this.positions(state).includes(this.tokens.length - 1);
  }

  /**
   * The only characters that can come next without ending in {@link DEAD}.
   * @returns undefined if any character can
   */
  possibleCharacters(state: State): readonly string[] | undefined {
    const characters: string[] = [];
    for (const position of this.positions(state)) {
      const token = this.tokens[position];
      if (token === ANY_STRING || token === ANY_CHARACTER) return undefined;
      if (token !== undefined) characters.push(token);
    }
    return characters;
  }

  private positions(state: State): readonly number[] {
    return this.positionsOf[state] ?? [];
  }

  private read(positions: readonly number[], character: string): number[] {
    return positions.flatMap((position) => {
      const token = this.tokens[position];
      if (token === ANY_STRING) return [position];
      return token === ANY_CHARACTER || token === character ? [position + 1] : [];
    });
  }

  /** Steps over every `*` that may match nothing, and forgets the positions before the last `*` reached. */
  private withoutReading(positions: readonly number[]): number[] {
    const reached = new Set<number>();
    let lastWildcard = 0;
    for (const start of positions) {
      let position = start;
      reached.add(position);
      while (this.tokens[position] === ANY_STRING) {
        lastWildcard = Math.max(lastWildcard, position);
        position += 1;
        reached.add(position);
      }
    }
    return [...reached].filter((position) => position >= lastWildcard).sort((a, b) => a - b);
  }

  private stateAt(positions: readonly number[]): State {
    const key = positions.join();
    const known = this.stateOf.get(key);
    if (known !== undefined) return known;
    const state = this.positionsOf.length;
    this.positionsOf.push(positions);
    this.transitions.push(new Map<string, State>());
    this.stateOf.set(key, state);
    return state;
  }
}
