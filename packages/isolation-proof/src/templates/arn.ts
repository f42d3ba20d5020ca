import type { TemplateResource } from './template';

/** The ARN of something of a service, where a resource of the templates is deployed to. */
export function arnOf(
  { stack: { partition, region, account } }: TemplateResource,
  service: string,
  resource: string,
): string {
  const global = service === 'iam' || service === 's3';
  return ['arn', partition, service, global ? '' : region, service === 's3' ? '' : account, resource].join(
    ':',
  );
}
