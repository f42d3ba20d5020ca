import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import { tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { judged, told } from './judged';

const LINKED =
  'aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService';

/** What is said against a function and the scaling of a service, both acme's, that act under a role. */
function saidOf(role: string): string[] {
  const stacks = twoOrganizations({
    Scaled: ['AWS::ApplicationAutoScaling::ScalableTarget', { RoleARN: role }],
    Function: ['AWS::Lambda::Function', { FunctionName: 'x', Role: role, Tags: tagsOf('acme') }],
  });
  return told(judged(flows, stacks, () => ({}), { owner: TAGS.owner }));
}

it('is nobody else’s: a role that a service made for itself in the account', () => {
  expect(saidOf(`arn:aws:iam::${ACCOUNT}:role/${LINKED}`)).toEqual([]);
});

it.each([
  ['of another account', `arn:aws:iam::999988887777:role/${LINKED}`],
  ['of another partition', `arn:aws-cn:iam::${ACCOUNT}:role/${LINKED}`],
  ['whose name begins alike', `arn:aws:iam::${ACCOUNT}:role/aws-service-roles/any`],
  ['in another folder', `arn:aws:iam::${ACCOUNT}:role/x/${LINKED}`],
  ['of a neighbour', `arn:aws:iam::${ACCOUNT}:role/acme-eu-role`],
])('is refuted: a role %s', (_whose, role) => {
  expect(saidOf(role)).toEqual([
    expect.stringContaining(`changes of capacity acts under ${role}`),
    expect.stringContaining(`the code of the function acts under ${role}`),
  ]);
});
