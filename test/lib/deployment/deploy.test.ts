import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  FAILED_TO_DEPLOY,
  failedStacks,
  NOT_APPROVED,
  saysNotApproved,
} from '../../../lib/deployment/cdk-command';
import { serviceError } from '../hubs/fixtures/service-error';
import {
  ACME,
  ACME_EU,
  Deployment,
  DONE,
  FAILED,
  INTERRUPTED,
  NOT_APPROVED_OUTCOME,
  SHARED,
} from './deployment-run';

let deployment: Deployment;
beforeEach(() => {
  deployment = new Deployment();
});

describe('a first deployment', () => {
  test('creates stacks without termination protection, and protects them once they exist', async () => {
    const { exitCode, synth, deploys, said, printed } = await deployment.run(() => {
      for (const name of [SHARED, ACME, ACME_EU]) deployment.cdkMakes(name);
      expect(deployment.protectedStacks).toEqual([]);
      return DONE;
    });
    expect(synth).toEqual([
      ...['--quiet', '-c', 'environment=test', '-c', `firstDeployment=${SHARED},${ACME},${ACME_EU}`],
      ...['--output', 'cdk.out'],
    ]);
    expect(deploys).toEqual([[SHARED, ACME, ACME_EU, '--exclusively', '--app', 'cdk.out']]);
    expect(printed).toMatch(/^To deploy: 3 of 3 stacks of test\.\n {2}ts-test-shared +new\n/);
    expect([exitCode, said, deployment.protectedStacks]).toEqual([0, '', [SHARED, ACME, ACME_EU]]);
  });

  test('protects what was created before another stack failed, and says how to go on', async () => {
    const { exitCode, said } = await deployment.run(() => {
      deployment.cdkMakes(SHARED);
      deployment.cdkMakes(ACME, 'ROLLBACK_COMPLETE');
      return FAILED;
    });
    expect([exitCode, deployment.protectedStacks]).toEqual([1, [SHARED]]);
    expect(said).toBe(
      `Stack ${ACME} could not be created and was rolled back. Fix the cause, which is printed above, ` +
        'and run the same command again.',
    );
    // The same command again
    const again = await deployment.run(() => {
      deployment.cdkMakes(ACME);
      deployment.cdkMakes(ACME_EU);
      return DONE;
    });
    expect(again.synth).toContain(`firstDeployment=${ACME},${ACME_EU}`);
    expect(again.deploys[0]?.slice(0, 2)).toEqual([ACME, ACME_EU]);
    expect([again.exitCode, deployment.protectedStacks.sort()]).toEqual([0, [ACME, ACME_EU, SHARED].sort()]);
  });

  test('lifts the protection of a stack that plain cdk deploy left rolled back, and of no other', async () => {
    deployment.cdkMakes(SHARED);
    deployment.cdkMakes(ACME, 'ROLLBACK_COMPLETE');
    deployment.cdkMakes(ACME_EU, 'UPDATE_ROLLBACK_COMPLETE');
    for (const stack of deployment.aws.stacks.values()) stack.protected = true;
    let whenDeployed: string[] = [];
    const { synth, said } = await deployment.run(() => {
      whenDeployed = deployment.protectedStacks;
      return DONE;
    });
    expect(whenDeployed).toEqual([SHARED, ACME_EU]);
    expect(synth).toContain(`firstDeployment=${ACME}`);
    expect(said).toContain(`stack ${ACME} was rolled back earlier and holds nothing`);
  });

  test('leaves the protection of a rolled-back stack that holds something', async () => {
    deployment.cdkMakes(ACME, 'ROLLBACK_COMPLETE');
    const stack = deployment.aws.stacks.get(ACME);
    if (stack === undefined) throw new TypeError('no stack');
    stack.protected = true;
    stack.resources = [{ type: 'AWS::KMS::Key', physicalId: 'key-1', status: 'DELETE_SKIPPED' }];
    await deployment.run(() => FAILED);
    expect(deployment.protectedStacks).toEqual([ACME]);
  });
});

test('stacks that exist stay protected throughout', async () => {
  deployment.allDeployed();
  deployment.changed(ACME);
  const { synth, deploys, exitCode } = await deployment.run(
    () => DONE,
    ...['-c', 'environment=test', '--require-approval', 'never'],
  );
  expect(synth).toEqual(['--quiet', '-c', 'environment=test', '--output', 'cdk.out']);
  expect(deploys).toEqual([[ACME, '--exclusively', '--app', 'cdk.out', '--require-approval', 'never']]);
  expect([exitCode, deployment.protectedStacks]).toEqual([0, [SHARED, ACME, ACME_EU]]);
  expect(deployment.aws.calls).not.toContain('cloudformation:UpdateTerminationProtection');
});

