import type { Naming } from '../../../config/naming';
import type { OrgSlug } from '../../../config/org-slug';

/** What belongs to the organization whose pipeline it is. */
export interface OrganizationOfPipeline {
  readonly naming: Naming;
  readonly slug: OrgSlug;
  /** The organization's key, from the output `KeyArn` of its stack: its id is made at random. */
  readonly keyArn: string;
}

/** Where the tasks run. */
export interface Network {
  readonly vpcId: string;
  /** Private ones, with a way to S3, SQS, Glue, ECR and CloudWatch Logs: endpoints, or a NAT gateway. */
  readonly privateSubnetIds: readonly string[];
}
