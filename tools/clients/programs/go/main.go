// Uploads with the SDK for Go v2: BUCKET KEY_ARN PAUSE FILE=KEY..., with a pause in seconds between two.
package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

func main() {
	if err := run(os.Args[1], os.Args[2], os.Args[3], os.Args[4:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(bucket, keyArn, pause string, uploads []string) error {
	ctx := context.Background()
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return err
	}
	uploader := manager.NewUploader(s3.NewFromConfig(settings, func(options *s3.Options) { options.UsePathStyle = true }))
	seconds, err := strconv.Atoi(pause)
	if err != nil {
		return err
	}
	for number, upload := range uploads {
		if number > 0 {
			time.Sleep(time.Duration(seconds) * time.Second)
		}
		file, key, _ := strings.Cut(upload, "=")
		if err := send(ctx, uploader, file, bucket, key, keyArn); err != nil {
			return err
		}
	}
	return nil
}

func send(ctx context.Context, uploader *manager.Uploader, file, bucket, key, keyArn string) error {
	body, err := os.Open(file)
	if err != nil {
		return err
	}
	defer body.Close()
	_, err = uploader.Upload(ctx, &s3.PutObjectInput{
		Bucket:               &bucket,
		Key:                  &key,
		Body:                 body,
		ServerSideEncryption: types.ServerSideEncryptionAwsKms,
		SSEKMSKeyId:          &keyArn,
	})
	return err
}
