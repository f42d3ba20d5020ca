import type { Flow } from '../described-flow';

const ELSEWHERE = ['fluentd', 'gelf', 'logentries', 'splunk', 'syslog'];

/**
 * Where containers send what they log, by the configuration of which `property` is the place. FireLens and journald
 * stay on the machine. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html
 */
export function containerLogs(property: string): Flow[] {
  return [
    { property: `${property}.Options.awslogs-group`, form: 'log-group-name', data: 'logs of the container' },
    {
      property: `${property}.LogDriver`,
      form: 'elsewhere',
      where: { LogDriver: ELSEWHERE },
      data: 'logs of the container',
    },
  ];
}
