import { IAMClient } from '@aws-sdk/client-iam';
import { IoTClient } from '@aws-sdk/client-iot';
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import { KMSClient } from '@aws-sdk/client-kms';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import type { MiddlewareStack } from '@smithy/types';
import type { Region } from '../../config/region';
import { awsCallError, type FailedCall } from './aws-call-error';

/** Clients of the services that operators' commands use. */
export interface PlatformClients {
  readonly iam: IAMClient;
  readonly iot: IoTClient;
  /** Shadows of things. IAM calls it `iot`, too. */
  readonly iotData: IoTDataPlaneClient;
  readonly kms: KMSClient;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
}

/** Attempts of one call, the first included; the SDK waits between them, and paces itself when throttled. */
const MAX_ATTEMPTS = 8;
const CONNECTION_TIMEOUT = 5_000;
const REQUEST_TIMEOUT = 30_000;

/** Parts of a request that name what it is about. What else a request holds is never repeated. */
const NAMES_OF_RESOURCES = [
  'thingName',
  'certificateId',
  'policyName',
  'roleAlias',
  'thingTypeName',
  'RoleName',
  'Name',
  'Names',
  'KeyId',
  'ActivationId',
  'InstanceId',
  'DefaultInstanceName',
  'UserName',
  'StackName',
  'Bucket',
  'RoleArn',
] as const;

/** Clients of which IAM names the service otherwise. */
const IAM_NAMES: Readonly<Record<string, string>> = { iotData: 'iot' };

/** Calls whose error messages could repeat a secret that was sent. */
const CONFIDENTIAL = ['ssm:PutParameter'];

/**
 * Clients for a Region, whatever the shell's settings say of one. Every error that they throw is an
 * `AwsCallError`.
 */
export function platformClients(region: Region): PlatformClients {
  const settings = clientSettings(region);
  return explainingErrors({
    // Policies are read anew before every attempt to write them; see cut-sessions.
    iam: new IAMClient({ ...settings, maxAttempts: 1 }),
    iot: new IoTClient(settings),
    iotData: new IoTDataPlaneClient(settings),
    kms: new KMSClient(settings),
    ssm: new SSMClient(settings),
    sts: new STSClient(settings),
  });
}

/** Settings of every client that works in an environment's account. */
export function clientSettings(region: Region) {
  // Which Node.js versions the next SDK supports is not news for an operator.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  return {
    region: region.name,
    retryMode: 'adaptive',
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT, requestTimeout: REQUEST_TIMEOUT },
  };
}

/** Makes every error that clients throw an `AwsCallError`; the keys are the services as IAM names them. */
export function explainingErrors<Clients extends object>(clients: Clients): Clients {
  for (const [service, client] of Object.entries(clients) as [string, { middlewareStack: unknown }][]) {
    explainErrors(service, client.middlewareStack as MiddlewareStack<object, object>);
  }
  return clients;
}

/** Closes the connections, which would keep the process alive. */
export function closeClients(clients: object): void {
  for (const client of Object.values(clients) as { destroy(): void }[]) client.destroy();
}

function explainErrors(service: string, stack: MiddlewareStack<object, object>): void {
  stack.add(
    (next, context) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        throw awsCallError(failedCall(service, String(context['commandName']), args.input), error);
      }
    },
    { step: 'initialize', priority: 'high', name: 'explainErrors' },
  );
}

function failedCall(service: string, command: string, input: object): FailedCall {
  const action = `${IAM_NAMES[service] ?? service}:${command.replace(/Command$/, '')}`;
  const values = input as Readonly<Record<string, unknown>>;
  const resource = NAMES_OF_RESOURCES.map((key) => values[key]).find((value) => value !== undefined);
  return {
    action,
    resource: Array.isArray(resource) ? resource.join(', ') : typeof resource === 'string' ? resource : '',
    confidential: CONFIDENTIAL.includes(action),
  };
}
