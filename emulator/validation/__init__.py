"""What AWS refuses: values by schema and model, and rules that neither knows.

One set of rules for two callers: requests to the services' own APIs (``gate.py``) and resources of
templates, which are seen as the API requests that CloudFormation makes for them
(``handler_calls``). See docs/decisions/0017-the-local-account-refuses-what-aws-refuses.md.
"""
