import { S3Client } from '@aws-sdk/client-s3';
import { isOnThisMachine } from '../configuration/endpoints';
import type { HubCredentialsProvider } from '../credentials/identity';
import type { HubConfig } from '../hub-config';
import { requestHandlerFor } from '../proxy/request-handler';

/** Milliseconds until a connection stands, and without a byte in either direction. */
const TIMEOUTS = { connectionTimeout: 10_000, socketTimeout: 60_000 } as const;

/** The SDK would write to the console that it cannot send a stream again, which is the upload's to do. */
const SILENT = Object.fromEntries(
  (['trace', 'debug', 'info', 'warn', 'error'] as const).map((level) => [level, () => undefined]),
) as Record<'trace' | 'debug' | 'info' | 'warn' | 'error', () => void>;

/**
 * A client of S3 for uploads of a hub, through its proxy if it has one. What fails is tried again by the upload
 * itself, which can read the file again.
 * @param configFile path of `hub.json`.
 * @throws ConfigurationError if the proxy of the environment cannot be used.
 */
export function uploadClient(
  config: HubConfig,
  configFile: string,
  credentials: HubCredentialsProvider,
): S3Client {
  // Which Node.js versions the next SDK supports is no news for whoever uploads.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  return new S3Client({
    region: config.region,
    credentials,
    maxAttempts: 1,
    logger: SILENT,
    requestHandler: { ...requestHandlerFor(config, configFile), ...TIMEOUTS },
    // The checksums of uploads are ours: made once, kept for a resumption, and compared with the file.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    // `<bucket>.localhost` does not resolve everywhere.
    forcePathStyle: isOnThisMachine(overriddenEndpoint()),
  });
}

/** Where the SDK was told to send requests to S3 instead of AWS, as its own settings have it. */
function overriddenEndpoint(): string {
  return process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL'] ?? '';
}
