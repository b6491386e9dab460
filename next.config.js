/** @type {import("next").NextConfig} */
module.exports = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@aws-sdk/client-iam", "@aws-sdk/client-s3", "@aws-sdk/client-sts", "@smithy/core"],
};
