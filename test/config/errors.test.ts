import { ConfigurationError, NameLimitError, PlatformError } from '../../config/errors';

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
