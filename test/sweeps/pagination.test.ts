import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const load = createRequire(__filename);

const NOT_READ = 'asks whether it is allowed; the answer is not read';

/**
 * Calls of operations that AWS answers in pages, each with the reason why one page is all there is. A token that
 * nobody follows loses what is on the next page, and only where there is much of it.
 */
const ONE_PAGE: Readonly<Record<string, string>> = {
  'lib/audit/ask-trail.ts DescribeStacks': 'names its stack',
  'lib/deployed/deployed-stack.ts DescribeStacks': 'names its stack',
  'lib/deployment/administrators-stacks.ts DescribeStacks': 'names its stack',
  'tools/local/story/deployment-refusals.ts ListObjectsV2': NOT_READ,
  'tools/local/story/first-deployment-steps.ts DescribeStacks': 'names its stack',
  'tools/local/story/stack-change.ts DescribeStacks': 'names its stack',
  'lib/deployed/ecr.ts DescribeRepositories': 'names its repository',
  'tools/acceptance/renew-hub.ts ListThingPrincipals': 'a hub has three certificates at most',
  'tools/local/agreement/catalog-calls.ts GetPartitions': NOT_READ,
  'tools/local/agreement/catalog-calls.ts GetTables': NOT_READ,
  'tools/local/agreement/parameter-calls.ts GetParameterHistory': NOT_READ,
  'tools/local/agreement/parameter-calls.ts GetParametersByPath': NOT_READ,
  'tools/local/agreement/query-calls.ts ListQueryExecutions': NOT_READ,
  'tools/local/agreement/s3-calls.ts ListObjectsV2': NOT_READ,
  'tools/local/agreement/s3-calls.ts ListParts': NOT_READ,
};

/** Names of the operations that a module sends by a command of their own, with the package of their client. */
function commandsOf(text: string): { operation: string; client: string }[] {
  return [...text.matchAll(/import \{([^}]*)\} from '(@aws-sdk\/client-[\w-]+)'/g)].flatMap(
    ([, names = '', client = '']) =>
      [...names.matchAll(/\b(\w+)Command\b/g)].map(([, operation = '']) => ({ operation, client })),
  );
}

function isPaginated({ operation, client }: { operation: string; client: string }): boolean {
  return `paginate${operation}` in (load(client) as object);
}

const MODULES = ['bin', 'tools', 'lib'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)),
);

const found = MODULES.flatMap((file) =>
  commandsOf(readFileSync(file, 'utf8'))
    .filter(isPaginated)
    .map(({ operation }) => `${file} ${operation}`),
);

test('what AWS answers in pages is read by its paginator, or has a reason not to be', () => {
  expect([...new Set(found)].sort()).toEqual(Object.keys(ONE_PAGE).sort());
});

test('the sweep finds a list that is read as one page', () => {
  const text = "import { ListRolesCommand, GetRoleCommand } from '@aws-sdk/client-iam';";
  expect(commandsOf(text).filter(isPaginated)).toEqual([
    { operation: 'ListRoles', client: '@aws-sdk/client-iam' },
  ]);
});
