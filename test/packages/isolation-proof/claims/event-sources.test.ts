import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import { prove } from '../../../../packages/isolation-proof/src/judge/prove';
import type { Json } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { tagsOf, twoOrganizations } from '../fixtures/organizations';
import { SPECIFICATION } from '../fixtures/specification';
import { TAGS } from '../fixtures/tenant-tags';

const EVENTS_OF_ALL = 'events that need not be about a resource of its own';

/** Tenants share the bucket `shared` by folders, and each has a bucket of its own, such as `acme-data`. */
function provedWith(pattern: Json, { beside = {}, bus, declared = [] }: Options = {}) {
  const specification = {
    ...SPECIFICATION,
    tenants: { owner: TAGS.owner },
    tenancyOf: (...[model]: Parameters<typeof SPECIFICATION.tenancyOf>) => ({
      ...SPECIFICATION.tenancyOf(model),
      ownResources: (tenant: string) => [
        `arn:aws:s3:::${tenant}-data/*`,
        `arn:aws:s3:::shared/${tenant}/*`,
        `arn:aws:states:eu-central-1:111122223333:stateMachine:${tenant}`,
      ],
      destinations: [{ resources: declared, because: 'these events tell nothing of anybody' }],
    }),
    claims: [flows],
  };
  const rule: Resources[string] = [
    'AWS::Events::Rule',
    {
      Name: 'rule',
      EventPattern: pattern,
      Tags: tagsOf('acme'),
      ...(bus === undefined ? {} : { EventBusName: bus }),
    },
  ];
  return prove(twoOrganizations({ Rule: rule, ...beside }), specification);
}

interface Options {
  readonly beside?: Resources;
  readonly bus?: Json;
  readonly declared?: readonly string[];
}

function violationsOf(pattern: Json, options?: Options): string[] {
  return provedWith(pattern, options).claims.flatMap(({ violations }) => violations.map(({ what }) => what));
}

const objects = (bucket: Json, key?: Json): Json => ({
  source: ['aws.s3'],
  detail: { bucket: { name: bucket }, ...(key === undefined ? {} : { object: { key } }) },
});

test.each<[string, Json]>([
  ['its folder', objects(['shared'], [{ prefix: 'acme/' }])],
  ['a pattern that is text', JSON.stringify(objects(['shared'], [{ prefix: 'acme/' }]))],
  ['one key of its folder', objects(['shared'], ['acme/done'])],
  ['a wildcard within its folder', objects(['shared'], [{ wildcard: 'acme/*.parquet' }])],
  ['any key of its own bucket', objects(['acme-data'])],
  ['all keys of its own bucket but one', objects(['acme-data'], [{ 'anything-but': 'private' }])],
  [
    'calls about its folder',
    { detail: { requestParameters: { bucketName: ['shared'], key: [{ prefix: 'acme/' }] } } },
  ],
  ['its own state machine', { resources: ['arn:aws:states:eu-central-1:111122223333:stateMachine:acme'] }],
  [
    'its own state machine, named in the detail',
    { detail: { stateMachineArn: ['arn:aws:states:eu-central-1:111122223333:stateMachine:acme'] } },
  ],
  [
    'branches that are all its own',
    {
      $or: [objects(['acme-data']), objects(['shared'], [{ prefix: 'acme/' }])],
    },
  ],
])('a rule that takes events of %s is proved', (_what, pattern) => {
  expect(violationsOf(pattern)).toEqual([]);
});

test.each<[string, Json, string[]]>([
  ["the neighbour's folder", objects(['shared'], [{ prefix: 'acme-eu/' }]), ['shared/acme-eu/*']],
  ['its folder without the slash', objects(['shared'], [{ prefix: 'acme' }]), ['shared/acme*']],
  ['a shared bucket without a key', objects(['shared']), ['shared/*']],
  ['another bucket', objects(['others'], [{ prefix: 'acme/' }]), ['others/acme/*']],
  ['its folder in any bucket', objects([{ prefix: 'sh' }], [{ prefix: 'acme/' }]), ['sh*/acme/*']],
  ['any key but one', objects(['shared'], [{ 'anything-but': { prefix: 'acme-eu/' } }]), ['shared/*']],
  ['a suffix', objects(['shared'], [{ suffix: '/acme/' }]), ['shared/*/acme/']],
  ['a wildcard', objects(['shared'], [{ wildcard: '*acme/*' }]), ['shared/*acme/*']],
  ['a key that exists', objects(['shared'], [{ exists: true }]), ['shared/*']],
  [
    'a prefix in any case',
    objects(['shared'], [{ prefix: { 'equals-ignore-case': 'acme/' } }]),
    ['shared/*'],
  ],
  [
    'one of two prefixes',
    objects(['shared'], [{ prefix: 'acme/' }, { prefix: 'globex/' }]),
    ['shared/globex/*'],
  ],
  ['one of two buckets', objects(['acme-data', 'acme-eu-data']), ['acme-eu-data/*']],
  [
    'a branch of $or',
    {
      detail: {
        bucket: { name: ['shared'] },
        $or: [{ object: { key: [{ prefix: 'acme/' }] } }, { object: { size: [{ numeric: ['>', 0] }] } }],
      },
    },
    ['shared/*'],
  ],
])('a rule that takes events of %s is refuted', (_what, pattern, arns) => {
  expect(violationsOf(pattern)).toEqual(
    arns.map((arn) => `acme/Rule of acme: takes events of arn:aws:s3:::${arn} (EventPattern)`),
  );
});

