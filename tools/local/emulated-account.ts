import { join } from 'node:path';
import type { EnvironmentConfig } from '../../config/environment-config';
import { type Emulator, startEmulator } from './emulator-process';
import { findPython } from './python';
import type { Steps } from './steps';
import { ensureVirtualEnvironment } from './virtual-environment';

export interface EmulatedAccountOptions {
  /** Root of the repository. */
  readonly repository: string;
  readonly environment: EnvironmentConfig;
  /** Folder for its log and the certificate of its CA. */
  readonly scratch: string;
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

/** An emulated account that is up, and the Python that runs it. */
export interface EmulatedAccount {
  readonly emulator: Emulator;
  /** Of the emulator's virtual environment, which has boto3. */
  readonly interpreter: string;
}

/** Prepares Python where that is needed, and starts an environment's account, with nothing in it. */
export async function startEmulatedAccount({
  repository,
  environment: { account, region },
  scratch,
  port,
  pageSize,
  steps,
  signal,
}: EmulatedAccountOptions): Promise<EmulatedAccount> {
  const interpreter = await steps.run('Prepare Python', async (progress) => {
    const python = await findPython(process.env);
    return ensureVirtualEnvironment({ repository, python, packages: 'run', progress, signal });
  });
  const emulator = await steps.run(
    'Start the emulated account',
    () =>
      startEmulator({
        repository,
        interpreter,
        account,
        region: region.name,
        port,
        pageSize,
        logFile: join(scratch, 'emulator.log'),
        caFile: join(scratch, 'ca.pem'),
        signal,
      }),
    ({ secureEndpoint }) => `${account} at ${secureEndpoint}`,
  );
  return { emulator, interpreter };
}
