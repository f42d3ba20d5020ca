//! Uploads with the SDK for Rust: BUCKET KEY_ARN PAUSE FILE=KEY..., with a pause in seconds between two.

use std::{env, error::Error, path::Path, process::ExitCode, time::Duration};

use aws_config::BehaviorVersion;
use aws_sdk_s3::error::DisplayErrorContext;
use aws_sdk_s3::primitives::{ByteStream, Length};
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart, ServerSideEncryption};
use aws_sdk_s3::Client;

const PART_BYTES: u64 = 5 * 1024 * 1024;

#[tokio::main]
async fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    match run(&args).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", DisplayErrorContext(error.as_ref()));
            ExitCode::FAILURE
        }
    }
}

async fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    let [bucket, key_arn, pause, uploads @ ..] = args else {
        return Err("BUCKET KEY_ARN PAUSE FILE=KEY...".into());
    };
    let pause = Duration::from_secs(pause.parse()?);
    let settings = aws_config::load_defaults(BehaviorVersion::latest()).await;
    let path_style = aws_sdk_s3::config::Builder::from(&settings).force_path_style(true);
    let client = Client::from_conf(path_style.build());
    for (number, upload) in uploads.iter().enumerate() {
        if number > 0 {
            tokio::time::sleep(pause).await;
        }
        let (file, key) = upload.split_once('=').ok_or("FILE=KEY")?;
        let size = std::fs::metadata(file)?.len();
        if size <= PART_BYTES {
            put(&client, bucket, key_arn, file, key).await?;
        } else {
            put_in_parts(&client, bucket, key_arn, file, key, size).await?;
        }
    }
    Ok(())
}

async fn put(client: &Client, bucket: &str, key_arn: &str, file: &str, key: &str) -> Result<(), Box<dyn Error>> {
    client
        .put_object()
        .bucket(bucket)
        .key(key)
        .body(ByteStream::from_path(Path::new(file)).await?)
        .server_side_encryption(ServerSideEncryption::AwsKms)
        .ssekms_key_id(key_arn)
        .send()
        .await?;
    Ok(())
}

async fn put_in_parts(
    client: &Client,
    bucket: &str,
    key_arn: &str,
    file: &str,
    key: &str,
    size: u64,
) -> Result<(), Box<dyn Error>> {
    let begun = client
        .create_multipart_upload()
        .bucket(bucket)
        .key(key)
        .server_side_encryption(ServerSideEncryption::AwsKms)
        .ssekms_key_id(key_arn)
        .send()
        .await?;
    let upload_id = begun.upload_id().ok_or("no upload id")?;
    let mut parts = Vec::new();
    for (index, offset) in (0..size).step_by(PART_BYTES as usize).enumerate() {
        let number = index as i32 + 1;
        let body = ByteStream::read_from()
            .path(file)
            .offset(offset)
            .length(Length::Exact(PART_BYTES.min(size - offset)))
            .build()
            .await?;
        let sent = client
            .upload_part()
            .bucket(bucket)
            .key(key)
            .upload_id(upload_id)
            .part_number(number)
            .body(body)
            .send()
            .await?;
        let part = CompletedPart::builder()
            .part_number(number)
            .set_e_tag(sent.e_tag)
            .set_checksum_crc32(sent.checksum_crc32);
        parts.push(part.build());
    }
    client
        .complete_multipart_upload()
        .bucket(bucket)
        .key(key)
        .upload_id(upload_id)
        .multipart_upload(CompletedMultipartUpload::builder().set_parts(Some(parts)).build())
        .send()
        .await?;
    Ok(())
}
