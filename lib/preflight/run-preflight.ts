import type { Selection } from '../../config/selection';
import { Naming } from '../../config/naming';
import { WrongAccountError } from '../account/errors';
import { closeClients } from '../account/platform-clients';
import { type AccountStack, AccountStacks } from './account-stacks';
import {
  type Check,
  failed,
  type Finding,
  notChecked,
  ok,
  type Outcome,
  type PreflightContext,
} from './check';
import { bootstrapCheck } from './checks/bootstrap';
import { listedUsersCheck } from './checks/listed-users';
import { namesCheck } from './checks/names';
import { removedOrganizationsCheck } from './checks/removed-organizations';
import { sharedStackCheck } from './checks/shared-stack';
import { selectedStacks, stackStatesCheck } from './checks/stack-states';
import { failedCallText } from './failed-call';
import { type ClientsOf, openAccount } from './open-account';

/** Everything that is checked once the account is open, in the order in which it is told. */
const CHECKS: readonly Check[] = [
  bootstrapCheck,
  sharedStackCheck,
  stackStatesCheck,
  removedOrganizationsCheck,
  listedUsersCheck,
  namesCheck,
];

interface CheckResult {
  /** For example `bootstrap`. */
  readonly check: string;
  readonly findings: readonly Finding[];
}

export interface PreflightReport {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  /** `failed` if anything failed, else `not checked` if anything could not be asked, else `ok`. */
  readonly outcome: Outcome;
  readonly checks: readonly CheckResult[];
}

export interface Preflight {
  readonly report: PreflightReport;
  /** The selection's stacks as they stand; none if they could not be read. */
  readonly stacks: readonly AccountStack[];
}

/**
 * Checks, with nothing but reads, what a deployment of a selection would meet in its account. Every check is made,
 * whatever the others say; only if the account cannot be opened, nothing else is asked.
 */
export async function runPreflight(selection: Selection, clientsOf?: ClientsOf): Promise<Preflight> {
  const { environment } = selection;
  const naming = new Naming(environment);
  const reportOf = (checks: readonly CheckResult[]): PreflightReport => ({
    environment: environment.name,
    account: environment.account,
    region: environment.region.name,
    outcome: worst(checks.flatMap(({ findings }) => findings)),
    checks,
  });
  try {
    const { clients, role } = await openAccount('lookup', environment, clientsOf);
    try {
      const who = role === undefined ? 'with your own permissions' : `as ${role}`;
      const credentials = ok(`account ${environment.account} is read ${who}`);
      const stacks = new AccountStacks(clients);
      const context = { environment, selection, naming, clients, stacks };
      const results = await Promise.all(CHECKS.map((check) => runCheck(check, context)));
      return {
        report: reportOf([{ check: 'credentials', findings: [credentials] }, ...results]),
        stacks: await readOrNone(context),
      };
    } finally {
      closeClients(clients);
    }
  } catch (error) {
    const message = failedCallText(error);
    const finding =
      error instanceof WrongAccountError
        ? failed(message, `use credentials of account ${environment.account}`)
        : notChecked(message);
    const rest = CHECKS.map(({ id }) => ({
      check: id,
      findings: [notChecked('the account cannot be asked')],
    }));
    return { report: reportOf([{ check: 'credentials', findings: [finding] }, ...rest]), stacks: [] };
  }
}

async function runCheck({ id, run }: Check, context: PreflightContext): Promise<CheckResult> {
  try {
    return { check: id, findings: await run(context) };
  } catch (error) {
    return { check: id, findings: [notChecked(failedCallText(error))] };
  }
}

/** The check of the stacks has told it if they cannot be read. */
async function readOrNone(context: PreflightContext): Promise<AccountStack[]> {
  try {
    return await Promise.all(selectedStacks(context).map(({ name }) => context.stacks.named(name)));
  } catch (error) {
    failedCallText(error);
    return [];
  }
}

function worst(findings: readonly Finding[]): Outcome {
  const outcomes = findings.map(({ outcome }) => outcome);
  return outcomes.includes('failed') ? 'failed' : outcomes.includes('not checked') ? 'not checked' : 'ok';
}
