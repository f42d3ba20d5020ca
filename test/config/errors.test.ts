import { ConfigurationError, describeProblems, NameLimitError, PlatformError } from '../../config/errors';

test.each([
  [
    'place, value and fix',
    { place: 'environments/dev.json $.account', value: 42, fix: 'write a string' },
    'environments/dev.json $.account = 42: write a string',
  ],
  [
    'text in quotes',
    { place: '-c organization', value: 'Ac"me', fix: 'f' },
    '-c organization = "Ac\\"me": f',
  ],
  ['control characters escaped', { place: 'p', value: 'acme\n\0', fix: 'f' }, 'p = "acme\\n\\u0000": f'],
  ['arrays and objects as JSON', { place: 'p', value: [{ a: null }], fix: 'f' }, 'p = [{"a":null}]: f'],
  ['null is a value', { place: 'p', value: null, fix: 'f' }, 'p = null: f'],
  ['false is a value', { place: 'p', value: false, fix: 'f' }, 'p = false: f'],
  ['zero is a value', { place: 'p', value: 0, fix: 'f' }, 'p = 0: f'],
  ['the empty text is a value', { place: 'p', value: '', fix: 'f' }, 'p = "": f'],
  [
    'no value',
    { place: 'environments/x.json', fix: 'does not exist' },
    'environments/x.json: does not exist',
  ],
  ['a value that is undefined', { place: 'p', value: undefined, fix: 'f' }, 'p: f'],
  [
    'a text of 64 characters whole',
    { place: 'p', value: 'x'.repeat(64), fix: 'f' },
    `p = "${'x'.repeat(64)}": f`,
  ],
  [
    'a text of a million characters cut, and counted',
    { place: 'p', value: 'x'.repeat(1_000_000), fix: 'f' },
    `p = "${'x'.repeat(64)}..." (1000000 characters): f`,
  ],
  [
    'never half a character',
    { place: 'p', value: `${'x'.repeat(63)}😀😀`, fix: 'f' },
    `p = "${'x'.repeat(63)}..." (67 characters): f`,
  ],
  [
    'a large list cut',
    { place: 'p', value: Array.from({ length: 1000 }, () => 1), fix: 'f' },
    `p = ${`[${'1,'.repeat(40)}`.slice(0, 64)}...: f`,
  ],
  [
    'direction, invisible characters and escapes of a terminal escaped',
    { place: 'p', value: 'a\u202eb\u200b\u001b[2J\u2028\u0085\ue000\u00a0\ud800' + '\u{e0041}', fix: 'f' },
    'p = "a\\u202eb\\u200b\\u001b[2J\\u2028\\u0085\\ue000\\u00a0\\ud800\\u{e0041}": f',
  ],
  ['a place in one line', { place: '--file a\nb\u202e', fix: 'f' }, '--file a\\u000ab\\u202e: f'],
  [
    'letters of every script as they are',
    { place: 'p', value: 'Žižka 東京 é', fix: 'f' },
    'p = "Žižka 東京 é": f',
  ],
])('a problem in words: %s', (_, problem, message) => {
  expect(new ConfigurationError([problem]).message).toBe(message);
});

test('a configuration error carries all problems, one a line in its message', () => {
  const problems = [
    { place: 'a', value: 1, fix: 'first' },
    { place: 'b', fix: 'second' },
  ];
  const error = new ConfigurationError(problems);
  expect(error.message).toBe('a = 1: first\nb: second');
  expect(error.problems).toEqual(problems);
});

test('of many problems the first 20 are shown, and how many more there are', () => {
  const problems = Array.from({ length: 10_000 }, (_, index) => ({ place: `$[${index}]`, fix: 'f' }));
  const lines = (count: number): string[] =>
    new ConfigurationError(problems.slice(0, count)).message.split('\n');
  expect(lines(20)).toHaveLength(20);
  expect(lines(21).slice(-2)).toEqual(['$[19]: f', 'and 1 more problem']);
  expect(lines(10_000).slice(-2)).toEqual(['$[19]: f', 'and 9980 more problems']);
  expect(new ConfigurationError(problems).problems).toHaveLength(10_000);
});

test('warnings are told as warnings', () => {
  const warnings = Array.from({ length: 22 }, () => ({ place: 'p', value: [], fix: 'f' }));
  expect(describeProblems(warnings.slice(0, 1), 'warning')).toBe('warning: p = []: f');
  expect(describeProblems(warnings, 'warning').split('\n').at(-1)).toBe('and 2 more warnings');
});

test.each([
  [new ConfigurationError([]), 'ConfigurationError', 'CONFIGURATION'],
  [new NameLimitError('too long'), 'NameLimitError', 'NAME_LIMIT'],
])('%s has a name and a stable code, and is raised on purpose', (error, name, code) => {
  expect(error).toBeInstanceOf(PlatformError);
  expect(error).toBeInstanceOf(Error);
  expect({ name: error.name, code: error.code }).toEqual({ name, code });
});

test('a name-limit error says what it is told', () => {
  expect(new NameLimitError('too long').message).toBe('too long');
});
