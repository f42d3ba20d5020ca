import { EnvironmentNames } from './environment-names';

/** The qualifier of `cdk bootstrap`, if nobody chose another one. */
const BOOTSTRAP_QUALIFIER = 'hnb659fds';

/** Roles that `cdk bootstrap` makes, by what they are for. */
export type BootstrapRole = 'cfn-exec' | 'deploy' | 'file-publishing' | 'image-publishing';

/**
 * ARNs of whatever an environment's account holds, now or later: for policies that the organization of the account puts
 * on it. They are patterns, in every Region: what is forbidden here is forbidden there.
 */
export class AccountArns extends EnvironmentNames {
  /** Everything of one service in the account, in every Region: roles and users for `iam`, rules for `events`. */
  everythingOf(service: string): string {
    return this.arn(service, '*', { region: service === 'iam' ? '' : '*' });
  }

  /** Some resources of one service in the account, in every Region. */
  someOf(service: string, resource: string): string {
    return this.arn(service, resource, { region: '*' });
  }

  /** Every bucket of the environment, with all objects in it: nobody else can make buckets of such names. */
  get ownBucketsArn(): string {
    return this.bucketArn(this.anyNameOfEnvironment);
  }

  /** Log groups of pipelines of all organizations, with their streams. */
  get pipelineLogGroupsArn(): string {
    const { name, namePrefix } = this.environment;
    return this.someOf('logs', `log-group:/${namePrefix}/${name}/*`);
  }

  /** Every log group of the environment, with its streams: those that EventBridge writes to are of names that it asks for. */
  get ownLogGroupsArns(): string[] {
    const { name, namePrefix } = this.environment;
    return [this.pipelineLogGroupsArn, this.someOf('logs', `log-group:/aws/events/${namePrefix}/${name}/*`)];
  }

  /**
   * A role of `cdk bootstrap` in the environment's Region.
   * https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
   */
  bootstrapRoleArn(role: BootstrapRole): string {
    const { account, region } = this.environment;
    return this.roleArn(`cdk-${BOOTSTRAP_QUALIFIER}-${role}-role-${account}-${region.name}`);
  }

  /** Where the CDK keeps templates until CloudFormation reads them, with what is in it. */
  get assetsBucketArn(): string {
    const { account, region } = this.environment;
    return this.bucketArn(`cdk-${BOOTSTRAP_QUALIFIER}-assets-${account}-${region.name}`);
  }
}
