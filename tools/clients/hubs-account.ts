import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { loadEnvironment } from '../../config/load-environment';
import { Naming } from '../../config/naming';
import { closeClients } from '../../lib/account/platform-clients';
import type { ServiceClients } from '../../lib/account/service-clients';
import type { OrgSlug } from '../../config/org-slug';
import { secureSettings } from '../local/caller-clients';
import { cdkEnvironment } from '../local/child-environment';
import { deploy } from '../local/deploy';
import { askEmulator } from '../local/emulator-api';
import { type Emulator, startEmulator } from '../local/emulator-process';
import { localClients } from '../local/local-clients';
import { findPython } from '../local/python';
import type { Steps } from '../local/steps';
import { enrolHub, type Hub } from '../local/story/hub';
import { hireOperator } from '../local/story/people';
import { pipelineRoleOf, pipelineSession } from '../local/story/pipeline-role';
import { StepsBeside } from '../local/story/steps-beside';
import { beginSynthesis } from '../local/synthesis';
import { ensureVirtualEnvironment } from '../local/virtual-environment';
import { ClientsError } from './errors';
import type { Readers } from './try-client';

/** The environment file of the emulated account. */
const ENVIRONMENT = 'local';

export interface HubsAccountOptions {
  /** Root of the repository. */
  readonly repository: string;
  readonly steps: Steps;
  /** Stops everything. */
  readonly signal: AbortSignal;
}

/** An emulated account with the platform deployed, and one hub in each of two organizations. */
export interface HubsAccount {
  readonly emulator: Emulator;
  readonly region: string;
  /** Of the pipelines of the two organizations, who see what was uploaded. */
  readonly readers: Readers;
  readonly own: Hub;
  readonly neighbour: Hub;
  /** Name of the environment that is deployed. */
  readonly environment: string;
  /** Environment of the processes of an operator, who may do anything. Secret. */
  readonly operator: Readonly<Record<string, string>>;
  readonly clients: Pick<ServiceClients, 'iot'>;
  /** Has sessions that are issued from now on last so many seconds. */
  readonly shortenSessions: (seconds: number) => Promise<void>;
  /** Removed at the end. */
  readonly scratch: string;
}

/**
 * Starts the emulated account, deploys the `local` environment, and enrols a hub in each of two organizations, the
 * name of one of which is the beginning of the other's.
 * @param use what to do while it is up. It is stopped when this ends.
 * @throws PlatformError if a step fails.
 */
export async function withHubsAccount<Result>(
  { repository, steps, signal }: HubsAccountOptions,
  use: (account: HubsAccount) => Promise<Result>,
): Promise<Result> {
  const environment = loadEnvironment(ENVIRONMENT, join(repository, 'environments'));
  const region = environment.region.name;
  const scratch = mkdtempSync(join(tmpdir(), 'hubs-account-'));
  let emulator: Emulator | undefined;
  let clients: ServiceClients | undefined;
  const hubs: Hub[] = [];
  const beside = new StepsBeside({ signal });
  try {
    const caFile = join(scratch, 'ca.pem');
    const synthesis = beginSynthesis(beside, { repository, environment, scratch });
    const interpreter = await steps.run('Prepare Python', async (progress) =>
      ensureVirtualEnvironment({
        repository,
        python: await findPython(process.env),
        packages: 'run',
        progress,
        signal,
      }),
    );
    const started = await steps.run('Start the emulated account', () =>
      startEmulator({
        repository,
        interpreter,
        account: environment.account,
        logFile: join(scratch, 'emulator.log'),
        caFile,
        signal,
      }),
    );
    emulator = started;
    const endpoint = started.secureEndpoint;
    clients = localClients(endpoint, region, caFile);
    await deploy({ repository, environment, endpoint, caFile, clients, synthesis, scratch, steps, signal });
    const [own, other] = environment.organizations;
    if (own === undefined || other === undefined) throw new ClientsError('two organizations are needed');
    const naming = new Naming(environment);
    const key = await hireOperator({ clients, naming });
    const operator = {
      ...cdkEnvironment(process.env, { endpoint, caFile, region, home: scratch }),
      AWS_ACCESS_KEY_ID: key.accessKeyId,
      AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    };
    const enrolment = { repository, signal, environment, scratch };
    for (const [slug, name] of [
      [own.slug, 'berlin-1'],
      [other.slug, 'paris-1'],
    ] as const) {
      hubs.push(
        await steps.run(`Enrol a Data Hub of ${slug}`, () => enrolHub(enrolment, operator, slug, name)),
      );
    }
    const [ownHub, neighbour] = hubs;
    if (ownHub === undefined || neighbour === undefined) throw new TypeError('two hubs were enrolled');
    mkdirSync(join(scratch, 'home'), { recursive: true });
    const shortenSessions = async (seconds: number): Promise<void> => {
      const faults = ['POST', 'credentials-provider/faults'] as const;
      await askEmulator(started.endpoint, faults, z.unknown(), { kind: 'expiry', seconds, count: 1_000_000 });
    };
    const reader = async (organization: { readonly slug: OrgSlug }): Promise<S3Client> => {
      const session = await pipelineSession(started.endpoint, pipelineRoleOf({ naming }, organization));
      const settings = secureSettings({ emulator: started, environment });
      return new S3Client({ ...settings, credentials: session, forcePathStyle: true });
    };
    const readers = { own: await reader(own), neighbour: await reader(other) };
    const hubsOfBoth = { own: ownHub, neighbour };
    const account = { emulator: started, region, readers, ...hubsOfBoth, clients, operator, scratch };
    return await use({ ...account, environment: environment.name, shortenSessions });
  } finally {
    await beside.end();
    await Promise.all(hubs.map(({ credentials }) => credentials.stop()));
    if (clients !== undefined) closeClients(clients);
    await emulator?.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}
