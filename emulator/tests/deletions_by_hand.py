"""Every resource of ``every_property.py`` deleted through its own service's API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


def remove_everything(client: Callable[[str], Any], ids: Mapping[str, str]) -> None:
    """In an order in which services let go; ``ids`` has the physical ids."""
    _identities(client("iam"), ids)
    for trail in ("Trail", "OtherTrail"):
        client("cloudtrail").delete_trail(Name=ids[trail])
    client("s3").delete_bucket(Bucket=ids["TrailBucket"])
    client("kms").schedule_key_deletion(KeyId=ids["TrailKey"], PendingWindowInDays=7)
    _keys_and_buckets(client, ids)
    _messaging(client, ids)
    iot = client("iot")
    iot.delete_policy(policyName=ids["DevicePolicy"])
    iot.delete_role_alias(roleAlias=ids["RoleAlias"])
    iot.deprecate_thing_type(thingTypeName=ids["ThingType"])
    iot.delete_thing_type(thingTypeName=ids["ThingType"])
    schedule = {"GroupName": ids["ScheduleGroup"], "Name": ids["Schedule"]}
    client("scheduler").delete_schedule(**schedule)
    client("scheduler").delete_schedule_group(Name=ids["ScheduleGroup"])
    client("athena").delete_named_query(NamedQueryId=ids["SavedQuery"])
    client("athena").delete_work_group(WorkGroup=ids["WorkGroup"])
    client("ecr").delete_repository(repositoryName=ids["Repository"])
    client("glue").delete_table(DatabaseName=ids["Database"], Name=ids["Table"])
    client("glue").delete_database(Name=ids["Database"])
    client("glue").delete_security_configuration(Name=ids["SecurityConfiguration"])


def _identities(iam: Any, ids: Mapping[str, str]) -> None:
    role, user = {"RoleName": ids["Role"]}, {"UserName": ids["User"]}
    for one in iam.list_attached_role_policies(**role)["AttachedPolicies"]:
        iam.detach_role_policy(**role, PolicyArn=one["PolicyArn"])
    for one in iam.list_attached_user_policies(**user)["AttachedPolicies"]:
        iam.detach_user_policy(**user, PolicyArn=one["PolicyArn"])
    for name in iam.list_role_policies(**role)["PolicyNames"]:
        iam.delete_role_policy(**role, PolicyName=name)
    for name in iam.list_user_policies(**user)["PolicyNames"]:
        iam.delete_user_policy(**user, PolicyName=name)
    iam.delete_role(**role)
    iam.delete_user(**user)
    iam.delete_role(RoleName=ids["SchedulesRole"])
    for policy in ("Policy", "Boundary"):
        iam.delete_policy(PolicyArn=ids[policy])
    iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=ids["Oidc"])
    iam.delete_saml_provider(SAMLProviderArn=ids["Saml"])


def _keys_and_buckets(client: Callable[[str], Any], ids: Mapping[str, str]) -> None:
    kms, s3 = client("kms"), client("s3")
    for alias in ("Alias", "AliasByArn"):
        kms.delete_alias(AliasName=ids[alias])
    kms.schedule_key_deletion(KeyId=ids["Key"], PendingWindowInDays=7)
    s3.delete_bucket(Bucket=ids["Bucket"])
    # Access to the other one is logged here.
    for log in s3.list_objects_v2(Bucket=ids["Logs"]).get("Contents", []):
        s3.delete_object(Bucket=ids["Logs"], Key=log["Key"])
    s3.delete_bucket(Bucket=ids["Logs"])


def _messaging(client: Callable[[str], Any], ids: Mapping[str, str]) -> None:
    for queue in ("Queue", "DeadLetters"):
        client("sqs").delete_queue(QueueUrl=ids[queue])
    for rule, targets in (("Rule", ["queue"]), ("Announcements", ["topic", "log"])):
        client("events").remove_targets(Rule=ids[rule], Ids=targets)
        client("events").delete_rule(Name=ids[rule])
    client("sns").unsubscribe(SubscriptionArn=ids["Subscription"])
    client("sns").delete_topic(TopicArn=ids["Topic"])
    client("logs").delete_resource_policy(policyName=ids["LogsPolicy"])
    client("logs").delete_log_group(logGroupName=ids["LogGroup"])
    client("ssm").delete_parameter(Name=ids["Parameter"])
