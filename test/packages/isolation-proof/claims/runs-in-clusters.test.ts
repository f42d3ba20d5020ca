import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import { arnOfResource } from '../../../../packages/isolation-proof/src/model/resource-arns';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { judged, told } from './judged';

type Owner = 'acme' | 'acme-eu' | 'platform';
const tags = (owner: Owner): JsonObject => (owner === 'platform' ? {} : { Tags: tagsOf(owner) });
const thingsOf = (owner: Owner): Resources => ({
  Cluster: ['AWS::ECS::Cluster', { ClusterName: `${owner}-Cluster`, ...tags(owner) }],
  Queue: ['AWS::SQS::Queue', { QueueName: `${owner}-Queue`, ...tags(owner) }],
  Definition: ['AWS::ECS::TaskDefinition', { Family: `${owner}-Definition`, ...tags(owner) }],
});
const arnOf = (owner: Owner, made: 'Cluster' | 'Queue' | 'Definition'): string => {
  const resource = stackOf(thingsOf(owner), owner).resources.get(made);
  return (resource && arnOfResource(resource)) ?? '';
};
const stackWith = (owner: Owner, rule: readonly [string, JsonObject] | undefined) =>
  stackOf(
    {
      ...(owner === 'platform' ? {} : { Role: roleOf(owner) }),
      ...thingsOf(owner),
      ...(rule === undefined ? {} : { Rule: rule }),
    },
    owner,
  );

const RULES: Readonly<Record<string, (target: string, definition: string) => readonly [string, JsonObject]>> =
  {
    'a rule': (Arn, TaskDefinitionArn) => [
      'AWS::Events::Rule',
      {
        ScheduleExpression: 'rate(1 day)',
        Targets: [{ Id: 'x', Arn, EcsParameters: { TaskDefinitionArn } }] as Json,
        Tags: tagsOf('acme'),
      },
    ],
    'a schedule': (Arn, TaskDefinitionArn) => [
      'AWS::Scheduler::Schedule',
      { Target: { Arn, EcsParameters: { TaskDefinitionArn } } },
    ],
    'a pipe': (Target, TaskDefinitionArn) => [
      'AWS::Pipes::Pipe',
      {
        Source: arnOf('acme', 'Queue'),
        Target,
        TargetParameters: { EcsTaskParameters: { TaskDefinitionArn } },
        Tags: { orgSlug: 'acme' },
      },
    ],
  };

describe.each(Object.entries(RULES))('%s of a tenant', (_what, rule) => {
  const said = (target: string, definition = arnOf('acme', 'Definition')): string[] =>
    told(
      judged(
        flows,
        [
          stackWith('acme', rule(target, definition)),
          stackWith('acme-eu', undefined),
          stackWith('platform', undefined),
        ],
        () => ({}),
        { owner: 'orgSlug' },
      ),
    );

  it.each<Owner>(['acme', 'platform'])('runs its task in a cluster of %s', (owner) => {
    expect(said(arnOf(owner, 'Cluster'))).toEqual([]);
  });

  it('runs none in a cluster of its neighbour', () => {
    expect(said(arnOf('acme-eu', 'Cluster'))).toEqual([
      expect.stringContaining('go to acme-eu/Cluster of acme-eu'),
    ]);
  });

  it.each<Owner>(['acme-eu', 'platform'])('runs no task of %s, wherever that is', (owner) => {
    expect(said(arnOf('platform', 'Cluster'), arnOf(owner, 'Definition'))).toEqual([
      expect.stringContaining(
        `go to ${owner}/Definition of ${owner === 'platform' ? 'the platform' : owner}`,
      ),
    ]);
  });

  it('sends nothing to anything else of the platform', () => {
    expect(said(arnOf('platform', 'Queue'))).toEqual([
      expect.stringContaining('go to platform/Queue of the platform'),
    ]);
  });
});
