import {
  GetThingShadowCommand,
  IoTDataPlaneClient,
  UpdateThingShadowCommand,
} from '@aws-sdk/client-iot-data-plane';
import { CredentialsUnavailableError, FetchError } from '../credentials/errors';
import type { HubCredentialsProvider } from '../credentials/identity';
import type { HubConfig } from '../hub-config';
import { ProxyError } from '../proxy/proxy-error';
import { requestHandlerFor } from '../proxy/request-handler';
import { HUB_SHADOW } from './shadow-document';
import { type HubShadow, parseShadow, ShadowError } from './hub-shadow';

export interface IotShadowOptions {
  readonly config: HubConfig;
  /** Path of `hub.json`: the proxy that it names may have a file of its own. */
  readonly configFile: string;
  /** Origin of the account's IoT data endpoint. */
  readonly dataEndpoint: string;
  /** The session that signs. */
  readonly credentials: HubCredentialsProvider;
  /** Ends calls under way. @default - they end by themselves, within 25 s */
  readonly signal?: AbortSignal;
}

/** Milliseconds for one request; the SDK makes two of them at most. */
const SHADOW_TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 10_000 } as const;
/** Bound of a whole call, whatever hangs, in milliseconds. */
const CALL_TIMEOUT = 25_000;

/**
 * The hub's shadow over HTTPS, through the hub's proxy if there is one, signed with the hub's session. Requests carry no version, so that none is lost to
 * a conflict: hub and platform write different halves.
 * https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-rest-api.html
 */
export function iotShadow(options: IotShadowOptions): HubShadow {
  const { config, configFile, dataEndpoint, credentials, signal } = options;
  // Which Node.js versions the next SDK supports is no news of this hub.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const client = new IoTDataPlaneClient({
    region: config.region,
    endpoint: dataEndpoint,
    credentials,
    maxAttempts: 2,
    requestHandler: {
      ...requestHandlerFor(config, configFile),
      ...SHADOW_TIMEOUTS,
      throwOnRequestTimeout: true,
    },
  });
  const ending = (): { readonly abortSignal: AbortSignal } => {
    const limit = AbortSignal.timeout(CALL_TIMEOUT);
    return { abortSignal: signal === undefined ? limit : AbortSignal.any([limit, signal]) };
  };
  const shadow = { thingName: config.thingName, shadowName: HUB_SHADOW };
  return {
    read: async () => {
      try {
        const { payload } = await client.send(new GetThingShadowCommand(shadow), ending());
        return parseShadow(textOf(payload));
      } catch (error) {
        // The shadow is made by the first report.
        if (nameOf(error) === 'ResourceNotFoundException') return { reported: {}, desired: {} };
        throw shadowError(error, dataEndpoint);
      }
    },
    report: async (parts) => {
      try {
        const payload = Buffer.from(JSON.stringify({ state: { reported: parts } }));
        const answer = await client.send(new UpdateThingShadowCommand({ ...shadow, payload }), ending());
        // A page of something on the way is a success to HTTP, too.
        parseShadow(textOf(answer.payload));
      } catch (error) {
        throw shadowError(error, dataEndpoint);
      }
    },
  };
}

function textOf(payload: Uint8Array | undefined): string {
  return Buffer.from(payload ?? []).toString('utf8');
}

/** Statuses of refusals, which somebody has to look at; all others pass. */
const REFUSALS: readonly (number | undefined)[] = [400, 401, 403, 404, 405, 413, 415];

/** Errors of the SDK are told by name only: their messages can hold what was sent. */
function shadowError(error: unknown, dataEndpoint: string): unknown {
  if (error instanceof ShadowError) return error;
  if (error instanceof ProxyError) {
    const passes = error.code === 'PROXY_FAILED';
    return new ShadowError(passes ? 'HUB_SHADOW_UNREACHABLE' : 'HUB_SHADOW_REFUSED', error.message);
  }
  if (error instanceof CredentialsUnavailableError || error instanceof FetchError) {
    return new ShadowError('HUB_SHADOW_UNREACHABLE', error.message);
  }
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  const said = `${dataEndpoint} answered ${nameOf(error)}${status === undefined ? '' : ` (${status})`}`;
  if (REFUSALS.includes(status)) {
    return new ShadowError(
      'HUB_SHADOW_REFUSED',
      `${said}; if dataEndpoint and thingName of hub.json are right, ask the platform's operators to deploy the organization`,
    );
  }
  return status === undefined
    ? new ShadowError('HUB_SHADOW_UNREACHABLE', `${dataEndpoint} cannot be reached (${codeOf(error)})`)
    : new ShadowError('HUB_SHADOW_UNREACHABLE', said);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}

/** The system's code, such as `ECONNREFUSED`, where there is one. */
function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? nameOf(error);
}
