/**
 * Secrets of every kind that are made up here, out of parts, so that no scanner takes this repository for one with secrets.
 * Each contains {@link CORE}, which must not be in anything that is stored or shown.
 */

/** A part of every made-up secret: it looks random, and is nowhere else. */
export const CORE = ['q7', 'Xv', '2K', 'p9', 'Zw', '4T'].join('');

/** The same in the characters of hexadecimal numbers. */
export const HEX_CORE = ['c0', 'ff', 'ee', '0b', 'ad', 'f0', '0d'].join('');
/** The same in capitals and digits. */
export const CAPITAL_CORE = ['Q7', 'XV', '2K', 'P9', 'ZW', '4T'].join('');
/** The same in small letters and digits. */
export const SMALL_CORE = ['q7', 'xv', '2k', 'p9', 'zw', '4t'].join('');

export const CORES = [CORE, HEX_CORE, CAPITAL_CORE, SMALL_CORE];

function filled(core: string, length: number): string {
  return core.repeat(Math.ceil(length / core.length)).slice(0, length);
}

const mixed = (length: number): string => filled(CORE, length);
const hex = (length: number): string => filled(HEX_CORE, length);
const capitals = (length: number): string => filled(CAPITAL_CORE, length);
const small = (length: number): string => filled(SMALL_CORE, length);
const base64 = (text: string): string => Buffer.from(text).toString('base64');

function pem(kind: string, newLine: string): string {
  const lines = Array.from({ length: 12 }, () => mixed(64));
  return [`-----BEGIN ${kind}`, ...lines, `-----END ${kind}`]
    .join(`-----${newLine}`)
    .replaceAll(/([A-Za-z0-9]{64})-----/g, '$1')
    .concat('-----');
}

const WEB_TOKEN = [base64('{"alg":"RS256","kid":"1"}'), base64('{"iss":"kubernetes"}'), mixed(86)]
  .map((part) => part.replaceAll('=', ''))
  .join('.');

