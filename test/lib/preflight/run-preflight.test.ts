import type { EnvironmentConfig } from '../../../config/environment-config';
import { Naming } from '../../../config/naming';
import type { Selection } from '../../../config/selection';
import { stackTags } from '../../../config/stack-tags';
import type { Finding } from '../../../lib/preflight/check';
import { namedResources } from '../../../lib/preflight/named-resources';
import { KINDS, type ResourceKind } from '../../../lib/preflight/names-in-use';
import { PREFLIGHT_EXIT_CODES, preflightText } from '../../../lib/preflight/report';
import { type PreflightReport, runPreflight } from '../../../lib/preflight/run-preflight';
import { serviceError } from '../hubs/fixtures/service-error';
import { ACME, ACME_EU, environment, organization } from '../../fixtures/environment';
import { FakeAccount } from './fake-account';

const ANALYST = organization('acme', { athenaUsers: ['acme-analyst'] });
const ENVIRONMENT = environment({ organizations: [ANALYST, ACME_EU], athenaCreateIamUser: true });
const NAMING = new Naming(ENVIRONMENT);
const WHOLE = wholeOf(ENVIRONMENT);
const ONE: Selection = { environment: ENVIRONMENT, shared: false, organizations: [ANALYST] };
const SHARED = NAMING.shared.sharedStack;
const ACME_STACK = NAMING.organization(ACME.slug).stack;

let aws: FakeAccount;
beforeEach(() => {
  aws = new FakeAccount();
  aws.users.set('acme-analyst', {});
});

function wholeOf(config: EnvironmentConfig): Selection {
  return { environment: config, shared: true, organizations: config.organizations };
}

async function preflight(selection = WHOLE): Promise<PreflightReport> {
  return (await runPreflight(selection, aws.clientsOf)).report;
}

/** Findings that are not ok, as `check: message`. */
async function bad(selection = WHOLE): Promise<(Finding & { readonly check: string })[]> {
  const { checks } = await preflight(selection);
  return checks.flatMap(({ check, findings }) =>
    findings.filter(({ outcome }) => outcome !== 'ok').map((finding) => ({ check, ...finding })),
  );
}

describe('what is ready to deploy', () => {
  test.each([
    ['an empty account', WHOLE, (): unknown => undefined],
    ['an account where all is deployed', WHOLE, (): unknown => aws.deployed(WHOLE)],
    [
      'one organization, when the shared stack is deployed',
      ONE,
      (): unknown => aws.deployed({ ...WHOLE, organizations: [] }),
    ],
  ] as const)('%s', async (_, selection, given) => {
    given();
    const report = await preflight(selection);
    expect([report.outcome, await bad(selection)]).toEqual(['ok', []]);
    expect(PREFLIGHT_EXIT_CODES[report.outcome]).toBe(0);
  });

  test('is found with nothing but reads', async () => {
    aws.stack(ACME_STACK, { status: 'ROLLBACK_COMPLETE', tags: { ...stackTags('test', ACME.slug) } });
    await preflight();
    expect(
      aws.calls.filter((call) => !/^(?:\w+:(?:Get|List|Describe|Head)|sts:AssumeRole)/.test(call)),
    ).toEqual([]);
  });

  test('is found with the caller’s own permissions where the roles of cdk bootstrap cannot be taken on', async () => {
    aws.mayAssume = false;
    const report = await preflight();
    expect(report.outcome).toBe('ok');
    expect(report.checks[0]?.findings).toEqual([
      { outcome: 'ok', message: 'account 111122223333 is read with your own permissions' },
    ]);
  });
});

describe('credentials', () => {
  test('of another account fail, and nothing else is asked of it', async () => {
    aws.account = '999999999999';
    const report = await preflight();
    expect(report.outcome).toBe('failed');
    expect(report.checks[0]?.findings[0]?.message).toMatch(
      /in account 111122223333, and you are in 999999999999/,
    );
    expect(new Set(aws.calls)).toEqual(new Set(['sts:AssumeRole', 'sts:GetCallerIdentity']));
  });

  test('that have ended leave everything unchecked', async () => {
    aws.refused.set('sts:AssumeRole', serviceError('ExpiredToken', 'expired', 403));
    const { outcome, checks } = await preflight();
    expect(outcome).toBe('not checked');
    expect(new Set(checks.flatMap(({ findings }) => findings.map((finding) => finding.outcome)))).toEqual(
      new Set(['not checked']),
    );
  });
});

test.each([
  ['an account without it', undefined, /is not bootstrapped/],
  ['an old version', '5', /version 5, and 6 is needed/],
  ['a version that is no number', 'x', /version x, and 6 is needed/],
])('bootstrap: %s fails', async (_, version, message) => {
  aws.bootstrapVersion = version;
  expect(await bad()).toEqual([
    {
      check: 'bootstrap',
      outcome: 'failed',
      message: expect.stringMatching(message) as string,
      fix: 'run: npx cdk bootstrap aws://111122223333/eu-central-1',
    },
  ]);
});

