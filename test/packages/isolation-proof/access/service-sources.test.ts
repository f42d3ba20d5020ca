import {
  adviceFor,
  documented,
  needsNoAccount,
} from '../../../../packages/isolation-proof/src/access/service-sources';
import { ACCOUNT } from '../fixtures/stack-of';

describe('advice on a statement that lets a service in for any account', () => {
  test.each(documented('trust'))('%s sends the key: the condition, with the page that says so', (service) => {
    expect(adviceFor(`${service}.amazonaws.com`, 'trust', ACCOUNT)).toMatch(
      /^Add the condition StringEquals aws:SourceAccount "111122223333", which \S+ sends: https:\/\/docs\.aws\.amazon\.com\/\S+$/,
    );
  });

  test.each(['ec2.amazonaws.com', 'lambda.amazonaws.com', 'transcribe.amazonaws.com', 'new.amazonaws.com'])(
    '%s is not known to send it: not the condition, which would lock the role',
    (service) => {
      const advice = adviceFor(service, 'trust', ACCOUNT);
      expect(advice).toMatch(/^Do not add aws:SourceAccount: \S+ is not known to send it/);
      expect(advice).toMatch(/cannot be proved.*iam:PassRole.*ecs-tasks/);
    },
  );

  test.each<[string, 'trust' | 'resource policy', RegExp]>([
    // CloudTrail sends it to buckets and keys; a role of its delivery to CloudWatch Logs broke by it.
    ['cloudtrail.amazonaws.com', 'resource policy', /^Add the condition/],
    ['cloudtrail.amazonaws.com', 'trust', /^Do not add/],
    ['logging.s3.amazonaws.com', 'resource policy', /^Add the condition/],
    ['glue.amazonaws.com', 'resource policy', /^Do not add/],
    ['states.eu-central-1.amazonaws.com', 'trust', /^Add the condition/],
    ['glue.amazonaws.com.cn', 'trust', /^Add the condition/],
  ])('%s in a %s', (service, grant, expected) => {
    expect(adviceFor(service, grant, ACCOUNT)).toMatch(expected);
  });

  test.each(documented('resource policy'))('%s sends the key to resources', (service) => {
    expect(adviceFor(`${service}.amazonaws.com`, 'resource policy', ACCOUNT)).toMatch(
      /^Add the condition .*, which \S+ sends: https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/,
    );
  });

  test('the whole advice, of a role and of a resource', () => {
    expect(adviceFor('x.amazonaws.com', 'trust', ACCOUNT)).toBe(
      'Do not add aws:SourceAccount: x.amazonaws.com is not known to send it, and the condition could leave nobody who can assume the role. ' +
        'So this role cannot be proved. Restrict who may pass the role (iam:PassRole with iam:PassedToService), and run the workload under a service that is documented to send the key: ' +
        'batch, datasync, ecs-tasks, emr-serverless, glue, scheduler, ssm, states.',
    );
    expect(adviceFor('x.amazonaws.com', 'resource policy', ACCOUNT)).toBe(
      'Do not add aws:SourceAccount: x.amazonaws.com is not known to send it, and the condition could shut the service out. ' +
        'So this resource cannot be proved. Bind the statement by a key that the service is documented to send, and grant no more than that resource.',
    );
  });

  test('a service that only the deployment tells', () => {
    expect(adviceFor(undefined, 'trust', ACCOUNT)).toBe('Write the service into the template as plain text.');
  });
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
describe('trust that has to say on behalf of which account', () => {
  test.each<[string | undefined, boolean, boolean]>([
    ['apigateway.amazonaws.com', false, false],
    ['backup.amazonaws.com', false, false],
    ['codebuild.amazonaws.com', false, false],
    ['codepipeline.amazonaws.com', false, false],
    ['ec2.amazonaws.com', false, false],
    ['ec2.amazonaws.com.cn', false, false],
    ['events.amazonaws.com', false, false],
    ['firehose.amazonaws.com', false, false],
    ['lambda.amazonaws.com', false, false],
    ['lambda.eu-central-1.amazonaws.com', false, false],
    ['lambda.us-gov-west-1.amazonaws.com', false, false],
    ['pipes.amazonaws.com', false, false],
    ['appsync.amazonaws.com', false, false],
    ['eks.amazonaws.com', false, false],
    ['eks-fargate-pods.amazonaws.com', false, false],
    ['es.amazonaws.com', false, false],
    ['monitoring.rds.amazonaws.com', false, false],
    ['pods.eks.amazonaws.com', false, false],
    ['sagemaker.amazonaws.com', false, false],
    ['vpc-flow-logs.amazonaws.com', false, false],
    // Strictly, where AWS documents that the service sends the account.
    ['batch.amazonaws.com', false, true],
    ['ecs-tasks.amazonaws.com', false, true],
    ['emr-serverless.amazonaws.com', false, true],
    ['glue.amazonaws.com', false, true],
    ['scheduler.amazonaws.com', false, true],
    ['states.eu-central-1.amazonaws.com', false, true],
    // Roles of these can be assumed for another account, or nobody says that they cannot.
    ['rds.amazonaws.com', true, true],
    ['ssm.amazonaws.com', true, true],
    ['transcribe.amazonaws.com', true, true],
    ['credentials.iot.amazonaws.com', true, true],
    ['lambda.amazonaws.com.example', true, true],
    ['lambda.eu-central-1x.amazonaws.com', true, true],
    ['xlambda.amazonaws.com', true, true],
    [undefined, true, true],
  ])('of %s: %s, and strictly: %s', (service, always, strictly) => {
    expect([needsNoAccount(service, false), needsNoAccount(service, true)]).toEqual([!always, !strictly]);
  });
});
