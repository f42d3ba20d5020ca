import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CdkOutcome } from '../../../lib/deployment/cdk-command';
import { serviceError } from '../hubs/fixtures/service-error';
import { ACME, ACME_EU, Deployment, DONE, FAILED, SHARED } from './deployment-run';

const AT_THE_END = ['--exclusively', '--app', 'cdk.out'];

let deployment: Deployment;
beforeEach(() => {
  deployment = new Deployment();
  deployment.allDeployed();
});

/** Fails for some stacks as the CDK CLI does: it leaves out whatever comes after the first of them. */
function failing(outcomes: Readonly<Record<string, 'rolled back' | 'refused'>>) {
  return (args: readonly string[]): CdkOutcome => {
    for (const name of args.filter((arg) => deployment.aws.stacks.has(arg))) {
      const outcome = outcomes[name];
      if (outcome === 'refused') return { ...FAILED, failedStacks: [name] };
      deployment.cdkMakes(name, outcome === undefined ? 'UPDATE_COMPLETE' : 'UPDATE_ROLLBACK_COMPLETE');
      if (outcome === 'rolled back') return FAILED;
    }
    return DONE;
  };
}

describe('only what differs is deployed', () => {
  test('nothing where everything is as it was synthesized', async () => {
    const { exitCode, deploys, printed } = await deployment.run(() => FAILED);
    expect([exitCode, deploys, printed]).toEqual([
      0,
      [],
      'Nothing to deploy: 3 of 3 stacks of test are as they were synthesized.',
    ]);
  });

  test.each<[string, string, () => void]>([
    [
      'changed: template',
      ACME_EU,
      () => {
        deployment.changed(ACME_EU);
      },
    ],
    ['changed: tags', ACME, () => (deployment.tags[ACME] = { owner: 'acme' })],
    [
      'changed: termination protection',
      ACME,
      () => Object.assign(deployment.aws.stacks.get(ACME) ?? {}, { protected: false }),
    ],
    ['new', ACME_EU, () => deployment.aws.stacks.delete(ACME_EU)],
    [
      'last update was rolled back',
      SHARED,
      () => {
        deployment.cdkMakes(SHARED, 'UPDATE_ROLLBACK_COMPLETE');
      },
    ],
    [
      'changed: template',
      ACME,
      () => Object.assign(deployment.aws.stacks.get(ACME) ?? {}, { template: 'Resources: {} # YAML' }),
    ],
  ])('%s: %s', async (reason, name, change) => {
    change();
    const { deploys, printed } = await deployment.run(() => DONE);
    expect(deploys).toEqual([[name, ...AT_THE_END]]);
    expect(printed).toBe(`To deploy: 1 of 3 stacks of test.\n  ${name}  ${reason}`);
  });

  test('another order and layout of the same template is no difference', async () => {
    const stack = deployment.aws.stacks.get(ACME);
    if (stack === undefined) throw new TypeError('no stack');
    stack.template =
      '{\n "Resources": {"B": {"Type": "T", "Properties": {"x": 1, "y": 2}}, "A": {"Type": "T"}}}';
    deployment.templates[ACME] = {
      Resources: { A: { Type: 'T', Properties: {} }, B: { Type: 'T', Properties: { y: 2, x: 1 } } },
      Outputs: {},
    };
    expect((await deployment.run(() => DONE)).deploys).toEqual([]);
  });

  test('a template is read once for each stack, and not for those that are new', async () => {
    deployment.aws.stacks.delete(ACME);
    await deployment.run(() => DONE, '--dry-run');
    expect(deployment.aws.calls.filter((call) => call === 'cloudformation:GetTemplate')).toHaveLength(2);
  });

  test.each([
    [['--force'], ['--all', '--app', 'cdk.out', '--force']],
    [['--all'], ['--app', 'cdk.out', '--all']],
    [[ACME], ['--app', 'cdk.out', ACME]],
  ])('unless the arguments say what is: %j', async (argv, args) => {
    expect((await deployment.run(() => DONE, ...argv)).deploys).toEqual([args]);
  });

  test('where a template cannot be read, nothing is deployed', async () => {
    deployment.aws.refused.set('cloudformation:GetTemplate', serviceError('AccessDenied', 'no', 403));
    const { exitCode, deploys, said } = await deployment.run(() => DONE);
    expect([exitCode, deploys]).toEqual([1, []]);
    expect(said).toMatch(/^The stacks could not be compared with their templates: .*Nothing was deployed\.$/);
  });

  test('where the synthesis fails, nothing is asked or deployed', async () => {
    deployment.synthesis = FAILED;
    const { exitCode, deploys, said } = await deployment.run(() => DONE);
    expect([exitCode, deploys, said]).toEqual([1, [], 'The synthesis failed: nothing was deployed.']);
    expect(deployment.aws.calls).not.toContain('cloudformation:GetTemplate');
  });
});

