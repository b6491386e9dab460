/** An AWS error answer. */
export interface AwsRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}
