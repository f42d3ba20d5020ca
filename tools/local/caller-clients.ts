import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { GlueClient } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { EnvironmentConfig } from '../../config/environment-config';
import type { HubCredentialsProvider } from '../../packages/data-hub/src/credentials/identity';
import type { Emulator } from './emulator-process';

/** An access key of a person or program of the emulated account. On AWS nobody of the platform has one. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of a session only. */
  readonly sessionToken?: string;
}

/** Clients of a program or person of the emulated account, over TLS. */
export interface CallerClients {
  readonly s3: S3Client;
  /** The same over plain HTTP, which has to be refused. */
  readonly s3OverHttp: S3Client;
  readonly ssm: SSMClient;
  readonly athena: AthenaClient;
  readonly glue: GlueClient;
  readonly logs: CloudWatchLogsClient;
  readonly sqs: SQSClient;
}

/** What clients are made with. */
export interface CallerContext {
  readonly emulator: Pick<Emulator, 'endpoint' | 'secureEndpoint' | 'caFile'>;
  readonly environment: Pick<EnvironmentConfig, 'region'>;
}

/** Settings of a client that meets the emulated account only, over TLS, and trusts its CA only. */
export function secureSettings({ emulator, environment }: CallerContext) {
  return {
    ...settings(environment),
    endpoint: emulator.secureEndpoint,
    requestHandler: { httpsAgent: new Agent({ ca: readFileSync(emulator.caFile), keepAlive: true }) },
  };
}

/** Makes a client of each service, with somebody's credentials. */
export function callerClients(
  context: CallerContext,
  credentials: AccessKey | HubCredentialsProvider,
): CallerClients {
  const secure = { ...secureSettings(context), credentials };
  return {
    s3: new S3Client({ ...secure, forcePathStyle: true }),
    s3OverHttp: new S3Client({
      ...settings(context.environment),
      credentials,
      endpoint: context.emulator.endpoint,
      forcePathStyle: true,
    }),
    ssm: new SSMClient(secure),
    athena: new AthenaClient(secure),
    glue: new GlueClient(secure),
    logs: new CloudWatchLogsClient(secure),
    sqs: new SQSClient(secure),
  };
}

function settings({ region }: CallerContext['environment']) {
  return {
    region: region.name,
    // What is refused stays refused.
    maxAttempts: 1,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  };
}
