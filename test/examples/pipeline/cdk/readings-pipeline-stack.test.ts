import { Template } from 'aws-cdk-lib/assertions';
import { ACME, ACME_EU } from '../../../fixtures/environment';
import { KEY_ARN, stacksWithPipelines } from '../../../fixtures/example-pipeline';

test.each([ACME, ACME_EU])(
  'everything of $slug has its own role, queue, log group and folders',
  ({ slug }) => {
    const stack = stacksWithPipelines().find(
      ({ stackName }) => stackName === `ts-test-${slug}-pipeline-readings`,
    );
    if (stack === undefined) throw new Error('no such stack');
    const template = Template.fromStack(stack);
    const role = `arn:aws:iam::111122223333:role/ts-test-${slug}-pipeline`;
    const bucket = (purpose: string): string => `ts-test-${purpose}-111122223333-eu-central-1-an`;
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      TaskRoleArn: role,
      ExecutionRoleArn: role,
      ContainerDefinitions: [
        {
          Image: '111122223333.dkr.ecr.eu-central-1.amazonaws.com/pipeline-readings:1.0.0',
          ReadonlyRootFilesystem: true,
          Environment: [
            {
              Name: 'ARRIVALS_QUEUE_URL',
              Value: `https://sqs.eu-central-1.amazonaws.com/111122223333/ts-test-${slug}-arrivals`,
            },
            { Name: 'RAW_BUCKET', Value: bucket('raw') },
            { Name: 'STANDARDIZED_BUCKET', Value: bucket('standardized') },
            { Name: 'ORGANIZATION_KEY_ARN', Value: KEY_ARN },
            { Name: 'ORG_SLUG', Value: slug },
            { Name: 'GLUE_DATABASE', Value: `ts_test_${slug.replace('-', '_')}` },
            { Name: 'DATA_HUB_FOLDERS', Value: 'own' },
          ],
          LogConfiguration: { Options: { 'awslogs-group': `/ts/test/${slug}/pipeline` } },
        },
      ],
    });
    template.hasResourceProperties('AWS::ECS::Service', {
      EnableExecuteCommand: false,
      NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'DISABLED' } },
    });
    template.hasResourceProperties('AWS::Glue::Job', {
      Role: role,
      SecurityConfiguration: `ts-test-${slug}-pipeline`,
      Command: { ScriptLocation: `s3://${bucket('artifacts')}/${slug}/readings-job/1.0.0/readings_job.py` },
      DefaultArguments: {
        '--raw': `s3://${bucket('raw')}/${slug}/`,
        '--standardized': `s3://${bucket('standardized')}/${slug}/readings/`,
      },
    });
    const { Properties: group } = Object.values(template.findResources('AWS::EC2::SecurityGroup'))[0] as {
      Properties: Record<string, unknown>;
    };
    expect(group).not.toHaveProperty('SecurityGroupIngress');
  },
);
