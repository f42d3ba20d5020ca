import { GetUserCommand } from '@aws-sdk/client-iam';
import { ORG_SLUG_TAG } from '../../../config/naming';
import { isAwsError } from '../../account/aws-call-error';
import { inParallel } from '../../hubs/fleet/in-parallel';
import { type Check, failed, type Finding, ok, type PreflightContext } from '../check';

/** Whether every user in `athenaUsers` exists: CloudFormation attaches their policy and cannot make them. */
export const listedUsersCheck: Check = {
  id: 'users',
  run: async ({ environment, selection, clients }: PreflightContext): Promise<Finding[]> => {
    const listed = selection.organizations.flatMap(({ slug, athenaUsers }) =>
      athenaUsers.map((user) => ({ slug, user })),
    );
    return inParallel(listed, async ({ slug, user }): Promise<Finding> => {
      try {
        const { User } = await clients.iam.send(new GetUserCommand({ UserName: user }));
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
  },
};
