import { html, type Markup, NOTHING } from './markup.js';

/** A number with its noun, at the head of a page. */
export interface Tile {
  readonly value: number;
  readonly noun: string;
  /** Its colour; a tile without one is left out where there is nothing to count. */
  readonly mood?: 'error' | 'warning' | 'info';
}

/** Renders the numbers at the top of a page. */
export function tileList(tiles: readonly Tile[]): Markup {
  const shown = tiles.filter(({ value, mood }) => value > 0 || mood !== undefined);
  const items = shown.map(({ value, noun, mood }) => {
    const name = value === 0 ? 'faint' : mood;
    return html`<li${name === undefined ? NOTHING : html` class="${name}"`}><b>${value}</b>${noun}</li>\n`;
  });
  return html`<ul class="tiles">\n${items}</ul>\n`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
