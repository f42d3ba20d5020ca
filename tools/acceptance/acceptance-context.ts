import { readHubConfig, type HubConfig } from '../../packages/data-hub/src/hub-config';
import type { HubsAccount } from '../clients/hubs-account';
import type { Steps } from '../local/steps';
import { dataHub } from '../local/story/data-hub-command';
import { HUB_FOLDER, type HubMachine, type Variables } from './hub-machine';
import type { LoginProxy } from './login-proxy';

/** What the steps of the acceptance work on. */
export interface AcceptanceContext {
  /** Root of the repository. */
  readonly repository: string;
  readonly account: HubsAccount;
  readonly machine: HubMachine;
  readonly proxy: LoginProxy;
  readonly steps: Steps;
  readonly signal: AbortSignal;
}

/** `hub.json` of the hub that is set up with an enrolment file, on its machine. */
export const CONFIG_FILE = `${HUB_FOLDER}/hub.json`;
/** The hub that is set up with an enrolment file. */
export const HUB = 'hamburg-1';

/** How the hub is called that is set up with an enrolment file. */
export function hubArguments({ account }: Pick<AcceptanceContext, 'account'>, hub = HUB): string[] {
  return [
    '--environment',
    account.environment,
    '--organization',
    account.own.config.organization,
    '--hub',
    hub,
  ];
}

/** Runs a command of operators, on this machine. @throws StoryError with what it said, if it fails. */
export function asOperator(
  { repository, account, signal }: Pick<AcceptanceContext, 'repository' | 'account' | 'signal'>,
  args: readonly string[],
): Promise<string> {
  return dataHub(args, { repository, signal, env: account.operator });
}

/** Answers what hubs ask for, once. @returns what it said. */
export function processRequests(context: AcceptanceContext): Promise<string> {
  const { environment, own } = context.account;
  const organization = ['--organization', own.config.organization];
  return asOperator(context, ['process-requests', '--environment', environment, ...organization]);
}

/** `hub.json` of a hub, by its path on the machine. */
export function configOn(machine: HubMachine, file = CONFIG_FILE): HubConfig {
  return readHubConfig(machine.path(file));
}

/** What a program needs that goes through the proxy by itself. Secret. */
export function proxyVariables({ origin, login }: LoginProxy): Variables {
  return { https_proxy: origin.replace('://', `://${login}@`) };
}
