import { CfnOIDCProvider, CfnSAMLProvider } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Naming } from '../../config/naming';
import { operatorAudiences, type OperatorSignIn } from '../../config/operations';

export interface OperatorIdentityProviderProps {
  readonly naming: Naming;
  readonly signIn: OperatorSignIn;
  /**
   * Issuer of the analysts' own provider, if the platform makes one. IAM has one provider for an address: where the
   * operators' is the same, it takes their audiences, too, and nothing is made here.
   */
  readonly analystIssuer: string | undefined;
}

/** The identity provider that operators sign in with, where the account does not have it already. */
export class OperatorIdentityProvider extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { naming, signIn, analystIssuer }: OperatorIdentityProviderProps,
  ) {
    super(scope, id);
    if ('oidc' in signIn) {
      if (signIn.oidc.issuer === analystIssuer) return;
      new CfnOIDCProvider(this, 'Oidc', {
        url: signIn.oidc.issuer,
        clientIdList: operatorAudiences(signIn),
      });
    } else if ('saml' in signIn && 'metadataDocument' in signIn.saml.provider) {
      new CfnSAMLProvider(this, 'Saml', {
        name: naming.shared.operatorSamlProvider,
        samlMetadataDocument: signIn.saml.provider.metadataDocument,
      });
    }
  }
}
