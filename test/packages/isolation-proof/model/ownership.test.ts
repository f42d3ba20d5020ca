import { TAGS } from '../fixtures/tenant-tags';
import type { Unknown } from '../../../../packages/isolation-proof/src/templates/errors';
import { absent, known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { Ownership } from '../../../../packages/isolation-proof/src/model/ownership';
import type { TenantTags } from '../../../../packages/isolation-proof/src/model/tenant-tags';
import type { Resources } from '../fixtures/identities';
import { tagFacts, tagsOf } from '../../../../packages/isolation-proof/src/model/tags';
import { resourceOf, stackOf } from '../fixtures/stack-of';

const tag = (Key: Json, Value: Json): Json => ({ Key, Value });
const ROLE = 'AWS::IAM::Role';

function ownersOf(...tags: readonly Json[]): { owners: (string | undefined)[]; unknowns: Unknown[] } {
  const unknowns: Unknown[] = [];
  const stack = stackOf(
    Object.fromEntries(tags.map((Tags, index) => [`R${index}`, [ROLE, { Tags }] as const])),
  );
  const ownership = new Ownership([stack], TAGS, unknowns);
  return { owners: [...stack.resources.values()].map((resource) => ownership.of(resource)), unknowns };
}

describe('Ownership', () => {
  test('a stack is whose its resources are; those that take no tags belong to whom the stack does', () => {
    const stack = stackOf({
      Role: [ROLE, { Tags: [tag('orgSlug', 'acme')] }],
      Policy: ['AWS::IAM::ManagedPolicy', {}],
    });
    const unknowns: Unknown[] = [];
    const ownership = new Ownership([stack], TAGS, unknowns);
    expect([...stack.resources.values()].map((resource) => ownership.of(resource))).toEqual(['acme', 'acme']);
    expect(unknowns).toEqual([]);
  });

  test.each<[string, Json[][], string, RegExp]>([
    [
      'of the shared stack that carries the tag',
      [[], [tag('orgSlug', 'acme')], []],
      'test/R1',
      /^carries the tag orgSlug=acme, and stands in the shared stack test, .*Move it to the stack of acme, or remove the tag$/,
    ],
    [
      "of an organization's stack that carries its neighbour's",
      [[tag('orgSlug', 'acme')], [tag('orgSlug', 'acme')], [tag('orgSlug', 'acme-eu')]],
      'test/R2',
      /^carries the tag orgSlug=acme-eu, and stands in the stack test of acme, beside test\/R0; /,
    ],
    [
      "of an organization's stack that carries none",
      [[tag('orgSlug', 'acme')], [], [tag('orgSlug', 'acme')]],
      'test/R1',
      /^does not carry the tag orgSlug, and stands in the stack test of acme, .*Tag it with orgSlug=acme, /,
    ],
  ])('one resource %s is named, with where it stands, in one line', (_what, tags, place, reason) => {
    expect(ownersOf(...tags).unknowns).toEqual([{ place, reason: expect.stringMatching(reason) as string }]);
  });

  test.each<[string, Json[]]>([
    ['beside the tag', [tag('orgSlug', 'acme'), tag('OrgSlug', 'acme-eu')]],
    ['before the tag', [tag('OrgSlug', 'acme-eu'), tag('orgSlug', 'acme')]],
    ['in its place', [tag('OrgSlug', 'acme-eu')]],
    ['with the same value', [tag('orgSlug', 'acme'), tag('OrgSlug', 'acme')]],
  ])('the tag in another spelling is not understood %s', (_where, tags) => {
    expect(ownersOf(tags).unknowns).toEqual([
      { place: 'test/R0', reason: 'it is tagged OrgSlug, which policies take for orgSlug; spell it orgSlug' },
    ]);
  });

  test('a tag that is called otherwise says nothing of whose a resource is', () => {
    expect(ownersOf([tag('orgSlug', 'acme'), tag('orgSlugs', 'acme-eu')])).toEqual({
      owners: ['acme'],
      unknowns: [],
    });
  });

  test('several that stand in the wrong place are one line', () => {
    const acme = [tag('orgSlug', 'acme')];
    expect(ownersOf([], acme, [], acme, []).unknowns).toEqual([
      { place: 'test/R1', reason: expect.stringContaining('orgSlug=acme (and 1 more), ') as string },
    ]);
  });

  test('a type that takes tags only sometimes counts where it carries one', () => {
    const stack = stackOf({ Role: [ROLE, {}], Odd: ['AWS::Glue::Database', { Tags: { orgSlug: 'acme' } }] });
    const unknowns: Unknown[] = [];
    expect(new Ownership([stack], TAGS, unknowns).tenants).toEqual([]);
    expect(unknowns.map(({ place }) => place)).toEqual(['test/Odd']);
  });

  test('a stack without the tag is shared', () => {
    expect(ownersOf([tag('purpose', 'acme')])).toEqual({ owners: [undefined], unknowns: [] });
  });

  test('two organizations in one stack are refused', () => {
    expect(ownersOf([tag('orgSlug', 'acme')], [tag('orgSlug', 'acme-eu')]).unknowns).toEqual([
      { place: 'test/R1', reason: expect.stringContaining('orgSlug=acme-eu, and stands in') as string },
    ]);
  });

  test('tags of a function that is not understood are reported at their resource', () => {
    expect(ownersOf([tag('orgSlug', { 'Fn::Base64': 'x' })]).unknowns).toEqual([
      { place: 'test/R0', reason: expect.stringContaining('Fn::Base64') as string },
    ]);
  });

  test('lists each organization once, in the order of the stacks', () => {
    const stacks = ['b', 'a', 'b'].map((slug, index) =>
      stackOf({ Role: [ROLE, { Tags: [tag('orgSlug', slug)] }] }, `s${index}`),
    );
    expect(new Ownership(stacks, TAGS, []).tenants).toEqual(['b', 'a']);
  });
});

describe('tagsOf', () => {
  test.each<[string, Json, [string, string][]]>([
    [
      'a list',
      [tag('a', 'x'), tag('b', 1)],
      [
        ['a', 'x'],
        ['b', '1'],
      ],
    ],
    ['a map', { a: 'x' }, [['a', 'x']]],
    ['a resolved value', [tag('a', { Ref: 'AWS::Region' })], [['a', 'eu-central-1']]],
    ['nothing', [], []],
  ])('reads %s', (_what, Tags, expected) => {
    expect([...tagsOf(resourceOf(ROLE, { Tags }))]).toEqual(expected);
  });

  test.each<[string, Json]>([
    ['the value is a parameter', [tag('orgSlug', { Ref: 'Slug' })]],
    ['the key is a parameter', [tag({ Ref: 'Name' }, 'acme')]],
    [
      'the tag depends on a condition',
      [{ 'Fn::If': ['C', tag('orgSlug', 'acme'), { Ref: 'AWS::NoValue' }] }],
    ],
  ])('does not take a tag for absent where %s', (_what, Tags) => {
    // GIVEN a tag that the deployment may set
    const read = (): unknown =>
      tagFacts('aws:PrincipalTag/', tagsOf(resourceOf(ROLE, { Tags })), ['orgSlug']).get(
        'aws:principaltag/orgslug',
      );
    // THEN that is refused, or nothing is known of it
    let fact: unknown;
    try {
      fact = read();
    } catch {
      fact = undefined;
    }
    expect(fact).not.toEqual(absent);
  });
});

test('facts about tags have keys in lower case, and names that are absent', () => {
  expect([
    ...tagFacts('aws:PrincipalTag/', new Map([['orgSlug', 'acme']]), ['orgSlug', 'orgKeyArn']),
  ]).toEqual([
    ['aws:principaltag/orgslug', known('acme')],
    ['aws:principaltag/orgkeyarn', absent],
  ]);
});

describe('in a stack of several tenants', () => {
  const tagged = (type: string, owner: string): [string, JsonObject] => [
    type,
    { Tags: [tag('orgSlug', owner)] },
  ];
  const topicOf = (name: string): [string, JsonObject] => [
    'AWS::SNS::Subscription',
    { TopicArn: { Ref: name }, Protocol: 'sqs' },
  ];
  const shared = (resources: Resources): Resources => ({
    Acme: tagged('AWS::SNS::Topic', 'acme'),
    AcmeEu: tagged('AWS::SNS::Topic', 'acme-eu'),
    Shared: ['AWS::SNS::Topic', {}],
    ...resources,
  });
  const owners = (tags: TenantTags, ...stacks: readonly Resources[]): Record<string, string | undefined> => {
    const unknowns: Unknown[] = [];
    const templates = stacks.map((resources, index) => stackOf(resources, `stack${index}`));
    const ownership = new Ownership(templates, tags, unknowns);
    expect(unknowns).toEqual([]);
    return Object.fromEntries(
      templates.flatMap(({ resources }) => [...resources].map(([id, one]) => [id, ownership.of(one)])),
    );
  };
  const OWNER = { owner: 'orgSlug' };

  test('a part without tags belongs to the owner of its whole', () => {
    const parts = { A: topicOf('Acme'), B: topicOf('AcmeEu'), C: topicOf('Shared'), D: topicOf('Gone') };
    expect(owners(OWNER, shared(parts))).toMatchObject({
      A: 'acme',
      B: 'acme-eu',
      C: undefined,
      D: undefined,
    });
  });

  test('a part of a part is whose the whole is', () => {
    const parts: Resources = {
      Function: tagged('AWS::Lambda::Function', 'acme'),
      Version: ['AWS::Lambda::Version', { FunctionName: { Ref: 'Function' } }],
      Url: ['AWS::Lambda::Url', { TargetFunctionArn: { Ref: 'Version' } }],
    };
    expect(owners(OWNER, shared(parts))).toMatchObject({ Version: 'acme', Url: 'acme' });
  });

  test('parts that name each other are nobody’s', () => {
    const circle = (Name: string, GroupName: string): Resources[string] => [
      'AWS::Scheduler::Schedule',
      { Name, GroupName },
    ];
    expect(owners(OWNER, shared({ One: circle('one', 'two'), Two: circle('two', 'one') }))).toMatchObject({
      One: undefined,
      Two: undefined,
    });
  });

  test('what takes tags and has none is nobody’s, whatever it names', () => {
    const queue: Resources[string] = ['AWS::SQS::Queue', { QueueName: { Ref: 'Acme' } }];
    expect(owners(OWNER, shared({ Queue: queue }))).toMatchObject({ Queue: undefined });
  });

  test('in a stack without tags, a part is nobody’s as its stack is', () => {
    const part: Resources = { Part: ['AWS::Logs::MetricFilter', { LogGroupName: 'acme' }] };
    const logs: Resources = {
      Logs: ['AWS::Logs::LogGroup', { LogGroupName: 'acme', Tags: [tag('orgSlug', 'acme')] }],
    };
    expect(owners(OWNER, logs, part)).toEqual({ Logs: 'acme', Part: undefined });
    expect(owners(OWNER, logs, shared(part))).toMatchObject({ Logs: 'acme', Part: 'acme' });
  });

  describe('what takes no tags and is no part', () => {
    const database: Resources[string] = ['AWS::Glue::Database', { DatabaseInput: { Name: 'orders' } }];
    const declaring = (...constructs: readonly string[]): TenantTags => ({
      ...OWNER,
      untagged: constructs.map((construct) => ({ construct, tenant: 'acme', because: 'x' })),
    });

    test.each<[string, TenantTags, string | undefined]>([
      ['nobody’s', OWNER, undefined],
      ['whose it is declared to be', declaring('stack0/Lake'), 'acme'],
      ['whose the construct is declared to be that it is in', declaring('stack0'), 'acme'],
      ['not whose one is that is called alike', declaring('stack0/La'), undefined],
    ])('is %s', (_what, tags, owner) => {
      expect(owners(tags, shared({ Lake: database }))['Lake']).toBe(owner);
    });

    test('says whose parts of it are', () => {
      const table: Resources[string] = ['AWS::Glue::Table', { DatabaseName: { Ref: 'Lake' } }];
      const found = owners(declaring('stack0/Lake'), shared({ Lake: database, Table: table }));
      expect(found['Table']).toBe('acme');
    });

    test('is told by its tag, if it takes any', () => {
      expect(owners(declaring('stack0'), shared({}))).toEqual({
        Acme: 'acme',
        AcmeEu: 'acme-eu',
        Shared: undefined,
      });
    });
  });
});
