import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS_LOG_TABLE, ORGANIZATION_AUDIT_TABLE, TRAIL_TABLE } from '../../../config/audit-tables';
import { parseOrgSlug } from '../../../config/org-slug';
import { settingsPolicy, trailPolicy } from '../../../policies/operators/auditor-policies';
import { operatorBoundaries } from '../../../policies/operators/operator-boundaries';
import type { Statement } from '../../../policies/statement';
import { NAMING } from '../../fixtures/environment';
import { OPERATORS_BY_OIDC } from '../../fixtures/operators';

/** Where `npm run drift` makes its calls. */
const FOLDERS = ['lib/deployed', 'lib/drift'];
const IMPORT = /import (?:type )?\{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g;
const CALL = /\b(?:paginate(\w+)|(\w+)Command)\b/g;

/** As IAM calls services and actions that the SDK calls otherwise. */
const SERVICES: Readonly<Record<string, string>> = {
  accessanalyzer: 'access-analyzer',
  'cloudwatch-logs': 'logs',
  eventbridge: 'events',
};
const ACTIONS: Readonly<Record<string, string>> = {
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:GetBucketLifecycleConfiguration': 's3:GetLifecycleConfiguration',
  's3:GetBucketNotificationConfiguration': 's3:GetBucketNotification',
  's3:GetObjectLockConfiguration': 's3:GetBucketObjectLockConfiguration',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
};

function callsIn(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].flatMap(([, names = '', client = '']) =>
    [...names.matchAll(CALL)].map(([, paginated, single]) => {
      const action = `${SERVICES[client] ?? client}:${paginated ?? single ?? ''}`;
      return ACTIONS[action] ?? action;
    }),
  );
}

test('the auditor, whose command it is, may make every call of npm run drift', () => {
  const calls = FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => callsIn(join(folder, file))),
  );
  const allowed = [...settingsPolicy(), ...trailPolicy(NAMING, {})].flatMap(({ Action = [] }) => Action);
  expect(calls.length).toBeGreaterThan(60);
  expect(calls.filter((call) => !allowed.includes(call))).toEqual([]);
});

/** Whether Glue shows a table: it asks about the catalog, the database and the table. */
function shows(statements: readonly Statement[], database: string, table: string): boolean {
  const resources = statements
    .filter(({ Effect, Action }) => Effect === 'Allow' && Action?.includes('glue:GetTable') === true)
    .flatMap(({ Resource = [] }) => Resource)
    .map((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`));
  return [NAMING.catalogArn(), NAMING.databaseArn(database), NAMING.tableArn(database, table)].every((arn) =>
    resources.some((pattern) => pattern.test(arn)),
  );
}

describe.each([
  ['policies', [...settingsPolicy(), ...trailPolicy(NAMING, {})]],
  [
    'boundary',
    operatorBoundaries(NAMING, { audit: {}, signIn: OPERATORS_BY_OIDC }).flatMap(({ uses, statements }) =>
      uses.includes('auditor') ? statements : [],
    ),
  ],
])('tables of stacks and the %s of the auditor', (_, statements) => {
  const acme = NAMING.organization(parseOrgSlug('acme-eu')).database;

  test.each([
    [NAMING.shared.auditDatabase, TRAIL_TABLE],
    [NAMING.shared.auditDatabase, ACCESS_LOG_TABLE],
    [acme, ORGANIZATION_AUDIT_TABLE],
  ])('%s.%s is read back', (database, table) => {
    expect(shows(statements, database, table)).toBe(true);
  });

  test.each([
    [acme, 'readings'],
    [acme, `${ORGANIZATION_AUDIT_TABLE}_readings`],
    [acme, `readings_${ORGANIZATION_AUDIT_TABLE}`],
    ['ts_other_acme', ORGANIZATION_AUDIT_TABLE],
  ])('%s.%s, of which no stack has a table, is not', (database, table) => {
    expect(shows(statements, database, table)).toBe(false);
  });
});
