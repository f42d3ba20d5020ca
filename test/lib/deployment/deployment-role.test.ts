import { deploymentRole } from '../../../lib/deployment/deployment-role';
import { environment } from '../../fixtures/environment';

test('an administrator deploys the policies, and gives them to the role by the bootstrap', () => {
  const policy = (purpose: string): string =>
    `arn:aws:iam::111122223333:policy/ts-test--deployment-${purpose}`;
  const policyArns = ['roles', 'identities', 'storage', 'services'].map(policy);
  expect(deploymentRole(environment({ operations: { deployment: true } }))).toEqual({
    deploy: ['deploy', '-c', 'environment=test', '-c', 'deployment=true'],
    bootstrap: [
      'bootstrap',
      'aws://111122223333/eu-central-1',
      '--cloudformation-execution-policies',
      policyArns.join(','),
      '--custom-permissions-boundary',
      'ts-test--deployment-boundary',
    ],
    policyArns,
    boundary: 'ts-test--deployment-boundary',
  });
});
