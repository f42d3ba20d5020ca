import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { loadEnvironment } from '../../config/load-environment';
import { closeClients } from '../../lib/account/platform-clients';
import { everyPage } from '../../lib/account/every-page';
import type { ServiceClients } from '../../lib/account/service-clients';
import { runCdk } from '../local/cdk-command';
import { cdkEnvironment } from '../local/child-environment';
import { type Emulator, startEmulator } from '../local/emulator-process';
import { localClients } from '../local/local-clients';
import { findPython } from '../local/python';
import { ensureVirtualEnvironment } from '../local/virtual-environment';
import {
  type DeployMeasurement,
  measureCommand,
  type MeasuredProcess,
  residentMegabytes,
} from './deploy-measurement';
import { copyProject } from './copy-project';
import { DEPLOY_ENVIRONMENT, type DeployedEnvironment, writeEnvironment } from './deploy-project';
import { PROJECT_DIRECTORY } from './project-directory';
import { CHANGED_ORGANIZATIONS } from './sizes';

/** Stacks that are deployed at once; `cdk deploy` takes one after the other unless it is told. */
const AT_ONCE = 4;

const SELECTED = ['-c', `environment=${DEPLOY_ENVIRONMENT}`];
const SYNTH = ['synth', '--', ...SELECTED];
const DEPLOY = [
  ...['deploy', '--', ...SELECTED],
  ...['--require-approval', 'never', '--concurrency', String(AT_ONCE)],
];

/** What is measured: its name, the command, and the environment that the command finds. */
type Measured = readonly [name: string, command: readonly string[], environment: DeployedEnvironment];

function measuredOf(organizations: number): Measured[] {
  const suspended = CHANGED_ORGANIZATIONS;
  return [
    ['first deployment', DEPLOY, { organizations }],
    ['synth alone', SYNTH, { organizations }],
    ['nothing changed', DEPLOY, { organizations }],
    [`${CHANGED_ORGANIZATIONS} organizations changed`, DEPLOY, { organizations, suspended }],
    ['shared stack changed', DEPLOY, { organizations, suspended, repositories: ['added'] }],
  ];
}

/**
 * Measures deployments of many organizations into an emulated account of its own, as people make them: a first one,
 * one where nothing has changed, one where three organizations have, and one where what they share has. Each
 * synthesizes with all guards, which is measured alone as well.
 * @param progress called with a line after each.
 */
export async function benchDeploys(
  organizations: number,
  progress: (line: string) => void,
): Promise<DeployMeasurement[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-deploy-'));
  let emulator: Emulator | undefined;
  try {
    const project = join(scratch, 'project');
    copyProject(PROJECT_DIRECTORY, project);
    const { account, region } = loadEnvironment('local', join(PROJECT_DIRECTORY, 'environments'));
    const interpreter = await ensureVirtualEnvironment({
      repository: PROJECT_DIRECTORY,
      python: await findPython(process.env),
      packages: 'run',
      progress,
    });
    emulator = await startEmulator({
      repository: PROJECT_DIRECTORY,
      interpreter,
      account,
      region: region.name,
      logFile: join(scratch, 'emulator.log'),
      caFile: join(scratch, 'ca.pem'),
    });
    const { secureEndpoint: endpoint, caFile } = emulator;
    const home = join(scratch, 'home');
    mkdirSync(home);
    const env = cdkEnvironment(process.env, { endpoint, caFile, region: region.name, home });
    await bootstrap(`aws://${account}/${region.name}`, { cwd: home, env, scratch });
    const clients = localClients(endpoint, region.name, caFile);
    const context = { emulator, clients, process: { interpreter, cwd: project, env, scratch } };
    try {
      const rows: DeployMeasurement[] = [];
      for (const measured of measuredOf(organizations)) {
        const row = await measure(measured, context);
        rows.push(row);
        progress(
          `${row.name}: ${row.seconds.toFixed(1)} s, stacks that CloudFormation worked on: ${row.touched}`,
        );
      }
      return rows;
    } finally {
      closeClients(clients);
    }
  } finally {
    await emulator?.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface MeasuringContext {
  readonly emulator: Pick<Emulator, 'processId'>;
  readonly clients: Pick<ServiceClients, 'cloudformation'>;
  /** Its folder is a copy of the project. */
  readonly process: MeasuredProcess;
}

async function measure(
  [name, command, environment]: Measured,
  { emulator, clients, process }: MeasuringContext,
): Promise<DeployMeasurement> {
  writeEnvironment(process.cwd, environment);
  const before = await stackDates(clients);
  const measured = await measureCommand(command, process);
  const after = await stackDates(clients);
  return {
    name,
    organizations: environment.organizations,
    touched: [...after].filter(([stack, date]) => before.get(stack) !== date).length,
    ...measured,
    emulatorMegabytes: await residentMegabytes(emulator.processId),
  };
}

/** Where no `cdk.json` is: nothing is synthesized for it. */
async function bootstrap(
  place: string,
  { cwd, env, scratch }: Pick<MeasuredProcess, 'cwd' | 'env' | 'scratch'>,
): Promise<void> {
  await runCdk(['bootstrap', place], {
    repository: PROJECT_DIRECTORY,
    cwd,
    env,
    logFile: join(scratch, 'cdk.log'),
    progress: () => undefined,
  });
}

/** When each stack was created or changed last. */
async function stackDates({
  cloudformation: client,
}: Pick<ServiceClients, 'cloudformation'>): Promise<Map<string, number | undefined>> {
  const stacks = await everyPage(paginateDescribeStacks({ client }, {}), ({ Stacks }) => Stacks);
  return new Map(
    stacks.map(({ StackName = '', CreationTime, LastUpdatedTime }) => [
      StackName,
      (LastUpdatedTime ?? CreationTime)?.getTime(),
    ]),
  );
}
