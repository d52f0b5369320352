/** What a deployment says about itself, at `/config.json` beside the page. */
export interface ConsoleConfig {
  /** The sign-in's issuer, as tokens name it. */
  readonly authority: string;
  readonly clientId: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  /** Where a person signs out; `client_id` and `logout_uri` are added. */
  readonly logoutUrl: string;
  /** The WebSocket's address; null where there is none, and the lists are asked for again and again. */
  readonly liveUrl: string | null;
}

export async function readConfig(): Promise<ConsoleConfig> {
  const response = await fetch('/config.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`config.json: ${response.status}`);
  return response.json();
}
