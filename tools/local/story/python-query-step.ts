import { join } from 'node:path';
import { z } from 'zod';
import { processEnvironment } from '../child-environment';
import { runProcess } from '../run-process';
import { analystProfile, writeAwsConfig } from './aws-profiles';
import { StoryError } from './outcome';
import { DAILY_SUMS, expectRows } from './daily-sums-query';
import type { OrganizationOfStory, StoryContext } from './story-context';
import type { StoryStep } from './story-step';
import type { ReadingsOfStory } from './uploads';

/** Rows of the query, by the client that ran it. */
const answersSchema = z.record(z.string(), z.array(z.array(z.string())));

/** Clients that nobody here wrote sign in and query, by four lines of AWS config. */
export function pythonQueryStep(
  context: StoryContext,
  organization: OrganizationOfStory,
  readings: ReadingsOfStory,
): StoryStep {
  const { repository, interpreter, naming, scratch, signal } = context;
  const { workgroup, database } = naming.organization(organization.slug);
  return {
    title: 'Python programs sign in as the analyst, and ask the same',
    run: async () => {
      const { exitCode, stdout, stderr } = await runProcess(
        interpreter,
        [
          join(repository, 'tools', 'local', 'story', 'analyst_query.py'),
          ...[workgroup, database, DAILY_SUMS],
        ],
        {
          cwd: scratch,
          env: {
            ...processEnvironment(context),
            AWS_CONFIG_FILE: writeAwsConfig(context, [await analystProfile(context, organization)]),
          },
          signal,
        },
      );
      if (exitCode !== 0) throw new StoryError(`the query failed: ${stderr.slice(-8).join('\n  ')}`);
      const answers = Object.entries(answersSchema.parse(JSON.parse(stdout.join(''))));
      for (const [client, rows] of answers) expectRows(rows, readings, client);
      return `${answers.map(([client]) => client).join(' and ')} got the same rows`;
    },
  };
}
