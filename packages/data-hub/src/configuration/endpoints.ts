const CREDENTIALS_ENDPOINT = /^[a-z0-9-]+\.credentials\.iot\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;
const DATA_ENDPOINT = /^[a-z0-9]+-ats\.iot\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;
const LOCAL_ENDPOINT = /^(?:[a-z0-9-]+\.)*localhost$|^127\.0\.0\.1$/;

/** Whether a text is the origin of an IoT credentials provider: HTTPS, AWS's or this machine's. */
export function isCredentialsEndpoint(value: string): boolean {
  const url = originOf(value);
  return url?.protocol === 'https:' && isHost(url.hostname, CREDENTIALS_ENDPOINT);
}

/**
 * Whether a text is the origin of an account's IoT data endpoint: HTTPS, or this machine's, where an emulated
 * account answers without TLS.
 */
export function isDataEndpoint(value: string): boolean {
  const url = originOf(value);
  if (url === undefined) return false;
  return url.protocol === 'https:' ? isHost(url.hostname, DATA_ENDPOINT) : LOCAL_ENDPOINT.test(url.hostname);
}

/** Region in the name of an endpoint of AWS, if it is one. */
export function regionOfEndpoint(value: string): string | undefined {
  const host = originOf(value)?.hostname ?? '';
  return (CREDENTIALS_ENDPOINT.exec(host) ?? DATA_ENDPOINT.exec(host))?.[1];
}

/** Whether an endpoint is this machine's own: an emulated account's. */
export function isOnThisMachine(endpoint: string): boolean {
  return URL.canParse(endpoint) && LOCAL_ENDPOINT.test(new URL(endpoint).hostname);
}

function isHost(hostname: string, ofAws: RegExp): boolean {
  return ofAws.test(hostname) || LOCAL_ENDPOINT.test(hostname);
}

/** The URL, if it has nothing but scheme, host and port. */
function originOf(value: string): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  return url.origin === value.replace(/\/$/, '').replace(/:443$/, '') ? url : undefined;
}
