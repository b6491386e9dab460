import { getDomain } from "tldts";

/**
 * Whether two hosts belong together: the same host, or under one registrable domain.
 * Private suffixes (cloudfront.net, s3.amazonaws.com …) count as suffixes, or tenants would share a domain.
 */
export function isSameSite(hostA: string, hostB: string): boolean {
  if (hostA.toLowerCase() === hostB.toLowerCase()) return true;
  const options = { allowPrivateDomains: true };
  const domain = getDomain(hostA, options);
  return domain !== null && domain === getDomain(hostB, options);
}
