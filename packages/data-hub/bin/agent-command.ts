import { Command, InvalidArgumentError } from 'commander';
import { runCommand } from './run-command';

interface Options {
  readonly config: string;
  readonly port?: number;
  readonly tokenFile?: string;
}

const MAX_PORT = 65_535;

/** `agent`: credentials for the programs of a hub, kept fresh in the background. */
export function agentCommand(): Command {
  return new Command('agent')
    .summary('keep credentials fresh and serve them on this machine')
    .description(
      'Fetches credentials every 30 minutes and serves them on loopback to programs that can read the token file, ' +
        'as the container credentials endpoint that every AWS SDK knows. Runs until it is told to end (SIGTERM). ' +
        'Logs JSON lines to standard output; lines with "level":"alert" need somebody.',
    )
    .requiredOption('--config <file>', 'hub.json of this hub')
    .option('--port <number>', 'port on 127.0.0.1; 0: any (default: 9911)', portOf)
    .option(
      '--token-file <file>',
      'where the token is written, mode 0600 (default: .agent-token beside hub.json)',
    )
    .addHelpText(
      'after',
      [
        '',
        'Example:',
        '  data-hub agent --config /etc/data-hub/hub.json --token-file /run/data-hub/token',
        '',
        'Environment of the programs that use it:',
        '  AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:9911/credentials',
        '  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=/run/data-hub/token',
        '',
        'Health: curl http://127.0.0.1:9911/health    200 while there are valid credentials, else 503',
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action((options: Options) => runCommand(() => run(options)));
}

async function run({ config: configFile, port, tokenFile }: Options): Promise<void> {
  const { DEFAULT_AGENT_PORT } = await import('../src/agent/agent.js');
  const { runAgent } = await import('../src/agent/run-agent.js');
  const { readHubConfig } = await import('../src/hub-config.js');
  await runAgent({
    config: readHubConfig(configFile),
    configFile,
    port: port ?? DEFAULT_AGENT_PORT,
    tokenFile,
    onLog: (line) => {
      console.log(line);
    },
  });
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > MAX_PORT) throw new InvalidArgumentError(`write 0 to ${MAX_PORT}.`);
  return port;
}
