"""Two items for each list that AWS answers in pages."""

from __future__ import annotations

import json
from typing import Any

from emulator.tests.callers import ROOT
from emulator.tests.catalog_tables import partition, table
from emulator.tests.conftest import ACCOUNT, REGION, statement, trust
from emulator.tests.shared_clients import client_of

EC2 = "ec2.amazonaws.com"
_TABLE = {"DatabaseName": "acme", "TableName": "acme"}


def make_policy(iam: Any, name: str = "read") -> str:
    """A managed policy; returns its ARN."""
    document = json.dumps(statement("s3:GetObject"))
    arn: str = iam.create_policy(PolicyName=name, PolicyDocument=document)["Policy"]["Arn"]
    return arn


class Lists:
    """Two items for each list that there is."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint

    def client(self, service: str) -> Any:
        """A client of the root user."""
        return client_of(ROOT, service, self._endpoint)

    def prepare(self) -> None:
        """Makes everything."""
        self._iam()
        self._kms()
        self._iot()
        self._ssm()
        self._stacks()
        self._messaging()
        self._queries()

    def _iam(self) -> None:
        iam = self.client("iam")
        self.policy = make_policy(iam)
        iam.create_policy_version(
            PolicyArn=self.policy, PolicyDocument=json.dumps(statement("s3:PutObject"))
        )
        other = iam.create_policy(PolicyName="b", PolicyDocument=json.dumps(statement("s3:*")))
        tags = [{"Key": key, "Value": "x"} for key in ("orgSlug", "orgKeyArn")]
        for name in ("acme", "acme-eu"):
            iam.create_role(
                RoleName=name, AssumeRolePolicyDocument=json.dumps(trust(EC2)), Tags=tags
            )
            iam.create_user(UserName=name, Tags=tags)
            iam.create_group(GroupName=name)
            iam.attach_group_policy(GroupName=name, PolicyArn=self.policy)
            iam.create_access_key(UserName="acme")
            for arn in (self.policy, other["Policy"]["Arn"]):
                iam.attach_role_policy(RoleName=name, PolicyArn=arn)
                iam.attach_user_policy(UserName=name, PolicyArn=arn)
            for kind in ("a", "b"):
                document = json.dumps(statement("s3:GetObject"))
                iam.put_role_policy(RoleName=name, PolicyName=kind, PolicyDocument=document)
                iam.put_user_policy(UserName=name, PolicyName=kind, PolicyDocument=document)

    def _kms(self) -> None:
        kms = self.client("kms")
        tags = [{"TagKey": key, "TagValue": "x"} for key in ("orgSlug", "orgKeyArn")]
        for name in ("acme", "acme-eu"):
            self.key = kms.create_key(Tags=tags)["KeyMetadata"]["KeyId"]
            kms.create_alias(AliasName=f"alias/{name}", TargetKeyId=self.key)

    def _iot(self) -> None:
        iot = self.client("iot")
        tags = [{"Key": key, "Value": "x"} for key in ("orgSlug", "orgKeyArn")]
        made = [iot.create_keys_and_certificate(setAsActive=True) for _ in range(2)]
        self.certificate = made[0]["certificateArn"]
        for name in ("acme", "acme-eu"):
            iot.create_thing_type(thingTypeName=name)
            iot.create_thing(thingName=name)
            iot.attach_thing_principal(thingName=name, principal=self.certificate)
            document = json.dumps(statement("iot:Connect"))
            iot.create_policy(policyName=name, policyDocument=document)
            iot.create_role_alias(roleAlias=name, roleArn=f"arn:aws:iam::{ACCOUNT}:role/acme")
            for certificate in made:
                iot.attach_policy(policyName=name, target=certificate["certificateArn"])
        iot.attach_thing_principal(thingName="acme", principal=made[1]["certificateArn"])
        self.iot_policy = iot.get_policy(policyName="acme")["policyArn"]
        iot.tag_resource(resourceArn=self.iot_policy, tags=tags)

    def _ssm(self) -> None:
        iam, ssm = self.client("iam"), self.client("ssm")
        document = json.dumps(trust("ssm.amazonaws.com"))
        iam.create_role(RoleName="node", AssumeRolePolicyDocument=document)
        for name in ("acme", "acme-eu"):
            ssm.put_parameter(Name=f"/local/{name}", Value="x", Type="String")
            ssm.create_activation(IamRole="node")
        ssm.put_parameter(Name="/local/acme", Value="y", Type="String", Overwrite=True)
        activations = ssm.get_paginator("describe_activations").paginate()
        assert sum(len(page["ActivationList"]) for page in activations) == 2

    def _stacks(self) -> None:
        cloudformation = self.client("cloudformation")
        parameter = {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": "x"}}
        for name in ("acme", "acme-eu"):
            template = {
                "Resources": {"One": parameter, "Two": parameter},
                "Outputs": {"Name": {"Value": "x", "Export": {"Name": name}}},
            }
            body = json.dumps(template)
            cloudformation.create_stack(StackName=name, TemplateBody=body)
        for change in ("one", "two"):
            cloudformation.create_change_set(
                StackName="acme",
                ChangeSetName=change,
                TemplateBody=json.dumps({"Resources": {"One": parameter}}),
            )
        cloudformation.detect_stack_drift(StackName="acme")

    def _messaging(self) -> None:
        events, logs, sqs = self.client("events"), self.client("logs"), self.client("sqs")
        sns = self.client("sns")
        arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}"
        self.dead_letters = sqs.create_queue(QueueName="dead")["QueueUrl"]
        redrive = json.dumps({"deadLetterTargetArn": f"{arn}:dead", "maxReceiveCount": 3})
        for name in ("acme", "acme-eu"):
            sqs.create_queue(QueueName=name, Attributes={"RedrivePolicy": redrive})
            logs.create_log_group(logGroupName=name)
            events.put_rule(Name=name, EventPattern='{"source":["aws.s3"]}')
            target = {"Id": name, "Arn": f"{arn}:{name}"}
            events.put_targets(Rule="acme", Targets=[target])
            self.topic = sns.create_topic(Name=name)["TopicArn"]
        for name in ("acme", "acme-eu"):
            sns.subscribe(TopicArn=self.topic, Protocol="sqs", Endpoint=f"{arn}:{name}")

    def _queries(self) -> None:
        athena, ecr, glue = self.client("athena"), self.client("ecr"), self.client("glue")
        tags = [{"Key": key, "Value": "x"} for key in ("orgSlug", "orgKeyArn")]
        self.client("s3").create_bucket(
            Bucket="results", CreateBucketConfiguration={"LocationConstraint": REGION}
        )
        results = {"ResultConfiguration": {"OutputLocation": "s3://results/acme/"}}
        for name in ("acme", "acme_eu"):
            athena.create_work_group(Name=name, Configuration=results, Tags=tags)
            athena.start_query_execution(QueryString="SELECT 1", WorkGroup="acme")
            athena.create_prepared_statement(
                StatementName=name, WorkGroup="acme", QueryStatement="SELECT 1"
            )
            ecr.create_repository(repositoryName=name)
            glue.create_database(DatabaseInput={"Name": name})
            glue.create_table(DatabaseName="acme", TableInput=table(name))
            function = {"FunctionName": name, "ClassName": "example.Mean"}
            glue.create_user_defined_function(DatabaseName="acme", FunctionInput=function)
            index = {"IndexName": name, "Keys": ["month"]}
            glue.create_partition_index(**_TABLE, PartitionIndex=index)
            glue.create_partition(**_TABLE, PartitionInput=partition("2026", str(len(name))))
            glue.create_security_configuration(Name=name, EncryptionConfiguration={})
        glue.update_table(DatabaseName="acme", TableInput=table("acme"))

    def arguments(self, operation: tuple[str, str]) -> dict[str, Any]:
        """What an operation asks about, to be answered with two items or more."""
        work_group = f"arn:aws:athena:{REGION}:{ACCOUNT}:workgroup/acme"
        known: dict[tuple[str, str], dict[str, Any]] = {
            ("athena", "ListDatabases"): {"CatalogName": "AwsDataCatalog"},
            ("athena", "ListPreparedStatements"): {"WorkGroup": "acme"},
            ("athena", "ListQueryExecutions"): {"WorkGroup": "acme"},
            ("athena", "ListTableMetadata"): {
                "CatalogName": "AwsDataCatalog",
                "DatabaseName": "acme",
            },
            ("athena", "ListTagsForResource"): {"ResourceARN": work_group},
            ("cloudformation", "DescribeStackEvents"): {"StackName": "acme"},
            ("cloudformation", "DescribeStackResourceDrifts"): {"StackName": "acme"},
            ("cloudformation", "ListChangeSets"): {"StackName": "acme"},
            ("cloudformation", "ListStackResources"): {"StackName": "acme"},
            ("events", "ListTargetsByRule"): {"Rule": "acme"},
            ("glue", "GetPartitionIndexes"): _TABLE,
            ("glue", "GetPartitions"): _TABLE,
            ("glue", "GetTableVersions"): _TABLE,
            ("glue", "GetTables"): {"DatabaseName": "acme"},
            ("glue", "GetUserDefinedFunctions"): {"DatabaseName": "acme", "Pattern": "*"},
            ("iam", "ListAccessKeys"): {"UserName": "acme"},
            ("iam", "ListAttachedRolePolicies"): {"RoleName": "acme"},
            ("iam", "ListAttachedUserPolicies"): {"UserName": "acme"},
            ("iam", "ListEntitiesForPolicy"): {"PolicyArn": self.policy},
            ("iam", "ListPolicies"): {"Scope": "Local"},
            ("iam", "ListPolicyVersions"): {"PolicyArn": self.policy},
            ("iam", "ListRolePolicies"): {"RoleName": "acme"},
            ("iam", "ListRoleTags"): {"RoleName": "acme"},
            ("iam", "ListUserPolicies"): {"UserName": "acme"},
            ("iam", "ListUserTags"): {"UserName": "acme"},
            ("iot", "ListAttachedPolicies"): {"target": self.certificate},
            ("iot", "ListPrincipalThings"): {"principal": self.certificate},
            ("iot", "ListTagsForResource"): {"resourceArn": self.iot_policy},
            ("iot", "ListTargetsForPolicy"): {"policyName": "acme"},
            ("iot", "ListThingPrincipals"): {"thingName": "acme"},
            ("iot", "ListThingPrincipalsV2"): {"thingName": "acme"},
            ("kms", "ListResourceTags"): {"KeyId": self.key},
            ("sns", "ListSubscriptionsByTopic"): {"TopicArn": self.topic},
            ("sqs", "ListDeadLetterSourceQueues"): {"QueueUrl": self.dead_letters},
        }
        return known.get(operation, {})
