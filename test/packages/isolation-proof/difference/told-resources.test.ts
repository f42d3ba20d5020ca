import type { AskedAction } from '../../../../packages/isolation-proof/src/difference/action-questions';
import { ToldResources } from '../../../../packages/isolation-proof/src/difference/told-resources';
import { wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';

const action = (example: string): AskedAction => ({ example, service: 's3' });
const [GET, PUT, LIST] = ['s3:get', 's3:put', 's3:list'].map(action) as [
  AskedAction,
  AskedAction,
  AskedAction,
];
const [ONE, OTHER] = [wildcardPattern('one/*'), wildcardPattern('other/*')];

test('of an action, every pattern is told that was, once', () => {
  const told = new ToldResources();
  told.add([GET], ONE);
  told.add([GET], OTHER);
  told.add([GET], ONE);
  expect(told.of([GET])).toStrictEqual([ONE, OTHER]);
});

test('of several actions, what is told of every one of them', () => {
  const told = new ToldResources();
  told.add([GET, PUT], ONE);
  told.add([GET], OTHER);
  expect(told.of([GET, PUT])).toStrictEqual([ONE]);
  expect(told.of([PUT, GET])).toStrictEqual([ONE]);
  expect(told.of([GET, PUT, LIST])).toStrictEqual([]);
});

test('of no action and of an action that nothing is told of, nothing', () => {
  const told = new ToldResources();
  told.add([GET], ONE);
  expect(told.of([])).toStrictEqual([]);
  expect(told.of([PUT])).toStrictEqual([]);
});

test('a copy knows the same, and is told apart from then on', () => {
  const told = new ToldResources();
  told.add([GET], ONE);
  const copy = told.copy();
  copy.add([GET], OTHER);
  expect(copy.of([GET])).toStrictEqual([ONE, OTHER]);
  expect(told.of([GET])).toStrictEqual([ONE]);
});
