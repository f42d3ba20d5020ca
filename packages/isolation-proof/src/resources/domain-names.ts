/** A name in DNS in one of the ways to write it: it has no case, and may end in a dot. */
export function plainDomain(text: string): string {
  return text
    .toLowerCase()
    .replace(/^dualstack\./, '')
    .replace(/\.$/, '');
}

const DOMAINS_OF_AWS = [
  'amazonaws.com',
  'amazonaws.com.cn',
  'amplifyapp.com',
  'api.aws',
  'awsapprunner.com',
  'awsglobalaccelerator.com',
  'cloudfront.net',
  'elasticbeanstalk.com',
  'on.aws',
];

/** Whether a name in DNS is one that AWS gives to resources, such as load balancers. */
export function isDomainOfAws(text: string): boolean {
  const name = plainDomain(text);
  return DOMAINS_OF_AWS.some((domain) => name.endsWith(`.${domain}`));
}
