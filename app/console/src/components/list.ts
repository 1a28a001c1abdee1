import type { Key } from '../i18n';

/** A column of a list: `text` is what is exported and, without a slot of its own, what is shown. */
export interface Column<T> {
  key: string;
  title: Key;
  text: (row: T) => string;
  width?: number;
  /** The node's name for the order by this column, and whether that order puts the newest or worst first. */
  sort?: string;
  largestFirst?: boolean;
  hidden?: boolean;
  fixed?: boolean;
  /** What can be done with the row: shown, never exported. */
  acts?: boolean;
  numeric?: boolean;
  wrap?: boolean;
}

export interface Condition {
  key: string;
  title: Key;
  kind: 'text' | 'wide' | 'select' | 'day';
  hint?: Key;
  more?: boolean;
  options?: () => { value: string; label: string }[];
}
