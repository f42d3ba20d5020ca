import { destinationsOf, sourcesOf } from '../../../packages/isolation-proof/src/resources/flows';
import type { TextForm } from '../../../packages/isolation-proof/src/resources/described-flow';
import { rolesCarriedBy } from '../../../packages/isolation-proof/src/resources/roles-carried';
import type { JsonObject } from '../../../packages/isolation-proof/src/templates/json';
import { resolveText } from '../../../packages/isolation-proof/src/resources/resolve';
import type { Path } from '../edit';
import type { ResourceSite } from '../ground';
import { type Edits, type Operator, resourceOperator } from './operator';

/** An account that has nothing to do with the environment. */
const FOREIGN_ACCOUNT = '999988887777';

/** Leads data elsewhere, or has somebody else's role act. */
export const FLOW_OPERATORS: readonly Operator[] = [
  resourceOperator('redirect-flow', 'leads data to another account, or to another organization', (site) =>
    [...destinationsOf(site.resource), ...sourcesOf(site.resource)].flatMap(
      ({ place, value, form, whole }) => {
        // What a resource is a part of, is asked of an organization's only.
        if (whole !== undefined && site.organization === undefined) return [];
        const text = resolveText(value, site.resource.stack);
        const path = pathOf(place);
        return [foreign(form, site), ...(text === undefined ? [] : otherOrganization(text, site))].map(
          (elsewhere): Edits => [{ path, value: elsewhere }],
        );
      },
    ),
  ),
  resourceOperator('foreign-role', 'acts under a role that no template makes', ({ resource }) =>
    rolesCarriedBy(resource).map(({ place }): Edits => [
      {
        path: pathOf(place),
        value: `arn:${resource.stack.partition}:iam::${resource.stack.account}:role/unknown`,
      },
    ]),
  ),
  resourceOperator('add-flow', 'has a bucket send what it knows of objects to another account', (site) =>
    site.resource.type === 'AWS::S3::Bucket' ? exportsOf(site).map((edit): Edits => [edit]) : [],
  ),
];

/** Somebody else's place of the form. */
function foreign(form: TextForm, { resource: { stack } }: ResourceSite): string {
  switch (form) {
    case 's3-uri':
      return `s3://foreign-${FOREIGN_ACCOUNT}/`;
    case 'bucket-name':
      return `foreign-${FOREIGN_ACCOUNT}`;
    default:
      return `arn:${stack.partition}:sqs:${stack.region}:${FOREIGN_ACCOUNT}:foreign`;
  }
}

function otherOrganization(text: string, { organization }: ResourceSite): string[] {
  if (organization === undefined) return [];
  const changed = text.replaceAll(organization.slug, organization.other);
  return changed === text ? [] : [changed];
}

function exportsOf({
  resource: { stack },
}: ResourceSite): { path: Path; value: JsonObject | JsonObject[] }[] {
  const bucket = `arn:${stack.partition}:s3:::foreign-${FOREIGN_ACCOUNT}`;
  return [
    {
      path: ['InventoryConfigurations'],
      value: [
        {
          Id: 'all',
          Enabled: true,
          IncludedObjectVersions: 'All',
          ScheduleFrequency: 'Daily',
          Destination: { BucketArn: bucket, Format: 'CSV' },
        },
      ],
    },
    {
      path: ['AnalyticsConfigurations'],
      value: [
        {
          Id: 'all',
          StorageClassAnalysis: {
            DataExport: { OutputSchemaVersion: 'V_1', Destination: { BucketArn: bucket, Format: 'CSV' } },
          },
        },
      ],
    },
    {
      path: ['NotificationConfiguration'],
      value: {
        TopicConfigurations: [
          {
            Event: 's3:ObjectCreated:*',
            Topic: `arn:${stack.partition}:sns:${stack.region}:${FOREIGN_ACCOUNT}:foreign`,
          },
        ],
      },
    },
  ];
}

/** The path of a place such as `Targets[0].Arn`. */
export function pathOf(place: string): Path {
  return place
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
