import { createInterface } from 'node:readline';
import { z } from 'zod';
import { dataHubCommandLine } from '../local/story/data-hub-command';
import { ClientsError } from './errors';

/** An agent that serves a hub's credentials. */
export interface HubAgent {
  readonly url: string;
  readonly tokenFile: string;
  readonly stop: () => Promise<void>;
}

const startedSchema = z.looseObject({ event: z.literal('started'), url: z.string(), tokenFile: z.string() });

/**
 * Starts `data-hub agent` on any free port, and waits until it has credentials.
 * @param tokenFile where its token is written.
 * @throws ClientsError if it ends.
 */
export async function startHubAgent(
  repository: string,
  configFile: string,
  tokenFile: string,
): Promise<HubAgent> {
  const { execa } = await import('execa');
  const [program, script] = dataHubCommandLine(repository);
  const args = ['agent', '--config', configFile, '--port', '0', '--token-file', tokenFile];
  const agent = execa(program, [script, ...args], { cwd: repository, reject: false, buffer: false });
  const log = createInterface({ input: agent.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    let started: string | undefined;
    // All lines are read as long as it runs: a full pipe would stop it.
    log.on('line', (line) => {
      const { success, data } = startedSchema.safeParse(JSON.parse(line));
      if (success) started = data.url;
      if (started !== undefined && line.includes('credentials-refreshed')) resolve(started);
    });
    log.on('close', () => {
      reject(new ClientsError(`the agent of ${configFile} ended before it had credentials`));
    });
  });
  return {
    url,
    tokenFile,
    stop: async () => {
      agent.kill('SIGTERM');
      await agent;
    },
  };
}
