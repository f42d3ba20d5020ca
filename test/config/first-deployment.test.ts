import { firstDeploymentsOf } from '../../config/first-deployment';

test.each([
  [{}, []],
  [{ firstDeployment: 'ts-dev-shared' }, ['ts-dev-shared']],
  [
    { firstDeployment: 'ts-dev-shared,ts-dev-organization-acme', environment: 'dev' },
    ['ts-dev-shared', 'ts-dev-organization-acme'],
  ],
])('%j', (context, names) => {
  expect(firstDeploymentsOf(context)).toEqual(names);
});

test.each(['', true, ['ts-dev-shared']])('%j is refused', (value) => {
  expect(() => firstDeploymentsOf({ firstDeployment: value })).toThrow('-c firstDeployment');
});
