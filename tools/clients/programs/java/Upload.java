import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Uploads with the SDK for Java v2: BUCKET KEY_ARN PAUSE FILE=KEY..., with a pause in seconds between two. */
public final class Upload {
    private static final long PART_BYTES = 5L * 1024 * 1024;

    public static void main(String[] args) throws Exception {
        long pause = Long.parseLong(args[2]) * 1000;
        try (S3AsyncClient s3 = S3AsyncClient.builder()
                .forcePathStyle(true)
                .endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL")))
                .serviceConfiguration(settings -> settings.expectContinueEnabled(false))
                .multipartEnabled(true)
                .multipartConfiguration(parts -> parts.thresholdInBytes(PART_BYTES).minimumPartSizeInBytes(PART_BYTES))
                .build()) {
            for (int number = 3; number < args.length; number++) {
                if (number > 3) {
                    Thread.sleep(pause);
                }
                String[] upload = args[number].split("=", 2);
                s3.putObject(
                        request -> request.bucket(args[0])
                                .key(upload[1])
                                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                .ssekmsKeyId(args[1]),
                        Path.of(upload[0])).join();
            }
        } catch (java.util.concurrent.CompletionException error) {
            System.err.println(error.getCause());
            System.exit(1);
        }
    }
}
