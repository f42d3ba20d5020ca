import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { writePrivateFile } from '../../packages/data-hub/src/cache/private-file';
import { InterruptedError } from '../../config/interruption';
import {
  type AcceptanceContext,
  asOperator,
  CONFIG_FILE,
  configOn,
  HUB,
  hubArguments,
} from './acceptance-context';
import { AcceptanceError } from './errors';
import { HUB_FOLDER, SERVICE_SETTINGS } from './hub-machine';
import { freePort } from './login-proxy';

const WAIT_MINUTES = 5;
/** Seconds between two looks of the operators' job, which in production runs every hour. */
const JOB_EVERY = 2;
const RUNTIME_FOLDER = '/run/data-hub';

/** File with the proxy's user and password, beside `hub.json`. */
export const LOGIN_FILE = 'proxy-login';

/**
 * Invites a hub, and sets it up with the enrolment file through the proxy while the operators' job answers.
 * @returns what came of it, in a few words.
 * @throws AcceptanceError if it is not well, or if its secrets stay behind.
 */
export async function setUpHub(context: AcceptanceContext): Promise<string> {
  const { account, machine, proxy } = context;
  const { organization } = account.own.config;
  const invitations = join(account.scratch, 'invitations');
  await asOperator(context, ['invite', ...hubArguments(context), '--out', invitations]);
  const file = await machine.give(join(invitations, `${organization}--${HUB}.enrolment.json`));
  const login = join(account.scratch, LOGIN_FILE);
  writePrivateFile(login, proxy.login);
  await machine.give(login);

  const job = new AbortController();
  const { environment } = account;
  const watch = ['process-requests', '--environment', environment, '--watch', String(JOB_EVERY)];
  const signal = AbortSignal.any([context.signal, job.signal]);
  const answering = asOperator({ ...context, signal }, watch).catch((error: unknown) => {
    if (!(error instanceof InterruptedError)) throw error;
  });
  try {
    const said = await machine.asHub([
      ...['data-hub', 'setup', '--enrolment', file, '--no-service', '--wait', String(WAIT_MINUTES)],
      ...['--proxy', proxy.origin, '--proxy-credentials-file', join(HUB_FOLDER, LOGIN_FILE)],
    ]);
    if (!said.includes(`Deleted ${file}`))
      throw new AcceptanceError('the enrolment file is still there', [said]);
    const config = configOn(machine);
    if (config.proxy !== proxy.origin) throw new AcceptanceError(`${CONFIG_FILE} does not name the proxy`);
    const checks = said.split('\n').filter((line) => line.startsWith('ok ')).length;
    return `${config.thingName} has its certificate, ${checks} checks of doctor are ok`;
  } finally {
    job.abort();
    await answering;
  }
}

/** The agent, as its unit starts it. */
export interface RunningAgent {
  readonly port: number;
  readonly tokenFile: string;
  /** Where programs get credentials. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the command of the agent's unit as its user, and waits until it has credentials.
 * @throws AcceptanceError if it ends before.
 */
export async function startAgent({ machine }: AcceptanceContext): Promise<RunningAgent> {
  const { execa } = await import('execa');
  const port = await freePort();
  writeFileSync(machine.path(SERVICE_SETTINGS), `AGENT_OPTIONS="--port ${port}"\n`);
  // What RuntimeDirectory of the unit does.
  await machine.makeFolder(RUNTIME_FOLDER, '0750');
  const [program, args, env] = machine.commandLine(machine.agentCommand());
  const agent = execa(program, args, { env, extendEnv: false, reject: false, buffer: false });
  const log = createInterface({ input: agent.stdout });
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    // All lines are read as long as it runs: a full pipe would stop it.
    log.on('line', (line) => {
      lines.push(line);
      if (line.includes('"credentials-refreshed"')) resolve();
    });
    log.on('close', () => {
      reject(new AcceptanceError('the agent ended before it had credentials; it said:', lines));
    });
  });
  return {
    port,
    tokenFile: `${RUNTIME_FOLDER}/token`,
    url: `http://127.0.0.1:${port}/credentials`,
    stop: async () => {
      agent.kill('SIGTERM');
      await agent;
    },
  };
}
