export { createXmlFormat } from "./xml/create-xml-format.ts";
export type {
  XmlListShape,
  XmlObjectShape,
  XmlOperation,
  XmlShape,
  XmlShapeFor,
  XmlTable,
  XmlTableFor,
} from "./xml/xml-shape.ts";
