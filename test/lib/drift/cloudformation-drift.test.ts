import {
  DescribeStackDriftDetectionStatusCommand,
  DescribeStackResourceDriftsCommand,
} from '@aws-sdk/client-cloudformation';
import { detectStackDrift } from '../../../lib/drift/detect-drift';
import { parseOrgSlug } from '../../../config/org-slug';
import { DriftingStack } from './drifting-stack';

const DRIFT = { StackId: 'x', ResourceType: 'x', Timestamp: new Date(0) };

test('a detection is polled to its end, and all pages of its results are read', async () => {
  const stack = new DriftingStack(parseOrgSlug('acme-eu'));
  stack.cloudFormation
    .on(DescribeStackDriftDetectionStatusCommand)
    .resolvesOnce({ DetectionStatus: 'DETECTION_IN_PROGRESS' })
    .resolvesOnce({ DetectionStatus: 'DETECTION_IN_PROGRESS' })
    .resolves({ DetectionStatus: 'DETECTION_FAILED' });
  stack.cloudFormation
    .on(DescribeStackResourceDriftsCommand)
    .resolvesOnce({ StackResourceDrifts: [], NextToken: '1' })
    .resolves({
      StackResourceDrifts: [{ ...DRIFT, LogicalResourceId: 'Role', StackResourceDriftStatus: 'DELETED' }],
    });

  const { drifted } = await detectStackDrift(stack.name, stack.context);

  expect(stack.pauses).toEqual([2_000, 2_000]);
  expect(drifted.map(({ logicalId }) => logicalId)).toEqual(['Role']);
});

test('a detection that does not end is not checked', async () => {
  const stack = new DriftingStack(parseOrgSlug('acme-eu'));
  stack.cloudFormation
    .on(DescribeStackDriftDetectionStatusCommand)
    .resolves({ DetectionStatus: 'DETECTION_IN_PROGRESS' });

  const { notChecked } = await detectStackDrift(stack.name, stack.context);

  expect(notChecked[0]?.message).toMatch(/still detects drift of .* after 15 minutes/);
});
