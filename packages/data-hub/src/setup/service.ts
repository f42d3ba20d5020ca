import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { PlatformError } from '../../../../config/errors';

/** The agent's systemd unit, as the packages install it. */
const AGENT_UNIT = 'data-hub-agent.service';
const TIMEOUT = 60_000;

/** The agent's service could not be started. */
export class ServiceError extends PlatformError {
  readonly code = 'HUB_SERVICE';

  constructor(message: string) {
    super(message);
    this.name = 'ServiceError';
  }
}

/** What there is on this machine to run a service with; tests put their own in place. */
export interface ServiceManager {
  /** Whether systemd is running. */
  readonly isRunning: () => boolean;
  readonly isRoot: () => boolean;
  /** Runs systemctl. Rejects if it ends with another code than 0. */
  readonly systemctl: (...words: readonly string[]) => Promise<unknown>;
}

/** https://www.freedesktop.org/software/systemd/man/latest/sd_booted.html */
export const SYSTEMD: ServiceManager = {
  isRunning: () => existsSync('/run/systemd/system'),
  isRoot: () => process.getuid?.() === 0,
  systemctl: (...words) => promisify(execFile)('systemctl', words, { timeout: TIMEOUT }),
};

/**
 * Has the agent run now and after each start of the machine, where its unit is installed.
 * @returns what was done, or what there is to do instead, in one line.
 * @throws ServiceError if systemd refuses.
 */
export async function enableAgent(configFile: string, manager: ServiceManager = SYSTEMD): Promise<string> {
  const byHand = `start the agent: data-hub agent --config ${configFile}`;
  if (!manager.isRunning()) return `This machine has no systemd; ${byHand}`;
  try {
    await manager.systemctl('cat', AGENT_UNIT);
  } catch {
    return `The unit ${AGENT_UNIT} is not installed; ${byHand}`;
  }
  if (!manager.isRoot()) return `Start the agent as root: systemctl enable --now ${AGENT_UNIT}`;
  try {
    await manager.systemctl('enable', '--now', AGENT_UNIT);
  } catch {
    throw new ServiceError(`systemctl enable --now ${AGENT_UNIT} failed; see: journalctl -u ${AGENT_UNIT}`);
  }
  return `The agent is running (${AGENT_UNIT}), and starts with the machine.`;
}
