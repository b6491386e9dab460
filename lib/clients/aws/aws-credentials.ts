/** Temporary AWS credentials as the exchange gave them. All three are secret but the key id. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}
