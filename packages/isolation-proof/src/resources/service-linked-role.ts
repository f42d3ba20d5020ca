import type { TemplateResource } from '../templates/template';

/**
 * A role that a service makes for itself in an account: nobody else assumes it or can be given it, and what it may do, AWS
 * decides. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
 */
export function isServiceLinked(role: string | undefined, { stack }: TemplateResource): boolean {
  const { partition, account } = stack;
  return role?.startsWith(`arn:${partition}:iam::${account}:role/aws-service-role/`) === true;
}
