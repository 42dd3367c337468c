import { expect, it } from 'vitest';
import { readBehindNginx, readS3 } from '../../app/platform/env.server.ts';

// Settings that are wrong stop the process with one sentence that names them.

const good = {
  S3_ENDPOINT: 'https://s3.example.org',
  S3_BUCKET: 'zhenxue',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'secret',
};

it('without S3 settings blobs lie on the local disk', () => {
  expect(readS3({ DATA_DIR: 'x' })).toBeNull();
});

it('takes a whole set, with a region and a prefix', () => {
  expect(readS3(good)).toMatchObject({ endpoint: good.S3_ENDPOINT, region: 'us-east-1', prefix: '' });
  expect(readS3({ ...good, S3_REGION: 'cn-1', S3_PREFIX: 'a/b/' })).toMatchObject({
    region: 'cn-1',
    prefix: 'a/b/',
  });
});

it.each(Object.keys(good))('names %s when it is the one that is missing', (name) => {
  expect(() => readS3({ ...good, [name]: undefined })).toThrow(new RegExp(`^${name} is not set, but S3_`));
});

it.each([
  ['S3_ENDPOINT', 's3.example.org'],
  ['S3_ENDPOINT', 'https://s3.example.org/bucket'],
  ['S3_ENDPOINT', 'https://id:secret@s3.example.org'],
  ['S3_BUCKET', 'No'],
  ['S3_BUCKET', 'a/b'],
  ['S3_PREFIX', '/a'],
  ['S3_PREFIX', 'a//b'],
  ['S3_PREFIX', 'a b'],
])('refuses %s=%s in a sentence that names it and not the secret', (name, value) => {
  expect(() => readS3({ ...good, [name]: value })).toThrow(new RegExp(`^${name} must be`));
  expect(() => readS3({ ...good, [name]: value })).not.toThrow('secret');
});

it('BEHIND_NGINX=1 goes with loopback and the local disk alone', () => {
  expect(readBehindNginx({}, '0.0.0.0')).toBe(false);
  expect(readBehindNginx({ BEHIND_NGINX: '1' }, '127.0.0.1')).toBe(true);
  expect(() => readBehindNginx({ BEHIND_NGINX: 'yes' }, '127.0.0.1')).toThrow(/^BEHIND_NGINX must be/);
  expect(() => readBehindNginx({ BEHIND_NGINX: '1' }, '0.0.0.0')).toThrow('needs HOST=127.0.0.1');
  expect(() => readBehindNginx({ BEHIND_NGINX: '1', S3_BUCKET: 'x' }, '127.0.0.1')).toThrow(
    'S3_BUCKET is set',
  );
});
