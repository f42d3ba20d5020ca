import type { AthenaClient } from '@aws-sdk/client-athena';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { ECRClient } from '@aws-sdk/client-ecr';
import type { GlueClient } from '@aws-sdk/client-glue';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { IoTClient } from '@aws-sdk/client-iot';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';

/** One client of each service that the stacks use. */
export interface ServiceClients {
  readonly athena: AthenaClient;
  readonly cloudFormation: CloudFormationClient;
  readonly ecr: ECRClient;
  readonly glue: GlueClient;
  readonly iam: IAMClient;
  readonly iot: IoTClient;
  readonly kms: KMSClient;
  readonly s3: S3Client;
}
