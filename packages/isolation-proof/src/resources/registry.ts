import type { ResourceType } from './resource-type';
import { ACCESS_ANALYZER } from './services/access-analyzer';
import { API_GATEWAY_TYPES } from './services/api-gateway';
import { API_GATEWAY_V2 } from './services/api-gateway-v2';
import { APPSYNC_TYPES } from './services/appsync';
import { ATHENA } from './services/athena';
import { AUTO_SCALING } from './services/auto-scaling';
import { BACKUP_TYPES } from './services/backup';
import { BATCH } from './services/batch';
import { BEDROCK_AGENTS } from './services/bedrock-agents';
import { BEDROCK_FLOWS } from './services/bedrock-flows';
import { CERTIFICATE_MANAGER } from './services/certificate-manager';
import { CLOUDFORMATION, CUSTOM_RESOURCE } from './services/cloudformation';
import { CLOUDFRONT } from './services/cloudfront';
import { CLOUDFRONT_PARTS } from './services/cloudfront-parts';
import { CLOUDTRAIL_TYPES } from './services/cloudtrail';
import { CLOUDWATCH } from './services/cloudwatch';
import { CODE_BUILD_TYPES } from './services/code-build';
import { CODE_DEPLOY } from './services/code-deploy';
import { CODE_PIPELINE_TYPES } from './services/code-pipeline';
import { COGNITO } from './services/cognito';
import { CONFIG } from './services/config';
import { DYNAMODB } from './services/dynamodb';
import { EC2_CONNECTIONS } from './services/ec2-connections';
import { EC2_INSTANCES } from './services/ec2-instances';
import { EC2_NETWORK } from './services/ec2-network';
import { EC2_SECURITY_GROUPS } from './services/ec2-security-groups';
import { ECR } from './services/ecr';
import { ECS_TYPES } from './services/ecs';
import { EFS } from './services/efs';
import { EKS } from './services/eks';
import { ELASTICACHE } from './services/elasticache';
import { EMR_SERVERLESS } from './services/emr-serverless';
import { EVENTBRIDGE } from './services/eventbridge';
import { FIREHOSE_TYPES } from './services/firehose';
import { GLOBAL_ACCELERATOR } from './services/global-accelerator';
import { GLUE_CATALOG } from './services/glue-catalog';
import { GLUE_JOBS } from './services/glue-jobs';
import { GUARDDUTY } from './services/guardduty';
import { IAM } from './services/iam';
import { IOT_FLEET } from './services/iot-fleet';
import { IOT_RULES } from './services/iot-rules';
import { IOT_THINGS } from './services/iot-things';
import { KINESIS } from './services/kinesis';
import { KMS } from './services/kms';
import { LAKE_FORMATION } from './services/lake-formation';
import { LAMBDA } from './services/lambda';
import { LOAD_BALANCING } from './services/load-balancing';
import { LOGS } from './services/logs';
import { MACIE } from './services/macie';
import { MSK } from './services/msk';
import { OPENSEARCH } from './services/opensearch';
import { PIPES } from './services/pipes';
import { RDS } from './services/rds';
import { RDS_PROXIES } from './services/rds-proxies';
import { ROUTE53 } from './services/route53';
import { S3 } from './services/s3';
import { S3_ACCESS } from './services/s3-access';
import { SAGEMAKER_MODELS } from './services/sagemaker-models';
import { SAGEMAKER_STUDIO } from './services/sagemaker-studio';
import { SCHEDULER } from './services/scheduler';
import { SECRETS_MANAGER } from './services/secrets-manager';
import { SECURITY_HUB } from './services/security-hub';
import { SERVICE_DISCOVERY } from './services/service-discovery';
import { SES } from './services/ses';
import { SNS } from './services/sns';
import { SQS } from './services/sqs';
import { SSM } from './services/ssm';
import { STEP_FUNCTIONS } from './services/step-functions';
import { SYNTHETICS } from './services/synthetics';
import { WAF } from './services/waf';

/** Every type that is described, each once. */
export const DESCRIBED_TYPES: readonly ResourceType[] = [
  ...ACCESS_ANALYZER,
  ...API_GATEWAY_TYPES,
  ...API_GATEWAY_V2,
  ...APPSYNC_TYPES,
  ...ATHENA,
  ...AUTO_SCALING,
  ...BACKUP_TYPES,
  ...BATCH,
  ...BEDROCK_AGENTS,
  ...BEDROCK_FLOWS,
  ...CERTIFICATE_MANAGER,
  ...CLOUDFORMATION,
  ...CLOUDFRONT,
  ...CLOUDFRONT_PARTS,
  ...CLOUDTRAIL_TYPES,
  ...CLOUDWATCH,
  ...CODE_BUILD_TYPES,
  ...CODE_DEPLOY,
  ...CODE_PIPELINE_TYPES,
  ...COGNITO,
  ...CONFIG,
  ...DYNAMODB,
  ...EC2_CONNECTIONS,
  ...EC2_INSTANCES,
  ...EC2_NETWORK,
  ...EC2_SECURITY_GROUPS,
  ...ECR,
  ...ECS_TYPES,
  ...EFS,
  ...EKS,
  ...ELASTICACHE,
  ...EMR_SERVERLESS,
  ...EVENTBRIDGE,
  ...FIREHOSE_TYPES,
  ...GLOBAL_ACCELERATOR,
  ...GLUE_CATALOG,
  ...GLUE_JOBS,
  ...GUARDDUTY,
  ...IAM,
  ...IOT_FLEET,
  ...IOT_RULES,
  ...IOT_THINGS,
  ...KINESIS,
  ...KMS,
  ...LAKE_FORMATION,
  ...LAMBDA,
  ...LOAD_BALANCING,
  ...LOGS,
  ...MACIE,
  ...MSK,
  ...OPENSEARCH,
  ...PIPES,
  ...RDS,
  ...RDS_PROXIES,
  ...ROUTE53,
  ...S3,
  ...S3_ACCESS,
  ...SAGEMAKER_MODELS,
  ...SAGEMAKER_STUDIO,
  ...SCHEDULER,
  ...SECRETS_MANAGER,
  ...SECURITY_HUB,
  ...SERVICE_DISCOVERY,
  ...SES,
  ...SNS,
  ...SQS,
  ...SSM,
  ...STEP_FUNCTIONS,
  ...SYNTHETICS,
  ...WAF,
];

const byType = new Map(DESCRIBED_TYPES.map((description) => [description.type, description]));

/** The description of a type; undefined if nobody has described it, so that it stays undecided. */
export function descriptionOf(type: string): ResourceType | undefined {
  return byType.get(type) ?? (type.startsWith('Custom::') ? CUSTOM_RESOURCE : undefined);
}
