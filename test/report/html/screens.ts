import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** The browsers of the machine; tests that need one say that they skip where there is none. */
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

export const FIREFOX = ['/usr/bin/firefox-esr', '/usr/lib/firefox/firefox', '/usr/bin/firefox'].find(existsSync);

/** Milliseconds: a slow machine with other work is no failure. */
export const PATIENCE = 180_000;

export function launched(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM ?? '',
    timeout: PATIENCE,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
  });
}

/** Words of up to 18 letters that are on two lines, and a page that is wider than the screen, as a program for the browser. */
export const LAYOUT_FAULTS = `(() => {
  const broken = [];
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const match of node.data.matchAll(/[A-Za-z0-9]{2,18}/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(match[0]);
    }
  }
  return document.documentElement.scrollWidth > innerWidth ? [...broken, 'too wide'] : broken;
})()`;

/** Texts whose colour is too near to that of their background (WCAG 2.1, 1.4.3), as a program for the browser. */
export const LOW_CONTRAST = `(() => {
  const channel = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const numbers = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const backgroundOf = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = numbers(getComputedStyle(one).backgroundColor);
      if (color[3] !== 0) return color;
    }
    return [255, 255, 255];
  };
  const texts = [...document.querySelectorAll('main *:not([aria-hidden] *, [aria-hidden])')].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''),
  );
  return texts.flatMap((element) => {
    const [low, high] = [luminance(numbers(getComputedStyle(element).color)), luminance(backgroundOf(element))].sort((a, b) => a - b);
    const contrast = (high + 0.05) / (low + 0.05);
    return contrast < 4.5 ? [element.tagName + ' ' + element.textContent.slice(0, 30) + ' ' + contrast.toFixed(2)] : [];
  });
})()`;
