import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Naming } from '../../../config/naming';
import type { Selection } from '../../../config/selection';
import { stackTags } from '../../../config/stack-tags';
import { type CdkOutcome, NOT_APPROVED, saysNotApproved } from '../../../lib/deployment/cdk-deploy';
import { deploy } from '../../../lib/deployment/deploy';
import { parseDeployArguments } from '../../../lib/deployment/deploy-arguments';
import { runPreflight } from '../../../lib/preflight/run-preflight';
import { serviceError } from '../hubs/fixtures/service-error';
import { environment } from '../../fixtures/environment';
import { FakeAccount } from '../preflight/fake-account';

const ENVIRONMENT = environment();
const NAMING = new Naming(ENVIRONMENT);
const WHOLE: Selection = { environment: ENVIRONMENT, shared: true, organizations: ENVIRONMENT.organizations };
const [SHARED, ACME, ACME_EU] = [
  NAMING.shared.sharedStack,
  ...ENVIRONMENT.organizations.map(({ slug }) => NAMING.organization(slug).stack),
] as [string, string, string];
const TAGS = new Map(
  [
    [SHARED, stackTags('test')] as const,
    ...ENVIRONMENT.organizations.map(
      ({ slug }) => [NAMING.organization(slug).stack, stackTags('test', slug)] as const,
    ),
  ].map(([name, tags]) => [name, { ...tags }]),
);

const DONE: CdkOutcome = { exitCode: 0, notApproved: false };
const FAILED: CdkOutcome = { exitCode: 1, notApproved: false };
const NOT_APPROVED_OUTCOME: CdkOutcome = { exitCode: 1, notApproved: true };

let aws: FakeAccount;
beforeEach(() => {
  aws = new FakeAccount();
});

/** What the CDK CLI leaves of a stack; one of a first deployment is created without protection. */
function cdkMakes(name: string, status = 'CREATE_COMPLETE'): void {
  aws.stack(name, {
    status,
    protected: aws.stacks.get(name)?.protected ?? false,
    tags: TAGS.get(name) ?? {},
    changedAt: new Date('2026-11-25T12:00:00Z'),
  });
}

interface Run {
  readonly exitCode: number;
  /** Arguments of `cdk deploy`. */
  readonly args: readonly string[];
  readonly said: string;
}

async function run(cdk: () => CdkOutcome, ...argv: readonly string[]): Promise<Run> {
  const { stacks } = await runPreflight(WHOLE, aws.clientsOf);
  const said: string[] = [];
  let args: readonly string[] = [];
  const exitCode = await deploy({
    selection: WHOLE,
    args: parseDeployArguments(argv),
    before: stacks,
    cdk: (given) => {
      args = given;
      return Promise.resolve(cdk());
    },
    clientsOf: aws.clientsOf,
    say: (line) => {
      said.push(line);
    },
  });
  return { exitCode, args, said: said.join('\n') };
}

const protectedStacks = (): string[] =>
  [...aws.stacks].filter(([, stack]) => stack.protected).map(([name]) => name);

describe('a first deployment', () => {
  test('creates stacks without termination protection, and protects them once they exist', async () => {
    const { exitCode, args, said } = await run(() => {
      for (const name of [SHARED, ACME, ACME_EU]) cdkMakes(name);
      expect(protectedStacks()).toEqual([]);
      return DONE;
    });
    expect(args).toEqual([
      '--all',
      '-c',
      'environment=test',
      '-c',
      `firstDeployment=${SHARED},${ACME},${ACME_EU}`,
    ]);
    expect([exitCode, said, protectedStacks()]).toEqual([0, '', [SHARED, ACME, ACME_EU]]);
  });

  test('protects what was created before another stack failed, and says how to go on', async () => {
    const { exitCode, said } = await run(() => {
      cdkMakes(SHARED);
      cdkMakes(ACME, 'ROLLBACK_COMPLETE');
      return FAILED;
    });
    expect([exitCode, protectedStacks()]).toEqual([1, [SHARED]]);
    expect(said).toBe(
      `Stack ${ACME} could not be created and was rolled back. Correct the cause, which is told above, ` +
        'and run the same command again.',
    );
    // The same command again
    const again = await run(() => {
      cdkMakes(ACME);
      cdkMakes(ACME_EU);
      return DONE;
    });
    expect(again.args).toContain(`firstDeployment=${ACME},${ACME_EU}`);
    expect([again.exitCode, protectedStacks().sort()]).toEqual([0, [ACME, ACME_EU, SHARED].sort()]);
  });

  test('lifts the protection of a stack that plain cdk deploy left rolled back, and of no other', async () => {
    cdkMakes(SHARED);
    cdkMakes(ACME, 'ROLLBACK_COMPLETE');
    cdkMakes(ACME_EU, 'UPDATE_ROLLBACK_COMPLETE');
    for (const stack of aws.stacks.values()) stack.protected = true;
    let whenDeployed: string[] = [];
    const { args, said } = await run(() => {
      whenDeployed = protectedStacks();
      return DONE;
    });
    expect(whenDeployed).toEqual([SHARED, ACME_EU]);
    expect(args).toContain(`firstDeployment=${ACME}`);
    expect(said).toContain(`stack ${ACME} was rolled back earlier and holds nothing`);
  });

  test('leaves the protection of a rolled-back stack that holds something', async () => {
    cdkMakes(ACME, 'ROLLBACK_COMPLETE');
    const stack = aws.stacks.get(ACME);
    if (stack === undefined) throw new TypeError('no stack');
    stack.protected = true;
    stack.resources = [{ type: 'AWS::KMS::Key', physicalId: 'key-1', status: 'DELETE_SKIPPED' }];
    await run(() => FAILED);
    expect(protectedStacks()).toEqual([ACME]);
  });
});

