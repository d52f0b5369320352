import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from './findings.ts';
import { allowKey } from './hotline-key.ts';
import type { Retention } from './read-retention.ts';

/**
 * Citizens' files, under the customer key. Without versions: a file is written once under a key of its own, and what is
 * erased has to be gone.
 */
export class MediaBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: { key: IKey; retention: Retention }) {
    super(scope, id);
    const { key, retention } = props;
    this.bucket = new Bucket(this, 'Files', {
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [
        { id: 'unfinished', abortIncompleteMultipartUploadAfter: Duration.days(1) },
        ...[...retention.files].flatMap(([kind, days]) =>
          days === null ? [] : [{ id: kind, prefix: `${kind}/`, expiration: Duration.days(days) }],
        ),
      ],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    acknowledge(this.bucket, 'mediaFiles');
  }
}

/** Lets a role do that with the files, each under its request's prefix, and use the key for it. */
export function allowFiles(
  grantee: IGrantable,
  bucket: Bucket,
  key: IKey,
  actions: readonly ('GetObject' | 'PutObject')[],
): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: actions.map((action) => `s3:${action}`),
      resources: [bucket.arnForObjects('*')],
    }),
  );
  allowKey(grantee, key, 's3', actions.includes('PutObject') ? 'write' : 'read');
}

/** Lets a role find and take away what a request has in the bucket, and read nothing of it. */
export function allowErasure(grantee: IGrantable, bucket: Bucket): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
  );
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['s3:DeleteObject'], resources: [bucket.arnForObjects('*')] }),
  );
}
