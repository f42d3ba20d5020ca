import pytest

from readings_pipeline.settings import SettingsError, read_settings
from tests.pipeline_account import environment_of


def test_the_environment_holds_the_settings(settings):
    assert read_settings(environment_of(settings)) == settings
    assert settings.prefix == "acme/"


def test_hubs_have_folders_of_their_own_unless_they_share_one(settings):
    environment = environment_of(settings)
    assert read_settings(environment).hub_folders == "own"
    environment["DATA_HUB_FOLDERS"] = "common"
    assert read_settings(environment).hub_folders == "common"
    environment["DATA_HUB_FOLDERS"] = "Own"
    with pytest.raises(SettingsError, match="DATA_HUB_FOLDERS"):
        read_settings(environment)


def test_every_problem_is_told_at_once(settings):
    environment = environment_of(settings) | {
        "ARRIVALS_QUEUE_URL": "",
        "ORGANIZATION_KEY_ARN": "arn:aws:kms:eu-central-1:111122223333:alias/acme",
        "ORG_SLUG": "acme/",
    }
    del environment["GLUE_DATABASE"]
    with pytest.raises(SettingsError) as error:
        read_settings(environment)
    assert error.value.problems == [
        "ARRIVALS_QUEUE_URL is not set; it is the URL of an SQS queue",
        'ORGANIZATION_KEY_ARN "arn:aws:kms:eu-central-1:111122223333:alias/acme"'
        " is not the ARN of a KMS key (not of an alias)",
        'ORG_SLUG "acme/" is not an organization\'s slug',
        "GLUE_DATABASE is not set; it is the name of a Glue database",
    ]
