"""The pipeline as a Spark job of AWS Glue: standardizes all raw files of an organization at once.

The container keeps up with arrivals. This job is for many files: a first load, or all days again
after a change. It replaces the days that it finds, so that running it again doubles nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

from readings_pipeline.catalog import ensure_partitions, ensure_table
from readings_pipeline.log import log
from readings_pipeline.schema import COLUMNS, HEADER, PARTITION

FILE = "file"
BROKEN = "broken"
"""Holds the line if it has more or fewer columns."""


def read_raw(spark: SparkSession, folder: str) -> DataFrame:
    """Every line of every file as texts, headers included: Spark would skip them unread."""
    return (
        spark.read.option("recursiveFileLookup", True)
        .option("columnNameOfCorruptRecord", BROKEN)
        .option("escape", '"')
        .schema(", ".join(f"{name} string" for name in (*HEADER, BROKEN)))
        .csv(folder)
        .withColumn(FILE, F.input_file_name())
    )


def is_header() -> Column:
    """Whether a line is the header."""
    return F.concat_ws(",", *HEADER) == ",".join(HEADER)


def fits() -> Column:
    """Whether a line is a reading. One line that is neither keeps its file out."""
    matches = [F.col(c.name).rlike(f"^(?:{c.pattern})\\z") for c in COLUMNS]
    fit = F.col(BROKEN).isNull() & measured_at().isNotNull()
    for match in matches:
        fit &= F.coalesce(match, F.lit(False))
    return fit


def measured_at() -> Column:
    """The time without its zone, which is UTC, as the container writes it."""
    return F.col("measured_at").cast("timestamp").cast("timestamp_ntz")


def standardize(raw: DataFrame) -> tuple[DataFrame, list[str]]:
    """The readings of the files that fit, with their day; and the files that do not."""
    judged = raw.withColumn("header", is_header()).withColumn("fits", fits())
    rejected = [
        row[FILE]
        for row in judged.groupBy(FILE)
        .agg(
            F.count_if("header").alias("headers"),
            F.count_if(~F.col("header") & ~F.col("fits")).alias("misfits"),
            F.count_if("fits").alias("readings"),
        )
        .where("headers != 1 OR misfits > 0 OR readings = 0")
        .orderBy(FILE)
        .collect()
    ]
    readings = judged.where(F.col("fits") & ~F.col(FILE).isin(rejected))
    return (
        readings.select(
            F.col("instrument"),
            measured_at().alias("measured_at"),
            *(F.col(c.name).cast(c.type) for c in COLUMNS if c.name in ("value", "unit")),
        ).withColumn(PARTITION, F.to_date("measured_at")),
        rejected,
    )


def write(readings: DataFrame, folder: str) -> list[str]:
    """Replaces the days that there are readings of, and returns them."""
    readings.repartition(PARTITION).sortWithinPartitions(
        PARTITION, "instrument", "measured_at"
    ).write.mode("overwrite").option("partitionOverwriteMode", "dynamic").option(
        "compression", "zstd"
    ).partitionBy(PARTITION).parquet(folder)
    days = readings.select(F.col(PARTITION).cast("string")).distinct().orderBy(PARTITION).collect()
    return [row[PARTITION] for row in days]


def run(spark: SparkSession, raw: str, standardized: str) -> tuple[list[str], list[str]]:
    """Standardizes a folder of raw files. Returns the days written, and the files rejected."""
    # Days begin in UTC wherever the cluster is.
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    readings, rejected = standardize(read_raw(spark, raw))
    for file in rejected:
        log("error", "rejected", key=file, reason="a line does not fit the schema")
    readings.cache()
    days = write(readings, standardized)
    log("info", "processed", rows=readings.count(), days=len(days), rejected=len(rejected))
    readings.unpersist()
    return days, rejected


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the job on the paths of its arguments, and adds the days to the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw", required=True, help="s3://BUCKET/SLUG/")
    parser.add_argument("--standardized", required=True, help="s3://BUCKET/SLUG/readings/")
    parser.add_argument("--database", required=True, help="the organization's Glue database")
    # Glue adds arguments of its own.
    parsed, _ = parser.parse_known_args(arguments)
    days, rejected = run(SparkSession.builder.getOrCreate(), parsed.raw, parsed.standardized)
    # Here, because the tests have no credentials.
    import boto3

    glue = boto3.client("glue")
    ensure_table(glue, parsed.database, parsed.standardized)
    ensure_partitions(glue, parsed.database, parsed.standardized, days)
    return 1 if rejected else 0


if __name__ == "__main__":
    sys.exit(main())