describe('a deployment that somebody stops', () => {
  test('says what was deployed, protects it, and ends as shells expect', async () => {
    const { exitCode, said, deploys } = await deployment.run(() => {
      deployment.cdkMakes(SHARED);
      deployment.cdkMakes(ACME, 'CREATE_IN_PROGRESS');
      return INTERRUPTED;
    }, '--keep-going');
    expect([exitCode, deploys, deployment.protectedStacks]).toMatchObject([130, { length: 1 }, [SHARED]]);
    expect(said).toBe(
      `Stopped: only ${SHARED} was deployed.\nCloudFormation is still at work on ${ACME}. When it is done, run the ` +
        'same command again: a new stack is protected against deletion only then.',
    );
  });

  test('before anything is deployed', async () => {
    deployment.synthesis = INTERRUPTED;
    expect(await deployment.run(() => DONE)).toMatchObject({
      ...{ exitCode: 130, deploys: [], said: 'Stopped during the synthesis: nothing was deployed.' },
    });
    deployment.synthesis = DONE;
    expect(await deployment.run(() => INTERRUPTED)).toMatchObject({
      ...{ exitCode: 130, said: 'Stopped: nothing was deployed.' },
    });
  });

  test('at the question of the CDK CLI', async () => {
    const { exitCode, said } = await deployment.run(() => ({ ...NOT_APPROVED_OUTCOME, interrupted: true }));
    expect([exitCode, said]).toEqual([130, expect.stringMatching(/^Not approved: nothing was deployed\./)]);
  });
});

test('another deployment at the same time is told from a failure', async () => {
  const { exitCode, said } = await deployment.run(() => {
    deployment.cdkMakes(SHARED);
    deployment.cdkMakes(ACME);
    return { ...FAILED, failedStacks: [ACME] };
  });
  expect([exitCode, deployment.protectedStacks]).toEqual([1, [SHARED, ACME]]);
  expect(said).toBe(
    `Stack ${ACME} is deployed all the same, perhaps by another deployment at the same time. Run the same command ` +
      `again: it deploys what is left.\nThe deployment failed: only ${SHARED} was deployed.`,
  );
});

describe('what was not approved', () => {
  test('is said, and that nothing was deployed', async () => {
    const { exitCode, said } = await deployment.run(() => NOT_APPROVED_OUTCOME);
    expect(exitCode).toBe(1);
    expect(said).toBe(
      'Not approved: nothing was deployed. Run the same command again to approve, or give --require-approval never.',
    );
  });

  test('and what was deployed before', async () => {
    const { said } = await deployment.run(() => {
      deployment.cdkMakes(SHARED);
      return NOT_APPROVED_OUTCOME;
    });
    expect(said).toMatch(new RegExp(`^Not approved: only ${SHARED} was deployed\\.`));
    expect(deployment.protectedStacks).toEqual([SHARED]);
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

  test.each([
    ['\n ❌  \u001b[1mts-dev-shared\u001b[22m failed to deploy\n‣ DeploymentError: x', ['ts-dev-shared']],
    ['❌  a-1 failed to deploy\n❌  a-2 failed to deploy\n', ['a-1', 'a-2']],
    ['the stack named a-1 failed to deploy: ❌', []],
  ])('and which stacks failed: %j', (errors, expected) => {
    expect(failedStacks(errors)).toEqual(expected);
  });

  test('the CDK CLI says these words', () => {
    const cli = readFileSync(join('node_modules', 'aws-cdk', 'lib', 'index.js'), 'utf8');
    for (const words of NOT_APPROVED) expect([words, cli.includes(words)]).toEqual([words, true]);
    // As the CLI's code has it: a sign, two spaces, the name in bold.
    expect(cli).toMatch(
      new RegExp(`\\\\u274C {2}\\$\\{[\\w.]+\\.bold\\(stack\\.stackName\\)\\} ${FAILED_TO_DEPLOY}\``),
    );
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
    const result = await deployment.run(() => {
      deployment.cdkMakes(ACME, status);
      return FAILED;
    });
    expect([result.exitCode, result.said]).toEqual([1, expect.stringMatching(said)]);
    expect(deployment.protectedStacks).toEqual([]);
  });

  test('for a failure before anything began', async () => {
    expect((await deployment.run(() => FAILED)).said).toBe('The deployment failed: nothing was deployed.');
  });

  test('and not for a stack that an earlier deployment left behind', async () => {
    deployment.cdkMakes(ACME, 'ROLLBACK_COMPLETE');
    const { exitCode, said } = await deployment.run(() => {
      deployment.cdkMakes(SHARED);
      deployment.cdkMakes(ACME_EU);
      return FAILED;
    }, SHARED);
    expect([exitCode, said]).toEqual([1, `The deployment failed: only ${SHARED}, ${ACME_EU} were deployed.`]);
  });

  test('where the stacks cannot be looked at any more: nothing is claimed, and the exit code is not 0', async () => {
    const { exitCode, said } = await deployment.run(() => {
      deployment.cdkMakes(SHARED);
      deployment.aws.refused.set(
        'cloudformation:DescribeStacks',
        serviceError('ThrottlingException', 'slow', 400),
      );
      return DONE;
    });
    expect(exitCode).toBe(1);
    expect(said).toContain(`Of ${SHARED}, ${ACME}, ${ACME_EU}, none may be protected against deletion yet`);
  });
});
