/** A self-signed certificate on P-256, its digests, and a token that its key signed. The private key is kept nowhere. */
export const testCertificate = {
  x5c: [
    "MIIBhDCCASmgAwIBAgIUAgksGWKhYqw7AmN306MRZOBSkfEwCgYIKoZIzj0EAwIwFjEUMBIGA1UEAwwLaXNzdWVyLnRlc3QwIBcNMjYxMTMwMDM0NjE0WhgPMjEyNjExMDYwMzQ2MTRaMBYxFDASBgNVBAMMC2lzc3Vlci50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAESvIRv7WTGFLk4kGjGbmsvv+7/k3ETCGoFw5KhGDDkW29hMy8+KLPIos18sUc1fhRkC/Usxu9REL/tirLR/dFhqNTMFEwHQYDVR0OBBYEFLExkP6Tt6LwPSClsOspJd3Aima1MB8GA1UdIwQYMBaAFLExkP6Tt6LwPSClsOspJd3Aima1MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAOIoadA6j/xQMhZZye73x+oFR8Gi31UYoeW0ELE6gg5CAiEAuLHlyyjXtjIULZQerQYKtjS4ZtqBlhBg5Zvm5FiaOzg=",
  ],
  /** SHA-1 and SHA-256 of the certificate (RFC 7515 §4.1.7, §4.1.8). */
  x5t: "E9ufjxc_EQTBXSZ4nmSAS2wQh2E",
  x5tS256: "B1c4GfNebWsmOs0mR2-zAAw1q001oIrF3kGpwYBQSoI",
  /** Of the key, RFC 7638. */
  thumbprint: "ZdQ7lhnnieNrH0J4xDC6csUDIfbKW_WmjSCagpQBpHk",
  /** Names the certificate by `x5t` alone. */
  token:
    "eyJhbGciOiJFUzI1NiIsIng1dCI6IkU5dWZqeGNfRVFUQlhTWjRubVNBUzJ3UWgyRSJ9.eyJpZCI6IjRhZDNjMSIsInV1aWQiOiJiMSIsImV4cCI6MjAwMDAwMDAwMH0.Dmfy7LsAYDz5NZh7L1Lo25y53ClG1L7TdhGc4y3dwelOM6x51mjIXCMK5wGuo_XhZLDN9RgwQgCEetQjwwf_vg",
} as const;
