import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Naming } from '../../../config/naming';
import { parseOrgSlug } from '../../../config/org-slug';
import { AuditTables } from '../../../constructs/audit/tables/audit-tables';
import { organizationAuditQuery } from '../../../constructs/audit/queries/organization-audit';
import { dataBuckets } from '../../../constructs/audit/queries/owned-things';
import { deliveredOnDayBefore } from '../../../constructs/audit/queries/period';
import { identity } from '../../config/identity';

const NAMING = new Naming(identity({ account: '123456789012' }));
/** What EventBridge Scheduler puts the time of a run in place of. */
const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';

/** Tables and queries of an environment, which the local account's tests run over records of a trail. */
export function auditTexts() {
  const slugs = ['acme', 'acme-eu'].map(parseOrgSlug);
  return {
    tables: tableInputs(),
    keys: Object.fromEntries(slugs.map((slug) => [slug, keyArn(slug)])),
    organizations: Object.fromEntries(
      slugs.map((slug) => [
        slug,
        organizationAuditQuery(
          NAMING,
          { slug, keyArn: keyArn(slug), athenaUsers: [`bob-of-${slug}`] },
          deliveredOnDayBefore(SCHEDULED_TIME),
        ),
      ]),
    ),
  };
}

function keyArn(slug: string): string {
  const id = slug === 'acme' ? '1111aaaa-0000-4000-8000-000000000001' : '2222bbbb-0000-4000-8000-000000000002';
  return NAMING.keyArnPattern().replace('*', id);
}

function tableInputs(): unknown[] {
  const stack = new Stack(new App(), 'Audit');
  new AuditTables(stack, 'Tables', {
    naming: NAMING,
    trailBucket: NAMING.shared.auditBucket,
    loggedBuckets: dataBuckets(NAMING),
  });
  const tables = Template.fromStack(stack).findResources('AWS::Glue::Table');
  return Object.values(tables).map(({ Properties }: { Properties: { TableInput: unknown } }) => Properties.TableInput);
}
