import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { tagsOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { advised, judged, told } from './judged';

const EVENTS = 'calls in the account';
const FINDINGS = 'findings about the account';

/** With the end of its ARN, if it has one. */
type Telling = readonly [type: string, what: string, tags?: JsonObject, arn?: string];

/** What tells of the whole account, by its type. */
const TELLING: readonly Telling[] = [
  [
    'AWS::AccessAnalyzer::Analyzer',
    FINDINGS,
    { Tags: tagsOf('acme') },
    'access-analyzer:eu-central-1:111122223333:analyzer/',
  ],
  [
    'AWS::CloudTrail::EventDataStore',
    EVENTS,
    { Tags: tagsOf('acme') },
    'cloudtrail:eu-central-1:111122223333:eventdatastore/',
  ],
  ['AWS::CloudTrail::Trail', EVENTS, { Tags: tagsOf('acme') }, 'cloudtrail:eu-central-1:111122223333:trail/'],
  ['AWS::Config::ConfigurationRecorder', 'settings of resources'],
  ['AWS::Config::DeliveryChannel', 'settings of resources'],
  [
    'AWS::GuardDuty::Detector',
    FINDINGS,
    { Tags: tagsOf('acme') },
    'guardduty:eu-central-1:111122223333:detector/',
  ],
  ['AWS::IoT::AccountAuditConfiguration', 'findings about all devices'],
  ['AWS::IoT::Logging', 'connections of all devices'],
  ['AWS::Macie::Session', FINDINGS],
  ['AWS::SSM::ResourceDataSync', 'the inventory of all machines'],
  ['AWS::SecurityHub::Hub', FINDINGS, { Tags: { orgSlug: 'acme' } }],
];

describe.each(TELLING.map(([type, what, tags = {}, arn]) => ({ type, what, tags, arn })))(
  '$type',
  ({ type, what, tags, arn }) => {
    const telling = (properties: JsonObject) => ({ Telling: [type, properties] as const });

    it('is of no organization', () => {
      const declared = `, or declare it: destinations: () => [{ resources: ['arn:aws:${arn}(acme.Telling)'], because: '…' }]`;
      expect(advised(judged(flows, twoOrganizations(telling(tags))))).toEqual([
        `acme/Telling of acme: shows ${what}, other tenants' included [acme/Telling] Move it to a stack of no organization${arn === undefined ? '' : declared}.`,
      ]);
    });

    it('may be of the platform', () => {
      expect(told(judged(flows, [stackOf(telling({}), 'shared'), ...twoOrganizations()]))).toEqual([]);
    });
  },
);

it('may be of an organization if its ARN is declared, and only then', () => {
  const stacks = twoOrganizations({
    Trail: ['AWS::CloudTrail::Trail', { TrailName: 'own-objects', Tags: tagsOf('acme') }],
  });
  const judgedWith = (trail: string): string[] =>
    told(
      judged(flows, stacks, () => ({
        destinations: [
          {
            resources: [`arn:aws:cloudtrail:eu-central-1:${ACCOUNT}:trail/${trail}`],
            because: 'it selects events of objects of its own',
          },
        ],
      })),
    );

  expect(judgedWith('own-objects')).toEqual([]);
  expect(judgedWith('own')).toHaveLength(1);
});

describe('a security profile of devices', () => {
  const GROUP = `arn:aws:iot:eu-central-1:${ACCOUNT}:thinggroup`;
  const profileFor = (target: string): string[] => {
    const group = (slug: string) =>
      ({
        Group: ['AWS::IoT::ThingGroup', { ThingGroupName: `${slug}-devices`, Tags: tagsOf(slug) }],
      }) as const;
    const Profile = ['AWS::IoT::SecurityProfile', { TargetArns: [target], Tags: tagsOf('acme') }] as const;
    const stacks = twoOrganizations({ ...group('acme'), Profile }, group('acme-eu'));
    return told(judged(flows, stacks, () => ({}), { owner: TAGS.owner }));
  };

  it('watches devices of the same owner', () => {
    expect(profileFor(`${GROUP}/acme-devices`)).toEqual([]);
  });

  test.each([
    [`${GROUP}/acme-eu-devices`, 'acme-eu/Group of acme-eu'],
    [
      `arn:aws:iot:eu-central-1:${ACCOUNT}:all/things`,
      `arn:aws:iot:eu-central-1:${ACCOUNT}:all/things, which no template makes`,
    ],
  ])('does not watch %s', (target, what) => {
    expect(profileFor(target)).toEqual([
      `acme/Profile of acme: what devices do come from ${what} (TargetArns[0])`,
    ]);
  });

  it('watches all devices where it is of the platform', () => {
    const target = `arn:aws:iot:eu-central-1:${ACCOUNT}:all/things`;
    const shared = stackOf({ Profile: ['AWS::IoT::SecurityProfile', { TargetArns: [target] }] }, 'shared');
    expect(told(judged(flows, [shared, ...twoOrganizations()]))).toEqual([]);
  });
});

describe('a selection of what is backed up', () => {
  const selected = (selection: JsonObject): string[] => {
    const stacks = twoOrganizations({
      Data: ['AWS::S3::Bucket', { BucketName: 'acme-data', Tags: tagsOf('acme') }],
      Selection: [
        'AWS::Backup::BackupSelection',
        { BackupSelection: { IamRoleArn: 'acme-role', ...selection } },
      ],
    });
    return told(judged(flows, stacks));
  };

  it('names its resources', () => {
    expect(selected({ Resources: ['arn:aws:s3:::acme-data'] })).toEqual([]);
  });

  test.each([
    ['names none', {}],
    ['names those that are left out only', { NotResources: ['arn:aws:s3:::acme-data'] }],
    ['has conditions only', { Conditions: { StringEquals: [{ ConditionKey: 'k', ConditionValue: 'v' }] } }],
    ['has an empty list', { Resources: [] }],
  ])('takes everything if it %s', (_what, selection) => {
    expect(selected(selection)).toEqual([
      'acme/Selection of acme: backups come from everything (BackupSelection.Resources)',
    ]);
  });
});

describe('a rule about settings of resources', () => {
  const ruleOn = (properties: JsonObject): Resources => ({ Rule: ['AWS::Config::ConfigRule', properties] });
  const saidOf = (scope: JsonObject): string[] => {
    const queue = (slug: string): Resources => ({
      Queue: ['AWS::SQS::Queue', { QueueName: `${slug}-queue`, Tags: tagsOf(slug) }],
    });
    return told(judged(flows, twoOrganizations({ ...queue('acme'), ...ruleOn(scope) }, queue('acme-eu'))));
  };
  const queue = (slug: string): string => `https://sqs.eu-central-1.amazonaws.com/${ACCOUNT}/${slug}-queue`;

  it('is about one of its own', () => {
    expect(saidOf({ Scope: { ComplianceResourceId: queue('acme') } })).toEqual([]);
  });

  test.each<[string, JsonObject, string]>([
    ['everything', {}, 'everything, which no template makes (Scope.ComplianceResourceId)'],
    [
      'whatever has a tag',
      { Scope: { TagKey: 'orgSlug', TagValue: 'acme' } },
      'everything, which no template makes (Scope.ComplianceResourceId)',
    ],
    [
      "a neighbour's",
      { Scope: { ComplianceResourceId: queue('acme-eu') } },
      'acme-eu/Queue of acme-eu (Scope.ComplianceResourceId)',
    ],
  ])('is not about %s', (_what, scope, from) => {
    expect(saidOf(scope)).toEqual([`acme/Rule of acme: settings of resources come from ${from}`]);
  });

  it('is about everything where it is of the platform', () => {
    expect(told(judged(flows, [stackOf(ruleOn({}), 'shared'), ...twoOrganizations()]))).toEqual([]);
  });
});

describe('a baseline of patches', () => {
  const baseline = (properties: JsonObject): Resources => ({
    Baseline: ['AWS::SSM::PatchBaseline', properties],
  });
  const saidOf = (properties: JsonObject): string[] =>
    told(judged(flows, twoOrganizations(baseline({ Tags: tagsOf('acme'), ...properties }))));

  it('is for machines that are told to take it', () => {
    expect(saidOf({ Name: 'baseline' })).toEqual([]);
    expect(saidOf({ DefaultBaseline: false, PatchGroups: [] })).toEqual([]);
  });

  test.each<[string, JsonObject, string]>([
    ['a group, whoever owns the machines in it', { PatchGroups: ['web'] }, 'web (PatchGroups[0])'],
    ['all machines', { DefaultBaseline: true }, 'true (DefaultBaseline)'],
    [
      'perhaps all',
      { DefaultBaseline: { Ref: 'Any' } },
      'a place that is unknown before deployment (DefaultBaseline)',
    ],
  ])('of an organization is not for %s', (_which, properties, from) => {
    expect(saidOf(properties)).toEqual([
      `acme/Baseline of acme: machines that take its patches come from ${from}`,
    ]);
  });

  it('of the platform is', () => {
    const shared = stackOf(baseline({ DefaultBaseline: true, PatchGroups: ['web'] }), 'shared');
    expect(told(judged(flows, [shared, ...twoOrganizations()]))).toEqual([]);
  });
});
