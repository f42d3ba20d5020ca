import { callerFacts } from './caller-facts';
import { type Fact, type Facts, known } from '../policies/facts';
import type { TemplateResource } from '../templates/template';
import { tagFacts } from './tags';
import { comparedTags, type TenantTags } from './tenant-tags';

/**
 * Facts of every request of a principal: its ARN, account and tags.
 * @param tags undefined if they are not known: then it may have any
 */
export function principalFacts(
  { stack }: TemplateResource,
  arn: string,
  tags: ReadonlyMap<string, string> | undefined,
  tenants: TenantTags,
): Facts {
  return new Map<string, Fact>([
    ['aws:principalarn', known(arn)],
    ...callerFacts(stack.account),
    ...(tags === undefined ? [] : tagFacts('aws:PrincipalTag/', tags, comparedTags(tenants))),
  ]);
}
