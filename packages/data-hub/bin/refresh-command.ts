import { Command } from 'commander';
import { portOf } from './agent-command';
import { runCommand } from './run-command';

interface Options {
  readonly config: string;
  readonly port?: number;
  readonly tokenFile?: string;
  readonly cache?: string;
  readonly json?: boolean;
}

/** `refresh`: has everything on this machine that keeps credentials of the hub fetch new ones now. */
export function refreshCommand(): Command {
  return new Command('refresh')
    .summary('fetch new credentials now, in the agent and in the cache')
    .description(
      'Has the running agent fetch credentials now (as SIGHUP does), and renews the cache of the credentials command ' +
        'if there is one, or no agent. Use it after fixing something, instead of waiting for minutes. Credentials ' +
        'that are valid stay in use if fetching fails.',
    )
    .requiredOption('--config <file>', 'hub.json of this hub')
    .option('--port <number>', 'port of the agent (default: 9911)', portOf)
    .option('--token-file <file>', 'token file of the agent (default: .agent-token beside hub.json)')
    .option(
      '--cache <file>',
      'cache of the credentials command (default: .credentials-cache.json beside hub.json)',
    )
    .option('--json', 'print how it went as JSON')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  data-hub refresh --config /etc/data-hub/hub.json --token-file /run/data-hub/token',
        '  systemctl kill --signal=HUP data-hub-agent    the agent only; how it went is in its log',
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action((options: Options) => runCommand(() => refresh(options)));
}

async function refresh({ config: configFile, port, tokenFile, cache, json }: Options): Promise<void> {
  const { DEFAULT_AGENT_PORT } = await import('../src/agent/agent.js');
  const { refreshKeepers } = await import('../src/agent/refresh-keepers.js');
  const { readHubConfig } = await import('../src/hub-config.js');
  const outcomes = await refreshKeepers({
    config: readHubConfig(configFile),
    configFile,
    port: port ?? DEFAULT_AGENT_PORT,
    tokenFile,
    cacheFile: cache,
  });
  if (json === true) console.log(JSON.stringify(outcomes, null, 2));
  for (const { keeper, expires, problem } of outcomes) {
    if (problem !== undefined) console.error(`${keeper}: ${problem}`);
    else if (json !== true) console.log(`${keeper}: new credentials until ${expires ?? ''}`);
  }
  if (outcomes.some(({ problem }) => problem !== undefined)) process.exitCode = 1;
}
