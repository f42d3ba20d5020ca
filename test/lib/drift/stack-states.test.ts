import { DescribeStacksCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { AwsCallError } from '../../../lib/account/aws-call-error';
import { detectStackDrift } from '../../../lib/drift/detect-drift';
import { parseOrgSlug } from '../../../config/org-slug';
import { DriftingStack } from './drifting-stack';

const ACME = parseOrgSlug('acme');

test('an update that was taken back is nothing that somebody did by hand', async () => {
  const stack = new DriftingStack(ACME);
  stack.isLeftAs('UPDATE_ROLLBACK_COMPLETE');

  expect(await detectStackDrift(stack.name, stack.context)).toMatchObject({ drifted: [], notChecked: [] });
});

test('what CloudFormation has not ended is not checked, and what was changed by hand is told all the same', async () => {
  const stack = new DriftingStack(ACME);
  stack.isLeftAs('UPDATE_ROLLBACK_FAILED', 'UPDATE_FAILED');
  stack.iam
    .on(ListRolePoliciesCommand)
    .resolves({ PolicyNames: [`${stack.role}-revocations`, 'just-for-today'] });

  const { drifted, notChecked } = await detectStackDrift(stack.name, stack.context);

  expect(notChecked).toEqual([
    { message: 'CloudFormation left it as UPDATE_ROLLBACK_FAILED; finish the update first' },
    { logicalId: 'Role', message: 'CloudFormation left it as UPDATE_FAILED; finish the update first' },
  ]);
  expect(drifted).toMatchObject([{ logicalId: 'Role', properties: [{ actual: 'just-for-today' }] }]);
});

test('a stack that is not deployed is not checked', async () => {
  const stack = new DriftingStack(ACME);
  const message = `AWS refuses it (ValidationError: Stack with id ${stack.name} does not exist)`;
  stack.cloudFormation
    .on(DescribeStacksCommand)
    .rejects(new AwsCallError('AWS_REFUSED', message, 'ValidationError', 'cloudformation:DescribeStacks'));

  const { notChecked } = await detectStackDrift(stack.name, stack.context);

  expect(notChecked).toEqual([{ message: 'is not deployed' }]);
});

test('a template that the CDK did not write is not checked', async () => {
  const stack = new DriftingStack(ACME);
  stack.cloudFormation.on(GetTemplateCommand).resolves({ TemplateBody: 'Resources: {}' });

  const { notChecked } = await detectStackDrift(stack.name, stack.context);

  expect(notChecked).toEqual([{ message: `${stack.name}: its template is not one that the CDK wrote` }]);
});