describe('users', () => {
  test('every one that does not exist is named, with its organization and the file', async () => {
    const listed = [
      organization('acme', { athenaUsers: ['ann', 'bob'] }),
      organization('acme-eu', { athenaUsers: ['carol'] }),
    ];
    aws.users.set('bob', {});
    expect(await bad(wholeOf(environment({ organizations: listed })))).toEqual([
      {
        check: 'users',
        outcome: 'failed',
        message: 'IAM user ann, which acme lists in athenaUsers, does not exist',
        fix: 'create it, or correct it in environments/test.json',
      },
      expect.objectContaining({
        message: 'IAM user carol, which acme-eu lists in athenaUsers, does not exist',
      }),
    ]);
  });

  test.each([
    ['its organization’s', 'acme', /is tagged$/],
    ['none', undefined, /is not tagged yet/],
    ['another organization’s', 'acme-eu', /is not tagged yet/],
  ])('one with tag %s is told so', async (_, tag, message) => {
    aws.users.set('acme-analyst', tag === undefined ? {} : { orgSlug: tag });
    const { checks } = await preflight();
    expect(checks.find(({ check }) => check === 'users')?.findings).toEqual([
      { outcome: 'ok', message: expect.stringMatching(message) as string },
    ]);
  });
});

describe('stacks', () => {
  const tags = { ...stackTags('test', ACME.slug) };

  test.each([
    ['REVIEW_IN_PROGRESS', 'ok'],
    ['ROLLBACK_COMPLETE', 'ok'],
    ['CREATE_COMPLETE', 'ok'],
    ['UPDATE_COMPLETE', 'ok'],
    ['UPDATE_ROLLBACK_COMPLETE', 'ok'],
    ['CREATE_IN_PROGRESS', 'failed'],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'failed'],
    ['DELETE_IN_PROGRESS', 'failed'],
    ['CREATE_FAILED', 'failed'],
    ['ROLLBACK_FAILED', 'failed'],
    ['UPDATE_FAILED', 'failed'],
    ['UPDATE_ROLLBACK_FAILED', 'failed'],
    ['DELETE_FAILED', 'failed'],
    ['A_STATUS_OF_NEXT_YEAR', 'failed'],
  ])('%s: %s', async (status, outcome) => {
    aws.stack(ACME_STACK, { status, tags });
    const { checks } = await preflight();
    const findings = checks.find(({ check }) => check === 'stacks')?.findings ?? [];
    const finding = findings.find(({ message }) => message.includes(`${ACME_STACK} `));
    expect(finding).toMatchObject({ outcome, message: expect.stringContaining(status) as string });
    expect(finding?.fix === undefined).toBe(outcome === 'ok');
  });

  test('a rollback that left something blocks, and what is left is named', async () => {
    aws.stack(ACME_STACK, {
      status: 'ROLLBACK_COMPLETE',
      tags,
      resources: [
        { type: 'AWS::KMS::Key', physicalId: 'key-1', status: 'DELETE_SKIPPED' },
        { type: 'AWS::IAM::Role', physicalId: 'gone', status: 'DELETE_COMPLETE' },
        { type: 'AWS::IAM::ManagedPolicy', physicalId: '', status: 'CREATE_FAILED' },
      ],
    });
    expect(await bad()).toEqual([
      expect.objectContaining({
        check: 'stacks',
        outcome: 'failed',
        message: expect.stringMatching(/ left AWS::KMS::Key key-1$/) as string,
      }),
    ]);
  });

  test.each([
    ['without tags', {}],
    ['of another environment', { ...tags, environment: 'dev' }],
    ['of another organization', { ...tags, orgSlug: 'acme-eu' }],
  ])('a stack of our name %s is not ours', async (_, foreign) => {
    aws.stack(ACME_STACK, { tags: foreign });
    expect(await bad()).toEqual([
      expect.objectContaining({
        check: 'stacks',
        message: expect.stringContaining("is not this platform's") as string,
      }),
    ]);
  });
});

describe('the shared stack, when an organization is deployed without it', () => {
  test.each([
    ['is not there', () => undefined],
    ['was never created', () => aws.deployed({ ...WHOLE, organizations: [] }, 'ROLLBACK_COMPLETE')],
    ['is in review', () => aws.deployed({ ...WHOLE, organizations: [] }, 'REVIEW_IN_PROGRESS')],
  ])('%s', async (_, given) => {
    given();
    expect(await bad(ONE)).toEqual([
      {
        check: 'shared-stack',
        outcome: 'failed',
        message: expect.stringContaining(SHARED) as string,
        fix: `deploy it first: npm run deploy -- -c environment=test ${SHARED}`,
      },
    ]);
  });

  test('lacks the permissions boundary', async () => {
    aws.deployed({ ...WHOLE, organizations: [] });
    const stack = aws.stacks.get(SHARED);
    if (stack !== undefined) {
      stack.resources = stack.resources.filter(({ type }) => type !== 'AWS::IAM::ManagedPolicy');
    }
    expect((await bad(ONE)).map(({ message }) => message)).toEqual([
      `the shared stack ${SHARED} does not hold the managed policy ts-test-organization-boundary`,
    ]);
  });
});

