import { GetUserCommand } from '@aws-sdk/client-iam';
import type { EnvironmentConfig, OrganizationConfig } from '../../../config/environment-config';
import { ORG_SLUG_TAG } from '../../../config/naming';
import { isAwsError } from '../../account/aws-call-error';
import { inParallel } from '../../hubs/fleet/in-parallel';
import { type Check, failed, type Finding, ok, type PreflightContext } from '../check';
import type { ServiceClients } from '../../account/service-clients';

/** Whether every user in `athenaUsers` exists: CloudFormation attaches their policy and cannot make them. */
export const listedUsersCheck: Check = {
  id: 'users',
  run: ({ environment, selection, clients }: PreflightContext) =>
    listedUserFindings(environment, selection.organizations, clients),
};

/** A finding for each user that organizations list. */
export async function listedUserFindings(
  environment: EnvironmentConfig,
  organizations: readonly OrganizationConfig[],
  { iam }: Pick<ServiceClients, 'iam'>,
): Promise<Finding[]> {
  const listed = organizations.flatMap(({ slug, athenaUsers }) =>
    athenaUsers.map((user) => ({ slug, user })),
  );
  return inParallel(listed, async ({ slug, user }): Promise<Finding> => {
    try {
      const { User } = await iam.send(new GetUserCommand({ UserName: user }));
      const tag = User?.Tags?.find(({ Key }) => Key === ORG_SLUG_TAG)?.Value;
      return ok(
        tag === slug
          ? `IAM user ${user} of ${slug} exists and is tagged`
          : `IAM user ${user} of ${slug} exists and is not tagged yet: after the deployment, run the command ` +
              'in the output TagAthenaUser…, or it is denied all data',
      );
    } catch (error) {
      if (!isAwsError(error, 'NoSuchEntity', 'NoSuchEntityException')) throw error;
      return failed(
        `IAM user ${user}, which ${slug} lists in athenaUsers, does not exist`,
        `create it, or correct it in environments/${environment.name}.json`,
      );
    }
  });
}
