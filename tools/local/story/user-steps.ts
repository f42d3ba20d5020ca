import { GetObjectCommand } from '@aws-sdk/client-s3';
import { type CallerClients, callerClients } from '../caller-clients';
import { DAILY_SUMS, expectRows } from './daily-sums-query';
import { refused } from './outcome';
import { accessKeyOf } from './people';
import { runQuery } from './query';
import type { Neighbours, OrganizationOfStory, StoryContext } from './story-context';
import type { StoryStep } from './story-step';
import type { ReadingsOfStory } from './uploads';

/** An existing IAM user, with the policy that its organization has for users, asks what the analyst asked. */
export function userSteps(
  context: StoryContext,
  { own, other }: Neighbours,
  readings: ReadingsOfStory,
): StoryStep[] {
  const [user] = own.users;
  if (user === undefined) return [];
  const { naming, signal } = context;
  let clients: CallerClients | undefined;
  const as = async (): Promise<CallerClients> =>
    (clients ??= callerClients(context, await accessKeyOf(context, user)));
  const query = async ({ slug }: OrganizationOfStory) =>
    runQuery((await as()).athena, { sql: DAILY_SUMS, ...naming.organization(slug) }, signal);
  return [
    {
      title: `The IAM user ${user}, with the policy of ${own.slug}, asks the same`,
      run: async () => {
        const { rows } = await query(own);
        expectRows(rows, readings, user);
        return 'the same rows';
      },
    },
    { title: `The user queries in the workgroup of ${other.slug}`, run: () => refused(() => query(other)) },
    {
      title: `The user reads standardized data of ${other.slug}`,
      run: () =>
        refused(async () =>
          (await as()).s3.send(
            new GetObjectCommand({
              Bucket: naming.shared.standardizedBucket,
              Key: `${naming.dataPrefix(other.slug)}example.parquet`,
            }),
          ),
        ),
    },
  ];
}
