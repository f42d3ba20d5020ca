import type { EnvironmentConfig, OrganizationConfig } from '../../config/environment-config';

/**
 * What CloudFormation gives back as it was written: anything but ASCII comes back as question marks, so that every
 * `cdk diff` would show a change (https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/814).
 */
const KEPT_BY_CLOUDFORMATION = /^[\x20-\x7e]+$/;

/**
 * Description of an organization's stack, with the name that people know where CloudFormation keeps its characters.
 * At most 1,024 bytes: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-description-structure.html
 */
export function organizationDescription(
  { slug, displayName }: OrganizationConfig,
  { name, namePrefix }: EnvironmentConfig,
): string {
  // What begins like a token of the CDK would be resolved at synth.
  const shown = KEPT_BY_CLOUDFORMATION.test(displayName) && !displayName.includes('${');
  return `Organization ${slug}${shown ? ` (${displayName})` : ''} of ${namePrefix} ${name}`;
}
