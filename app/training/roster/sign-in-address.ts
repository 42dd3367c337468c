/** A page of this site as it is printed: behind nginx requests come in plain, and the page is served encrypted. */
export function siteAddress(requestUrl: string, path: string, isSecure: boolean): string {
  const address = new URL(path, requestUrl);
  if (isSecure) address.protocol = 'https:';
  return address.href;
}

/** Where a learner signs in. */
export const signInAddress = (requestUrl: string, isSecure: boolean): string =>
  siteAddress(requestUrl, '/sign-in', isSecure);
