import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditorPolicy } from '../../../policies/operators/auditor-policy';
import { NAMING } from '../../fixtures/environment';

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
  const allowed = auditorPolicy(NAMING, { audit: {} }).flatMap(({ Action = [] }) => Action);
  expect(calls.length).toBeGreaterThan(60);
  expect(calls.filter((call) => !allowed.includes(call))).toEqual([]);
});
