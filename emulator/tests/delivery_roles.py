"""The roles of ``bootstrap/`` in an account, and jobs of a code host that ask for them."""

from __future__ import annotations

import re
from typing import Any

from botocore.exceptions import ClientError

from emulator.tests.callers import outcome
from emulator.tests.conftest import ACCOUNT, REGION, REPOSITORY_ROOT
from emulator.tests.issuer import Issuer, tell_address
from emulator.tests.shared_clients import client_of, unsigned_client
from emulator.tests.tenants import ROOT_ARN, allow, document

BOOTSTRAP = REPOSITORY_ROOT / "bootstrap"


class Bootstrapped:
    """An account that was bootstrapped for the CDK."""

    def __init__(self, client: Any) -> None:
        self.iam, self.cloudformation = client("iam"), client("cloudformation")
        for purpose in ("deploy", "file-publishing", "image-publishing", "lookup"):
            self._bootstrap_role(purpose, {"aws-cdk:bootstrap-role": purpose})
        self._bootstrap_role("cfn-exec", {})

    def again(self) -> Bootstrapped:
        """The same in another test."""
        return self

    def deploy(self, template: str, **parameters: str) -> dict[str, str]:
        """Creates the roles of an environment; returns the outputs."""
        # Names of environments that the template refuses are no names of stacks either.
        name = re.sub("[^a-z]", "", parameters["Environment"])
        self.cloudformation.create_stack(
            StackName=f"delivery-{name}",
            TemplateBody=(BOOTSTRAP / template).read_text(),
            Parameters=[
                {"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()
            ],
            Capabilities=["CAPABILITY_NAMED_IAM"],
        )
        stack = self.cloudformation.describe_stacks(StackName=f"delivery-{name}")["Stacks"][0]
        assert stack["StackStatus"] == "CREATE_COMPLETE"
        return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}

    def _bootstrap_role(self, purpose: str, tags: dict[str, str]) -> None:
        self.iam.create_role(
            RoleName=arn_of(purpose).split("/")[1],
            AssumeRolePolicyDocument=document(
                allow("sts:AssumeRole", None, Principal={"AWS": ROOT_ARN})
            ),
            Tags=[{"Key": key, "Value": value} for key, value in tags.items()],
        )


def arn_of(purpose: str) -> str:
    """Of a role of the CDK."""
    role = f"cdk-hnb659fds-{purpose}-role-{ACCOUNT}-{REGION}"
    return f"arn:aws:iam::{ACCOUNT}:role/{role}"


class Delivery:
    """The roles of one code host in the account."""

    def __init__(
        self, host: str, audience: str, ready: dict[str, str], account: Bootstrapped
    ) -> None:
        self.issuer, self.audience = Issuer(host=host), audience
        self.endpoint, self.iam, self.deploy = ready["endpoint"], account.iam, account.deploy
        tell_address(ready, self.issuer.url, self.issuer.endpoint)

    def session(self, role: str, subject: str, **claims: Any) -> Any:
        """Credentials of a job, or the code of the refusal."""
        sts = unsigned_client("sts", self.endpoint)
        token = self.issuer.token(**{"sub": subject, "aud": self.audience, **claims})
        arn = f"arn:aws:iam::{ACCOUNT}:role/{role}"
        try:
            answer = sts.assume_role_with_web_identity(
                RoleArn=arn, RoleSessionName="job", WebIdentityToken=token
            )
        except ClientError as error:
            return error.response["Error"]["Code"]
        return answer["Credentials"]

    def assumes(self, keys: dict[str, Any], purpose: str) -> str:
        """Whether a job gets a role of the CDK."""
        sts = client_of(keys, "sts", self.endpoint)
        return outcome(sts.assume_role, RoleArn=arn_of(purpose), RoleSessionName="cdk")

    def tag(self, purpose: str, value: str) -> None:
        """Makes a role of the CDK pass for another."""
        tags = [{"Key": "aws-cdk:bootstrap-role", "Value": value}]
        self.iam.tag_role(RoleName=arn_of(purpose).split("/")[1], Tags=tags)
