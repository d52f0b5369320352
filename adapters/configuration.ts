/**
 * A setting of the function's environment.
 * @throws at INIT where it is missing: a function half configured must not answer
 */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`environment variable ${name} is missing`);
  return value;
}

/** A setting that a deployment may leave out. */
export const optionalSetting = (name: string): string | undefined => process.env[name] || undefined;
