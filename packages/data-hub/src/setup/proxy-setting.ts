import { type HubConfig, parseHubConfig } from '../hub-config';

/** How the hub reaches AWS, where that is not directly. */
export interface ProxySetting {
  /** Origin of an HTTP proxy. */
  readonly proxy?: string | undefined;
  /** File with `user:password` of it. */
  readonly proxyCredentialsFile?: string | undefined;
}

/**
 * `hub.json` of the operators with the owner's proxy in it.
 * @throws ConfigurationError with every problem of the two together.
 */
export function withProxy(config: HubConfig, { proxy, proxyCredentialsFile }: ProxySetting): HubConfig {
  const changed = {
    ...config,
    ...(proxy === undefined ? {} : { proxy }),
    ...(proxyCredentialsFile === undefined ? {} : { proxyCredentialsFile }),
  };
  return parseHubConfig(JSON.stringify(changed), 'hub.json');
}
