import { join } from "node:path";
import { runToEnd } from "./processes.mjs";

/**
 * Makes a self-signed certificate for one IP address, good for two days.
 * @param {string} folder
 * @param {string} name of its files
 * @param {string} address
 */
export async function makeCertificate(folder, name, address) {
  const keyFile = join(folder, `${name}.key`);
  const certFile = join(folder, `${name}.pem`);
  const made = await runToEnd("openssl", [
    ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2".split(" "),
    ...["-keyout", keyFile, "-out", certFile, "-subj", `/CN=${address}`],
    ...["-addext", `subjectAltName=IP:${address}`],
  ]);
  if (made.exit !== 0) throw new Error(`openssl could not make the certificate of ${name}: ${made.stderr}`);
  return { keyFile, certFile };
}
