import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Naming } from '../../../config/naming';
import { parseOrgSlug } from '../../../config/org-slug';
import { AuditTables } from '../../../constructs/audit/tables/audit-tables';
import { organizationAuditQuery } from '../../../constructs/audit/queries/organization-audit';
import { deliveredFrom, deliveredOnDayBefore } from '../../../constructs/audit/queries/period';
import { SAVED_QUERIES } from '../../../constructs/audit/queries/saved-queries';
import { PARAMETER } from '../../../constructs/audit/queries/sql-text';
import { identity } from '../../config/identity';
import { newApp } from '../../fixtures/cdk-app';

const NAMING = new Naming(identity({ account: '123456789012' }));
/** What EventBridge Scheduler puts the time of a run in place of. */
const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';

const PARAMETERS = { object: PARAMETER, thing: PARAMETER, certificate: PARAMETER, key: PARAMETER };

/** Tables and queries of an environment, which the local account's tests run over records of a trail. */
export function auditTexts() {
  const slugs = ['acme', 'acme-eu'].map(parseOrgSlug);
  return {
    tables: tableInputs(),
    saved: Object.fromEntries(
      SAVED_QUERIES.map(({ name, sql }) => [
        name,
        sql(NAMING, deliveredFrom(PARAMETER, PARAMETER), PARAMETERS),
      ]),
    ),
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
  const id =
    slug === 'acme' ? '1111aaaa-0000-4000-8000-000000000001' : '2222bbbb-0000-4000-8000-000000000002';
  return NAMING.keyArnPattern().replace('*', id);
}

interface MadeTable {
  readonly Properties: { readonly TableInput: unknown };
}

function tableInputs(): unknown[] {
  const stack = new Stack(newApp(), 'Audit');
  new AuditTables(stack, 'Tables', {
    naming: NAMING,
    trailBucket: NAMING.shared.auditBucket,
    loggedBuckets: NAMING.dataBuckets,
  });
  const tables = Template.fromStack(stack).findResources('AWS::Glue::Table');
  return Object.values(tables as Readonly<Record<string, MadeTable>>).map(
    ({ Properties }) => Properties.TableInput,
  );
}
