/** Where a learner signs in, as it is printed: behind nginx requests come in plain, and the page is served encrypted. */
export function signInAddress(requestUrl: string, isSecure: boolean): string {
  const address = new URL('/sign-in', requestUrl);
  if (isSecure) address.protocol = 'https:';
  return address.href;
}
