import { ORGANIZATION_AUDIT_TABLE } from '../../../config/audit-tables';
import { z } from 'zod';
import { callerClients } from '../caller-clients';
import { askEmulator } from '../emulator-api';
import { ANALYST, claimsOfAnalyst, signIn } from './analyst';
import { type AuditLine, expectExactly, expectToldOf } from './audit-lines';
import type { Hub } from './hub';
import { operatorEnvironment, type Operators, PEOPLE } from './operators';
import { refused, StoryError } from './outcome';
import { platformCommand } from './platform-command';
import { runQuery } from './query';
import type { Neighbours, StoryContext } from './story-context';
import type { StoryStep } from './story-step';
import { recordedAt } from './trail-records';
import { UPLOADS } from './uploads';

const deliverySchema = z.object({ delivered: z.number(), failed: z.number(), unrecorded: z.number() });
const runSchema = z.object({
  outcome: z.string(),
  query: z.object({ state: z.string(), reason: z.string().nullable() }).optional(),
});

const lineSchema = z.record(z.string(), z.string());

const DAY = 24 * 60 * 60 * 1000;
const COLUMNS = ['event_time', 'caller', 'person', 'action', 'resource', 'outcome', 'event_id'] as const;

/** What was done is told to the organization that it concerns, exactly; and to nobody else. */
export function auditSteps(
  context: StoryContext,
  { own, other }: Neighbours,
  { auditor }: Operators,
  hub: Hub,
): StoryStep[] {
  const { naming, environment, emulator, signal } = context;
  const { slug } = own;
  const names = naming.organization(slug);
  let delivered = '';
  let told: readonly AuditLine[] = [];
  const analyst = async () =>
    callerClients(
      context,
      await signIn(context, slug, await context.issuer.sign(claimsOfAnalyst(context, slug))),
    );
  return [
    {
      title: 'CloudTrail delivers what it has recorded into the bucket of the trail',
      run: async () => {
        delivered = secondsOf(new Date());
        const counts = await askEmulator(emulator.endpoint, ['POST', 'cloudtrail/deliver'], deliverySchema);
        if (counts.failed > 0 || counts.unrecorded > 0) {
          throw new StoryError(
            `${counts.failed} records were not delivered, ${counts.unrecorded} not recorded`,
          );
        }
        return 'every record';
      },
    },
    {
      title: `The schedule of ${slug} runs, as it will tomorrow, and delivers its part of the trail`,
      run: async () => {
        const scheduledTime = secondsOf(new Date(Date.now() + DAY));
        const { outcome, query } = await askEmulator(
          emulator.endpoint,
          ['POST', 'scheduler/run'],
          runSchema,
          { group: naming.shared.auditScheduleGroup, name: names.auditSchedule, scheduledTime },
        );
        if (query?.state !== 'SUCCEEDED') throw new StoryError(`${outcome}: ${query?.reason ?? 'no query'}`);
        return `in its own folder, under its own key`;
      },
    },
    {
      title: `The analyst ${ANALYST} of ${slug} reads the table ${ORGANIZATION_AUDIT_TABLE}`,
      run: async () => {
        const sql = `SELECT ${COLUMNS.map((name) => `coalesce(${name}, '')`).join(', ')} FROM "${ORGANIZATION_AUDIT_TABLE}"`;
        const { rows } = await runQuery((await analyst()).athena, { sql, ...names }, signal);
        told = rows.map((row) => Object.fromEntries(COLUMNS.map((name, index) => [name, row[index] ?? ''])));
        const object = `${naming.bucketArn(naming.shared.rawBucket)}/${hub.config.prefix}${UPLOADS.readings}`;
        expectToldOf(told, [
          { what: "its hub's upload", action: 'PutObject', resource: object, outcome: 'succeeded' },
          { what: "its analyst's query", action: 'StartQueryExecution', caller: `/${ANALYST}` },
          { what: 'the revocation', action: 'PutRolePolicy', person: PEOPLE['hub-revoker'] },
          { what: 'break-glass', action: 'AssumeRoleWithWebIdentity', person: PEOPLE['break-glass'] },
        ]);
        return `${told.length} lines: its hub's upload, its analyst's query, the revocation, break-glass`;
      },
    },
    {
      title: `It has every record of objects of ${slug}, and no line of ${other.slug}`,
      run: async () => {
        const strangers = told.filter((line) => JSON.stringify(line).includes(other.slug));
        if (strangers.length > 0)
          throw new StoryError(`it tells of ${other.slug}: ${JSON.stringify(strangers[0])}`);
        const records = await recordedAt(callerClients(context, auditor).s3, naming, slug);
        const prefix = `${naming.bucketArn(naming.shared.rawBucket)}/${naming.dataPrefix(slug)}`;
        const lines = told.filter(
          ({ resource = '', action = '' }) => resource.startsWith(prefix) && action.endsWith('Object'),
        );
        expectExactly(
          ids(lines).filter((id) => records.has(id)),
          ids(lines),
          'records of the trail',
        );
        // To the second: what was delivered in the same one may be later.
        expectExactly(
          ids(lines.filter(({ event_time: time = '' }) => time < delivered)),
          [...records].filter(([, time]) => time < delivered).map(([id]) => id),
          'lines of the table',
        );
        return `${lines.length} objects of raw data, as the records of the trail say`;
      },
    },
    {
      title: `An analyst of ${slug} reads the trail itself`,
      run: async () => {
        const { s3 } = await analyst();
        return refused(() => recordedAt(s3, naming, slug));
      },
    },
    {
      title: `${PEOPLE.auditor} asks the same: npm run audit -- --organization ${slug}`,
      run: async () => {
        const printed = await platformCommand(
          context,
          'audit',
          ['--environment', environment.name, '--organization', slug, '--since', '24h', '--json'],
          operatorEnvironment(context, auditor),
        );
        const lines = printed
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => lineSchema.parse(JSON.parse(line)));
        const before = (all: readonly AuditLine[]): string[] =>
          ids(all.filter(({ event_time: time = '' }) => time < delivered));
        expectExactly(before(lines), before(told), 'lines of npm run audit');
        return `the same ${before(told).length} lines`;
      },
    },
  ];
}

function ids(lines: readonly AuditLine[]): string[] {
  return lines.map(({ event_id: id = '' }) => id);
}

/** As records have it: UTC, to the second. */
function secondsOf(moment: Date): string {
  return `${moment.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`;
}
