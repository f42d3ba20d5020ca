import { randomBytes } from 'node:crypto';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import type { CallerClients } from '../caller-clients';
import { dataHub } from './data-hub-command';
import type { Hub } from './hub';
import { refused, StoryError } from './outcome';
import type { StoryStep } from './story-step';
import type { OrganizationOfStory, StoryContext } from './story-context';

/** A connector's secret, from the operator who writes it to the hub that reads it. */
export function secretSteps(
  { repository, environment, naming, signal }: StoryContext,
  operator: Readonly<Record<string, string>>,
  hub: Hub,
  { ssm }: CallerClients,
  other: OrganizationOfStory,
): StoryStep[] {
  const secret = randomBytes(12).toString('hex');
  const [connector, name] = ['postgres', 'password'];
  const put = (organization: string): Promise<string> =>
    dataHub(
      [
        ...['secret', 'put', '--environment', environment.name, '--organization', organization],
        ...['--connector', connector, '--name', name],
      ],
      { repository, signal, env: operator, input: secret },
    );
  const read = async (path: string): Promise<string | undefined> => {
    const command = new GetParameterCommand({ Name: `${path}${connector}/${name}`, WithDecryption: true });
    return (await ssm.send(command)).Parameter?.Value;
  };
  return [
    {
      title: `An operator writes secrets of connectors for ${hub.config.organization} and ${other.slug}`,
      run: async () => {
        await Promise.all([hub.config.organization, other.slug].map(put));
        return 'from standard input, each under its organization’s key';
      },
    },
    {
      title: "The hub reads its connector's secret",
      run: async () => {
        const value = await read(naming.connectorParameterPath(hub.config.organization));
        if (value !== secret) throw new StoryError('it is not what the operator wrote');
        return 'allowed, and it is what the operator wrote';
      },
    },
    {
      title: "It reads its neighbour's secret",
      run: () => refused(() => read(naming.connectorParameterPath(other.slug))),
    },
  ];
}
