import { RenewalRecord } from '../renewal/renewal-record';
import { platformLinkSettings, unwritableFolders, whyNotRenewed } from '../renewal/renews-by-itself';
import type { KeyPair } from '../credentials/key-pair';
import type { HubConfig } from '../hub-config';
import { type CheckResult, fail, ok } from './check';

const DAY = 86_400_000;

/**
 * Whether the hub can renew its certificate by itself, as this user. Sends nothing.
 * @param now in milliseconds since 1970.
 */
export function checkRenewal(
  config: HubConfig,
  configFile: string,
  { certificateId, notBefore }: KeyPair,
  now: number,
): CheckResult {
  const because = whyNotRenewed(config);
  const settings = platformLinkSettings(config);
  if (because !== undefined || settings === undefined) {
    return ok('renewal', `this hub does not renew its certificate by itself: ${because ?? ''}`);
  }
  const record = new RenewalRecord(configFile);
  const days = Math.floor((now - (record.since(certificateId) ?? notBefore)) / DAY);
  const { renewAfterDays } = settings;
  const when = renewAfterDays === 0 ? 'only if the platform asks for it' : `at ${renewAfterDays} days`;
  const saw = `the certificate is ${days} days old, and is renewed ${when}`;
  const folders = unwritableFolders(config, configFile);
  if (folders.length > 0) {
    return fail(
      'renewal',
      `${saw}, but this user cannot write to ${folders.join(', ')}`,
      'run doctor as the user of the agent; if it says so then, too, let that user write there',
    );
  }
  const refusal = record.refusal();
  return refusal === undefined
    ? ok('renewal', saw)
    : fail(
        'renewal',
        `the platform refused to renew the certificate at ${new Date(refusal.at).toISOString()} (${refusal.code}): ${refusal.message}`,
        "ask the platform's operators; the hub asks again once a day",
      );
}
