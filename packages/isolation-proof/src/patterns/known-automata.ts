import { PatternAutomaton, type Reading } from './automaton';
import type { Pattern } from './pattern';

const automata: Readonly<Record<Reading, WeakMap<Pattern, PatternAutomaton>>> = {
  exactly: new WeakMap(),
  'at most': new WeakMap(),
};
const numbers = new WeakMap<PatternAutomaton, number>();
let automataMade = 0;

/** A text that is the same for the same automata in the same order, and for no others. */
export function numbersOf(some: readonly PatternAutomaton[]): string {
  return some.map((automaton) => numbers.get(automaton)).join();
}

/** Automata are kept as long as their patterns: the same ones are asked for again and again. */
export function automatonOf(pattern: Pattern, reading: Reading): PatternAutomaton {
  const known = automata[reading].get(pattern);
  if (known !== undefined) return known;
  const made = new PatternAutomaton(pattern, reading);
  automata[reading].set(pattern, made);
  automataMade += 1;
  numbers.set(made, automataMade);
  return made;
}