test.each<[string, Json]>([
  ['whole source', { source: ['aws.s3'] }],
  ['source of its own name', { source: ['acme.orders'] }],
  [
    'prefix of ARNs',
    { resources: [{ prefix: 'arn:aws:states:eu-central-1:111122223333:stateMachine:acm' }] },
  ],
])('a rule that takes events of a %s is refuted, unless the rule is declared', (_what, pattern) => {
  expect(violationsOf(pattern)).toEqual([`acme/Rule of acme: takes ${EVENTS_OF_ALL} (EventPattern)`]);
  const declared = ['arn:aws:events:eu-central-1:111122223333:rule/rule'];
  expect(violationsOf(pattern, { declared })).toEqual([]);
});

test('a rule on a bus of its own takes whatever comes there', () => {
  const busOf = (owner: string): Resources => ({
    Bus: ['AWS::Events::EventBus', { Name: 'bus', Tags: tagsOf(owner) }],
  });
  const onBus = (owner: string): string[] =>
    violationsOf({ source: ['orders'] }, { beside: busOf(owner), bus: { Ref: 'Bus' } });
  expect(onBus('acme')).toEqual([]);
  expect(onBus('acme-eu')).toContain(`acme/Rule of acme: takes ${EVENTS_OF_ALL} (EventPattern)`);
});

test.each<[string, Json, string]>([
  [
    'an operator that is not known',
    objects(['shared'], [{ sounds: 'acme/' }]),
    'the operator sounds of event patterns is not supported: {"sounds":"acme/"}',
  ],
  [
    'two operators in one',
    objects(['shared'], [{ prefix: 'acme/', suffix: '.csv' }]),
    'a matcher of an event pattern has several operators: {"prefix":"acme/","suffix":".csv"}; write one of each',
  ],
  ['no branches', { $or: [] }, '$or of an event pattern has no branches; give it a list of patterns'],
  ['text that is no JSON', '{', 'an event pattern is not valid JSON; write it as JSON'],
  [
    'an unknown prefix',
    objects(['shared'], [{ prefix: { Ref: 'AWS::StackId' } }]),
    'an event pattern is unknown before deployment; write it out',
  ],
])('a pattern with %s is undecided', (_what, pattern, reason) => {
  expect(() => provedWith(pattern)).toThrow(
    `acme/Rule: ${reason}; if all may see the events that it takes, add to the destinations of the specification { resources: ['arn:aws:events:eu-central-1:111122223333:rule/rule'], because: '…' }`,
  );
});

describe('an ARN that is demanded', () => {
  const machine = (tenant: string): string =>
    `arn:aws:states:eu-central-1:111122223333:stateMachine:${tenant}`;

  test.each<[string, Json]>([
    ['beside other fields', { source: ['aws.states'], resources: [machine('acme')] }],
    ['in a field of ARNs', { detail: { stateMachineArn: [machine('acme')] } }],
  ])('%s tells whose events are', (_where, pattern) => {
    expect(violationsOf(pattern)).toEqual([]);
  });

  test.each<[string, Json]>([
    ['as one of two', { resources: [machine('acme'), machine('acme-eu')] }],
    ['in a field of something else', { detail: { name: [machine('acme')] } }],
    ['in a field that only begins like one of ARNs', { detail: { arnPrefix: [machine('acme')] } }],
  ])('%s does not', (_where, pattern) => {
    expect(violationsOf(pattern)).toEqual([`acme/Rule of acme: takes ${EVENTS_OF_ALL} (EventPattern)`]);
  });
});

test('of fields that name objects, one set of its own is enough, as the pattern demands all of them', () => {
  const pattern = (bucketName: string): Json => ({
    detail: { bucket: { name: ['acme-eu-data'] }, requestParameters: { bucketName: [bucketName] } },
  });
  expect(violationsOf(pattern('acme-data'))).toEqual([]);
  expect(violationsOf(pattern('other'))).toHaveLength(2);
});