test('--dry-run tells the plan and changes nothing, not even the protection of what was rolled back', async () => {
  deployment.cdkMakes(ACME, 'ROLLBACK_COMPLETE');
  deployment.changed(ACME_EU);
  const { exitCode, deploys, printed } = await deployment.run(() => DONE, '--dry-run');
  expect([exitCode, deploys]).toEqual([0, []]);
  expect(printed).toContain('To deploy: 2 of 3 stacks of test.');
  expect(deployment.protectedStacks).toEqual([SHARED, ACME, ACME_EU]);
});

describe('after a stack has failed', () => {
  beforeEach(() => {
    deployment.changed(SHARED, ACME, ACME_EU);
  });

  test.each(['rolled back', 'refused'] as const)('no other is begun: %s', async (how) => {
    const { exitCode, deploys } = await deployment.run(failing({ [ACME]: how }));
    expect([exitCode, deploys]).toEqual([1, [[SHARED, ACME, ACME_EU, ...AT_THE_END]]]);
  });

  test.each(['rolled back', 'refused'] as const)(
    'with --keep-going, the others are begun: %s',
    async (how) => {
      const { exitCode, deploys, said } = await deployment.run(failing({ [ACME]: how }), '--keep-going');
      expect(deploys).toEqual([
        [SHARED, ACME, ACME_EU, ...AT_THE_END],
        [ACME_EU, ...AT_THE_END],
      ]);
      expect(exitCode).toBe(1);
      expect(said).toBe(
        how === 'refused'
          ? `The deployment failed: only ${SHARED}, ${ACME_EU} were deployed.`
          : `Stack ${ACME} could not be updated and is as it was before. Fix the cause, which is printed above, and run the same command again.`,
      );
    },
  );

  test('with --keep-going, it ends if the others fail, too', async () => {
    const { deploys } = await deployment.run(
      failing({ [ACME]: 'refused', [ACME_EU]: 'rolled back' }),
      '--keep-going',
    );
    expect(deploys.map(([name]) => name)).toEqual([SHARED, ACME_EU]);
  });

  test.each(['rolled back', 'refused'] as const)(
    'with --keep-going, none is begun after the shared stack has failed: %s',
    async (how) => {
      const { deploys } = await deployment.run(failing({ [SHARED]: how }), '--keep-going');
      expect(deploys).toHaveLength(1);
    },
  );

  test('with --keep-going, no other is begun where the CDK CLI does not say what failed', async () => {
    const { exitCode, deploys } = await deployment.run(() => FAILED, '--keep-going');
    expect([exitCode, deploys.length]).toEqual([1, 1]);
  });
});

describe('--summary', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'summary-')), 'summary.md');
  beforeEach(() => {
    writeFileSync(file, 'of an earlier step\n');
    deployment.changed(ACME, ACME_EU);
  });

  test('appends what became of each stack', async () => {
    await deployment.run(failing({ [ACME]: 'refused' }), '--summary', file);
    expect(readFileSync(file, 'utf8')).toBe(
      [
        'of an earlier step',
        '### Deployment to test',
        '',
        '| Stack | Why | Result |',
        '| --- | --- | --- |',
        `| \`${ACME}\` | changed: template | **failed** |`,
        `| \`${ACME_EU}\` | changed: template | **not reached** |`,
        '',
        '1 stack is unchanged.',
        '',
      ].join('\n'),
    );
  });

  test('or what would be deployed', async () => {
    await deployment.run(() => DONE, '--summary', file, '--dry-run');
    expect(readFileSync(file, 'utf8')).toContain(
      `### To deploy to test\n\n| Stack | Why |\n| --- | --- |\n| \`${ACME}\` | changed: template |\n`,
    );
  });

  test('of one stack that was asked for, says whether it changed', async () => {
    await deployment.run(failing({}), ACME, '--summary', file);
    expect(readFileSync(file, 'utf8')).toContain(`| \`${ACME}\` | asked for | deployed |`);
    await deployment.run(() => DONE, SHARED, '--summary', file);
    expect(readFileSync(file, 'utf8')).toContain(`| \`${SHARED}\` | asked for | unchanged |`);
  });
});
