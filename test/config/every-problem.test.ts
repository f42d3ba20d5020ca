import { ConfigurationError } from '../../config/errors';
import { everyProblem, refuse } from '../../config/every-problem';

const missing = (place: string) => (): never => {
  throw new ConfigurationError([{ place, fix: 'is missing' }]);
};

test('what all parts return is returned in their order', () => {
  expect(
    everyProblem(
      () => 'acme',
      () => 7,
    ),
  ).toEqual(['acme', 7]);
});

test('the problems of all parts are told at once', () => {
  expect(() => everyProblem(missing('--hub'), () => 7, missing('--key'))).toThrow(
    new ConfigurationError([
      { place: '--hub', fix: 'is missing' },
      { place: '--key', fix: 'is missing' },
    ]),
  );
});

test('an error that no person made is thrown as it is', () => {
  const bug = new RangeError('bug');
  const broken = (): never => {
    throw bug;
  };
  expect(() => everyProblem(missing('--hub'), broken)).toThrow(bug);
});

test('no problems are no reason to refuse', () => {
  expect(() => {
    refuse([]);
  }).not.toThrow();
});
