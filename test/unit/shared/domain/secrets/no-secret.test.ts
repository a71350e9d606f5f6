import { describe, expect, test } from '@jest/globals';
import { secretMask } from '../../../../../shared/domain/secrets/secret-mask.ts';
import { POLICIES } from '../../../../support/policies.ts';

const MASK = secretMask(POLICIES.secrets);

const SHA256 = '0123456789abcdef'.repeat(4);
const SHA1 = '0123456789abcdef0123456789abcdef01234567';

describe('a text without a secret stays as it is:', () => {
  test.each([
    // Digests, identifiers and public keys.
    `registry.k8s.io/pause:3.10@sha256:${SHA256}`,
    `docker://busybox@sha256:${SHA256}`,
    `oci://image:tag@sha256:${SHA256}`,
    `commit ${SHA1} of org/repo`,
    `--discovery-token-ca-cert-hash sha256:${SHA256}`,
    'github.com/google/uuid v1.6.0 h1:NIvaJDMOsjHA8n1jAhLSgzrAzy1Hgr+hNrb57e+94F0=',
    'uid: 11111111-2222-4333-8444-555555555555',
    'i-0123456789abcdef0 vol-0123456789abcdef0 in us-east-1a',
    'arn:aws:iam::123456789012:role/nodes.e2e.test-cncf-aws.k8s.io',
    `AROA${'ABCD2345'.repeat(2)}:session`,
    'certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUM2VENDQWRHZ0F3SUJBZ0lCQURBTgo=',
    '-----BEGIN CERTIFICATE-----\nMIIC6TCCAdGgAwIBAgIBADANBgkqhkiG9w0BAQsFADAV\n-----END CERTIFICATE-----',
    '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----',
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 prow@example.com',
    `private_key_id: ${SHA1}`,
    // Names of secrets and of tests about them.
    '[It] [sig-storage] Secrets should be consumable from pods in volume with mappings as non-root',
    '[It] ServiceAccounts should mount an API token into pods [Conformance]',
    'should mount secret token',
    'secretName: foo',
    'Secret "foo" not found',
    'secrets "bootstrap-token-abcdef" already exists',
    'secret: kube-system/bootstrap-token-abcdef',
    'secret="e2e-test/projected-secret-test-3f2a4c5d-1b2c"',
    'imagePullSecrets:\n- name: regcred',
    'pull-secret: my-pull-secret-1',
    '"kind":"Secret","apiVersion":"v1"',
    'E0823 10:00:00.000000 1 token.go:12] "Token" token="kube-system/default"',
    'pkg/credentials/token.go:123: token refresh failed',
    // Values that are none.
    'token=<nil>',
    'password=',
    'password: <redacted>',
    'password: ****',
    'token: ""',
    'GITHUB_TOKEN=${GITHUB_TOKEN}',
    'GITHUB_TOKEN=$(cat /etc/github/token)',
    'PASSWORD=$PASSWORD',
    'Token: {{ .Values.token }}',
    'fmt.Printf("token=%s", token)',
    'tokens: 5, max_tokens=100',
    'AutomountServiceAccountToken:*true,',
    'AutomountServiceAccountToken:nil,ImagePullSecrets:[]LocalObjectReference{}',
    'Secret:&SecretVolumeSource{SecretName:foo,Items:[]KeyToPath{},DefaultMode:*420,Optional:nil,}',
    'ServiceAccountToken:&ServiceAccountTokenProjection{Audience:,ExpirationSeconds:*3607,Path:token,}',
    'Secret:nil,SecretKeyRef:nil',
    'Token:0xc000123456',
    'secret=v1.Secret',
    'token expiry: 2026-11-20T10:00:00Z, token: 2026-11-20T10:00:00Z',
    'access token: 1h0m0s',
    'nextToken=abc123abc, pageToken: def456def',
    // Prose.
    'wrong password: try again',
    'password: required',
    'error validating token: token expired',
    'could not get token: context deadline exceeded',
    'credentials: 3 found',
    'unable to find credentials: no such file',
    '--password string   password for basic authentication',
    '--token flag is required',
    'Bearer token authentication is not enabled',
    'cookie: invalid',
    'Authorization: Bearer <masked>',
    // Paths and options with paths.
    '/var/run/secrets/kubernetes.io/serviceaccount/token',
    '--token-auth-file=/srv/kubernetes/known_tokens.csv',
    '--service-account-private-key-file=/srv/kubernetes/service-account.key',
    '--password-file /etc/p',
    'credentialsFile: /root/.aws/credentials',
    'AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/aws/token',
    'GOOGLE_APPLICATION_CREDENTIALS=/etc/service-account/service-account.json',
    'client-key: /srv/kubernetes/kubelet.key',
    // Addresses.
    'https://user@host/',
    'https://host:8080/a@b',
    'git@github.com:org/repo.git',
    'ssh://git@github.com/org/repo',
    'gs://bucket/name:with@signs',
    'https://proxy.golang.org/github.com/org/repo/@v/v1.2.3.info',
    'https://host/?q=a:b@c',
    'pkg:npm/%40scope/name@1.2.3',
    // Names that begin like secrets.
    'persistent-disk-0123456789abcdef0123456789abcdef01234567',
    'v1.37.0-alpha.1-42-gdeadbeef01',
    'sk-east-1a',
    'task-0123456789abcdef0123456789abcdef',
    'shf_abcdefghijklmnopqrstuvwxyz0123456789abcdef',
    'msg.abcdefghijklmnopqrstuvwxyz0123456789.abcdefghijklmnopqrstuvwxyz0123456789',
    'eyJ',
    'AKIA',
  ])('%j', (text) => {
    expect(MASK.mask(text)).toBe(text);
    expect(MASK.mask(`before ${text}\nafter`)).toBe(`before ${text}\nafter`);
  });
});
