import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { EnvironmentConfig, OrganizationConfig } from '../../config/environment-config';
import { loadEnvironment } from '../../config/load-environment';
import { Naming } from '../../config/naming';
import { closeClients } from '../../lib/account/platform-clients';
import type { ServiceClients } from '../../lib/account/service-clients';
import { secureSettings } from '../local/caller-clients';
import { cdkEnvironment } from '../local/child-environment';
import { deploy } from '../local/deploy';
import { askEmulator } from '../local/emulator-api';
import { startEmulatedAccount } from '../local/emulated-account';
import type { Emulator } from '../local/emulator-process';
import { localClients } from '../local/local-clients';
import type { Steps } from '../local/steps';
import { enrolHub, type Hub } from '../local/story/hub';
import { hireOperator } from '../local/story/people';
import { pipelineRoleOf, pipelineSession } from '../local/story/pipeline-role';
import { StepsBeside } from '../local/story/steps-beside';
import { beginSynthesis } from '../local/synthesis';
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
  options: HubsAccountOptions,
  use: (account: HubsAccount) => Promise<Result>,
): Promise<Result> {
  const { repository, steps, signal } = options;
  const environment = loadEnvironment(ENVIRONMENT, join(repository, 'environments'));
  const scratch = mkdtempSync(join(tmpdir(), 'hubs-account-'));
  let emulator: Emulator | undefined;
  let clients: ServiceClients | undefined;
  const hubs: Hub[] = [];
  const beside = new StepsBeside({ signal });
  try {
    const synthesis = beginSynthesis(beside, { repository, environment, scratch });
    const started = await startEmulatedAccount({ ...options, environment, scratch });
    ({ emulator } = started);
    const { secureEndpoint: endpoint, caFile } = emulator;
    const region = environment.region.name;
    clients = localClients(endpoint, region, caFile);
    await deploy({ repository, environment, endpoint, caFile, clients, synthesis, scratch, steps, signal });
    const operator = await operatorsEnvironment(environment, emulator, clients, scratch);
    const [own, other] = environment.organizations;
    if (own === undefined || other === undefined) throw new ClientsError('two organizations are needed');
    const enrol = async ({ slug }: OrganizationConfig, name: string): Promise<Hub> => {
      const enrolment = { repository, signal, environment, scratch };
      const hub = await steps.run(`Enrol a Data Hub of ${slug}`, () =>
        enrolHub(enrolment, operator, slug, name),
      );
      hubs.push(hub);
      return hub;
    };
    return await use({
      emulator,
      region,
      own: await enrol(own, 'berlin-1'),
      neighbour: await enrol(other, 'paris-1'),
      readers: {
        own: await reader(environment, emulator, own),
        neighbour: await reader(environment, emulator, other),
      },
      environment: environment.name,
      operator,
      clients,
      shortenSessions: (seconds) => shortenSessions(started.emulator, seconds),
      scratch,
    });
  } finally {
    await beside.end();
    await Promise.all(hubs.map(({ credentials }) => credentials.stop()));
    if (clients !== undefined) closeClients(clients);
    await emulator?.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Environment of the processes of an operator with a key of their own. */
async function operatorsEnvironment(
  environment: EnvironmentConfig,
  { secureEndpoint: endpoint, caFile }: Emulator,
  clients: ServiceClients,
  scratch: string,
): Promise<Record<string, string>> {
  const key = await hireOperator({ clients, naming: new Naming(environment) });
  return {
    ...cdkEnvironment(process.env, { endpoint, caFile, region: environment.region.name, home: scratch }),
    AWS_ACCESS_KEY_ID: key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
  };
}

/** S3 as an organization's pipeline sees it. */
async function reader(
  environment: EnvironmentConfig,
  emulator: Emulator,
  organization: OrganizationConfig,
): Promise<S3Client> {
  const role = pipelineRoleOf({ naming: new Naming(environment) }, organization);
  const credentials = await pipelineSession(emulator.endpoint, role);
  return new S3Client({ ...secureSettings({ emulator, environment }), credentials, forcePathStyle: true });
}

async function shortenSessions({ endpoint }: Emulator, seconds: number): Promise<void> {
  const faults = ['POST', 'credentials-provider/faults'] as const;
  await askEmulator(endpoint, faults, z.unknown(), { kind: 'expiry', seconds, count: 1_000_000 });
}
