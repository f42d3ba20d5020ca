import { WRONG_CLOCK } from '../credentials/clock-watch';
import { FetchError } from '../credentials/errors';
import type { SessionKeys } from '../credentials/identity';
import { issuedCredentials } from '../credentials/response';
import type { CredentialsRequest, CredentialsResponse, Transport } from '../credentials/transport';
import { type CheckResult, fail, failure, ok, skipped } from './check';

/** What the credentials provider shows; keys are there if it issued some. */
export interface ProviderChecks {
  readonly results: readonly CheckResult[];
  /** Secret. */
  readonly keys?: SessionKeys;
}

/** Asks for credentials once: what the server's clock says, and whether the role alias gives some. */
export async function checkCredentials(
  request: CredentialsRequest,
  transport: Transport,
  wall: () => number,
): Promise<ProviderChecks> {
  let response: CredentialsResponse;
  try {
    response = await transport(request);
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    return { results: [skipped('clock', 'the server did not answer'), failure('credentials', error)] };
  }
  const clock = checkClock(response.date, wall());
  try {
    const { keys, expiresAt } = issuedCredentials(response);
    const saw = `${request.roleAlias} gave credentials until ${new Date(expiresAt).toISOString()}`;
    return { results: [clock, ok('credentials', saw)], keys };
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    return { results: [clock, failure('credentials', error)] };
  }
}

function checkClock(date: string | undefined, now: number): CheckResult {
  const server = Date.parse(date ?? '');
  if (Number.isNaN(server)) return skipped('clock', 'the server did not say what time it is');
  const ahead = now - server;
  const saw = `${new Date(now).toISOString()} here, ${new Date(server).toISOString()} at the server`;
  return Math.abs(ahead) > WRONG_CLOCK
    ? fail('clock', saw, 'set the clock of this machine (NTP): AWS refuses requests that are 5 minutes off')
    : ok('clock', saw);
}
