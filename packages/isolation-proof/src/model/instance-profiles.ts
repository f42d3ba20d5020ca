import { listOf } from '../templates/json';
import type { TemplateResource } from '../templates/template';
import { requiredText } from './required-text';

/**
 * Names of the roles of an `AWS::IAM::InstanceProfile`, of which there is one: an instance with the profile gets its
 * credentials. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html
 * @throws NotUnderstoodError if a name is not known before deployment
 */
export function rolesOfProfile(profile: TemplateResource): string[] {
  return listOf(profile.properties['Roles']).map((name) => requiredText(name, profile));
}
