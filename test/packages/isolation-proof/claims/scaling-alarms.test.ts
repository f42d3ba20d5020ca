import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { physicalReference } from '../../../../packages/isolation-proof/src/resources/physical-names';
import { judged, told } from './judged';

const POLICY = ['AWS::ApplicationAutoScaling::ScalingPolicy', { PolicyName: 'more' }] as const;

/** What is said against an alarm of acme's that changes capacity by a policy. */
function saidOf(action: Json): string[] {
  const alarm = { AlarmActions: [action], Tags: tagsOf('acme') };
  const acme = { Role: roleOf('acme'), Alarm: ['AWS::CloudWatch::Alarm', alarm] as const };
  const stacks = [
    stackOf({ ...acme, Policy: POLICY }, 'acme'),
    stackOf({ Role: roleOf('acme-eu'), Policy: POLICY }, 'acme-eu'),
  ];
  return told(judged(flows, stacks, () => ({}), { owner: TAGS.owner }));
}

it('changes the capacity of its own', () => {
  expect(saidOf({ Ref: 'Policy' })).toEqual([]);
});

it('is found if it changes the capacity of a neighbour’s', () => {
  const policy = stackOf({ Policy: POLICY }, 'acme-eu').resources.get('Policy');
  const name = policy && physicalReference(policy, () => undefined);

  expect(saidOf(name ?? '')).toEqual([
    'acme/Alarm of acme: state changes of the alarm go to acme-eu/Policy of acme-eu (AlarmActions[0])',
  ]);
});
