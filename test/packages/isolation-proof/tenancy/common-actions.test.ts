import { tenantIsolation } from '../../../../packages/isolation-proof/src/claims/tenant-isolation';
import { verify } from '../../../../packages/isolation-proof/src/judge/verify';
import { commonActions, sharedImages } from '../../../../packages/isolation-proof/src/tenancy/common-actions';
import type { Common } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { tenancyFrom } from '../../../../packages/isolation-proof/src/tenancy/tenancy-from';
import { inlinePolicy, roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const repository = (name: string): string => `arn:aws:ecr:eu-central-1:${ACCOUNT}:repository/${name}`;

/** What is proved of two organizations, of which acme's role may do something. */
function verdictOf(openToAll: readonly Common[], Action: string | readonly string[], Resource = '*'): string {
  const [acme = stackOf({}), acmeEu = stackOf({})] = twoOrganizations(
    { Role: roleOf('acme', inlinePolicy({ Effect: 'Allow', Action, Resource })) },
    {
      Repository: ['AWS::ECR::Repository', { RepositoryName: 'acme-eu', Tags: tagsOf('acme-eu') }],
    },
  );
  const shared = stackOf({ Images: ['AWS::ECR::Repository', { RepositoryName: 'images' }] }, 'shared');
  return verify([acme, acmeEu, shared], {
    tenants: TAGS,
    tenancyOf: tenancyFrom({ openToAll: () => openToAll }),
    claims: [tenantIsolation()],
  }).verdict;
}

describe('common actions', () => {
  const actions = commonActions().flatMap((common) => common.actions);

  it('are proved if they are declared, and refuted if not', () => {
    expect(verdictOf(commonActions(), actions)).toBe('proved');
    for (const action of actions) expect(verdictOf([], action)).toBe('violated');
  });

  it('are each there once, with a reason of its own', () => {
    expect(new Set(actions).size).toBe(actions.length);
    const reasons = commonActions().map(({ because }) => because);
    expect(new Set(reasons).size).toBe(reasons.length);
  });

  it.each([
    'logs:PutLogEvents',
    'logs:PutResourcePolicy',
    'logs:UpdateLogDelivery',
    'cloudwatch:PutMetricData',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DeleteNetworkInterface',
    'ecr:DescribeRepositories',
    'ecs:RunTask',
    's3:ListAllMyBuckets',
    'ssmmessages:OpenDataChannel',
    'xray:GetTraceSummaries',
    'xray:*',
    'ec2:Describe*',
  ])('do not hold what shows or changes what is a neighbour’s: %s', (action) => {
    expect(verdictOf(commonActions(), [...actions, action])).toBe('violated');
  });
});

describe('shared images', () => {
  const PULL = ['ecr:BatchGetImage', 'ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer'];
  const images = [sharedImages(repository('images'))];

  it('may be pulled', () => {
    expect(verdictOf(images, PULL, repository('images'))).toBe('proved');
    expect(verdictOf([], PULL, repository('images'))).toBe('violated');
  });

  it.each<[string, string[], string]>([
    ['pushed', [...PULL, 'ecr:PutImage'], repository('images')],
    ['pulled from a neighbour', PULL, repository('acme-eu')],
    ['pulled from everywhere', PULL, '*'],
    ['pulled from what begins alike', PULL, repository('images*')],
  ])('may not be %s', (_what, action, resource) => {
    expect(verdictOf(images, action, resource)).toBe('violated');
  });
});
