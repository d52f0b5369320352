import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/**
 * Liveness, without secrets and without asking anything of the rest; and, where one is configured, the page by which
 * Zalo knows that the domain is ours (the only file under /zalo_verifier….html has its code in name and content).
 * Source: https://developers.zalo.me/docs/official-account/bat-dau/xac-thuc-domain
 */
export const handler = async ({
  rawPath,
}: Pick<APIGatewayProxyEventV2, 'rawPath'>): Promise<APIGatewayProxyStructuredResultV2> => {
  const code = process.env.ZALO_VERIFIER;
  return code && rawPath === `/zalo_verifier${code}.html` ? verifier(code) : LIVE;
};

const LIVE = {
  statusCode: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: '{"status":"ok"}',
};

const verifier = (code: string) => ({
  statusCode: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!DOCTYPE html>
<html lang="en">
<head>
    <meta property="zalo-platform-site-verification" content="${code}" />
</head>
<body>
There Is No Limit To What You Can Accomplish Using Zalo!
</body>
</html>
`,
});
