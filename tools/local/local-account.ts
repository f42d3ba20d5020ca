import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InterruptedError } from '../../config/interruption';
import type { EnvironmentConfig } from '../../config/environment-config';
import { loadEnvironment } from '../../config/load-environment';
import { Naming } from '../../config/naming';
import { closeClients } from '../../lib/account/platform-clients';
import { writePrivateFile } from '../../packages/data-hub/src/cache/private-file';
import { shellLines } from './child-environment';
import { deploy } from './deploy';
import { startEmulatedAccount } from './emulated-account';
import type { Emulator } from './emulator-process';
import { CdkCommandError, EmulatorError } from './errors';
import { NO_ROOM, requireRoom, tellingFileErrors } from './file-system-error';
import { localClients } from './local-clients';
import type { LocalReport } from './report';
import type { Steps } from './steps';
import { issuerOf } from './story/analyst';
import { type IdentityIssuer, introduceIssuer, startIdentityIssuer } from './story/identity-issuer';
import { StoryError } from './story/outcome';
import { StepsBeside } from './story/steps-beside';
import { tellStory } from './story/story';
import { beginSynthesis, type Synthesis } from './synthesis';
import { verify } from './verify';

/** The environment file of the emulated account. */
const ENVIRONMENT = 'local';
/** Bytes that a run writes into the folder for temporary files, several times over. */
const ROOM = 32 * 2 ** 20;
/** The first status of HTTP that a server has for its own failures. */
const SERVER_ERROR = 500;
/** What other terminals source. */
const ENVIRONMENT_FILE = 'local-account.env';

export interface LocalAccountOptions {
  /** Root of the repository. */
  readonly repository: string;
  /** @default - any free port */
  readonly port?: number | undefined;
  /**
   * Items of a page of a list, at most.
   * @default - the size that each operation has on AWS
   */
  readonly pageSize?: number | undefined;
  readonly steps: Steps;
  /** Stops everything. */
  readonly signal: AbortSignal;
}

/** The emulated account, up and provisioned, and the story told. */
export interface LocalAccount extends Pick<Emulator, 'untilStopped'> {
  readonly report: LocalReport;
}

/**
 * Starts the emulated account and provisions the `local` environment in it with the project's own CDK CLI, as
 * into a real one; reads back every resource; then tells the story. Differences are in the report; they are no
 * exception, but there is no story where there are some.
 * @param use what to do while the account is up. It is stopped, and forgotten, when this ends.
 * @throws PlatformError if a step fails; a log that its message names is kept.
 */
export async function withLocalAccount(
  options: LocalAccountOptions,
  use: (account: LocalAccount) => Promise<void>,
): Promise<void> {
  await tellingFileErrors(options.repository, () => runLocalAccount(options, use));
}

async function runLocalAccount(
  options: LocalAccountOptions,
  use: (account: LocalAccount) => Promise<void>,
): Promise<void> {
  const started = performance.now();
  const { repository, signal } = options;
  const environment = loadEnvironment(ENVIRONMENT, join(repository, 'environments'));
  requireRoom(tmpdir(), ROOM, repository);
  const scratch = mkdtempSync(join(tmpdir(), 'local-account-'));
  const beside = new StepsBeside({ signal });
  let emulator: Emulator | undefined;
  let keepScratch = false;
  try {
    const synthesis = beginSynthesis(beside, { repository, environment, scratch });
    const up = await startEmulatedAccount({ ...options, environment, scratch });
    ({ emulator } = up);
    const { untilStopped } = emulator;
    const account = { ...options, ...up, environment, synthesis, scratch, started };
    await provisioned(account, (report) => use({ untilStopped, report }));
  } catch (error) {
    // A request to an emulator that was just stopped fails in many ways; all of them mean the same.
    if (signal.aborted) throw new InterruptedError();
    requireRoom(scratch, NO_ROOM, repository, error);
    if (error instanceof StoryError && emulator !== undefined) {
      keepScratch = true;
      throw new StoryError(`${error.message}\nThe emulated account's log: ${emulator.logFile}`);
    }
    const told = emulatorFailure(error, emulator) ?? error;
    keepScratch = mentionsLog(told);
    throw told;
  } finally {
    await beside.end();
    await emulator?.stop();
    if (!keepScratch) rmSync(scratch, { recursive: true, force: true });
  }
}

/** An emulated account that is up and has nothing in it yet. */
interface EmptyAccount extends LocalAccountOptions {
  readonly environment: EnvironmentConfig;
  readonly interpreter: string;
  readonly emulator: Emulator;
  readonly synthesis: Synthesis;
  readonly scratch: string;
  /** When the run began, as `performance.now()` told it. */
  readonly started: number;
}

/** Deploys into the account, reads back what it then has, and tells the story if that is as it should be. */
async function provisioned(
  {
    repository,
    environment,
    interpreter,
    emulator,
    synthesis,
    scratch,
    steps,
    signal,
    started,
  }: EmptyAccount,
  use: (report: LocalReport) => Promise<void>,
): Promise<void> {
  const { secureEndpoint: endpoint, caFile, logFile } = emulator;
  const region = environment.region.name;
  const clients = localClients(endpoint, region, caFile);
  const common = { repository, environment, clients, scratch, steps, signal };
  let issuer: IdentityIssuer | undefined;
  try {
    const { stacks, assembly } = await deploy({ ...common, endpoint, caFile, synthesis });
    const verified = await verify({ clients, environment, stacks, steps });
    issuer = await startIdentityIssuer(issuerOf(environment));
    await introduceIssuer(issuer, emulator.endpoint);
    const story = { ...common, interpreter, naming: new Naming(environment), emulator, issuer };
    const isAsTemplatesSay = verified.readBack.differences.length === 0;
    const profiles = isAsTemplatesSay ? await tellStory(story, assembly) : undefined;
    const environmentFile = join(scratch, ENVIRONMENT_FILE);
    const lines = shellLines(endpoint, region, caFile, profiles?.file);
    writePrivateFile(environmentFile, `${lines.join('\n')}\n`);
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    const files = { endpoint, caFile, environmentFile, logFile, profiles };
    await use({ ...files, ...verified, steps: steps.finished, seconds });
  } finally {
    await issuer?.close();
    closeClients(clients);
  }
}

/** What clients meet when the emulated account has ended in the middle of something, or cannot go on. */
function emulatorFailure(error: unknown, emulator: Emulator | undefined): EmulatorError | undefined {
  const { code = '', $metadata } = error as {
    readonly code?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode ?? 0;
  const lost = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code);
  if (emulator === undefined || !(lost || status >= SERVER_ERROR)) return undefined;
  const { logFile } = emulator;
  const message = `the emulated account failed (${lost ? code : status}); its log: ${logFile}`;
  return new EmulatorError('EMULATOR_FAILED', message, logFile);
}

function mentionsLog(error: unknown): boolean {
  return (error instanceof CdkCommandError || error instanceof EmulatorError) && error.logFile !== undefined;
}
