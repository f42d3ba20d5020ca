import { Naming } from '../../../config/naming';
import type { OperationsConfig } from '../../../config/operations';
import { stackTags } from '../../../config/stack-tags';
import { administratorsText, leftToAdministrators } from '../../../lib/deployment/administrators-stacks';
import type { CdkOutcome } from '../../../lib/deployment/cdk-command';
import { deploy } from '../../../lib/deployment/deploy';
import { parseDeployArguments } from '../../../lib/deployment/deploy-arguments';
import { AccountStacks } from '../../../lib/preflight/account-stacks';
import type { ClientsOf } from '../../../lib/preflight/open-account';
import { accountClients } from '../../../lib/account/service-clients';
import { environment } from '../../fixtures/environment';
import { GUARDED } from '../../fixtures/guarded';
import { answering, madeOnce } from '../hubs/fixtures/answering';
import { serviceError } from '../hubs/fixtures/service-error';
import { FakeAccount } from '../preflight/fake-account';
import { DONE, FAILED } from './deployment-run';

const withOperations = (operations: OperationsConfig): ReturnType<typeof environment> =>
  environment({ operations });
const { signIn } = GUARDED.operations;
const OPERATED = withOperations({ ...(signIn === undefined ? {} : { signIn }), deployment: true });
const { sharedStack, operationsStack } = new Naming(OPERATED).shared;
const HOW_TO =
  'An administrator runs, with credentials of their own: ' +
  `npm run deploy -- -c environment=test ${operationsStack}`;

const realClients = madeOnce(accountClients);

/** Whoever calls with their own credentials, and not with a role's of `cdk bootstrap`, is answered so. */
function callers(account: FakeAccount, answer: () => unknown): ClientsOf {
  return (config, credentials) =>
    credentials === undefined
      ? answering(realClients(config.region), (service, command, input) =>
          service === 'cloudformation' ? answer() : account.answerTo(`${service}:${command}`, input),
        )
      : account.clientsOf(config, credentials);
}

const denied = (): never => {
  throw serviceError('AccessDenied', 'is not authorized to perform: cloudformation:DescribeStacks', 403);
};
const absent = (): never => {
  throw serviceError('ValidationError', `Stack with id ${operationsStack} does not exist`, 400);
};

test.each<[string, () => unknown, string[]]>([
  ['who may not describe it', denied, [operationsStack]],
  ['an administrator', () => ({ Stacks: [] }), []],
  ['an administrator, before it is there', absent, []],
])('%s', async (_who, answer, expected) => {
  const clientsOf = callers(new FakeAccount(), answer);
  const left = (names: string[]): Promise<string[]> => leftToAdministrators(names, OPERATED, clientsOf);
  expect(await left([sharedStack, operationsStack])).toEqual(expected);
  expect(await left([sharedStack])).toEqual([]);
});

test('where CloudFormation has AdministratorAccess, nothing is left', async () => {
  const { deployment: _off, ...operations } = OPERATED.operations;
  const clientsOf = callers(new FakeAccount(), denied);
  expect(await leftToAdministrators([operationsStack], withOperations(operations), clientsOf)).toEqual([]);
  expect(administratorsText([operationsStack], withOperations(operations))).toEqual([]);
});

describe('npm run deploy without an administrator', () => {
  /** Both stacks are new. */
  async function run(...argv: string[]): Promise<{ exitCode: number; said: string; deploys: string[][] }> {
    const account = new FakeAccount();
    const clientsOf = callers(account, denied);
    const names = [sharedStack, operationsStack];
    const said: string[] = [];
    const deploys: string[][] = [];
    const stacks = new AccountStacks(account.clientsOf(OPERATED));
    const exitCode = await deploy({
      selection: { environment: OPERATED, shared: true, organizations: [] },
      args: parseDeployArguments(argv),
      before: await Promise.all(names.map((name) => stacks.named(name))),
      cdk: ([command, ...args]): Promise<CdkOutcome> => {
        if (command === 'deploy') {
          deploys.push(args.filter((arg) => names.includes(arg)));
          for (const name of args.filter((arg) => names.includes(arg))) account.stack(name, {});
        }
        return Promise.resolve(DONE);
      },
      assembly: () =>
        names.map((name) => ({
          name,
          template: { Resources: {}, Outputs: {} },
          tags: { ...stackTags('test') },
          terminationProtection: true,
        })),
      clientsOf,
      say: (line) => said.push(line),
      print: () => undefined,
    });
    return { exitCode, said: said.join('\n'), deploys };
  }

  test('deploys the rest, says who has to deploy what, and ends with 1', async () => {
    expect(await run()).toEqual({
      exitCode: 1,
      said: `${operationsStack} is an administrator's to deploy, and you may not. It was left out. ${HOW_TO}`,
      deploys: [[sharedStack]],
    });
  });

  test('deploys nothing if such a stack is named', async () => {
    const { exitCode, said, deploys } = await run(operationsStack);
    expect([exitCode, deploys]).toEqual([1, []]);
    expect(said).toContain('Nothing was deployed.');
  });
});

test('a stack that was tried and has failed is told, and no other', () => {
  expect(administratorsText([sharedStack, ...FAILED.failedStacks], OPERATED)).toEqual([]);
  expect(administratorsText([operationsStack], OPERATED)).toEqual([
    `If ${operationsStack} failed for lack of a permission: CloudFormation's role has none there. ${HOW_TO}`,
  ]);
});
