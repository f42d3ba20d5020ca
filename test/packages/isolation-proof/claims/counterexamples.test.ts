import type { Violation } from '../../../../packages/isolation-proof/src/claims/claim';
import { Counterexamples } from '../../../../packages/isolation-proof/src/claims/counterexamples';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import { resourceOf } from '../fixtures/stack-of';

const SOURCE = resourceOf('AWS::IAM::Role', {});

function statement(name: string): Statement {
  const everything = { texts: ['*'], negated: false };
  return {
    effect: 'Allow',
    actions: everything,
    resources: everything,
    conditions: [],
    name,
    source: SOURCE,
  };
}

const allowedBy = (what: string, ...names: string[]): Violation => ({
  what,
  statements: names.map(statement),
  remedy: 'Narrow it.',
});

/** What is shown, with the number of those that are not. */
const shown = ({ violations }: Counterexamples): string[] =>
  violations.map(({ what, more }) => (more === undefined ? what : `${what} +${more}`));

test('requests that the same statements allow are one, and hide no others', () => {
  const found = new Counterexamples();
  for (let index = 0; index < 50; index++) found.addRequest(allowedBy(`request ${index}`, 'Wide'), false);
  found.addRequest(allowedBy('another', 'Other'), false);
  found.addRequest(allowedBy('by both', 'Wide', 'Other'), false);

  expect(shown(found)).toEqual(['request 0 +49', 'another', 'by both']);
});

test('the same request counts once', () => {
  const found = new Counterexamples();
  for (let index = 0; index < 3; index++) found.addRequest(allowedBy('it', 'Wide'), false);

  expect(shown(found)).toEqual(['it']);
});

test('a doubtful request is shown only if there is no other one of the mistake', () => {
  const found = new Counterexamples();
  found.addRequest(allowedBy('on the bucket', 'Wide'), true);
  expect(shown(found)).toEqual(['on the bucket']);

  found.addRequest(allowedBy('on an object', 'Wide'), false);
  found.addRequest(allowedBy('on another bucket', 'Wide'), true);
  expect(shown(found)).toEqual(['on an object']);
});

test('places of one remedy hide none of another one', () => {
  const found = new Counterexamples();
  const place = (what: string, remedy: string): Violation => ({ what, statements: [], remedy, path: what });
  for (let index = 0; index < 60; index++) found.addPlace(place(`bucket ${index}`, 'Close it.'));
  found.addPlace(place('queue', 'Narrow it.'));

  expect(shown(found)).toHaveLength(11);
  expect(shown(found).slice(-2)).toEqual(['bucket 9 +50', 'queue']);
});

test('more mistakes than help anybody are not shown', () => {
  const found = new Counterexamples();
  for (let index = 0; index < 41; index++)
    found.addRequest(allowedBy(`request ${index}`, `S${index}`), false);

  expect(shown(found)).toHaveLength(40);
});

test('a thousand requests are enough', () => {
  const found = new Counterexamples();
  for (let index = 0; index < 999; index++) found.addRequest(allowedBy(`request ${index}`, 'Wide'), false);
  expect(found.isEnough).toBe(false);
  found.addRequest(allowedBy('the last', 'Wide'), false);
  expect(found.isEnough).toBe(true);
});
