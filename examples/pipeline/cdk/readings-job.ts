import { CfnJob } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import type { OrganizationOfPipeline } from './pipeline-inputs';

export interface ReadingsJobProps extends Omit<OrganizationOfPipeline, 'keyArn'> {
  /** Folder of the script, as the image of the same version has published it. */
  readonly version: string;
}

/** A job of Glue that standardizes all raw files. Needs `glue` among the pipelines' services. */
export class ReadingsJob extends Construct {
  constructor(scope: Construct, id: string, { naming, slug, version }: ReadingsJobProps) {
    super(scope, id);
    const names = naming.organization(slug);
    const { rawBucket, standardizedBucket, pipelineArtifactsBucket } = naming.shared;
    const artifacts = naming.dataUri(pipelineArtifactsBucket, slug);
    const published = `${artifacts}readings-job/${version}/`;
    new CfnJob(this, 'Job', {
      // The pipeline role may trust only jobs whose names begin with its own.
      name: `${names.pipelineRole}-readings`,
      role: naming.roleArn(names.pipelineRole),
      glueVersion: '5.1',
      workerType: 'G.1X',
      numberOfWorkers: 2,
      timeout: 60,
      maxRetries: 0,
      // Two runs at once would replace the same days.
      executionProperty: { maxConcurrentRuns: 1 },
      command: { name: 'glueetl', pythonVersion: '3', scriptLocation: `${published}readings_job.py` },
      // Names the organization's key in every write to S3.
      securityConfiguration: names.pipelineSecurityConfiguration,
      // https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html
      defaultArguments: {
        '--job-language': 'python',
        '--extra-py-files': `${published}readings_pipeline.zip`,
        '--TempDir': `${artifacts}temporary/`,
        '--custom-logGroup-prefix': names.pipelineLogGroup,
        '--raw': naming.dataUri(rawBucket, slug),
        '--standardized': `${naming.dataUri(standardizedBucket, slug)}readings/`,
        '--database': names.database,
      },
    });
  }
}
