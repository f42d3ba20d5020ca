import { CfnOIDCProvider, CfnSAMLProvider } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AnalystAccess } from '../../config/analysts';
import type { Naming } from '../../config/naming';

export interface AnalystIdentityProviderProps {
  readonly naming: Naming;
  readonly access: AnalystAccess;
  /**
   * Audiences of operators, who sign in with the same provider: IAM has one for an address.
   * @default - none
   */
  readonly operatorAudiences?: readonly string[];
}

/**
 * The identity provider that analysts of all organizations sign in with, where the account does not have it
 * already. It is not retained: once it is taken out of the environment, nobody is to sign in with it, and IAM has
 * one provider for an address, so that one left behind would block its return.
 */
export class AnalystIdentityProvider extends Construct {
  constructor(scope: Construct, id: string, props: AnalystIdentityProviderProps) {
    super(scope, id);
    const { naming, access, operatorAudiences = [] } = props;
    if ('oidc' in access) {
      // Without thumbprints, which IAM gets from the issuer where it needs any:
      // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
      new CfnOIDCProvider(this, 'Oidc', {
        url: access.oidc.issuer,
        clientIdList: [...new Set([access.oidc.audience, ...operatorAudiences])],
      });
    } else if ('saml' in access && 'metadataDocument' in access.saml.provider) {
      new CfnSAMLProvider(this, 'Saml', {
        name: naming.shared.analystSamlProvider,
        samlMetadataDocument: access.saml.provider.metadataDocument,
      });
    }
  }
}
