import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { InterruptedError } from '../../config/interruption';
import { withoutAwsSettings } from './child-environment';
import { type LocalEndpoint, requireLocalEndpoint } from './endpoint';
import { EmulatorError } from './errors';
import { keepingBytecode } from './python-environment';

export interface EmulatorOptions {
  readonly repository: string;
  /** Python of the virtual environment. */
  readonly interpreter: string;
  readonly account: string;
  /**
   * Port for TLS.
   * @default - any that is free
   */
  readonly port?: number | undefined;
  /**
   * Items of a page of a list, at most.
   * @default - the size that each operation has on AWS
   */
  readonly pageSize?: number | undefined;
  /**
   * Region of requests that nobody signs, such as sign-ins with a token.
   * @default us-east-1
   */
  readonly region?: string;
  /** File that gets the emulator's log: requests that were denied are in it, with the statements that did it. */
  readonly logFile: string;
  /** File that gets the certificate of the CA that signs for the emulated account. */
  readonly caFile: string;
  readonly signal?: AbortSignal | undefined;
}

export interface Emulator {
  /** Plain HTTP, which many a bucket policy refuses. */
  readonly endpoint: LocalEndpoint;
  /** The same services over TLS. */
  readonly secureEndpoint: LocalEndpoint;
  /** The IoT credentials provider, over mutual TLS. */
  readonly credentialsEndpoint: LocalEndpoint;
  /** ECR's registry; undefined if this machine has no docker-registry. */
  readonly registryEndpoint: string | undefined;
  /** The CA of both, as PEM. */
  readonly caFile: string;
  /** Requests that were denied are in it, with the statements that did it. */
  readonly logFile: string;
  readonly processId: number;
  /**
   * Resolves when the process has ended because it was told to.
   * @throws EmulatorError if it ended by itself.
   */
  readonly untilStopped: () => Promise<void>;
  /** Ends the process and waits until it is gone. */
  readonly stop: () => Promise<void>;
}

const UNUSABLE_PORT_EXIT_CODE = 2;
const ANY_PORT = 0;

/** What the emulator prints when it listens, as far as it is read here. */
const readySchema = z.looseObject({
  event: z.literal('ready'),
  endpoint: z.string(),
  secureEndpoint: z.string(),
  credentialsEndpoint: z.string(),
  // By address: what clients of images accept without TLS.
  registryEndpoint: z
    .string()
    .regex(/^http:\/\/127\.0\.0\.1:\d+$/)
    .optional(),
});

/**
 * Starts the emulated account and waits until it listens. It cannot outlive this process: it ends when its
 * standard input does, which the operating system sees to even if we are killed.
 * @throws EmulatorError if the port is taken, or if it does not start.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { repository, interpreter, logFile, caFile, signal } = options;
  const log = openSync(logFile, 'w');
  const child = spawn(interpreter, emulatorArguments(options), {
    cwd: repository,
    env: keepingBytecode(withoutAwsSettings(process.env)),
    stdio: ['pipe', 'pipe', log],
    // Its own process group: a terminal's Ctrl-C is for us to act on, in order.
    detached: true,
  });
  closeSync(log);
  const { stdin, stdout, pid: processId = 0 } = child;
  if (stdin === null || stdout === null) throw new TypeError('the pipes that were asked for are missing');
  // Writing to a process that is gone is no news: `close` tells it.
  stdin.on('error', () => undefined);
  const kill = (): void => void child.kill();
  process.once('exit', kill);
  signal?.addEventListener('abort', kill, { once: true });
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      process.off('exit', kill);
      resolve(exitCode);
    });
  });
  const firstLine = once(createInterface({ input: stdout }), 'line') as Promise<[string]>;
  const outcome = await Promise.race([firstLine, closed]);
  if (!Array.isArray(outcome)) {
    if (signal?.aborted === true) throw new InterruptedError();
    throw startFailure(outcome, logFile);
  }
  return {
    ...readyEndpoints(outcome[0]),
    caFile,
    logFile,
    processId,
    untilStopped: async () => {
      await closed;
      if (!child.killed) {
        throw new EmulatorError('EMULATOR_FAILED', `the emulator ended by itself (log: ${logFile})`, logFile);
      }
    },
    stop: async () => {
      child.kill();
      await closed;
    },
  };
}

function emulatorArguments(options: EmulatorOptions): string[] {
  const { account, region, port = ANY_PORT, pageSize, caFile } = options;
  return [
    ...['-m', 'emulator', '--port', String(ANY_PORT), '--tls-port', String(port)],
    ...['--ca-file', caFile, '--account', account],
    ...(region === undefined ? [] : ['--region', region]),
    ...(pageSize === undefined ? [] : ['--page-size', String(pageSize)]),
    '--exit-with-stdin',
  ];
}

/** Why the emulator ended before it listened, by the last line of its log. */
function startFailure(exitCode: number | null, logFile: string): EmulatorError {
  const lastLine = readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? '';
  return exitCode === UNUSABLE_PORT_EXIT_CODE
    ? new EmulatorError('PORT_UNUSABLE', lastLine.replace(/^emulator: /, '').replace('--tls-port', '--port'))
    : new EmulatorError(
        'EMULATOR_FAILED',
        `the emulator did not start: ${lastLine} (log: ${logFile})`,
        logFile,
      );
}

/** Reads `{"event":"ready","endpoint":"http://localhost:5000",...}`. */
function readyEndpoints(
  line: string,
): Pick<Emulator, 'endpoint' | 'secureEndpoint' | 'credentialsEndpoint' | 'registryEndpoint'> {
  const { endpoint, secureEndpoint, credentialsEndpoint, registryEndpoint } = readySchema.parse(
    JSON.parse(line),
  );
  return {
    endpoint: requireLocalEndpoint(endpoint),
    secureEndpoint: requireLocalEndpoint(secureEndpoint),
    credentialsEndpoint: requireLocalEndpoint(credentialsEndpoint),
    registryEndpoint,
  };
}
