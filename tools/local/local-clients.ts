import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECRClient } from '@aws-sdk/client-ecr';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GlueClient } from '@aws-sdk/client-glue';
import { IAMClient } from '@aws-sdk/client-iam';
import { IoTClient } from '@aws-sdk/client-iot';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { ServiceClients } from '../../lib/deployed/service-clients';
import { ROOT_CREDENTIALS } from './child-environment';
import type { LocalEndpoint } from './endpoint';

/**
 * Clients of the emulated account's root user. Everything that the environment could say otherwise is said here.
 * @param caFile the CA that signed the endpoint's certificate; it is the only one that is trusted
 */
export function localClients(endpoint: LocalEndpoint, region: string, caFile?: string): ServiceClients {
  // Which Node.js versions the next SDK supports is not news for whoever tries this project.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const settings = {
    endpoint,
    region,
    credentials: ROOT_CREDENTIALS,
    requestHandler:
      caFile === undefined ? {} : { httpsAgent: new Agent({ ca: readFileSync(caFile), keepAlive: true }) },
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  };
  return {
    accessAnalyzer: new AccessAnalyzerClient(settings),
    athena: new AthenaClient(settings),
    cloudFormation: new CloudFormationClient(settings),
    cloudTrail: new CloudTrailClient(settings),
    ecr: new ECRClient(settings),
    events: new EventBridgeClient(settings),
    glue: new GlueClient(settings),
    iam: new IAMClient(settings),
    iot: new IoTClient(settings),
    kms: new KMSClient(settings),
    logs: new CloudWatchLogsClient(settings),
    // `<bucket>.localhost` does not resolve everywhere.
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    scheduler: new SchedulerClient(settings),
    sns: new SNSClient(settings),
    sqs: new SQSClient(settings),
  };
}
