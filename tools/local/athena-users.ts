import { CreateUserCommand, paginateListUserTags, TagUserCommand } from '@aws-sdk/client-iam';
import { PlatformError } from '../../config/errors';
import { everyPage } from '../../lib/account/every-page';
import type { ServiceClients } from '../../lib/account/service-clients';

/** What an administrator runs once for each existing IAM user that is given to an organization. */
export interface TagUserCall {
  readonly userName: string;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

/** The command that tags a user, as a stack prints it, does not do so. */
export class TagUserError extends PlatformError {
  readonly code = 'TAG_USER';

  constructor(message: string) {
    super(message);
    this.name = 'TagUserError';
  }
}

const TAG_USER_OUTPUT = /^TagAthenaUser\d+$/;

/**
 * Makes the IAM users that the environment's file lists: in a real account they are there before the platform,
 * and no stack of ours makes them.
 */
export async function createExistingUsers(
  { iam }: ServiceClients,
  userNames: readonly string[],
): Promise<void> {
  for (const UserName of userNames) await iam.send(new CreateUserCommand({ UserName }));
}

/**
 * The commands that an organization's stack prints in its outputs. They are read, not composed again, so that
 * what is tried here is what an administrator will paste.
 * @throws TagUserError if one cannot be read.
 */
export function printedTagUserCalls(outputs: Readonly<Record<string, string>>): TagUserCall[] {
  return Object.entries(outputs)
    .filter(([name]) => TAG_USER_OUTPUT.test(name))
    .map(([, command]) => parseTagUserCommand(command));
}

function parseTagUserCommand(command: string): TagUserCall {
  const match = /^aws iam tag-user --user-name (\S+) --tags((?: Key=[^\s,]+,Value=[^\s,]+)+)$/.exec(command);
  const [, userName, tags] = match ?? [];
  if (userName === undefined || tags === undefined) {
    throw new TagUserError(`the stack's output is not a command that tags a user: ${command}`);
  }
  return {
    userName,
    tags: [...tags.matchAll(/Key=([^\s,]+),Value=([^\s,]+)/g)].map(([, Key = '', Value = '']) => ({
      Key,
      Value,
    })),
  };
}

/**
 * Does what the commands do, and makes sure that each user has its tags then.
 * @throws TagUserError if one has not.
 */
export async function tagUsers({ iam }: ServiceClients, calls: readonly TagUserCall[]): Promise<void> {
  for (const { userName: UserName, tags } of calls) {
    await iam.send(new TagUserCommand({ UserName, Tags: [...tags] }));
    const found = await everyPage(paginateListUserTags({ client: iam }, { UserName }), ({ Tags }) => Tags);
    for (const { Key, Value } of tags) {
      if (!found.some((tag) => tag.Key === Key && tag.Value === Value)) {
        throw new TagUserError(`tag ${Key} of ${UserName} is not there after it was set`);
      }
    }
  }
}
