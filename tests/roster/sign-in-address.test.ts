import { expect, it } from 'vitest';
import { signInAddress } from '../../app/training/roster/sign-in-address.ts';

it.each([
  ['http://127.0.0.1:3000/desk/classes/1/sheet?a=1', false, 'http://127.0.0.1:3000/sign-in'],
  ['http://study.example/desk/classes/1/sheet', true, 'https://study.example/sign-in'],
])('%s, encrypted: %s', (url, isSecure, address) => expect(signInAddress(url, isSecure)).toBe(address));
