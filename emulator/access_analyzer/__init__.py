"""IAM Access Analyzer, which moto lacks: analyzers are made and read, and find nothing."""
