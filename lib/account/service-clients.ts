import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECRClient } from '@aws-sdk/client-ecr';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GlueClient } from '@aws-sdk/client-glue';
import { IAMClient, type IAMClientConfig } from '@aws-sdk/client-iam';
import { IoTClient } from '@aws-sdk/client-iot';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { Region } from '../../config/region';
import { clientSettings, explainingErrors } from './platform-clients';

/** One client of each service in which a stack of ours makes something, by the services' names in IAM. */
export interface ServiceClients {
  readonly accessAnalyzer: AccessAnalyzerClient;
  readonly athena: AthenaClient;
  readonly cloudformation: CloudFormationClient;
  readonly cloudtrail: CloudTrailClient;
  readonly ecr: ECRClient;
  readonly events: EventBridgeClient;
  readonly glue: GlueClient;
  readonly iam: IAMClient;
  readonly iot: IoTClient;
  readonly kms: KMSClient;
  readonly logs: CloudWatchLogsClient;
  readonly s3: S3Client;
  readonly scheduler: SchedulerClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly ssm: SSMClient;
  readonly sts: STSClient;
}

/** What clients of every service are made with. */
type Settings = Pick<
  IAMClientConfig,
  | 'credentials'
  | 'endpoint'
  | 'maxAttempts'
  | 'region'
  | 'requestHandler'
  | 'retryMode'
  | 'useDualstackEndpoint'
  | 'useFipsEndpoint'
>;

/**
 * Clients for an environment's Region; every error that they throw is an `AwsCallError`.
 * @param credentials of a role. Default: the caller's own.
 */
export function accountClients(region: Region, credentials?: AwsCredentialIdentity): ServiceClients {
  const settings = { ...clientSettings(region), ...(credentials === undefined ? {} : { credentials }) };
  // An endpoint of one's own, such as the local account's, has no DNS names for buckets.
  return explainingErrors(serviceClients(settings, process.env['AWS_ENDPOINT_URL'] !== undefined));
}

/** @param forcePathStyle whether S3 is asked at one address for all buckets, instead of at one for each */
export function serviceClients(settings: Settings, forcePathStyle: boolean): ServiceClients {
  return {
    accessAnalyzer: new AccessAnalyzerClient(settings),
    athena: new AthenaClient(settings),
    cloudformation: new CloudFormationClient(settings),
    cloudtrail: new CloudTrailClient(settings),
    ecr: new ECRClient(settings),
    events: new EventBridgeClient(settings),
    glue: new GlueClient(settings),
    iam: new IAMClient(settings),
    iot: new IoTClient(settings),
    kms: new KMSClient(settings),
    logs: new CloudWatchLogsClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle }),
    scheduler: new SchedulerClient(settings),
    sns: new SNSClient(settings),
    sqs: new SQSClient(settings),
    ssm: new SSMClient(settings),
    sts: new STSClient(settings),
  };
}
