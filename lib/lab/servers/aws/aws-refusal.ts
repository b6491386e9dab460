/** An AWS error answer. */
export interface AwsRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** As an API gateway in front says it: the message in JSON, the code in a header. */
  readonly asGateway?: boolean;
}

/** What some servers write before their XML. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** The answer of an API gateway that stands where the service should. */
export function gatewayRefusal({ status, code, message }: AwsRefusal) {
  return {
    status,
    contentType: "application/json",
    headers: { "x-amzn-errortype": `${code}Exception` },
    body: JSON.stringify({ message }),
  };
}
