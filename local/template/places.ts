/** Where the local run stands in for the cloud: what attributes of the template's resources resolve to. */
export interface Places {
  readonly account: string;
  readonly region: string;
  /** The AWS endpoint of the local run, without a trailing slash; queue URLs are under it. */
  readonly awsUrl: string;
  /** The base that providers know: the HTTP API's own endpoint attribute. */
  readonly publicUrl: string;
  /** The sign-in's issuer, in place of the user pool's. */
  readonly issuer: string;
}
