import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnCluster, CfnService, CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import type { HubsOfPipeline, Network, OrganizationOfPipeline } from './pipeline-inputs';

/** Repository of the image; the environment lists it as `"pipelineRepositories": ["readings"]`. */
const REPOSITORY = 'readings';

export interface ReadingsServiceProps extends OrganizationOfPipeline, HubsOfPipeline {
  readonly imageTag: string;
  readonly network: Network;
}

/** A task that polls the arrivals queue, as a service of Fargate. Needs `ecs-tasks` among the pipelines' services. */
export class ReadingsService extends Construct {
  constructor(scope: Construct, id: string, props: ReadingsServiceProps) {
    super(scope, id);
    const { naming, slug, network } = props;
    const names = naming.organization(slug);
    const cluster = new CfnCluster(this, 'Cluster', {
      clusterName: names.pipelineRole,
      // A shell in the task would be a way to the organization's data.
      configuration: { executeCommandConfiguration: { logging: 'NONE' } },
    });
    const securityGroup = new CfnSecurityGroup(this, 'SecurityGroup', {
      groupDescription: `Pipeline of ${slug}: nothing comes in, HTTPS goes out`,
      vpcId: network.vpcId,
      securityGroupEgress: [
        {
          cidrIp: '0.0.0.0/0',
          ipProtocol: 'tcp',
          fromPort: 443,
          toPort: 443,
          description: 'Services of AWS',
        },
      ],
    });
    new CfnService(this, 'Service', {
      cluster: cluster.ref,
      taskDefinition: this.taskDefinition(props).ref,
      launchType: 'FARGATE',
      desiredCount: 1,
      enableExecuteCommand: false,
      // The old task gives its message back or finishes it: for a moment, both may run.
      deploymentConfiguration: {
        minimumHealthyPercent: 0,
        maximumPercent: 100,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
      networkConfiguration: {
        awsvpcConfiguration: {
          assignPublicIp: 'DISABLED',
          subnets: [...network.privateSubnetIds],
          securityGroups: [securityGroup.attrGroupId],
        },
      },
    });
  }

  private taskDefinition({
    naming,
    slug,
    keyArn,
    folders,
    imageTag,
  }: ReadingsServiceProps): CfnTaskDefinition {
    const { account, region } = naming.environment;
    const names = naming.organization(slug);
    const roleArn = naming.roleArn(names.pipelineRole);
    return new CfnTaskDefinition(this, 'TaskDefinition', {
      family: `${names.pipelineRole}-readings`,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '512',
      memory: '1024',
      runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
      taskRoleArn: roleArn,
      // The same one starts the task: it may pull the image, and write to the organization's log group.
      executionRoleArn: roleArn,
      volumes: [{ name: 'scratch' }],
      containerDefinitions: [
        {
          name: 'readings',
          image: `${naming.repositoryUri(naming.pipelineRepository(REPOSITORY))}:${imageTag}`,
          essential: true,
          readonlyRootFilesystem: true,
          mountPoints: [{ sourceVolume: 'scratch', containerPath: '/tmp', readOnly: false }],
          // Of a message in work when the task is stopped; the longest that Fargate grants.
          stopTimeout: 120,
          environment: Object.entries({
            ARRIVALS_QUEUE_URL: `https://${naming.viaService('sqs')}/${account}/${names.arrivalsQueue}`,
            RAW_BUCKET: naming.shared.rawBucket,
            STANDARDIZED_BUCKET: naming.shared.standardizedBucket,
            ORGANIZATION_KEY_ARN: keyArn,
            ORG_SLUG: slug,
            GLUE_DATABASE: names.database,
            DATA_HUB_FOLDERS: folders,
          }).map(([name, value]) => ({ name, value })),
          logConfiguration: {
            logDriver: 'awslogs',
            options: {
              'awslogs-group': names.pipelineLogGroup,
              'awslogs-region': region.name,
              'awslogs-stream-prefix': 'readings',
            },
          },
        },
      ],
    });
  }
}
