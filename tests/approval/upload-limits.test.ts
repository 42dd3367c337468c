import { expect, test } from 'vitest';
import { cleanName, keepFreeOf, refuseUpload, uploadBytesMax } from '../../app/approval/upload-limits.ts';
import { isVoice } from '../../app/approval/sniff-voice.ts';

const GB = 1_000_000_000;
const facts = {
  purpose: 'video' as const,
  bytes: 2 * GB,
  usedBytes: 10 * GB,
  quotaBytes: 200 * GB,
  freeBytes: 50 * GB,
  keepFreeBytes: 5 * GB,
};

test('what fits may begin, up to the very last byte', () => {
  expect(refuseUpload(facts)).toBeNull();
  expect(refuseUpload({ ...facts, bytes: uploadBytesMax.video })).toBeNull();
  expect(refuseUpload({ ...facts, bytes: uploadBytesMax.video + 1 })).toBe('upload_too_large');
  expect(refuseUpload({ ...facts, purpose: 'voice' })).toBe('upload_too_large');
  expect(refuseUpload({ ...facts, usedBytes: 198 * GB })).toBeNull();
  expect(refuseUpload({ ...facts, usedBytes: 198 * GB + 1 })).toBe('upload_over_quota');
  expect(refuseUpload({ ...facts, freeBytes: 7 * GB })).toBeNull();
  expect(refuseUpload({ ...facts, freeBytes: 7 * GB - 1 })).toBe('disk_full');
});

test('a tenth of a disk stays free, at most 5 GB', () => {
  expect([keepFreeOf(20 * GB), keepFreeOf(50 * GB), keepFreeOf(4_000 * GB)]).toEqual([
    2 * GB,
    5 * GB,
    5 * GB,
  ]);
});

test('a name is shown as it was, without what cannot be seen', () => {
  expect(cleanName('../../洗手 <b>.mp4')).toBe('../../洗手 <b>.mp4');
  expect(cleanName('a\0b\u202Ec\r\n')).toBe('abc');
  expect(cleanName(' \u200B ')).toBe('–');
  expect(Array.from(cleanName('手'.repeat(500)))).toHaveLength(200);
});

test('recordings are known by their first bytes', () => {
  const of = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
  expect(isVoice(of('ID3\x04\0\0'))).toBe(true);
  expect(isVoice(of('\xff\xfb\x90\0'))).toBe(true);
  expect(isVoice(of('RIFF\0\0\0\0WAVEfmt '))).toBe(true);
  expect(isVoice(of('\0\0\0\x18ftypM4A \0\0\0\0M4A mp42'))).toBe(true);
  for (const other of ['RIFF\0\0\0\0AVI ', '#EXTM3U', '<html>', '\xff\xd8\xff\xe0', '', '\0\0\0\0'])
    expect(isVoice(of(other))).toBe(false);
});
