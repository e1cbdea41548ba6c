/** Whether `If-None-Match` names this etag (RFC 9110, 13.1.2): one of a list, weak or strong, or any. */
export const namesEtag = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
