import { withHubsAccount } from '../clients/hubs-account';
import type { DebianSource } from '../hub-packages/chroot';
import type { Steps } from '../local/steps';
import { type AcceptanceContext, configOn } from './acceptance-context';
import { AcceptanceError } from './errors';
import { HubMachine } from './hub-machine';
import { startLoginProxy } from './login-proxy';
import { renewHub } from './renew-hub';
import { requireMachine, thisMachine } from './requirements';
import { revokeHub } from './revoke-hub';
import { setUpHub, startAgent } from './set-up-hub';
import { enrolTokenHub, stealDisk, TOKEN_PACKAGES } from './token-hub';
import { giveUploads, tryUpload } from './try-uploads';
import { TOOL_PACKAGES, UPLOAD_TOOLS } from './upload-tools';

export interface TestHubOptions {
  /** Root of the repository. */
  readonly repository: string;
  /** Suite of Debian, and where its packages are. */
  readonly debian: DebianSource;
  readonly steps: Steps;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

/**
 * Has a hub live its life on a fresh Debian: installed by apt, set up through a proxy with a login, uploads, renewal,
 * a second hub with its key in a token, and revocation.
 * @throws PlatformError with the first thing that is not as it has to be.
 */
export async function testHub({ repository, debian, steps, signal }: TestHubOptions): Promise<void> {
  requireMachine(thisMachine());
  const packages = [...TOOL_PACKAGES, ...TOKEN_PACKAGES];
  await HubMachine.with({ repository, steps, debian, packages, signal }, (machine) =>
    withHubsAccount({ repository, steps, signal }, async (account) => {
      const { secureEndpoint, endpoint, credentialsEndpoint, caFile } = account.emulator;
      const ports = [secureEndpoint, endpoint, credentialsEndpoint].map((url) => Number(new URL(url).port));
      const { region } = account;
      await machine.joinAccount(caFile, {
        AWS_ENDPOINT_URL: secureEndpoint,
        AWS_REGION: region,
        // The one that boto3 reads.
        AWS_DEFAULT_REGION: region,
      });
      const proxy = await startLoginProxy(ports);
      try {
        await live({ repository, account, machine, proxy, steps, signal });
      } finally {
        await proxy.stop();
      }
    }),
  );
}

async function live(context: AcceptanceContext): Promise<void> {
  const { steps } = context;
  const said = (text: string): string => text;
  await steps.run('Set up with an enrolment file, as the user data-hub', () => setUpHub(context), said);
  const agent = await steps.run(
    "Start the command of the agent's unit (no systemd in a folder)",
    () => startAgent(context),
    ({ url }) => url,
  );
  try {
    await giveUploads(context);
    for (const tool of UPLOAD_TOOLS) {
      const title = `Upload with ${tool.name} (${tool.language}; credentials: ${tool.way})`;
      await steps.run(title, () => tryUpload(tool, context, agent), said);
    }
    await steps.run('Renew the certificate while programs upload', () => renewHub(context, agent), said);
    const tokenHub = await steps.run('Enrol a hub with its key in SoftHSM2', async () => {
      const hub = await enrolTokenHub(context);
      await hub.fetch();
      return hub;
    });
    await steps.run('Lose its disk', () => stealDisk(context), said);
    await steps.run('Revoke the first hub', () => revokeHub(context, agent, tokenHub), said);
    await steps.run('Count tunnels in the log of the proxy', () => Promise.resolve(tunnels(context)), said);
  } finally {
    await agent.stop();
  }
}

/** @throws AcceptanceError if a service was never reached through the proxy. */
function tunnels({ proxy, account, machine }: AcceptanceContext): string {
  const { credentialsEndpoint, dataEndpoint = '' } = configOn(machine);
  const services = {
    'S3 and STS': account.emulator.secureEndpoint,
    credentials: credentialsEndpoint,
    'IoT data': dataEndpoint,
  };
  const counted = Object.entries(services).map(([name, url]) => ({
    name,
    count: proxy.tunnelsTo(new URL(url)),
  }));
  const none = counted.filter(({ count }) => count === 0).map(({ name }) => name);
  if (none.length > 0) throw new AcceptanceError('these were not reached through the proxy:', none);
  return counted.map(({ name, count }) => `${count} to ${name}`).join(', ');
}
