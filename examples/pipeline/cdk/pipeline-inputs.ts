import type { DataHubFolders } from '../../../config/environment-config';
import type { Naming } from '../../../config/naming';
import type { OrgSlug } from '../../../config/org-slug';

/** What belongs to the organization whose pipeline it is. */
export interface OrganizationOfPipeline {
  readonly naming: Naming;
  readonly slug: OrgSlug;
  /** The organization's key, from the output `KeyArn` of its stack: its id is made at random. */
  readonly keyArn: string;
}

/** What the environment says of the organization's Data Hubs. */
export interface HubsOfPipeline {
  /** Whether keys of raw objects say which hub uploaded them. */
  readonly folders: DataHubFolders;
}

/** Where the tasks run. */
export interface Network {
  readonly vpcId: string;
  /** Private ones, with a way to S3, SQS, Glue, ECR and CloudWatch Logs: endpoints, or a NAT gateway. */
  readonly privateSubnetIds: readonly string[];
}
