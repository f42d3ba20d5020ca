import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { HubsOfPipeline, Network, OrganizationOfPipeline } from './pipeline-inputs';
import { ReadingsJob } from './readings-job';
import { ReadingsService } from './readings-service';

export interface ReadingsPipelineProps extends StackProps, OrganizationOfPipeline, HubsOfPipeline {
  /** Tag of the image in the repository `pipeline-readings`. */
  readonly imageTag: string;
  readonly network: Network;
}

/**
 * Runs the example pipeline of one organization under its pipeline role: as a service of ECS that keeps up with
 * arrivals, and as a job of Glue for all files at once.
 */
export class ReadingsPipelineStack extends Stack {
  constructor(scope: Construct, id: string, props: ReadingsPipelineProps) {
    const { naming, slug, keyArn, folders, imageTag, network, ...stackProps } = props;
    super(scope, id, stackProps);
    const organization = { naming, slug, keyArn };
    new ReadingsService(this, 'Service', { ...organization, folders, imageTag, network });
    new ReadingsJob(this, 'Job', { ...organization, version: imageTag });
  }
}
