import { witnessesOf } from '../../../../lib/stacks/forms/witnesses';
import { organization } from '../../../fixtures/environment';

test('the shortest and the longest, the first and the last in order, with most hyphens and other users', () => {
  const organizations = ['mmm', 'mm-mm-m', 'ooo', 'a00', 'zzz', 'nnnnnnnnnnnn'].map((slug) =>
    organization(slug),
  );
  expect(witnessesOf(organizations).map(({ slug }) => slug)).toEqual([
    'mmm',
    'nnnnnnnnnnnn',
    'a00',
    'zzz',
    'mm-mm-m',
  ]);
  const users = ['m', 'mm', 'a', 'z', 'n'].map((user, index) =>
    organization(`org${index}`, { athenaUsers: [user] }),
  );
  expect(witnessesOf(users).flatMap(({ athenaUsers }) => athenaUsers)).toEqual(['m', 'n', 'mm', 'a', 'z']);
});

test('nobody where there is nobody', () => {
  expect(witnessesOf([])).toEqual([]);
});
