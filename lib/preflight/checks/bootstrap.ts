import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { isAwsError } from '../../account/aws-call-error';
import { BOOTSTRAP_VERSION_PARAMETER } from '../bootstrap-role';
import { type Check, failed, type Finding, ok, type PreflightContext } from '../check';

/** What the CDK's synthesizer asks for; a test holds it to what is synthesized. */
export const LEAST_BOOTSTRAP_VERSION = 6;

/** Whether account and Region are bootstrapped for the CDK, recently enough. */
export const bootstrapCheck: Check = {
  id: 'bootstrap',
  run: async ({ environment, clients }: PreflightContext): Promise<Finding[]> => {
    const place = `aws://${environment.account}/${environment.region.name}`;
    const fix = `run: npx cdk bootstrap ${place}`;
    try {
      const { Parameter } = await clients.ssm.send(
        new GetParameterCommand({ Name: BOOTSTRAP_VERSION_PARAMETER }),
      );
      const version = Number(Parameter?.Value);
      return version >= LEAST_BOOTSTRAP_VERSION
        ? [ok(`${place} is bootstrapped, version ${version}`)]
        : [
            failed(
              `${place} is bootstrapped with version ${Parameter?.Value ?? '?'}, and ${LEAST_BOOTSTRAP_VERSION} is needed`,
              fix,
            ),
          ];
    } catch (error) {
      if (!isAwsError(error, 'ParameterNotFound')) throw error;
      return [failed(`${place} is not bootstrapped for the CDK`, fix)];
    }
  },
};
