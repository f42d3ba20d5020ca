import { MAX_ORG_SLUG_LENGTH } from '../../../config/name-limits';
import {
  hubNameProblem,
  MAX_HUB_NAME_LENGTH,
  parseThingName,
  thingNameOf,
} from '../../../packages/data-hub/src/hub-name';

test.each(['berlin-1', '1', 'a', 'x'.repeat(MAX_HUB_NAME_LENGTH)])('%s is a name of a hub', (name) => {
  expect(hubNameProblem(name)).toBeUndefined();
});

test.each([
  '',
  ' ',
  'berlin 1',
  'berlin/1',
  '../berlin',
  'Berlin',
  'berlin--1',
  '-berlin',
  'berlin-',
  'münchen',
  'берлин',
  'berlin\n',
  'berlin\0',
  'berlin_1',
  'x'.repeat(MAX_HUB_NAME_LENGTH + 1),
  'x'.repeat(300),
])('%j is none, and is told in one line', (name) => {
  const problem = hubNameProblem(name);

  expect(problem).toMatch(/^a hub's name has 1 to \d+ /);
  expect(problem).not.toContain('\n');
});

test('the longest names make a common name that fits', () => {
  const longest = thingNameOf('x'.repeat(MAX_ORG_SLUG_LENGTH), 'x'.repeat(MAX_HUB_NAME_LENGTH));

  expect(longest).toHaveLength(64);
});

test('a thing belongs to one organization only, however alike slugs are', () => {
  expect(parseThingName(thingNameOf('acme', 'eu-1'))).toEqual({ organization: 'acme', hub: 'eu-1' });
  expect(parseThingName(thingNameOf('acme-eu', '1'))).toEqual({ organization: 'acme-eu', hub: '1' });
  expect(['acme', 'acme--', '--1', 'acme--eu--1', 'AWS IoT Certificate'].map(parseThingName)).toEqual(
    Array(5).fill(undefined),
  );
});
