import type { Palette } from './palette.js';

/** Returns the rules for pictures. What is wrong has another shape or line as well, for readers and printers without colours. */
export function pictureStyle(color: Palette): string {
  return `
.picture { font: 11px/1 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.picture text { fill: ${color.text}; }
.picture .title { font-size: 13px; font-weight: 700; }
.picture text.note, .picture text.right, .picture text.outside { fill: ${color.faint}; }
.picture text.wrong { fill: ${color.error}; font-weight: 700; }
.picture text.open { fill: ${color.warning}; }
.picture .ground { fill: ${color.page}; }
.picture .box { fill: ${color.card}; stroke: ${color.faint}; }
.picture .box.outside { stroke-dasharray: 5 3; }
.picture .node { fill: ${color.code}; stroke: ${color.line}; }
.picture .node.right { stroke: ${color.good}; }
.picture .node.wrong { fill: ${color['error-soft']}; stroke: ${color.error}; stroke-width: 2; }
.picture .node.open { fill: ${color['warning-soft']}; stroke: ${color.warning}; stroke-dasharray: 2 2; }
.picture .lane { stroke: ${color.line}; }
.picture .outgoing { fill: ${color['info-soft']}; stroke: ${color.info}; stroke-dasharray: 3 3; }
.picture .clash { stroke: ${color.error}; stroke-width: 2; stroke-dasharray: 4 2; }
.picture .port { fill: ${color.info}; }
.picture .port.wrong { fill: ${color.error}; }
.picture .sign { fill: none; stroke: ${color.card}; stroke-width: 2; }
.picture .way { fill: none; stroke: ${color.good}; stroke-width: 1.5; }
.picture .way.wrong { stroke: ${color.error}; stroke-width: 2.5; stroke-dasharray: 8 4; }
.picture .way.outside { stroke: ${color.faint}; stroke-width: 1; }
.picture .way.open { stroke: ${color.warning}; stroke-dasharray: 2 3; }
.picture .tip { fill: ${color.good}; }
.picture .tip.outside { fill: ${color.faint}; }
.picture .tip.wrong { fill: ${color.error}; }
.picture .tip.open { fill: ${color.warning}; }
`;
}
