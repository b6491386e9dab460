import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";

/**
 * A role token as quilt-mcp 0.10 took it. Its own role is of no documentation account, which would be a fault of its
 * own; the rows name the server's role in the target.
 * @param {string} secret
 */
export const signRoleToken = (secret) =>
  new SignJWT({ sub: randomUUID(), iss: "peers", role_arn: "arn:aws:iam::204377154242:role/Reader" })
    .setProtectedHeader({ typ: "JWT", alg: "HS256" })
    .setIssuedAt()
    .setExpirationTime("2 hours")
    .sign(new TextEncoder().encode(secret));
