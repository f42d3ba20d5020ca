import { Naming } from '../../../config/naming';
import { SIZE_QUOTAS } from '../../../config/size-quotas';
import { SUPPORTED_REGIONS } from '../../../config/region';
import type { EnvironmentConfig } from '../../../config/environment-config';
import { deploymentBoundary } from '../../../policies/deployment/deployment-boundary';
import { deploymentPolicies } from '../../../policies/deployment/deployment-policies';
import { policyDocument, type Statement } from '../../../policies/statement';
import { environment } from '../../fixtures/environment';

const LARGEST = SIZE_QUOTAS['iam-managed-policy-size'].default;
/** Of the bootstrap's role, which has no others: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_ATTACHED = 10;
const REGIONS = [...SUPPORTED_REGIONS.values()];

const size = (statements: readonly Statement[]): number => JSON.stringify(policyDocument(statements)).length;

function sizesIn(region: EnvironmentConfig['region'], name: string): number[] {
  const inputs = {
    naming: new Naming(environment({ region, name })),
    issuers: ['https://login.example.com/01234567-89ab-cdef-0123-456789abcdef/v2.0'],
    bootstrapVersionParameter: '/cdk-bootstrap/hnb659fds/version',
  };
  const policies = deploymentPolicies(inputs);
  expect(policies.length).toBeLessThanOrEqual(MOST_ATTACHED);
  return [deploymentBoundary(inputs), ...policies.map(({ statements }) => statements)].map(size);
}

test('in every Region and partition there is room for names as long as "ts-production"', () => {
  expect(new Set(REGIONS.map(({ partition }) => partition)).size).toBe(3);
  for (const region of REGIONS) {
    expect(Math.max(...sizesIn(region, 'production'))).toBeLessThanOrEqual(LARGEST);
  }
});

test('nothing in the documents grows with the addresses of issuers but the policy that names them', () => {
  const [region] = REGIONS;
  if (region === undefined) throw new Error('there are Regions');
  const naming = new Naming(environment({ region }));
  const bootstrapVersionParameter = '/cdk-bootstrap/hnb659fds/version';
  const ceiling = (issuer: string): number =>
    size(deploymentBoundary({ naming, issuers: [issuer], bootstrapVersionParameter }));
  expect(ceiling(`https://${'x'.repeat(200)}.example.com`)).toBe(ceiling('https://x.example.com'));
});
