import { ConfigurationError } from '../../../../config/errors';
import { hubCredentials } from '../credentials/hub-credentials';
import type { HubConfig } from '../hub-config';
import { iotShadow } from '../shadow/iot-shadow';
import { hubRenewalStep } from './hub-renewal';
import type { RenewalOutcome } from './renewal';
import { platformLinkSettings, whyNotRenewed } from './renews-by-itself';

/**
 * One step of the renewal of a hub's certificate.
 * @param options.force ask for a new one, however young the one in use is.
 * @throws ConfigurationError if `hub.json` says that the certificate is not renewed.
 * @throws ShadowError, FetchError, HubKeyPairError or RenewalError if it does not get on.
 */
export async function renewOnce({
  config,
  configFile,
  force,
}: {
  readonly config: HubConfig;
  readonly configFile: string;
  readonly force: boolean;
}): Promise<RenewalOutcome> {
  const settings = platformLinkSettings(config);
  const because = whyNotRenewed(config);
  if (settings === undefined || (because !== undefined && !force)) {
    const fix = `${because ?? ''}, so that its certificate is renewed by the operators only`;
    throw new ConfigurationError([{ place: configFile, fix }]);
  }
  const source = hubCredentials({ config, configFile });
  try {
    const shadow = iotShadow({
      config,
      configFile,
      dataEndpoint: settings.dataEndpoint,
      credentials: source.provider,
    });
    const now = (): number => Date.now() + (source.refresher.current?.skew ?? 0);
    return await hubRenewalStep({ config, configFile, shadow, settings, now, force })();
  } finally {
    await source.stop();
  }
}

/** An outcome for people, in a line. */
export function describeOutcome(outcome: RenewalOutcome): string {
  switch (outcome.state) {
    case 'not-due':
      return 'The certificate is not due to be renewed.';
    case 'waiting':
      return `${outcome.asked ? 'Asked' : 'Asked before'} for a new certificate (request ${outcome.requestId.slice(0, 12)}); run it again in an hour.`;
    case 'refused':
      return `The platform refused to renew the certificate (${outcome.refusal.code}): ${outcome.refusal.message}`;
    case 'renewed':
      return `The new certificate ${outcome.certificateId} is in use. The platform retires the old one.`;
  }
}
