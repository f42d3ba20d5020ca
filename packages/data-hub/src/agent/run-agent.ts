import { once } from 'node:events';
import { type AgentOptions, startAgent } from './agent';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Runs the agent until the process is told to end; SIGHUP has it fetch now. More of these signals change nothing: ending takes moments,
 * and terminals and wrappers such as npm and timeout often send two.
 * @throws what {@link startAgent} throws, before anything runs.
 */
export async function runAgent(options: AgentOptions): Promise<void> {
  const agent = await startAgent(options);
  const told = new AbortController();
  const end = (signal: NodeJS.Signals): void => {
    told.abort(signal);
  };
  // For as long as the process lives: a second signal may come when everything has ended already.
  for (const signal of SIGNALS) process.on(signal, end);
  process.on('SIGHUP', () => {
    // How it went is in the log.
    void agent.refresh();
  });
  await once(told.signal, 'abort');
  await agent.stop(String(told.signal.reason));
}