describe('names', () => {
  const resources = namedResources(WHOLE, NAMING);
  const kinds = Object.keys(KINDS) as ResourceKind[];
  const oneOf = (kind: ResourceKind): string => resources.find((one) => one.kind === kind)?.name ?? '';

  test('a resource of every kind is named by some stack', () => {
    expect(kinds.filter((kind) => oneOf(kind) === '')).toEqual([]);
  });

  test.each(kinds)(
    'a %s of our name that no stack of ours holds is found, on the last page too',
    async (kind) => {
      aws.names.get(kind)?.push(oneOf(kind));
      expect(await bad()).toEqual([
        {
          check: 'names',
          outcome: 'failed',
          message: expect.stringContaining(`the ${kind} ${oneOf(kind)} exists, and stack `) as string,
          fix: expect.stringContaining('docs/engineer/deploying.md') as string,
        },
      ]);
    },
  );

  test('the stack that has it is named', async () => {
    const name = oneOf('workgroup');
    aws.names.get('workgroup')?.push(name);
    aws.stack('queries', { resources: [{ type: 'AWS::Athena::WorkGroup', physicalId: name }] });
    expect((await bad()).map(({ message }) => message)).toEqual([
      expect.stringMatching(/: it belongs to stack queries$/) as string,
    ]);
  });

  test.each(['role', 'managed policy', 'user'] as const)(
    'IAM does not tell a %s apart by case',
    async (kind) => {
      aws.names.get(kind)?.push(oneOf(kind).toUpperCase());
      expect(await bad()).toHaveLength(1);
    },
  );

  test('another organization’s resources of a longer name take nothing', async () => {
    aws.deployed({ ...WHOLE, shared: false, organizations: [ACME_EU] });
    expect(await bad()).toEqual([]);
  });

  test('a resource of the same name and another type in the own stack hides nothing', async () => {
    aws.deployed(WHOLE);
    const { dataHubRole } = NAMING.organization(ACME.slug);
    const stack = aws.stacks.get(ACME_STACK);
    if (stack !== undefined) {
      stack.resources = stack.resources.filter(
        ({ type, physicalId }) => type !== 'AWS::IAM::Role' || physicalId !== dataHubRole,
      );
    }
    expect((await bad()).map(({ message }) => message)).toEqual([
      expect.stringContaining(`the role ${dataHubRole} exists`) as string,
    ]);
  });

  test.each([
    [200, 'failed'],
    [403, 'failed'],
    [301, 'failed'],
    [500, 'not checked'],
  ])('a bucket that answers %d: %s', async (status, outcome) => {
    aws.bucketsElsewhere.set(NAMING.shared.rawBucket, status);
    expect(await bad()).toEqual([expect.objectContaining({ check: 'names', outcome })]);
  });
});

describe('what cannot be asked is never a pass', () => {
  test('whichever call is denied, and the other checks are made all the same', async () => {
    aws.deployed({ ...WHOLE, organizations: [] });
    await preflight(ONE);
    await preflight();
    const actions = [...new Set(aws.calls)].filter((call) => !call.startsWith('sts:'));
    expect(actions.length).toBeGreaterThan(12);
    for (const action of actions) {
      aws.refused.clear();
      aws.refused.set(action, serviceError('AccessDenied', `not authorized to perform: ${action}`, 403));
      const [one, whole] = [await preflight(ONE), await preflight()];
      const denied = [one, whole].filter(({ outcome }) => outcome === 'not checked');
      expect([action, denied.length > 0]).toEqual([action, action !== 's3:HeadBucket']);
      for (const report of denied) {
        const text = preflightText(report);
        expect(text).toContain(`AWS denies ${action}`);
        expect(text).toContain('Not known to be ready');
        expect(report.checks.some(({ findings }) => findings.some(({ outcome }) => outcome === 'ok'))).toBe(
          true,
        );
      }
    }
  });

  test('and neither counts where something failed', async () => {
    aws.refused.set('glue:GetDatabases', serviceError('AccessDenied', 'denied', 403));
    aws.users.clear();
    expect((await preflight()).outcome).toBe('failed');
  });
});

describe('the text', () => {
  test('shows what is wrong first, with what to do below it, and counts what is good', async () => {
    const many = Array.from({ length: 12 }, (_, index) => organization(`org-${index}`));
    aws.bootstrapVersion = undefined;
    const lines = preflightText(await preflight(wholeOf(environment({ organizations: many })))).split('\n');
    expect(lines).toContain(
      'failed       bootstrap: aws://111122223333/eu-central-1 is not bootstrapped for the CDK',
    );
    expect(lines).toContain('             run: npx cdk bootstrap aws://111122223333/eu-central-1');
    expect(lines).toContain('ok           stacks: 8 more');
    expect(lines.at(-1)).toBe(
      'Not ready to deploy: environment test in 111122223333, eu-central-1. Nothing was changed.',
    );
  });

  test.each([
    ['ok', 0],
    ['failed', 1],
    ['not checked', 2],
  ] as const)('%s exits with %d', (outcome, code) => {
    expect(PREFLIGHT_EXIT_CODES[outcome]).toBe(code);
  });
});
