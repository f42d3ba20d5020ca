import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { tagsOf, twoOrganizations } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { advised, judged } from './judged';

const tag = (Value: Json, Key: Json = 'orgSlug'): Json => ({ Key, Value });

/** What gives tags, with the properties that hold these, and where. */
type Row = readonly [type: string, place: string, given: (tags: Json[]) => JsonObject, own?: JsonObject];

/** Where tags are a map. */
const mapOf = (tags: Json[]): JsonObject =>
  Object.fromEntries(
    (tags as { Key: string; Value: Json }[]).map(({ Key, Value }): [string, Json] => [Key, Value]),
  );

const ROWS: readonly Row[] = [
  [
    'AWS::EC2::LaunchTemplate',
    'LaunchTemplateData.TagSpecifications[0].Tags[0]',
    (Tags) => ({ LaunchTemplateData: { TagSpecifications: [{ ResourceType: 'instance', Tags }] } }),
    {},
  ],
  [
    'AWS::Backup::BackupPlan',
    'BackupPlan.BackupPlanRule[0].RecoveryPointTags',
    (tags) => ({ BackupPlan: { BackupPlanRule: [{ RecoveryPointTags: mapOf(tags) }] } }),
    { BackupPlanTags: { orgSlug: 'acme' } },
  ],
  [
    'AWS::Batch::ComputeEnvironment',
    'ComputeResources.Tags',
    (tags) => ({ ComputeResources: { Tags: mapOf(tags) } }),
    { Tags: { orgSlug: 'acme' } },
  ],
  [
    'AWS::Batch::ComputeEnvironment',
    'ComputeResources.CapacityTags',
    (tags) => ({ ComputeResources: { CapacityTags: mapOf(tags) } }),
    { Tags: { orgSlug: 'acme' } },
  ],
  [
    'AWS::ECS::Service',
    'VolumeConfigurations[0].ManagedEBSVolume.TagSpecifications[0].Tags[0]',
    (Tags) => ({
      VolumeConfigurations: [
        { ManagedEBSVolume: { RoleArn: 'acme-role', TagSpecifications: [{ ResourceType: 'volume', Tags }] } },
      ],
    }),
  ],
  [
    'AWS::Events::Rule',
    'Targets[0].EcsParameters.TagList[0]',
    (TagList) => ({ ScheduleExpression: 'rate(1 day)', Targets: [{ EcsParameters: { TagList } }] }),
  ],
  [
    'AWS::Scheduler::Schedule',
    'Target.EcsParameters.Tags[0]',
    (Tags) => ({ Target: { EcsParameters: { Tags } } }),
    {},
  ],
  [
    'AWS::Pipes::Pipe',
    'TargetParameters.EcsTaskParameters.Tags[0]',
    (Tags) => ({ TargetParameters: { EcsTaskParameters: { Tags } } }),
    { Tags: { orgSlug: 'acme' } },
  ],
];

/** What is said of a resource of acme that gives these tags. */
function saidOf([type, , given, own = { Tags: tagsOf('acme') }]: Row, ...tags: Json[]): string[] {
  return advised(judged(flows, twoOrganizations({ Maker: [type, { ...own, ...given(tags) }] })));
}

const said = (what: string, place: string): string =>
  `acme/Maker of acme: tags what it makes with ${what} (${place}) [acme/Maker] Tag it with orgSlug=acme, or not with orgSlug.`;

describe.each(ROWS.map((row) => ({ title: `${row[0]} ${row[1]}`, row })))('$title', ({ row }) => {
  it("tags what it makes as its owner's, or otherwise", () => {
    expect(saidOf(row, tag('acme'))).toEqual([]);
    expect(saidOf(row, tag('acme-eu', 'team'))).toEqual([]);
  });

  it("does not tag it as a neighbour's", () => {
    expect(saidOf(row, tag('acme-eu'))).toEqual([said('orgSlug=acme-eu', row[1])]);
  });
});

describe('of what a launch template makes', () => {
  const [row] = ROWS;
  if (row === undefined) throw new Error('there is no row');

  test.each<[string, Json, string]>([
    ['in another spelling', tag('acme-eu', 'OrgSlug'), 'OrgSlug=acme-eu'],
    ['in another spelling with its owner', tag('acme', 'OrgSlug'), 'OrgSlug=acme'],
    ['whose value is unknown', tag({ Ref: 'Any' }), 'orgSlug=what is unknown before deployment'],
    ['whose key is unknown', tag('acme', { Ref: 'Any' }), 'what is unknown before deployment=acme'],
  ])('no tag is allowed %s', (_what, given, what) => {
    expect(saidOf(row, given)).toEqual([said(what, row[1])]);
  });

  it("the platform may tag it as a tenant's", () => {
    const [type, , given] = row;
    const shared = stackOf({ Maker: [type, given([tag('acme-eu')])] }, 'shared');
    expect(advised(judged(flows, [shared, ...twoOrganizations()]))).toEqual([]);
  });
});
