import { Command, InvalidArgumentError } from 'commander';
import { runCommand } from './run-command';

interface Options {
  readonly config: string;
  readonly port?: number;
  readonly listen?: readonly string[];
  readonly tokenFile?: string;
  readonly stableToken?: boolean;
  readonly tokenGroup?: string;
}

const MAX_PORT = 65_535;

/** `agent`: credentials for the programs of a hub, kept fresh in the background. */
export function agentCommand(): Command {
  return new Command('agent')
    .summary('keep credentials fresh and serve them on this machine')
    .description(
      'Fetches credentials every 30 minutes and serves them on loopback to programs that can read the token file, ' +
        'as the container credentials endpoint of ECS and EKS. Runs until it is stopped (SIGTERM); SIGHUP makes it ' +
        'fetch now. Logs JSON lines to standard output; lines with "level":"alert" need attention.',
    )
    .requiredOption('--config <file>', 'hub.json of this hub')
    .option('--port <number>', 'port on 127.0.0.1 and ::1; 0: any (default: 9911)', portOf)
    .option(
      '--listen <address...>',
      'listen there, too: an address of ECS or EKS (169.254.170.2, 169.254.170.23, fd00:ec2::23) that this machine has',
    )
    .option(
      '--token-file <file>',
      'where the token is written, mode 0600 (default: .agent-token beside hub.json)',
    )
    .option('--stable-token', 'keep the token that stands in the file (default: a new one at each start)')
    .option('--token-group <group>', 'name or number of a group that may read the token: mode 0640')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  data-hub agent --config /etc/data-hub/hub.json --token-file /run/data-hub/token',
        '  data-hub agent --config /etc/data-hub/hub.json --token-file /run/data-hub/token --stable-token --token-group uploads',
        '',
        'Environment of the programs that use it:',
        '  AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:9911/credentials',
        '  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=/run/data-hub/token',
        'Programs that do not know the last one (AWS CLI 2.9, boto3 1.17, rclone 1.60, s5cmd 2.3; most from before 2024)',
        'take the text of the token:',
        '  AWS_CONTAINER_AUTHORIZATION_TOKEN="$(cat /run/data-hub/token)"',
        'For a container, mount the folder of the token file, not the file: the file is replaced when it is written.',
        '',
        'Health: curl http://127.0.0.1:9911/health    200 while programs can get valid credentials, else 503',
      ].join('\n'),
    )
    .allowExcessArguments(false)
    .action((options: Options) => runCommand(() => run(options)));
}

async function run({ config: configFile, port, listen, tokenFile, ...token }: Options): Promise<void> {
  const { DEFAULT_AGENT_PORT } = await import('../src/agent/agent.js');
  const { runAgent } = await import('../src/agent/run-agent.js');
  const { readHubConfig } = await import('../src/hub-config.js');
  const { checkedGroup } = await import('../src/agent/group-number.js');
  await runAgent({
    config: readHubConfig(configFile),
    configFile,
    port: port ?? DEFAULT_AGENT_PORT,
    addresses: listen ?? [],
    tokenFile,
    stableToken: token.stableToken,
    tokenGroup: token.tokenGroup === undefined ? undefined : checkedGroup(token.tokenGroup),
    onLog: (line) => {
      console.log(line);
    },
  });
}

/** A port as an argument; 0 is one. */
export function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > MAX_PORT) throw new InvalidArgumentError(`write 0 to ${MAX_PORT}.`);
  return port;
}