test('stacks that exist stay protected throughout', async () => {
  for (const name of [SHARED, ACME, ACME_EU]) cdkMakes(name);
  for (const stack of aws.stacks.values()) stack.protected = true;
  const { args, exitCode } = await run(() => DONE, '-c', 'environment=test', '--require-approval', 'never');
  expect(args).toEqual(['--all', '-c', 'environment=test', '--require-approval', 'never']);
  expect([exitCode, protectedStacks()]).toEqual([0, [SHARED, ACME, ACME_EU]]);
  expect(aws.calls).not.toContain('cloudformation:UpdateTerminationProtection');
});

describe('what was not approved', () => {
  test('is said, and that nothing was deployed', async () => {
    const { exitCode, said } = await run(() => NOT_APPROVED_OUTCOME);
    expect(exitCode).toBe(1);
    expect(said).toBe(
      'Not approved: nothing was deployed. Run the same command again to approve, or give --require-approval never.',
    );
  });

  test('and what was deployed before', async () => {
    const { said } = await run(() => {
      cdkMakes(SHARED);
      return NOT_APPROVED_OUTCOME;
    });
    expect(said).toMatch(new RegExp(`^Not approved: only ${SHARED} was deployed\\.`));
    expect(protectedStacks()).toEqual([SHARED]);
  });

  test.each([
    ['a person declines', '\u001b[33mDeployment cancelled\u001b[39m\n', true],
    [
      'there is nobody to ask',
      'Stack includes security-sensitive updates, but terminal (TTY) is not attached so we are unable to get a confirmation from the user\n',
      true,
    ],
    ['Ctrl-C at the question', 'warning\n\u001b[31mcanceled\u001b[39m\n', true],
    ['a failure', 'ts-test-shared failed to deploy: it was canceled by AWS\n', false],
    ['nothing', '', false],
  ])('is read from what the CLI says: %s', (_, errors, expected) => {
    expect(saysNotApproved(errors)).toBe(expected);
  });

  test('the CDK CLI says these words', () => {
    const cli = readFileSync(join('node_modules', 'aws-cdk', 'lib', 'index.js'), 'utf8');
    for (const words of NOT_APPROVED) expect([words, cli.includes(words)]).toEqual([words, true]);
  });
});

describe('the end is told', () => {
  test.each([
    [
      'CREATE_IN_PROGRESS',
      /still at work on ts-test-organization-acme\. When it is done, run the same command/,
    ],
    ['ROLLBACK_FAILED', /is in ROLLBACK_FAILED: npm run preflight says what to do/],
  ])('for a stack in %s', async (status, said) => {
    const result = await run(() => {
      cdkMakes(ACME, status);
      return FAILED;
    });
    expect([result.exitCode, result.said]).toEqual([1, expect.stringMatching(said)]);
    expect(protectedStacks()).toEqual([]);
  });

  test('for a failure before anything began', async () => {
    expect((await run(() => FAILED)).said).toBe('The deployment failed: nothing was deployed.');
  });

  test('and not for a stack that an earlier deployment left behind', async () => {
    cdkMakes(ACME, 'ROLLBACK_COMPLETE');
    const { exitCode, said } = await run(() => {
      cdkMakes(SHARED);
      cdkMakes(ACME_EU);
      return FAILED;
    }, SHARED);
    expect([exitCode, said]).toEqual([1, `The deployment failed: only ${SHARED}, ${ACME_EU} were deployed.`]);
  });

  test('where the stacks cannot be looked at any more: nothing is claimed, and the exit code is not 0', async () => {
    const { exitCode, said } = await run(() => {
      cdkMakes(SHARED);
      aws.refused.set('cloudformation:DescribeStacks', serviceError('ThrottlingException', 'slow', 400));
      return DONE;
    });
    expect(exitCode).toBe(1);
    expect(said).toContain(`Of ${SHARED}, ${ACME}, ${ACME_EU}, none may be protected against deletion yet`);
  });
});
