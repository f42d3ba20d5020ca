import { compareAccess } from '../../../../packages/isolation-proof/src/difference/compare-access';
import type { CloudFormationTemplate, TemplateResource } from '../../../fixtures/synthesize';
import { synthesize, wholeOf } from '../../../fixtures/synthesize';
import { ACME, ACME_EU, environment, NO_PIPELINES, organization } from '../../../fixtures/environment';
import { SPECIFICATION } from '../../../../lib/isolation/specification';
import { reviewMarkdown } from '../../../../lib/review/markdown/review-markdown';
import { outcomeOf } from '../../../../lib/review/outcome';
import type { Review } from '../../../../lib/review/review';
import { reviewEnvironment } from '../../../../lib/review/review-environment';
import type { ReviewSide } from '../../../../lib/review/sides/review-side';
import type { SideStack } from '../../../../lib/review/sides/side-stack';
import { sideOf } from '../sides-of-test';

const GLOBEX = organization('globex');

/** An environment of three organizations, without pipelines, which no change here is about. */
export const ENVIRONMENT = environment({ organizations: [ACME, ACME_EU, GLOBEX], pipelines: NO_PIPELINES });

export type Templates = Readonly<Record<string, CloudFormationTemplate>>;

export function templatesOf(config = ENVIRONMENT): Templates {
  return synthesize(wholeOf(config));
}

/** The templates with every resource of a stack changed. */
export function withResources(
  templates: Templates,
  change: (resource: TemplateResource, id: string, stack: string) => TemplateResource,
): Templates {
  return Object.fromEntries(
    Object.entries(templates).map(([stack, template]) => [
      stack,
      {
        ...template,
        Resources: Object.fromEntries(
          Object.entries(template.Resources).map(([id, resource]) => [id, change(resource, id, stack)]),
        ),
      },
    ]),
  );
}

function sideOfTemplates(templates: Templates): ReviewSide {
  const prefix = 'ts-test-organization-';
  return sideOf(
    Object.entries(templates).map(([name, template]): SideStack => {
      const slug = name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
      return {
        name,
        text: JSON.stringify(template, null, 1),
        terminationProtection: true,
        ...(slug === undefined ? { tags: {} } : { organization: slug, tags: { orgSlug: slug } }),
      };
    }),
  );
}

export interface ReviewOptions {
  readonly allowed?: readonly string[];
  readonly retired?: readonly string[];
}

export function reviewOf(
  base: Templates,
  head: Templates,
  { allowed = [], retired = [] }: ReviewOptions = {},
): Review {
  const environments = [
    reviewEnvironment({
      name: 'test',
      base: { side: sideOfTemplates(base), config: ENVIRONMENT },
      head: { side: sideOfTemplates(head), config: ENVIRONMENT },
      isRetired: (slug) => retired.includes(slug),
      allowed: new Set(allowed),
      compareAccess: (before, after) => compareAccess(before, after, SPECIFICATION),
    }),
  ];
  return {
    version: 1,
    base: { name: 'main' },
    head: { name: 'change' },
    notes: [],
    environments,
    dependencies: { compared: false, because: 'no revisions' },
    outcome: outcomeOf(environments),
  };
}

export function commentOf(review: Review): string {
  return reviewMarkdown(review);
}
