import { once } from 'node:events';
import { type AgentOptions, startAgent } from './agent';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Runs the agent until the process is told to end; a second signal ends it at once.
 * @throws what {@link startAgent} throws, before anything runs.
 */
export async function runAgent(options: AgentOptions): Promise<void> {
  const agent = await startAgent(options);
  const received = await Promise.race(
    SIGNALS.map(async (signal) => {
      await once(process, signal);
      return signal;
    }),
  );
  for (const signal of SIGNALS) process.removeAllListeners(signal);
  await agent.stop(received);
}
