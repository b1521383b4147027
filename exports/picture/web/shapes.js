// The shape each family of entities is drawn with, for vis-network and for pictures of the view.

export const SHAPES = {
  country: "dot", place: "dot", organization: "square", international: "square", government: "square",
  embassy: "square", dialogue: "square", person: "triangle", office: "triangleDown", agreement: "diamond",
  initiative: "diamond", pillar: "diamond", event: "star", report: "hexagon", commodity: "dot", topic: "dot",
  other: "dot",
};
const SWELL = { star: 1.5, triangle: 1.15, triangleDown: 1.15, diamond: 1.2, square: 0.9 }; // to look equally large

export const shapeOf = (family) => SHAPES[family] ?? "dot";
export const swellOf = (family) => SWELL[shapeOf(family)] ?? 1;
export const DASHES = { Planned: [7, 5], Negated: [2, 4], Reported: [11, 4, 2, 4] }; // pixels drawn and skipped, in turn