/** A text with a secret of each kind, by its name. */
export const MADE_UP_SECRETS: Readonly<Record<string, string>> = {
  'access key id of AWS': `AKIA${capitals(16)}`,
  'temporary access key id of AWS': `ASIA${capitals(16)}`,
  'secret access key of AWS': `aws_secret_access_key = ${mixed(40)}`,
  'secret access key of AWS in JSON': `"SecretAccessKey": "${mixed(40)}"`,
  'session token of AWS': `${['IQoJ', 'b3JpZ2luX2Vj'].join('')}${mixed(120)}`,
  'signed URL of S3': `https://b.s3.amazonaws.com/o?X-Amz-Signature=${hex(64)}`,
  'API key of Google': `AIza${mixed(35)}`,
  'access token of Google': `ya29.${mixed(80)}`,
  'refresh token of Google': `1//0${mixed(60)}`,
  'client secret of Google': `GOCSPX-${mixed(28)}`,
  'key of a service account': JSON.stringify({ private_key: pem('PRIVATE KEY', '\n') }),
  'account key of Azure': `AccountName=a;AccountKey=${mixed(86)}==;EndpointSuffix=core.windows.net`,
  'shared access signature of Azure': `https://a.blob.core.windows.net/c?sv=1&sig=${mixed(43)}%3D`,
  'client secret of Azure': `a1b8Q~${mixed(34)}`,
  'token of DigitalOcean': `dop_v1_${hex(64)}`,
  'token of Hetzner': `HCLOUD_TOKEN=${mixed(64)}`,
  'token of Linode': `LINODE_TOKEN: ${hex(64)}`,
  'key of Vultr': `--api-key ${capitals(36)}`,
  'secret key of Scaleway': `SCW_SECRET_KEY=${hex(8)}-${HEX_CORE}`,
  'token of GitHub': `ghp_${mixed(36)}`,
  'installation token of GitHub': `ghs_${mixed(36)}`,
  'fine-grained token of GitHub': `github_pat_${mixed(22)}_${mixed(59)}`,
  'token of GitLab': `glpat-${mixed(20)}`,
  'runner token of GitLab': `glrt-${mixed(20)}`,
  'token of Slack': `xoxb-123456789012-${mixed(24)}`,
  'webhook of Slack': `https://hooks.slack.com/services/T0000/B0000/${mixed(24)}`,
  'webhook of Discord': `https://discord.com/api/webhooks/123456789012345678/${mixed(68)}`,
  'key of Stripe': `sk_live_${mixed(24)}`,
  'token of Twilio': `twilio auth ${hex(32)}`,
  'key of SendGrid': `SG.${mixed(22)}.${mixed(43)}`,
  'token of npm': `npm_${mixed(36)}`,
  'token of npm in .npmrc': `//registry.example.com/:_authToken=${mixed(24)}`,
  'token of PyPI': `pypi-${mixed(100)}`,
  'key of RubyGems': `rubygems_${hex(48)}`,
  'token of Docker Hub': `dckr_pat_${mixed(27)}`,
  'credentials of Docker': `{"auths":{"x":{"auth":"${base64(`u:${CORE}`).slice(0, 4)}${mixed(20)}"}}}`,
  'token of Quay': `quay.io login: org+robot ${capitals(64)}`,
  'token of Hugging Face': `hf_${mixed(34)}`,
  'key of Anthropic': `sk-ant-api03-${mixed(80)}`,
  'key of OpenAI': `sk-proj-${mixed(48)}`,
  'web token': WEB_TOKEN,
  'key of a client in kubeconfig': `client-key-data: ${base64('-----BEGIN EC PRIVATE KEY-----')}${mixed(200)}`,
  'token in kubeconfig': `    token: ${mixed(24)}`,
  'bootstrap token': `kubeadm join --token ${small(6)}.${small(16)}`,
  'bootstrap token in a sentence': `created token "${small(6)}.${small(16)}"`,
  'private key in lines': pem('RSA PRIVATE KEY', '\n'),
  'private key in one line': pem('PRIVATE KEY', '\\n'),
  'private key of PGP': pem('PGP PRIVATE KEY BLOCK', '\n'),
  'key of SSH': pem('OPENSSH PRIVATE KEY', '\n'),
  'password in a URL': `https://admin:${CORE}@host.example.com/path`,
  'password of Postgres': `postgres://app:${CORE}@db:5432/app?sslmode=disable`,
  'password of Redis': `redis://:${CORE}@cache:6379/0`,
  'password of MongoDB': `mongodb+srv://u:${CORE}%40@cluster.example.com`,
  'password with an @': `amqp://u:a@${CORE}@host`,
  'password of MySQL': `root:${CORE}@tcp(127.0.0.1:3306)/db`,
  'address of Sentry': `https://${hex(32)}@o0.ingest.sentry.io/1`,
  'bearer token': `Authorization: Bearer ${mixed(20)}`,
  'basic credentials': `-H 'Authorization: Basic ${mixed(16)}='`,
  'header as Go prints it': `map[Authorization:[Bearer ${mixed(20)}] Accept:[*/*]]`,
  'option with =': `--password=${CORE} --verbose`,
  'option with a blank': `--token ${CORE} --verbose`,
  'options in a list': `"--token", "${CORE}"`,
  'field of YAML': `password: ${CORE}`,
  'field of JSON': `{"user":"a","password":"${CORE}"}`,
  'field of escaped JSON': `{\\"password\\":\\"${CORE}\\"}`,
  'field of a structure of Go': `{Username:a Password:${CORE} Host:b}`,
  'map of Go': `map[password:${CORE} user:a]`,
  variable: `export DB_PASSWORD='${CORE}'`,
  'variable of a pod': `- name: API_TOKEN\n  value: ${CORE}`,
  'variable of a pod in JSON': `{"name":"API_TOKEN","value":"${CORE}"}`,
  'query of a URL': `https://h/?access_token=${CORE}&x=1`,
  'escaped query of a URL': `https://h/?a=1\\u0026access_token=${CORE}`,
  cookie: `Set-Cookie: session=${CORE}; Path=/; HttpOnly`,
  'token of HCP Terraform': `${mixed(14)}.atlasv1.${mixed(67)}`,
  'token of Vault': `hvs.${mixed(24)}`,
  'token of Consul': `CONSUL_HTTP_TOKEN=${hex(8)}-${HEX_CORE}`,
  'key of Datadog': `DD_API_KEY=${hex(32)}`,
  'key of New Relic': `NRAK-${capitals(27)}`,
  'user and password of curl': `curl -s -u admin:${CORE} https://h`,
  'password of docker login': `docker login -u a -p ${CORE} registry.example.com`,
};
