import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase } from 'aws-cdk-lib/aws-glue';
import { CfnUser } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { athenaPolicy, suspendedAthenaPolicy } from '../../policies/analyst/athena-policy';
import { acknowledgeInEachPack } from '../acknowledge';
import { ManagedPolicy } from '../managed-policy';
import {
  boundaryArn,
  type OrganizationContext,
  tagAsPrincipal,
} from '../organization/organization-principal';
import { retain } from '../retain';

export interface QueryAccessProps extends OrganizationContext {
  /** Names of existing IAM users that get the policy. */
  readonly users: readonly string[];
  /** Whether to make an IAM user, without access key, for the policy. */
  readonly createUser: boolean;
  /** Bytes after which Athena cancels a query. */
  readonly bytesScannedCutoff: number;
  /** Whether the organization gets its own part of the trail. */
  readonly audit: boolean;
}

/** How an organization's own users query its data: workgroup, database, and the policy to give them. */
export class QueryAccess extends Construct {
  readonly policyArn: string;

  constructor(scope: Construct, id: string, props: QueryAccessProps) {
    super(scope, id);
    const { naming, slug, keyArn } = props;
    const names = naming.organization(slug);
    new CfnWorkGroup(this, 'Workgroup', {
      name: names.workgroup,
      description: `Queries of organization ${slug}`,
      state: props.suspended ? 'DISABLED' : 'ENABLED',
      workGroupConfiguration: {
        // Otherwise the client chooses where its results go, and under which key.
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: props.bytesScannedCutoff,
        resultConfiguration: {
          outputLocation: naming.dataUri(naming.shared.athenaResultsBucket, slug),
          encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: keyArn },
          expectedBucketOwner: naming.environment.account,
        },
      },
    });
    const database = new CfnDatabase(this, 'Database', {
      catalogId: naming.environment.account,
      databaseInput: {
        name: names.database,
        description: `Tables of organization ${slug}`,
        locationUri: naming.dataUri(naming.shared.standardizedBucket, slug),
      },
    });
    retain(database);

    const policy = new ManagedPolicy(this, 'Permissions', {
      managedPolicyName: names.athenaPolicy,
      description: `Query the data of organization ${slug} with Athena`,
      statements: props.suspended
        ? suspendedAthenaPolicy(naming, props, props)
        : athenaPolicy(naming, props, props),
      users: props.createUser ? [...props.users, this.createUser(props).ref] : props.users,
    });
    this.policyArn = policy.policyArn;
  }

  private createUser(props: QueryAccessProps): CfnUser {
    const { naming, slug } = props;
    const user = new CfnUser(this, 'User', {
      userName: naming.organization(slug).athenaUser,
      permissionsBoundary: boundaryArn(props),
    });
    tagAsPrincipal(user, props);
    acknowledgeInEachPack(
      user,
      'IAMUserGroupMembership',
      'The one user of one organization, with the one policy made for it. A group of one would only hide ' +
        'the attachment; a group of several organizations would join what has to stay apart.',
    );
    return user;
  }
}
