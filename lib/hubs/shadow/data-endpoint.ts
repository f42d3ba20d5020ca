import { DescribeEndpointCommand, type IoTClient } from '@aws-sdk/client-iot';
import { isOnThisMachine } from '../../../packages/data-hub/src/configuration/endpoints';

/**
 * Origin of the account's IoT data endpoint. AWS's takes TLS only; that of an emulated account on this machine
 * answers without.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeEndpoint.html
 */
export async function dataEndpointOf(iot: IoTClient): Promise<string> {
  const { endpointAddress = '' } = await iot.send(
    new DescribeEndpointCommand({ endpointType: 'iot:Data-ATS' }),
  );
  const local = `http://${endpointAddress}`;
  return isOnThisMachine(local) ? local : `https://${endpointAddress}`;
}
