import { PatternAutomaton, type State } from '../../../../packages/isolation-proof/src/patterns/automaton';
import { literalPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { search } from '../../../../packages/isolation-proof/src/patterns/search';
import { symbolic } from './symbolic';

/** Tells every character that it is asked to read. */
class Told extends PatternAutomaton {
  readonly tried: string[] = [];

  override next(state: State, character: string): State {
    this.tried.push(character);
    return super.next(state, character);
  }
}

const exactly = (text: string): Told => new Told(symbolic(text), 'exactly');

interface Sets {
  readonly wanted: readonly string[];
  readonly choices?: readonly (readonly string[])[];
  readonly unwanted?: readonly string[];
  readonly values?: readonly string[];
}

/** What is found, and every character that was tried for it behind the prefix. */
function searched(
  { wanted, choices = [], unwanted = [], values = [] }: Sets,
  prefix = '',
): [string | undefined, string] {
  const automata = {
    wanted: wanted.map(exactly),
    choices: choices.map((choice) => choice.map(exactly)),
    unwanted: unwanted.map(exactly),
    values,
  };
  const found = search(automata, prefix);
  const [first] = automata.wanted;
  return [found, first?.tried.slice(prefix.length).join(' ') ?? 'nothing wanted'];
}

test.each<[string, Sets, string | undefined, string]>([
  ['the characters of a literal', { wanted: ['ab'] }, 'ab', 'a b'],
  ['what an unwanted pattern might match if it went on', { wanted: ['a'], unwanted: ['ab'] }, 'a', 'a'],
  ['one character for all that no pattern names', { wanted: ['?b'] }, 'xb', 'x b'],
  ['what any of the wanted patterns asks for', { wanted: ['?b', 'a*'] }, 'ab', 'a b'],
  ['what a choice asks for', { wanted: ['*'], choices: [['ab', 'cd']] }, 'ab', 'a c b d'],
  [
    'anything, where a pattern of the choice takes anything',
    { wanted: ['*'], choices: [['ab', '?']] },
    'x',
    'x a',
  ],
  ['what the other choice asks for', { wanted: ['*'], choices: [['?*', '*'], ['cc']] }, 'cc', 'c c'],
  [
    'of named characters, those that lead elsewhere',
    { wanted: ['*b'], unwanted: ['?b', 'b'] },
    'xxb',
    'x b x b x b x b x b',
  ],
  [
    'no text that it tried, as it leads nowhere else',
    { wanted: ['*a'], unwanted: ['*a'] },
    undefined,
    'x a x a x a',
  ],
])('a search tries %s', (_what, sets, found, tried) => {
  expect(searched(sets)).toStrictEqual([found, tried]);
});

test.each<[string, Sets, string]>([
  ['what one of the wanted patterns cannot match', { wanted: ['abcd', 'ac*'] }, 'a b'],
  ['what no pattern of a choice can match', { wanted: ['abcd'], choices: [['ac*', 'd*'], ['*']] }, 'a b'],
  ['what an unwanted pattern matches however it goes on', { wanted: ['abcd'], unwanted: ['ab*'] }, 'a b'],
  ['anything, where everything is unwanted', { wanted: ['abcd'], unwanted: ['*'] }, ''],
])('a search does not follow %s', (_what, sets, tried) => {
  expect(searched(sets)).toStrictEqual([undefined, tried]);
});

test('what one pattern of a choice matches is followed', () => {
  expect(
    searched({
      wanted: ['*'],
      choices: [
        ['aaa', 'bb'],
        ['b*', 'c*'],
      ],
    }),
  ).toStrictEqual(['bb', 'a b b']);
});

test('texts that unwanted patterns read otherwise are not the same', () => {
  expect(searched({ wanted: ['*'], unwanted: ['', '?'] })).toStrictEqual(['xx', 'x x']);
});

test('values of variables are tried once each, and only those that texts hold', () => {
  const sets = { wanted: ['*$'], unwanted: ['$'], values: ['${name}'] };
  expect(searched(sets)).toStrictEqual(['x${name}', 'x ${name} x ${name} x ${name}']);
  expect(searched({ ...sets, values: [] })[0]).toBeUndefined();
});

test('unwanted patterns that cannot match any more are asked no more', () => {
  const [behindPrefix, later] = [exactly('b*'), exactly('abx')];
  const automata = { wanted: [exactly('abcd')], choices: [], unwanted: [behindPrefix, later], values: [] };
  expect(search(automata, 'a')).toBe('abcd');
  expect(behindPrefix.tried).toStrictEqual(['a']);
  expect(later.tried).toStrictEqual(['a', 'b', 'c']);
});

test('a search of too many steps is given up, and never taken for empty', () => {
  const steps = (count: number): string | undefined => {
    const literal = new PatternAutomaton(literalPattern('a'.repeat(count)), 'exactly');
    return search({ wanted: [literal], choices: [], unwanted: [], values: [] }, '');
  };
  expect(steps(20_000)).toHaveLength(20_000);
  expect(() => steps(20_001)).toThrow('write them with fewer wildcards');
});
