/**
 * `erasing`: begun, and whoever begins again goes on with it; `erased`: an anonymous mark is left; `locked`: the law
 * keeps the books of an accepted case (Điều 14.2 Luật 91/2025/QH15), so it is hidden instead.
 */
export const ERASURES = ['erasing', 'erased', 'locked'] as const;

export interface Erasure {
  readonly kind: (typeof ERASURES)[number];
  /** ISO 8601 */
  readonly at: string;
  readonly by: string;
}

/** Whether nobody but the national desk may see it. */
export const isHidden = ({ erasure }: { readonly erasure?: Erasure }): boolean =>
  erasure !== undefined && erasure.kind !== 'erased';
